"""Changes and deletions that Azure refuses, as a table."""

from collections.abc import Callable

import pytest

from tests.emulator.emulator_harness import COMPUTE, Arm, version_body
from tests.emulator.refused import (
    DEFINITION,
    GALLERY,
    PROFILE,
    STORAGE,
    Refused,
    build_estate,
    check_refusal,
    definition,
    of_disks,
)

FIXED: dict[str, dict[str, object]] = {
    "architecture": {"architecture": "Arm64"},
    "eula": {"eula": "new"},
    "osState": {"osState": "Specialized"},
    "privacyStatementUri": {"privacyStatementUri": "https://contoso.com"},
    "purchasePlan.name": {"purchasePlan": {"name": "n", "publisher": "p", "product": "o"}},
}
"""What a definition keeps for ever, each with another value of it."""

ENCRYPTED = {
    "name": "chinaeast2",
    "encryption": {"osDiskImage": {"diskEncryptionSetId": f"{COMPUTE}/diskEncryptionSets/des"}},
}

ROWS = [
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
        "encryption of one of two regions",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body({"source": {"id": f"{COMPUTE}/images/golden"}}, ENCRYPTED, "chinanorth"),
        400,
        "InvalidParameter",
        "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption",
        "A disk encryption set is required for disk",
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
        "a PATCH that does not repeat the OS type",
        "PATCH",
        DEFINITION,
        {"properties": {"description": "x"}},
        409,
        "PropertyChangeNotAllowed",
        "galleryImage.properties.osType",
        "Changing property 'galleryImage.properties.osType' is not allowed.",
    ),
    *(
        Refused(
            f"another {path}",
            "PUT",
            DEFINITION,
            definition(identifier={"publisher": "contoso", "offer": "ubuntu", "sku": "lts"}, **change),
            409,
            "PropertyChangeNotAllowed",
            f"galleryImage.properties.{path}",
            f"Changing property 'galleryImage.properties.{path}' is not allowed.",
        )
        for path, change in FIXED.items()
    ),
    Refused(
        "another source of the OS disk",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body(of_disks("disks/a"), "chinaeast2", "chinanorth"),
        409,
        "PropertyChangeNotAllowed",
        f"{STORAGE}.osDiskImage.source.id",
        "is not allowed",
    ),
    Refused(
        "shallow instead of full replication",
        "PUT",
        f"{DEFINITION}/versions/1.0.0",
        version_body({}, "chinaeast2", replicationMode="Shallow"),
        409,
        "PropertyChangeNotAllowed",
        f"{PROFILE}.replicationMode",
        "is not allowed",
    ),
    *(
        Refused(
            f"{operation} on a private gallery",
            "POST",
            f"{GALLERY}/share",
            {"operationType": operation, "groups": [{"type": "Subscriptions", "ids": ["s"]}]},
            409,
            "OperationNotAllowed",
            "sharingUpdate.operationType",
            f"needs a gallery whose sharing permissions are '{needed}', not 'Private'.",
        )
        for operation, needed in (("Add", "Groups"), ("Remove", "Groups"), ("EnableCommunity", "Community"))
    ),
    Refused(
        "an unknown way of sharing",
        "POST",
        f"{GALLERY}/share",
        {"operationType": "Everybody"},
        400,
        "InvalidParameter",
        "sharingUpdate.body.operationType",
        "Allowed values are: Add, Remove, Reset, EnableCommunity.",
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    return build_estate(module_start())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_changes_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)
