"""Regions, replicas, storage and encryption of image versions that Azure refuses, as a table."""

from collections.abc import Callable

import pytest

from tests.emulator.emulator_harness import COMPUTE, SUBSCRIPTION, Arm, version_body
from tests.emulator.refused import (
    DEFINITION,
    GOLDEN,
    PROFILE,
    Refused,
    build_estate,
    check_refusal,
    of_disks,
    put_version,
)

ENCRYPTION = "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption"
SET = f"{COMPUTE}/diskEncryptionSets/des"
OTHER_SUBSCRIPTION = "00000000-0000-4000-8000-000000000002"

ROWS = [
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
        f"{ENCRYPTION}.dataDiskImages",
        "An invalid lun [7] was specified in encryption.dataDiskImages. The lun must be one of the following values "
        "['0'].",
        version_body(
            of_disks("disks/a", (0, "disks/b")),
            {"name": "chinaeast2", "encryption": {"dataDiskImages": [{"lun": 7}]}},
        ),
    ),
    put_version(
        "encryption of a LUN twice",
        400,
        "InvalidParameter",
        f"{ENCRYPTION}.dataDiskImages",
        "Duplicate luns '0' were specified in target region",
        version_body(
            of_disks("disks/a", (0, "disks/b")),
            {"name": "chinaeast2", "encryption": {"dataDiskImages": [{"lun": 0}, {"lun": 0}]}},
        ),
    ),
    put_version(
        "encryption of the copy of another version",
        400,
        "InvalidParameter",
        ENCRYPTION,
        "Encryption is not supported for source resource. Please use a different source resource type which supports",
        version_body(
            {"source": {"id": f"{DEFINITION}/versions/1.0.0"}},
            {"name": "chinaeast2", "encryption": {"osDiskImage": {"diskEncryptionSetId": SET}}},
        ),
    ),
    put_version(
        "encryption with a set of another subscription",
        400,
        "InvalidParameter",
        f"{ENCRYPTION}.osDiskImage.diskEncryptionSetId",
        "must be in the same subscription",
        version_body(
            GOLDEN,
            {
                "name": "chinaeast2",
                "encryption": {"osDiskImage": {"diskEncryptionSetId": SET.replace(SUBSCRIPTION, OTHER_SUBSCRIPTION)}},
            },
        ),
    ),
    put_version(
        "a huge number of replicas",
        400,
        "BadRequest",
        f"{PROFILE}.replicaCount",
        "System.Int32",
        version_body(GOLDEN, replicaCount=10**30),
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    return build_estate(module_start())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_profiles_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)
