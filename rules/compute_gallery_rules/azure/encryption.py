"""Customer-managed keys and confidential VM encryption, region by region."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.replication import TARGET_REGIONS
from compute_gallery_rules.azure.sources import DATA_DISKS, DIRECT_SOURCE, OS_DISK_SOURCE
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, entries, integer, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.resource_ids import parse_resource_id, source_kind
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = [
    "CUSTOMER_KEY",
    "SECURE_SET_FIELD",
    "TYPE_FIELD",
    "confidential_vm_encryption",
    "disk_encryption_set_id",
    "disk_encryption_sets",
    "encryption_complete",
    "encryption_luns",
    "encryption_source",
]

OS_DISK = "osDiskImage"
SET_ALLOWED = (
    "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Compute/diskEncryptionSets/<name>"
)
CUSTOMER_KEY = "EncryptedWithCmk"
TYPE_FIELD = "encryption.osDiskImage.securityProfile.confidentialVMEncryptionType"
GALLERY_SOURCES = ("image_version", "shared_gallery_image", "community_gallery_image")
SECURE_SET_FIELD = "encryption.osDiskImage.securityProfile.secureVMDiskEncryptionSetId"


def encryption_complete(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a disk with a disk encryption set in one region has one in every region.

    Source: Azure's troubleshooting page, "A disk encryption set is required for disk '...' in target region
    '<region_1>' since disk encryption set '...' is used for the corresponding disk in region '<region_2>'".
    """
    regions = [
        (path, region, _sets(region)) for path, region in entries(inputs, TARGET_REGIONS) if region is not UNKNOWN
    ]
    used: dict[str, str] = {}
    for path, region, sets in regions:
        for disk, value in (sets or {}).items():
            if value is not UNKNOWN:
                used.setdefault(disk, _called(path, region))
    for path, region, sets in regions:
        if sets is None:
            continue
        for disk, other in used.items():
            if disk not in sets:
                yield Problem(
                    f"{path}.encryption.{disk}",
                    None,
                    f"is missing for {_called(path, region)} while {other} encrypts this disk with its own key",
                    "a disk encryption set for this disk in all target regions, or in none",
                    "the disk encryption set of this region",
                )


