"""The disk encryption sets that a version names, region by region."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import destinations
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.inputs import Inputs, entries, read
from compute_gallery_rules.values.resource_ids import parse_resource_id
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["SECURE_SET_FIELD", "SET_ALLOWED", "disk_encryption_set_id", "disk_encryption_sets", "set_fields"]

SECURE_SET_FIELD = "encryption.osDiskImage.securityProfile.secureVMDiskEncryptionSetId"
SET_ALLOWED = (
    "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Compute/diskEncryptionSets/<name>"
)
SET_TYPES = ("microsoft.compute/diskencryptionsets", "microsoft.compute/diskencryptionset")


def disk_encryption_set_id(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that disk encryption sets are given by resource id, in one subscription; warn where two regions share one.

    Sources: Azure's troubleshooting page, "must be in the same subscription as the gallery resource"; its page on image
    encryption, "Encryption key sets are regional resources, so each region requires a different encryption key set".
    An edge zone may have the set of its region. Azure's own REST examples write diskEncryptionSet for the type, and its
    PowerShell examples leave out the first slash, so neither is refused.
    """
    subscription: tuple[str, str] | None = None
    seen: dict[str, tuple[str, object]] = {}
    for path, region in destinations(inputs):
        for field, value in set_fields(path, region):
            if value is None or value is UNKNOWN:
                continue
            parsed = parse_resource_id("/" + value.removeprefix("/")) if isinstance(value, str) else None
            if not parsed or parsed.type.lower() not in SET_TYPES or parsed.lacks_group:
                yield Problem(field, value, "is no resource id of a disk encryption set", SET_ALLOWED)
                continue
            own = (parsed.subscription or "").lower()
            subscription = subscription or (own, field)
            if own != subscription[0]:
                problem = f"is in another subscription than {subscription[1]}"
                yield Problem(field, value, problem, "disk encryption sets in the subscription of the gallery")
                continue
            first, place = seen.setdefault(str(value).lower(), (path, region))
            if first != path and not _same_region(place, region):
                problem = f"is used by {first} too, although disk encryption sets are regional"
                allowed = "a disk encryption set of the region"
                yield Problem(field, value, problem, allowed, severity=Severity.WARNING)


def disk_encryption_sets(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield the path and the id of each disk encryption set that a version's target regions and edge zones name."""
    for path, region in destinations(inputs):
        for field, value in set_fields(path, region):
            if isinstance(value, str) and value.strip():
                yield field, value


def set_fields(path: str, region: object) -> Iterator[tuple[str, object]]:
    """Yield the path and the value of each field of a region or edge zone that is for a disk encryption set."""
    if read(region, "encryption") is None:
        return
    for field in ("encryption.osDiskImage.diskEncryptionSetId", SECURE_SET_FIELD):
        yield f"{path}.{field}", read(region, field)
    for inner, disk in entries(region, "encryption.dataDiskImages"):
        yield f"{path}.{inner}.diskEncryptionSetId", read(disk, "diskEncryptionSetId")


def _same_region(one: object, other: object) -> bool:
    name, same = read(one, "name"), read(other, "name")
    return isinstance(name, str) and isinstance(same, str) and region_name(name) == region_name(same)
