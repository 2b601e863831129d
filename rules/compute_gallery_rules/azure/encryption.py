"""Customer-managed keys: the disks that they encrypt, region by region."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.encryption_sets import disk_encryption_sets
from compute_gallery_rules.azure.replication import TARGET_REGIONS, destinations
from compute_gallery_rules.azure.sources import DATA_DISKS, DIRECT_SOURCE, DIRECT_SOURCES, OS_DISK_SOURCE
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, entries, integer, is_given, misshapen, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.resource_ids import source_kind
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["encryption_complete", "encryption_luns", "encryption_source"]

OS_DISK = "osDiskImage"
OS_DISK_SET = "encryption.osDiskImage.diskEncryptionSetId"
GALLERY_SOURCES = ("image_version", "shared_gallery_image", "community_gallery_image")


def encryption_complete(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a disk with a disk encryption set in one region has one in every region.

    Source: Azure's troubleshooting page, "A disk encryption set is required for disk '...' in target region
    '<region_1>' since disk encryption set '...' is used for the corresponding disk in region '<region_2>'".
    """
    regions = [
        (path, region, _sets(region)) for path, region in entries(inputs, TARGET_REGIONS) if isinstance(region, Mapping)
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
    declaration. Where a version has no data disk at all it is a warning: the Azure CLI's recording of a confidential
    version made of an OS disk's snapshot has the key of LUN 0, and succeeded.
    """
    encrypted = [
        (path, listed)
        for path, region in destinations(inputs)
        if (listed := list(entries(region, "encryption.dataDiskImages")))
    ]
    if not encrypted:
        return
    luns = [integer(read(disk, "lun")) for _, disk in entries(inputs, DATA_DISKS)]
    known = _declares_disks(inputs) and all(isinstance(lun, int) for lun in luns)
    allowed = ", ".join(sorted(str(lun) for lun in luns)) or "none, as the version declares no data disk"
    severity = Severity.ERROR if luns else Severity.WARNING
    for path, listed in encrypted:
        seen: set[int] = set()
        for inner, disk in listed:
            value = read(disk, "lun")
            lun = integer(value)
            field = f"{path}.{inner}.lun"
            if lun is UNKNOWN or (value is None and misshapen(disk, "lun")):
                continue
            if not isinstance(lun, int) or lun < 0:
                yield Problem(field, value, "is missing" if value is None else "is no LUN", "the LUN of a data disk")
            elif lun in seen:
                yield Problem(field, lun, "stands twice in this region", "each LUN once in a region")
            elif known and lun not in luns:
                yield Problem(field, lun, "is the LUN of no data disk", allowed, severity=severity)
            if isinstance(lun, int):
                seen.add(lun)


def encryption_source(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a version with disk encryption sets is made from a source that Azure encrypts from.

    Source: Azure's troubleshooting page, "Encryption is not supported for source resource": it supports virtual
    machines, disks, snapshots and managed images. It is a warning, because the page is older than the images of
    shared galleries.
    """
    source = text(read(inputs, f"{DIRECT_SOURCE}.id"))
    kind = source_kind(source) if isinstance(source, str) else None
    first = next(disk_encryption_sets(inputs), None) if kind in GALLERY_SOURCES else None
    if first:
        problem = f"is an image of a gallery, while {first[0]} encrypts the version with your own key"
        allowed = "a virtual machine, managed image, disk or snapshot as the source of a version under own keys"
        yield Problem(f"{DIRECT_SOURCE}.id", source, problem, allowed, severity=Severity.WARNING)


def _declares_disks(inputs: Inputs) -> bool:
    """Tell whether all data disks stand in the declaration, as they do beside an OS disk's own source."""
    brought = any(text(read(inputs, path)) is not None for path in DIRECT_SOURCES)
    listed = isinstance(read(inputs, DATA_DISKS), list | tuple | None)
    return listed and not brought and read(inputs, OS_DISK_SOURCE) is not None


def _called(path: str, region: object) -> str:
    name = text(read(region, "name"))
    return printable(name) if isinstance(name, str) else path


def _sets(region: object) -> Mapping[str, object] | None:
    """Return a region's disk encryption sets by disk; None where a preview cannot know which, or a part is none."""
    encryption = read(region, "encryption")
    if encryption is None:
        return {}
    disks = read(encryption, "dataDiskImages")
    sets = {OS_DISK: read(region, OS_DISK_SET)}
    for _, disk in entries(encryption, "dataDiskImages"):
        lun = integer(read(disk, "lun"))
        if not isinstance(lun, int):
            return None
        sets[f"dataDiskImages (LUN {lun})"] = read(disk, "diskEncryptionSetId")
    if encryption is UNKNOWN or not isinstance(disks, list | tuple | None) or misshapen(region, OS_DISK_SET):
        return None
    return {disk: text(value) or UNKNOWN for disk, value in sets.items() if is_given(value)}
