"""Versions that Azure refuses under a definition of the security type ConfidentialVM, and those that it takes."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.emulator.emulator_harness import Arm, version_body
from tests.emulator.refused import GALLERY, GOLDEN, PROFILE, STORAGE, Refused, build_estate, check_refusal, of_disks

SEALED = f"{GALLERY}/images/sealed"
HOME, FURTHER = "China East 2", "chinanorth"


def region(name: str, kind: str | None) -> dict[str, Any]:
    """Return a target region with a type of encryption."""
    security = {"securityProfile": {"confidentialVMEncryptionType": kind}} if kind else {}
    return {"name": name, "encryption": {"osDiskImage": security}}


def sealed(name: str, target: str, says: str, body: object) -> Refused:
    """Return the row of a version that is refused."""
    return Refused(name, "PUT", f"{SEALED}/versions/9.0.0", body, 400, "InvalidParameter", target, says)


DISK = of_disks("disks/a")
ROWS = [
    sealed(
        "no type of encryption",
        f"{PROFILE}.targetRegions",
        "must be specified when the SecurityType of the image definition is ConfidentialVM",
        version_body(DISK, region(HOME, None)),
    ),
    sealed(
        "no encryption at all",
        f"{PROFILE}.targetRegions",
        "The regional encryption.osDiskImage.securityProfile.type must be specified",
        version_body(DISK, region(HOME, "EncryptedWithPmk"), FURTHER),
    ),
    sealed(
        "another region",
        f"{PROFILE}.targetRegions",
        "Only the home region 'chinaeast2' can be specified as a target region",
        version_body(DISK, region(HOME, "EncryptedWithPmk"), region(FURTHER, "EncryptedWithPmk")),
    ),
    sealed(
        "a managed image",
        f"{STORAGE}.source.id",
        "Currently Snapshot, Disk and VM sources are supported for the Confidential VM security type.",
        version_body(GOLDEN, region(HOME, "EncryptedWithPmk")),
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a confidential definition, and sources."""
    arm = build_estate(module_start())
    features = [{"name": "SecurityType", "value": "ConfidentialVm"}]
    arm.create_definition(GALLERY, "sealed", hyperVGeneration="V2", features=features)
    return arm


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_confidential_versions_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)


def test_a_confidential_version_is_taken_in_its_own_region(estate: Arm) -> None:
    """And refused a further one later; without the state of a machine it goes anywhere."""
    path = f"{SEALED}/versions/1.0.0"
    estate.done("PUT", path, version_body(DISK, region(HOME, "EncryptedWithPmk")))
    wider = version_body(DISK, region(HOME, "EncryptedWithPmk"), region(FURTHER, "EncryptedWithPmk"))
    assert estate("PUT", path, wider).status_code == 400
    stateless = version_body(DISK, region(HOME, "NonPersistedTPM"), region(FURTHER, "nonpersistedtpm"))
    estate.done("PUT", f"{SEALED}/versions/2.0.0", stateless)
