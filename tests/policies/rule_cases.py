"""For each rule on one resource, a change to a good resource that this rule finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compute_gallery_rules import ResourceKind
from tests.policies.inputs_that_pass import GOOD, SUBSCRIPTION

GALLERY, DEFINITION, VERSION = ResourceKind
COMPUTE = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute"
SET = f"{COMPUTE}/diskEncryptionSets/set"
OTHER_IMAGE = f"{COMPUTE}/galleries/others/images/ubuntu/versions/1.0.0"
STORAGE = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/account"
COMMUNITY = {
    "publicNamePrefix": "contoso",
    "eula": "https://contoso.com/eula",
    "publisherContact": "images@contoso.com",
    "publisherUri": "https://contoso.com",
}
ZONE = {"name": "chinaeast2", "extendedLocation": {"name": "microsoftlosangeles1", "type": "EdgeZone"}}
SIGNATURE = {"type": "sha256", "value": ["q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="]}


@dataclass(frozen=True)
class RuleCase:
    """What is changed, and what is reported."""

    rule: str
    kind: ResourceKind
    changes: Mapping[str, object]
    """What is put into the good inputs; None takes a field away."""
    settings: Mapping[str, object] = field(default_factory=dict)
    also: frozenset[str] = frozenset()
    """The other rules that find the same change."""

    @property
    def inputs(self) -> dict[str, object]:
        """The good inputs with the change."""
        merged = _merged(GOOD[self.kind], self.changes)
        assert isinstance(merged, dict)
        return merged


def _merged(good: object, change: object) -> object:
    if not isinstance(good, dict) or not isinstance(change, Mapping):
        return change
    merged = {**good, **{name: _merged(good.get(name), value) for name, value in change.items()}}
    return {name: value for name, value in merged.items() if value is not None}


def region(name: str = "China East 2", **fields: object) -> dict[str, object]:
    """A target region."""
    return {"name": name, **fields}


def regions(*listed: object, **profile: object) -> dict[str, object]:
    """A change of the target regions."""
    return {"publishingProfile": {"targetRegions": list(listed), **profile}}


def encrypted(name: str = "China East 2", **disk: object) -> dict[str, object]:
    """A target region whose OS disk is encrypted."""
    return region(name, encryption={"osDiskImage": disk or {"diskEncryptionSetId": SET}})


def os_disk(**source: object) -> dict[str, object]:
    """A change of the source to an OS disk's own."""
    return {"storageProfile": {"source": None, "osDiskImage": {"source": source}}}


def disks(*data: object) -> dict[str, object]:
    """A change of the source to disks, with one for the system."""
    system = {"source": {"id": f"{COMPUTE}/snapshots/os"}}
    return {"storageProfile": {"source": None, "osDiskImage": system, "dataDiskImages": list(data)}}


def case(rule: str, kind: ResourceKind, changes: Mapping[str, object], *also: str, **settings: object) -> RuleCase:
    """A line of the table."""
    return RuleCase(rule, kind, changes, settings, frozenset(also))


HOME = region()
DISK = {"lun": 0, "source": {"id": f"{COMPUTE}/snapshots/data"}}

