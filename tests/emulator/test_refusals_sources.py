"""Sources of image versions that Azure refuses, as a table."""

from collections.abc import Callable

import pytest

from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm, version_body
from tests.emulator.refused import GOLDEN, STORAGE, Refused, build_estate, check_refusal, of_disks, put_version

BLOB = {
    "uri": "https://a.blob.core.windows.net/vhds/os.vhd",
    "storageAccountId": f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a",
}

ROWS = [
    put_version(
        "no source",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.id",
        "One and only one source type",
        version_body({}),
    ),
    put_version(
        "two full sources",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.id",
        "One and only one source type",
        version_body(
            {"source": {"id": f"{COMPUTE}/images/golden", "virtualMachineId": f"{COMPUTE}/virtualMachines/vm"}}
        ),
    ),
    put_version(
        "a full source and a data disk",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.id",
        "One and only one source type",
        version_body(GOLDEN | {"dataDiskImages": of_disks("disks/a", (0, "disks/b"))["dataDiskImages"]}),
    ),
    put_version(
        "a storage account without a URI as a disk",
        400,
        "InvalidParameter",
        f"{STORAGE}.osDiskImage.source.id",
        "must be a managed disk or snapshot.",
        version_body({"osDiskImage": {"source": {"id": f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a"}}}),
    ),
    put_version(
        "a disk as a full source",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.id",
        "must either be a managed image, virtual machine or another gallery image version",
        version_body({"source": {"id": f"{COMPUTE}/disks/a"}}),
    ),
    put_version(
        "a managed image as a virtual machine",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.virtualMachineId",
        "must be a virtual machine",
        version_body({"source": {"virtualMachineId": f"{COMPUTE}/images/golden"}}),
    ),
    put_version(
        "an id that is none",
        400,
        "LinkedInvalidPropertyId",
        f"{STORAGE}.source.id",
        "Expect fully qualified resource Id",
        version_body({"source": {"id": "golden"}}),
    ),
    put_version(
        "a source that is not there",
        404,
        "NotFound",
        f"{STORAGE}.source.id",
        "is not found. Please check source exists, and is in the same region",
        version_body({"source": {"id": f"{COMPUTE}/images/missing"}}),
    ),
    put_version(
        "a source of another region",
        404,
        "NotFound",
        f"{STORAGE}.source.id",
        "in the same region as gallery image version being created",
        version_body({"source": {"id": f"{COMPUTE}/images/north"}}),
    ),
    put_version(
        "a LUN twice",
        400,
        "InvalidParameter",
        f"{STORAGE}.dataDiskImages.lun",
        "Lun number must be unique",
        version_body(of_disks("disks/a", (1, "disks/b"), (1, "disks/c"))),
    ),
    put_version(
        "a disk twice",
        400,
        "InvalidParameter",
        f"{STORAGE}.dataDiskImages.source.id",
        "Duplicated source ids",
        version_body(of_disks("disks/a", (1, "disks/A"))),
    ),
    put_version(
        "another OS state",
        400,
        "BadRequest",
        f"{STORAGE}.source.virtualMachineId",
        "has a different OS state ['Specialized'] than the parent gallery image OS state ['Generalized'].",
        version_body({"source": {"virtualMachineId": f"{COMPUTE}/virtualMachines/vm"}}),
    ),
    put_version(
        "a disk whose source is nothing",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.id",
        "One and only one source type",
        version_body({"osDiskImage": {"hostCaching": "ReadOnly"}}),
    ),
    put_version(
        "one blob for both disks",
        400,
        "InvalidParameter",
        f"{STORAGE}.dataDiskImages.source.uri",
        "OSDiskImage and DataDiskImage cannot point to same blob https://a.blob.core.windows.net/vhds/os.vhd.",
        version_body({"osDiskImage": {"source": BLOB}, "dataDiskImages": [{"lun": 0, "source": BLOB}]}),
    ),
    put_version(
        "a VHD that is no address",
        400,
        "InvalidParameter",
        f"{STORAGE}.osDiskImage.source.uri",
        "The URI of a VHD",
        version_body({"osDiskImage": {"source": BLOB | {"uri": "os.vhd"}}}),
    ),
    put_version(
        "a public image that is none",
        400,
        "InvalidParameter",
        f"{STORAGE}.source.communityGalleryImageId",
        "Expect '/communityGalleries/...'.",
        version_body({"source": {"communityGalleryImageId": f"{COMPUTE}/images/golden"}}),
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    return build_estate(module_start())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_sources_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)