def encryption_luns(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check the LUNs that encryption speaks of: each once in a region, and each that of a declared data disk.

    Source: Azure's troubleshooting page, "Duplicate luns '<number>' were specified in target region", "The lun must be
    one of the following values". With a virtual machine or an image as the source, its data disks are not in the
    declaration.
    """
    disks = read(inputs, DATA_DISKS)
    luns = [integer(read(disk, "lun")) for _, disk in entries(inputs, DATA_DISKS)]
    declared = read(inputs, DIRECT_SOURCE) is None and read(inputs, OS_DISK_SOURCE) is not None
    known = declared and disks is not UNKNOWN and UNKNOWN not in luns
    allowed = ", ".join(sorted(str(lun) for lun in luns)) or "none: the version declares no data disk"
    for path, region in entries(inputs, TARGET_REGIONS):
        seen: set[int] = set()
        for inner, disk in entries(region, "encryption.dataDiskImages"):
            value = read(disk, "lun")
            lun = integer(value)
            field = f"{path}.{inner}.lun"
            if lun is UNKNOWN:
                continue
            if not isinstance(lun, int) or lun < 0:
                yield Problem(field, value, "is missing" if value is None else "is no LUN", "the LUN of a data disk")
            elif lun in seen:
                yield Problem(field, lun, "stands twice in this region", "each LUN once in a region")
            elif known and lun not in luns:
                yield Problem(field, lun, "is the LUN of no data disk", allowed)
            if isinstance(lun, int):
                seen.add(lun)


def disk_encryption_set_id(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that disk encryption sets are given by resource id, in one subscription; warn where two regions share one.

    Sources: Azure's troubleshooting page, "must be in the same subscription as the gallery resource"; its page on image
    encryption, "Encryption key sets are regional resources, so each region requires a different encryption key set".
    Azure's own REST examples write diskEncryptionSet for the type, and its PowerShell examples leave out the first
    slash, so neither is refused.
    """
    subscription: tuple[str, str] | None = None
    seen: dict[str, str] = {}
    for path, region in entries(inputs, TARGET_REGIONS):
        for field, value in _set_fields(path, region):
            if value is None or value is UNKNOWN:
                continue
            parsed = parse_resource_id("/" + value.removeprefix("/")) if isinstance(value, str) else None
            if not parsed or not parsed.type.lower().startswith("microsoft.compute/diskencryptionset"):
                yield Problem(field, value, "is no resource id of a disk encryption set", SET_ALLOWED)
                continue
            own = (parsed.subscription or "").lower()
            subscription = subscription or (own, field)
            if own != subscription[0]:
                problem = f"is in another subscription than {subscription[1]}"
                yield Problem(field, value, problem, "disk encryption sets in the subscription of the gallery")
            elif (first := seen.setdefault(str(value).lower(), path)) != path:
                problem = f"is used by {first} too, although disk encryption sets are regional"
                allowed = "a disk encryption set of the region"
                yield Problem(field, value, problem, allowed, severity=Severity.WARNING)


def confidential_vm_encryption(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check how the regions encrypt confidential VMs.

    Source: Packer's checks of Azure's answers: a disk encryption set only with EncryptedWithCmk, which needs one in
    every region.
    """
    regions = [
        (path, region) for path, region in entries(inputs, TARGET_REGIONS) if read(region, "encryption") is not UNKNOWN
    ]
    types = [_type(region) for _, region in regions]
    for (path, region), kind in zip(regions, types, strict=True):
        secure = read(region, SECURE_SET_FIELD)
        if kind == CUSTOMER_KEY and secure is None:
            problem = "is missing with confidentialVMEncryptionType EncryptedWithCmk"
            yield Problem(f"{path}.{SECURE_SET_FIELD}", None, problem, SET_ALLOWED)
        elif isinstance(text(secure), str) and kind is not UNKNOWN and kind != CUSTOMER_KEY:
            problem = "stands without confidentialVMEncryptionType EncryptedWithCmk"
            yield Problem(
                f"{path}.{SECURE_SET_FIELD}", secure, problem, f"a set only with {CUSTOMER_KEY}", CUSTOMER_KEY
            )
        if CUSTOMER_KEY in types and kind is None:
            problem = "is missing while another region has EncryptedWithCmk"
            yield Problem(f"{path}.{TYPE_FIELD}", None, problem, f"{CUSTOMER_KEY} in all target regions", CUSTOMER_KEY)


def encryption_source(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a version with disk encryption sets is made from a source that Azure encrypts from.

    Source: Azure's troubleshooting page, "Encryption is not supported for source resource": it supports virtual
    machines, disks, snapshots and managed images. It is a warning, because the page is older than the images of
    shared galleries.
    """
    source = text(read(inputs, f"{DIRECT_SOURCE}.id"))
    kind = source_kind(source) if isinstance(source, str) else None
    first = next(disk_encryption_sets(inputs), None)
    if first and kind in GALLERY_SOURCES:
        problem = f"is an image of a gallery, while {first[0]} encrypts the version with your own key"
        allowed = "a virtual machine, managed image, disk or snapshot as the source of a version under own keys"
        yield Problem(f"{DIRECT_SOURCE}.id", source, problem, allowed, severity=Severity.WARNING)


def disk_encryption_sets(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield the path and the resource id of each disk encryption set that a version's target regions name."""
    for path, region in entries(inputs, TARGET_REGIONS):
        for field, value in _set_fields(path, region):
            if isinstance(value, str) and value.strip():
                yield field, value


def _type(region: object) -> object:
    value = text(read(region, TYPE_FIELD))
    return CUSTOMER_KEY if isinstance(value, str) and value.strip().lower() == CUSTOMER_KEY.lower() else value


def _called(path: str, region: object) -> str:
    name = text(read(region, "name"))
    return printable(name) if isinstance(name, str) else path


def _sets(region: object) -> Mapping[str, object] | None:
    """Return a region's disk encryption sets by disk; None where a preview cannot know which, or a LUN is none."""
    encryption = read(region, "encryption")
    disks = read(encryption, "dataDiskImages")
    luns = {index: integer(read(disk, "lun")) for index, (_, disk) in enumerate(entries(encryption, "dataDiskImages"))}
    if UNKNOWN in (encryption, disks) or not all(isinstance(lun, int) for lun in luns.values()):
        return None
    sets: dict[str, object] = {OS_DISK: read(encryption, f"{OS_DISK}.diskEncryptionSetId")}
    for index, (_, disk) in enumerate(entries(encryption, "dataDiskImages")):
        sets[f"dataDiskImages (LUN {luns[index]})"] = read(disk, "diskEncryptionSetId")
    return {disk: value for disk, value in sets.items() if value is UNKNOWN or isinstance(text(value), str)}


def _set_fields(path: str, region: object) -> Iterator[tuple[str, object]]:
    for field in ("encryption.osDiskImage.diskEncryptionSetId", SECURE_SET_FIELD):
        yield f"{path}.{field}", read(region, field)
    for inner, disk in entries(region, "encryption.dataDiskImages"):
        yield f"{path}.{inner}.diskEncryptionSetId", read(disk, "diskEncryptionSetId")
