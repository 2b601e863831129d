"""Every field of the API, deployed; what Azure gives back makes no change, and neither does how a word is spelled."""

import json
import shlex
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("every-field")]

API = {"api-version": "2024-03-03"}
GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
SETS = ("chinaeast2", "chinaeast2-secure", "chinanorth2", "chinanorth2-secure")

NOT_GIVEN_BACK = {
    # Where a resource is: its id says that.
    "resourceGroupName",
    "galleryName",
    "galleryImageName",
    "galleryImageVersionName",
    "lockName",
    "roleAssignmentName",
    "scope",
    # Azure acts on these, and forgets them (recorded for the first; the second restores a deleted version).
    "allowUpdateImage",
    "restore",
}
"""Inputs that are no outputs."""


@pytest.fixture(scope="module")
def deployed(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """The program, deployed once for all tests of this module."""
    with httpx.Client(base_url=local_pulumi.address, trust_env=False) as client:
        for name in SETS:
            address = f"{GROUP}/providers/Microsoft.Compute/diskEncryptionSets/{name}"
            body = {"location": name.partition("-")[0], "properties": {}}
            assert client.put(address, params={"api-version": "2024-03-02"}, json=body).is_success
        snapshot = {"osType": "Linux", "hyperVGeneration": "V2", "creationData": {"createOption": "Empty"}}
        address = f"{GROUP}/providers/Microsoft.Compute/snapshots/secondGeneration"
        body = {"location": "chinaeast2", "properties": snapshot}
        assert client.put(address, params={"api-version": "2024-03-02"}, json=body).is_success
        address = f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/publisher"
        assert client.put(address, params={"api-version": "2023-01-31"}, json={"location": "chinaeast2"}).is_success
    deployed = Deployment.of_program(local_pulumi, "every_field", tmp_path_factory.mktemp("program"))
    deployed.pulumi("up", "--yes", "--skip-preview")
    return deployed


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 JSON
    """Each single value with its path."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}[{index}]")
    else:
        yield path, value


def test_azure_gives_back_what_is_sent(deployed: Deployment) -> None:
    """Each value that is sent is the value that comes back: no spelling is left to Azure (S12, S17, S19)."""
    found = deployed.resources()
    assert len(found) == 3 + 2 + 2 + 1 + 2
    for resource in found:
        outputs = dict(leaves(resource["outputs"]))
        sent = {
            path: value
            for path, value in leaves(resource["inputs"])
            if path not in NOT_GIVEN_BACK and not path.startswith("identity.userAssignedIdentities")
        }
        assert {path: (value, outputs.get(path)) for path, value in sent.items() if outputs.get(path) != value} == {}


def test_nothing_changes_after_a_refresh(deployed: Deployment) -> None:
    """A refresh takes in what Azure gives back for every field, and the next preview is without a change."""
    deployed.pulumi("refresh", "--yes", "--skip-preview")
    deployed.pulumi("preview", "--diff", "--expect-no-changes")


def test_spelling_makes_no_change(deployed: Deployment) -> None:
    """Each region, storage type, feature, date and other word spelled otherwise is the same declaration (S20, S26)."""
    deployed.pulumi("preview", "--diff", "--expect-no-changes", RESPELLED="true")


def test_sharing_by_command_makes_no_change(deployed: Deployment) -> None:
    """The commands that the outputs give do what azure-native cannot, and a refresh afterwards shows no change."""
    outputs = json.loads(deployed.pulumi("stack", "output", "--json"))
    names = outputs["community-names"]
    assert [name.partition("-")[0] for name in names] == ["contoso"]
    for gallery, operation in (("community", "EnableCommunity"), ("groups", "Add")):
        (command,) = outputs[gallery]["share"]
        words = shlex.split(command)
        body: dict[str, Any] = {"operationType": operation}
        if operation == "Add":
            ids = {name: words[words.index(name) + 1] for name in ("--subscription-ids", "--tenant-ids")}
            kinds = {"Subscriptions": ids["--subscription-ids"], "AADTenants": ids["--tenant-ids"]}
            body["groups"] = [{"type": kind, "ids": [each]} for kind, each in kinds.items()]
        place = [words[words.index(name) + 1] for name in ("--subscription", "--resource-group", "--gallery-name")]
        address = "/subscriptions/{}/resourceGroups/{}/providers/Microsoft.Compute/galleries/{}/share".format(*place)
        answer = httpx.post(f"{deployed.local.address}{address}", params=API, json=body, trust_env=False)
        assert answer.is_success, answer.text
    deployed.pulumi("refresh", "--yes", "--skip-preview")
    deployed.pulumi("preview", "--diff", "--expect-no-changes")
