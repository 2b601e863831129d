"""What Azure refuses, as a table: each row is a request and the status, code and target that it gets."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm, version_body

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


BAD_VERSIONS = [
    "1.0",
    "1.0.0.0",
    "v1.0.0",
    "1.0.x",
    "1.0.2147483648",
    "99999999999.0.0",
    "-1.0.0",
    "1..0",
    "\u0663.\u0660.\u0660",
]
ROWS = [
    *(
        put_version(
            f"version name {name!a}", 400, "InvalidParameter", "galleryImageVersionName", "Major(int)", {}, name
        )
        for name in BAD_VERSIONS
    ),
    *(
        rename(f"gallery name {name!a}", f"{COMPUTE}/galleries/{name}", "galleryName", "Gallery name is invalid", {})
        for name in ("my-gallery", ".dot", "dot.", "_x", "x_", "a" * 81, "画廊")
    ),
    *(
        rename(f"definition name {name!a}", f"{GALLERY}/images/{name}", "galleryImageName", "validation rule", {})
        for name in ("-x", "x-", "x.", "_x", "a" * 81, "ü")
    ),
    put_version(
        "regions without the location",
        400,
        "InvalidParameter",
        f"{PROFILE}.targetRegions",
        "regions 'chinanorth, China North 3' must contain the location of image version 'China East 2'. ",
        version_body(GOLDEN, "chinanorth", "China North 3"),
    ),
    put_version(
        "a region twice, in two forms",
        400,
        "InvalidParameter",
        f"{PROFILE}.targetRegions",
        "Duplicate regions are not allowed in target publishing regions.",
        version_body(GOLDEN, "chinaeast2", "China East 2"),
    ),
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
        "no replicas",
        400,
        "InvalidParameter",
        f"{PROFILE}.replicaCount",
        "The value must be between 1 and 100, inclusive.",
        version_body(GOLDEN, replicaCount=0),
    ),
    put_version(
        "too many replicas in a region",
        400,
        "InvalidParameter",
        f"{PROFILE}.targetRegions.regionalReplicaCount",
        "The value 101 of parameter",
        version_body(GOLDEN, {"name": "chinaeast2", "regionalReplicaCount": 101}),
    ),
    put_version(
        "an unknown storage type",
        400,
        "InvalidParameter",
        f"{PROFILE}.storageAccountType",
        "Allowed values are: Standard_LRS, Standard_ZRS, Premium_LRS",
        version_body(GOLDEN, storageAccountType="standard_grs"),
    ),
    put_version(
        "an end of life in the past",
        400,
        "InvalidParameter",
        f"{PROFILE}.endOfLifeDate",
        "EndOfLifeDate must be set to a future date.",
        version_body(GOLDEN, endOfLifeDate="2020-12-01"),
    ),
    put_version(
        "an end of life that is no date",
        400,
        "BadRequest",
        f"{PROFILE}.endOfLifeDate",
        "Could not convert string to DateTimeOffset: tomorrow.",
        version_body(GOLDEN, endOfLifeDate="tomorrow"),
    ),
    put_version(
        "shallow replication to two regions",
        400,
        "InvalidParameter",
        f"{PROFILE}.replicationMode",
        "has one replica",
        version_body(GOLDEN, "chinaeast2", "chinanorth", replicationMode="Shallow"),
    ),
    put_version(
        "a replica count that is a string",
        400,
        "BadRequest",
        f"{PROFILE}.replicaCount",
        "Error converting value \"two\" to type 'System.Int32'. Path 'properties.publishingProfile.replicaCount'.",
        version_body(GOLDEN, replicaCount="two"),
    ),
    put_version(
        "a fraction of a replica",
        400,
        "BadRequest",
        f"{PROFILE}.replicaCount",
        "System.Int32",
        version_body(GOLDEN, replicaCount=1.5),
    ),
    put_version(
        "a member that does not exist",
        400,
        "BadRequest",
        f"{PROFILE}.targetRegions",
        "Could not find member 'replicas' on object of type 'targetRegions'.",
        version_body(GOLDEN, {"name": "chinaeast2", "replicas": 2}),
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
        "encryption with a set that is not there",
        404,
        "NotFound",
        "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption.osDiskImage.diskEncryptionSetId",
        "was not found",
        version_body(
            GOLDEN,
            {
                "name": "chinaeast2",
                "encryption": {"osDiskImage": {"diskEncryptionSetId": f"{COMPUTE}/diskEncryptionSets/missing"}},
            },
        ),
    ),
    put_version(
        "encryption in one of two regions",
        400,
        "InvalidParameter",
        "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption",
        "in target region 'China North'",
        version_body(
            GOLDEN,
            {
                "name": "chinaeast2",
                "encryption": {"osDiskImage": {"diskEncryptionSetId": f"{COMPUTE}/diskEncryptionSets/des"}},
            },
            "chinanorth",
        ),
    ),
    put_version(
        "encryption of a LUN that is not there",
        400,
        "InvalidParameter",
        "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption.dataDiskImages",
        "An invalid lun [7]",
        version_body(
            GOLDEN,
            {"name": "chinaeast2", "encryption": {"dataDiskImages": [{"lun": 7}]}},
        ),
    ),
    Refused(
        "a definition that is not there",
        "PUT",
        f"{GALLERY}/images/missing/versions/1.0.0",
        version_body(GOLDEN),
        404,
        "ParentResourceNotFound",
        "",
        "Parent resource 'images/missing' not found.",
    ),
    Refused(
        "a gallery that is not there",
        "PUT",
        f"{COMPUTE}/galleries/missing/images/x",
        definition(),
        404,
        "ParentResourceNotFound",
        "",
        "Parent resource 'missing' not found.",
    ),
    Refused(
        "a group that is not there",
        "PUT",
        f"/subscriptions/{SUBSCRIPTION}/resourceGroups/none/providers/Microsoft.Compute/galleries/g",
        {"location": "chinaeast2"},
        404,
        "ResourceGroupNotFound",
        "",
        "Resource group 'none' could not be found.",
    ),
    Refused(
        "the name of a gallery in another group",
        "PUT",
        f"/subscriptions/{SUBSCRIPTION}/resourceGroups/other-rg/providers/Microsoft.Compute/galleries/IMAGES",
        {"location": "chinaeast2"},
        409,
        "GalleryNameNotUnique",
        "galleryName",
        "is not unique within the subscription",
    ),
    Refused(
        "another location",
        "PUT",
        GALLERY,
        {"location": "chinanorth"},
        409,
        "InvalidResourceLocation",
        "",
        "already exists in location 'chinaeast2' in resource group 'images-rg'",
    ),
    Refused(
        "no location", "PUT", f"{COMPUTE}/galleries/g", {}, 400, "LocationRequired", "", "location property is required"
    ),
    Refused(
        "no such location",
        "PUT",
        f"{COMPUTE}/galleries/g",
        {"location": "atlantis"},
        400,
        "LocationNotAvailableForResourceType",
        "",
        "The provided location 'atlantis' is not available for resource type 'Microsoft.Compute/galleries'.",
    ),
    Refused(
        "shared after creation",
        "PUT",
        GALLERY,
        {"location": "chinaeast2", "properties": {"sharingProfile": {"permissions": "Groups"}}},
        400,
        "InvalidParameter",
        "gallery.properties.sharingProfile.permissions",
        "sharing permissions from 'Private' to 'Groups.",
    ),
    put_definition(
        "a triple that is taken",
        "Conflict",
        "galleryImage.properties.identifier",
        "identified by (publisher:contoso, offer:ubuntu, sku:lts) already exists.",
        409,
        identifier={"publisher": "Contoso", "offer": "UBUNTU", "sku": "lts"},
    ),
    put_definition(
        "a publisher of 129 characters",
        "InvalidParameter",
        "galleryImage.properties.identifier.publisher",
        "cannot exceed 128 characters",
        identifier=IDENTIFIER | {"publisher": "p" * 129},
    ),
    put_definition(
        "an offer that ends with a period",
        "InvalidParameter",
        "galleryImage.properties.identifier.offer",
        "not allowed to end with period",
        identifier=IDENTIFIER | {"offer": "x."},
    ),
    put_definition(
        "an empty SKU",
        "InvalidParameter",
        "galleryImage.properties.identifier.sku",
        "It cannot be empty",
        identifier=IDENTIFIER | {"sku": ""},
    ),
    put_definition(
        "no OS type", "InvalidParameter", "galleryImage.properties.osType", "is missing (null)", osType=None
    ),
    put_definition(
        "an unknown OS type", "InvalidParameter", "galleryImage.properties.osType", "Windows, Linux", osType="BeOS"
    ),
    put_definition(
        "a minimum above the maximum",
        "InvalidParameter",
        "galleryImage.properties.recommended.memory",
        "must not be greater than the maximum",
        recommended={"memory": {"min": 8, "max": 4}},
    ),
    Refused(
        "another generation",
        "PUT",
        DEFINITION,
        definition(identifier={"publisher": "contoso", "offer": "ubuntu", "sku": "lts"}, hyperVGeneration="V2"),
        409,
        "PropertyChangeNotAllowed",
        "galleryImage.properties.hyperVGeneration",
        "Changing property 'galleryImage.properties.hyperVGeneration' is not allowed.",
    ),
    Refused(
        "another OS type by PATCH",
        "PATCH",
        DEFINITION,
        {"properties": {"osType": "Windows"}},
        409,
        "PropertyChangeNotAllowed",
        "galleryImage.properties.osType",
        "is not allowed",
    ),
    Refused(
        "another source",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body({"source": {"id": f"{COMPUTE}/images/second"}}, "chinaeast2", "chinanorth"),
        409,
        "PropertyChangeNotAllowed",
        f"{STORAGE}.source.id",
        "is not allowed",
    ),
    Refused(
        "a new data disk",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body({"dataDiskImages": [{"lun": 3}]}, "chinaeast2", "chinanorth"),
        409,
        "PropertyChangeNotAllowed",
        f"{STORAGE}.dataDiskImages.lun",
        "Adding new Data Disks",
    ),
    Refused(
        "a region less",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body({}, "chinaeast2"),
        409,
        "OperationNotAllowed",
        f"{PROFILE}.targetRegions",
        "region 'China North' cannot be removed",
    ),
    Refused(
        "another storage type of a region",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body({}, "chinaeast2", {"name": "chinanorth", "storageAccountType": "Premium_LRS"}),
        409,
        "PropertyChangeNotAllowed",
        f"{PROFILE}.targetRegions.storageAccountType",
        "existing TargetRegion: 'China North'",
    ),
    Refused(
        "a gallery with definitions",
        "DELETE",
        GALLERY,
        None,
        409,
        "CannotDeleteResource",
        "",
        f"nested resource IDs include: '{DEFINITION}'",
    ),
    Refused(
        "a definition with versions",
        "DELETE",
        DEFINITION,
        None,
        409,
        "CannotDeleteResource",
        "",
        "Please delete all nested resources",
    ),
    Refused(
        "nothing to read",
        "GET",
        f"{GALLERY}/images/x",
        None,
        404,
        "ResourceNotFound",
        "",
        "'Microsoft.Compute/galleries/",
    ),
    Refused("nothing to patch", "PATCH", f"{GALLERY}/images/x", {}, 404, "ResourceNotFound", "", "images-rg"),
    Refused(
        "a version of the API that is not served",
        "GET",
        GALLERY,
        None,
        400,
        "NoRegisteredProviderFound",
        "",
        "API version '2022-08-01' for type 'galleries'. The supported api-versions are '2018-06-01,",
        "2022-08-01",
    ),
    Refused(
        "an API version that is none", "GET", GALLERY, None, 400, "InvalidApiVersionParameter", "", "'latest'", "latest"
    ),
    Refused("no API version", "GET", GALLERY, None, 400, "MissingApiVersionParameter", "", "is required for all", ""),
    Refused(
        "an unknown type",
        "GET",
        f"{COMPUTE}/spaceships/x",
        None,
        404,
        "InvalidResourceType",
        "",
        "in the namespace 'Microsoft.Compute' for api version '2024-03-03'",
    ),
    Refused(
        "an unknown provider",
        "GET",
        f"{GROUP}/providers/Contoso.X/y/z",
        None,
        404,
        "InvalidResourceNamespace",
        "",
        "Contoso.X",
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    arm = module_start()
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


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_it_is_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    before = estate("GET", f"/subscriptions/{SUBSCRIPTION}/resources").json()
    answer = estate(row.method, row.path, row.body, api=row.api)
    error = answer.json()["error"]
    assert (row.status, row.code, row.target) == (answer.status_code, error["code"], error.get("target", "")), error
    assert row.says in error["message"]
    assert before == estate("GET", f"/subscriptions/{SUBSCRIPTION}/resources").json()


def test_an_error_body_has_azures_members(estate: Arm) -> None:
    """A refusal is {"error": {"code", "message", "target"}} with the target only where there is one."""
    with_target = estate("PUT", f"{DEFINITION}/versions/x", version_body(GOLDEN))
    without = estate("GET", f"{GALLERY}/images/missing")
    assert list(with_target.json()["error"]) == ["code", "message", "target"]
    assert list(without.json()["error"]) == ["code", "message"]
    assert without.headers["x-ms-failure-cause"] == "gateway"
    assert json.loads(with_target.content).keys() == {"error"}
