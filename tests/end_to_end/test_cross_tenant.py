"""The stack whose source is in another tenant, on an emulator that stands in for Azure China."""

from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("cross-tenant")]

STACK_FILE = ROOT / "stacks" / "Pulumi.cross-tenant.yaml"
OTHER = "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/sourceRG"
STACK = "cross-tenant-test"
AWAY = "20000000-0000-0000-0000-000000000000"


def create_source(address: str) -> None:
    """Create the image version that the stack names, with all around it, in the other tenant's subscription."""
    compute = f"{OTHER}/providers/Microsoft.Compute"
    gallery = f"{compute}/galleries/sourceGallery"
    os_disk = {"osType": "Linux", "osState": "Generalized", "blobUri": "https://a.blob.core.chinacloudapi.cn/b/c.vhd"}
    identifier = {"publisher": "p", "offer": "o", "sku": "s"}
    bodies: list[tuple[str, dict[str, Any]]] = [
        (OTHER, {}),
        (f"{compute}/images/linux", {"properties": {"storageProfile": {"osDisk": os_disk}}}),
        (gallery, {}),
        (
            f"{gallery}/images/linux",
            {"properties": {"osType": "Linux", "osState": "Generalized", "identifier": identifier}},
        ),
        (
            f"{gallery}/images/linux/versions/1.0.0",
            {
                "properties": {
                    "storageProfile": {"source": {"id": f"{compute}/images/linux"}},
                    "publishingProfile": {"targetRegions": [{"name": "chinaeast2"}]},
                }
            },
        ),
    ]
    with httpx.Client(base_url=address, trust_env=False, params={"api-version": "2024-03-03"}) as client:
        for path, body in bodies:
            answer = client.put(path, json={"location": "chinaeast2", **body})
            assert answer.is_success, answer.text


@pytest.fixture(scope="module")
def in_china(local_pulumi: LocalPulumi) -> LocalPulumi:
    """A set-up that stands in for Azure China, with the source in it and the stack selected."""
    create_source(local_pulumi.address)
    made = local_pulumi.with_environment({"COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR": "china"})
    made.run("stack", "select", "--create", STACK)
    return made


def test_version_is_made_from_another_tenants(in_china: LocalPulumi) -> None:
    """S25: the stack as it stands is deployed, without a word on tenants."""
    done = in_china.run("up", "--yes", "--skip-preview", "--stack", STACK, "--config-file", str(STACK_FILE))
    assert done.returncode == 0, done.stdout
    assert "tenant" not in done.stdout.replace("cross-tenant", "").replace("fromAnotherTenant", "")


def test_missing_tenant_is_told_before_azure_answers(in_china: LocalPulumi, tmp_path: Path) -> None:
    """S25: without the auxiliary tenant the preview fails with the command that mends it."""
    config = yaml.safe_load(STACK_FILE.read_text())
    del config["config"]["azure-native:auxiliaryTenantIds"]
    file = tmp_path / "Pulumi.missing.yaml"
    file.write_text(yaml.safe_dump(config))
    done = in_china.run("preview", "--stack", STACK, "--config-file", str(file))
    assert done.returncode != 0
    assert f"is in tenant {AWAY}, which the provider does not sign in to" in done.stdout
    assert f"pulumi config set --path 'azure-native:auxiliaryTenantIds[0]' {AWAY}" in done.stdout
