"""The walk-through's stack in the state, in the emulator, and after a refresh."""

import json
from collections import Counter

import httpx
import pytest

from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("walkthrough")]

STACK = "local"


@pytest.fixture(scope="module")
def deployed(local_pulumi: LocalPulumi) -> LocalPulumi:
    """The stack `local`, deployed once for all tests of this module."""
    local_pulumi.run("stack", "select", "--create", STACK)
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", STACK)
    assert done.returncode == 0, done.stdout
    return local_pulumi


def resources(pulumi: LocalPulumi) -> list[dict[str, object]]:
    """The resources of the exported state."""
    exported = json.loads(pulumi.run("stack", "export", "--stack", STACK).stdout)
    found: list[dict[str, object]] = exported["deployment"]["resources"]
    return found


def test_state_holds_the_galleries_resources_as_azure_native(deployed: LocalPulumi) -> None:
    """S1: one gallery, four definitions and four versions are azure-native resources in the exported state."""
    types = Counter(str(resource["type"]) for resource in resources(deployed))
    assert types["azure-native:compute:Gallery"] == 1
    assert types["azure-native:compute:GalleryImage"] == 4
    assert types["azure-native:compute:GalleryImageVersion"] == 4


def test_every_version_is_succeeded_in_the_emulator(deployed: LocalPulumi) -> None:
    """What the state says is there is there, with the regions in their declared order under their display names."""
    versions = [one for one in resources(deployed) if one["type"] == "azure-native:compute:GalleryImageVersion"]
    for version in versions:
        found = httpx.get(
            f"{deployed.address}{version['id']}", params={"api-version": "2024-03-03"}, trust_env=False
        ).json()
        assert found["properties"]["provisioningState"] == "Succeeded"
    linux = next(one for one in versions if "/myImageDefinition/" in str(one["id"]))
    found = httpx.get(f"{deployed.address}{linux['id']}", params={"api-version": "2024-03-03"}, trust_env=False).json()
    regions = found["properties"]["publishingProfile"]["targetRegions"]
    assert [(one["name"], one["regionalReplicaCount"], one["storageAccountType"]) for one in regions] == [
        ("China North", 2, "Standard_ZRS"),
        ("China East", 1, "Standard_LRS"),
        ("China East 2", 1, "Premium_LRS"),
    ]


def test_nothing_changes_after_a_refresh(deployed: LocalPulumi) -> None:
    """A refresh takes in what Azure gives back, and the next preview is without a change."""
    refreshed = deployed.run("refresh", "--yes", "--skip-preview", "--stack", STACK)
    assert refreshed.returncode == 0, refreshed.stdout
    done = deployed.run("preview", "--stack", STACK, "--expect-no-changes")
    assert done.returncode == 0, done.stdout
