"""The bodies that azure-native would send, against the REST bodies of the source document."""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_azure_compute_gallery import ImageDefinition, ImageVersion
from tests.components.component_args import definition_args, version_args
from tests.components.component_run import compute_id, run_program

MACHINE = compute_id("virtualMachines", "myVM")
ADDRESS = ("resourceGroupName", "galleryName", "galleryImageName", "galleryImageVersionName")
ENVELOPE = ("location", "tags")

DEFINITION_BODY = {
    "location": "chinaeast2",
    "properties": {
        "hyperVGeneration": "V1",
        "identifier": {"offer": "myOffer", "publisher": "myPublisher", "sku": "mySKU"},
        "osState": "Specialized",
        "osType": "Linux",
    },
}
"""The document's body for a definition."""

VERSION_BODY = {
    "location": "chinaeast",
    "properties": {
        "publishingProfile": {
            "endOfLifeDate": "2024-12-02T00:00:00+00:00",
            "replicaCount": 1,
            "storageAccountType": "Standard_LRS",
            "targetRegions": [
                {"name": "chinaeast", "regionalReplicaCount": 2, "storageAccountType": "Standard_LRS"},
                {"name": "chinanorth2"},
            ],
        },
        "storageProfile": {"source": {"id": MACHINE}},
    },
}
"""The document's body for a version, with values in the place of its {region}, {subscriptionId} and so on."""

MORE_IN_DEFINITION = {
    "properties.architecture": "x64",  # Azure's default, sent by name: that of a newer API version changes nothing
}

MORE_IN_VERSION = {
    # Azure's defaults, sent by name for the same reason.
    "properties.publishingProfile.excludeFromLatest": False,
    "properties.publishingProfile.replicationMode": "Full",
    "properties.publishingProfile.targetRegions[0].excludeFromLatest": False,
    "properties.publishingProfile.targetRegions[1].excludeFromLatest": False,
    "properties.safetyProfile.allowDeletionOfReplicatedLocations": False,
    "properties.safetyProfile.blockDeletionBeforeEndOfLife": False,
    # The version's own defaults, sent by region, because Azure gives them back by region.
    "properties.publishingProfile.targetRegions[1].regionalReplicaCount": 1,
    "properties.publishingProfile.targetRegions[1].storageAccountType": "Standard_LRS",
    # Today's API has a field of its own for virtual machines.
    "properties.storageProfile.source.virtualMachineId": MACHINE,
    # Azure gives regions back by display name; sent so, a refresh finds nothing changed.
    "properties.publishingProfile.targetRegions[0].name": "China East",
    "properties.publishingProfile.targetRegions[1].name": "China North 2",
}

NOT_IN_VERSION = {
    "properties.storageProfile.source.id",  # virtualMachineId in its place
    "properties.publishingProfile.targetRegions[0].name",  # the display name in its place
    "properties.publishingProfile.targetRegions[1].name",
}


def body(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body that azure-native sends: location and tags in the envelope, all else in properties."""
    rest = {name: value for name, value in inputs.items() if name not in ADDRESS}
    envelope = {name: rest.pop(name) for name in ENVELOPE if name in rest}
    return {**envelope, "properties": rest}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 a body
    """Yield each single value of a body with its path."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from leaves(part, f"{path}[{index}]")
    else:
        yield path, value


def test_body_of_a_definition() -> None:
    """S24: the definition's body holds the document's values, and beyond them only what is listed here."""
    run = run_program(lambda: ImageDefinition("d", definition_args())).succeeded()
    assert dict(leaves(body(run.inputs("d-definition")))) == {**dict(leaves(DEFINITION_BODY)), **MORE_IN_DEFINITION}


def test_body_of_a_version() -> None:
    """S24: the version's body holds the document's values, and beyond or beside them only what is listed here."""
    declared = version_args(
        location="chinaeast",
        source={"virtual_machine_id": MACHINE},
        end_of_life_date="2024-12-02T00:00:00+00:00",
        replica_count=1,
        storage_account_type="Standard_LRS",
        target_regions=[
            {"name": "chinaeast", "regional_replica_count": 2, "storage_account_type": "Standard_LRS"},
            {"name": "chinanorth2"},
        ],
    )
    run = run_program(lambda: ImageVersion("v", declared)).succeeded()
    documented = {path: value for path, value in leaves(VERSION_BODY) if path not in NOT_IN_VERSION}
    assert dict(leaves(body(run.inputs("v-version")))) == {**documented, **MORE_IN_VERSION}