CASES = [
    case("additional-replica-sets", VERSION, regions(region(additionalReplicaSets=[{"regionalReplicaCount": 1}]))),
    case("allowed-regions", VERSION, {}, regions=["China East 2"]),
    case("allowed-regions", GALLERY, {}, regions=["China North 3"]),
    case(
        "allowed-source-galleries",
        VERSION,
        {"storageProfile": {"source": {"id": OTHER_IMAGE}}},
        galleries=["golden"],
    ),
    case(
        "architecture-generation",
        DEFINITION,
        {"architecture": "Arm64", "hyperVGeneration": "V1", "features": []},
        "trusted-launch-or-confidential",
    ),
    case(
        "community-gallery",
        GALLERY,
        {"location": "westeurope", "sharingProfile": {"permissions": "Community"}},
        "no-public-gallery",
    ),
    case(
        "community-gallery-addresses",
        GALLERY,
        {
            "location": "westeurope",
            "sharingProfile": {
                "permissions": "Community",
                "communityGalleryInfo": {**COMMUNITY, "eula": "https://contoso.com/eula?sig=x"},
            },
        },
        "no-public-gallery",
    ),
    case(
        "confidential-vm-encryption",
        VERSION,
        regions(encrypted(securityProfile={"confidentialVMEncryptionType": "EncryptedWithCmk"})),
    ),
    case("customer-managed-keys", VERSION, {}),
    case("data-disk-luns", VERSION, disks(DISK, {**DISK, "source": {"id": f"{COMPUTE}/snapshots/more"}})),
    case("data-disk-size", VERSION, disks({**DISK, "sizeInGB": 4096})),
    case("definition-name", DEFINITION, {"galleryImageName": "ubuntu 22.04"}),
    case("definition-name", VERSION, {"galleryImageName": None}),
    case(
        "deletion-block",
        VERSION,
        {"publishingProfile": {"endOfLifeDate": None}, "safetyProfile": {"blockDeletionBeforeEndOfLife": True}},
    ),
    case("disallowed-disk-types", DEFINITION, {"disallowed": {"diskTypes": ["StandardLRS"]}}),
    case("disk-encryption-set-id", VERSION, regions(encrypted(diskEncryptionSetId="set"))),
    case("disk-sources-unique", VERSION, disks({**DISK, "source": {"id": f"{COMPUTE}/snapshots/os"}})),
    case("doubtful-values", DEFINITION, {"osType": "linux"}),
    case("edge-zones", VERSION, {"publishingProfile": {"targetExtendedLocations": [ZONE, ZONE]}}),
    case("encryption-complete", VERSION, regions(encrypted(), region("China North 3"))),
    case(
        "encryption-luns",
        VERSION,
        regions(region(encryption={"dataDiskImages": [{"lun": 0, "diskEncryptionSetId": SET}] * 2})),
    ),
    case(
        "encryption-source",
        VERSION,
        {**regions(encrypted()), "storageProfile": {"source": {"id": OTHER_IMAGE}}},
    ),
    case("end-of-life", DEFINITION, {"endOfLifeDate": "end of 2030"}),
    case("end-of-life", VERSION, {"publishingProfile": {"endOfLifeDate": "soon"}}),
    case("end-of-life-horizon", VERSION, {}, maximumDays=365, today="2027-01-01"),
    case("end-of-life-past", VERSION, {"publishingProfile": {"endOfLifeDate": "2020-12-01"}}),
    case("end-of-life-set", VERSION, {"publishingProfile": {"endOfLifeDate": None}}),
    case("enumerations", DEFINITION, {"osState": "Generalised"}),
    case("features", DEFINITION, {"hyperVGeneration": "V1"}),
    case("field-known", VERSION, {"publishingProfile": {"target_regions": [HOME]}}),
    case("field-types", VERSION, {"publishingProfile": {"targetRegions": "chinaeast2"}}),
    case("gallery-identity", GALLERY, {"identity": {"type": "UserAssigned"}}),
    case("gallery-name", GALLERY, {"galleryName": "contoso-images"}),
    case("gallery-name", VERSION, {"galleryName": ""}),
    case("identifier", DEFINITION, {"identifier": {"publisher": "Contoso, Ltd."}}),
    case("minimum-regions", VERSION, regions(HOME)),
    case("naming-convention", DEFINITION, {"galleryImageName": "Ubuntu_22"}, definition="[a-z0-9.-]+"),
    case(
        "no-public-gallery",
        GALLERY,
        {"location": "westeurope", "sharingProfile": {"permissions": "Community", "communityGalleryInfo": COMMUNITY}},
    ),
    case(
        "nvme-generation",
        DEFINITION,
        {"hyperVGeneration": "V1", "features": [{"name": "DiskControllerTypes", "value": "SCSI, NVMe"}]},
        "trusted-launch-or-confidential",
    ),
    case("one-os-source", VERSION, {"storageProfile": {"source": None}}),
    case("protected-from-early-deletion", VERSION, {}),
    case("purchase-plan-complete", DEFINITION, {"purchasePlan": {"name": "hardened", "product": "ubuntu"}}),
    case("recommended-range", DEFINITION, {"recommended": {"vCPUs": {"min": 9}}}),
    case("region-known", GALLERY, {"location": "chinaest2"}),
    case("region-named", VERSION, {"publishingProfile": {"targetRegions": [HOME, {"regionalReplicaCount": 2}]}}),
    case("region-removal-protected", VERSION, {"safetyProfile": {"allowDeletionOfReplicatedLocations": True}}),
    case("region-spelling", VERSION, {}),
    case("regions-one-cloud", VERSION, regions(HOME, region("West Europe"))),
    case("regions-unique", VERSION, regions(HOME, region("chinaeast2"))),
    case("replica-count", VERSION, regions(region(regionalReplicaCount=0))),
    case("replica-count", VERSION, {}, minimum=2),
    case("required-tags", GALLERY, {}, names=["owner"]),
    case("shallow", VERSION, regions(HOME, region("China North 3"), replicationMode="Shallow")),
    case("sharing-cloud", GALLERY, {"location": "usgovvirginia", "sharingProfile": {"permissions": "Groups"}}),
    case("sharing-restricted", GALLERY, {"location": "westeurope", "sharingProfile": {"permissions": "Groups"}}),
    case("soft-delete", GALLERY, {}),
    case("source-id", VERSION, {"storageProfile": {"source": {"id": f"{COMPUTE}/snapshots/os"}}}),
    case("source-region-included", VERSION, {"location": "chinanorth2"}),
    case("storage-type", VERSION, regions(region(storageAccountType="StandardSSD_LRS"))),
    case("tags", VERSION, {"tags": {"cost/center": "4711"}}),
    case("trusted-launch-or-confidential", DEFINITION, {"features": []}),
    case(
        "uefi-settings",
        VERSION,
        {
            "securityProfile": {
                "uefiSettings": {
                    "signatureTemplateNames": ["NoSignatureTemplate"],
                    "additionalSignatures": {"db": [SIGNATURE]},
                }
            }
        },
    ),
    case("version-format", VERSION, {"galleryImageVersionName": "v1.0"}),
    case("vhd-address", VERSION, os_disk(uri="ftp://account/os.vhd", storageAccountId=STORAGE)),
    case("vhd-address-private", VERSION, os_disk(uri="https://account/os.vhd?sig=x", storageAccountId=STORAGE)),
    case("zone-redundancy", VERSION, regions(HOME, region("China North", storageAccountType="Standard_ZRS"))),
    case("zone-redundant-storage", VERSION, regions(HOME, region("China North 3", storageAccountType="Premium_LRS"))),
]
"""Every rule on one resource has at least one line."""
