"""What the tables of refusals share: a row, short ways to write one, the estate that it is asked of, and the check."""

from typing import Any, NamedTuple

from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm, version_body

__all__ = [
    "DEFINITION",
    "GALLERY",
    "GOLDEN",
    "IDENTIFIER",
    "PROFILE",
    "STORAGE",
    "Refused",
    "build_estate",
    "check_refusal",
    "definition",
    "of_disks",
    "put_definition",
    "put_version",
    "rename",
]

GALLERY = f"{COMPUTE}/galleries/images"
DEFINITION = f"{GALLERY}/images/ubuntu"
IDENTIFIER = {"publisher": "contoso", "offer": "other", "sku": "lts"}
PROFILE = "galleryImageVersion.properties.publishingProfile"
STORAGE = "galleryImageVersion.properties.storageProfile"
GOLDEN = {"source": {"id": f"{COMPUTE}/images/golden"}}


class Refused(NamedTuple):
    """One request and its refusal; `says` is part of the message."""

    name: str
    method: str
    path: str
    body: object
    status: int
    code: str
    target: str
    says: str
    api: str = "2024-03-03"


def definition(**properties: object) -> dict[str, Any]:
    """Return the body of a definition, changed."""
    sent = {"osType": "Linux", "osState": "Generalized", "identifier": IDENTIFIER} | properties
    return {"location": "chinaeast2", "properties": {k: v for k, v in sent.items() if v is not None}}


def of_disks(os_disk: str, *data: tuple[int, str]) -> dict[str, Any]:
    """Return a storage profile of disks in the group."""
    return {
        "osDiskImage": {"source": {"id": f"{COMPUTE}/{os_disk}"}},
        "dataDiskImages": [{"lun": lun, "source": {"id": f"{COMPUTE}/{disk}"}} for lun, disk in data],
    }


def put_version(  # noqa: PLR0913, PLR0917 - the columns of the table
    name: str, status: int, code: str, target: str, says: str, body: object, version: str = "9.0.0"
) -> Refused:
    """Return the row of a version that is refused."""
    return Refused(name, "PUT", f"{DEFINITION}/versions/{version}", body, status, code, target, says)


def put_definition(name: str, code: str, target: str, says: str, status: int = 400, **properties: object) -> Refused:
    """Return the row of a definition that is refused."""
    return Refused(name, "PUT", f"{GALLERY}/images/other", definition(**properties), status, code, target, says)


def rename(name: str, path: str, target: str, says: str, body: object) -> Refused:
    """Return the row of a name that is refused."""
    return Refused(name, "PUT", path, body, 400, "InvalidParameter", target, says)


def build_estate(arm: Arm) -> Arm:
    """Make a gallery, a definition, a version in two regions, and sources; return the same client."""
    arm.create_gallery()
    arm.create_group(f"/subscriptions/{SUBSCRIPTION}/resourceGroups/other-rg")
    definition_id = arm.create_definition(GALLERY)
    arm.create_managed_image("golden")
    arm.create_managed_image("second")
    arm.create_managed_image("north", "chinanorth")
    for name in "abc":
        arm.create_disk(name)
    machine = {"location": "chinaeast2", "properties": {"storageProfile": {"osDisk": {"osType": "Linux"}}}}
    arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", machine)
    arm.done("PUT", f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a", {"location": "chinaeast2"})
    arm.done("PUT", f"{COMPUTE}/diskEncryptionSets/des", {"location": "chinaeast2"})
    arm.done("PUT", f"{definition_id}/versions/1.0.0", version_body(GOLDEN, "chinaeast2", "chinanorth"))
    return arm


def check_refusal(estate: Arm, row: Refused) -> None:
    """Send a row's request: it gets the row's error in Azure's shape, and nothing has changed."""
    before = estate("GET", f"/subscriptions/{SUBSCRIPTION}/resources").json()
    answer = estate(row.method, row.path, row.body, api=row.api)
    error = answer.json()["error"]
    assert (row.status, row.code, row.target) == (answer.status_code, error["code"], error.get("target", "")), error
    assert row.says in error["message"]
    assert [*error] == ["code", "message", "target"][: len(error)]
    assert before == estate("GET", f"/subscriptions/{SUBSCRIPTION}/resources").json()
