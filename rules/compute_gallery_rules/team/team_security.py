"""What a team asks of its images' security: the security type, own keys, and with whom a gallery is shared."""

from collections.abc import Iterator, Sequence

from compute_gallery_rules.azure.confidential_vms import CUSTOMER_KEY, TYPE_FIELD
from compute_gallery_rules.azure.encryption_sets import SECURE_SET_FIELD
from compute_gallery_rules.azure.features import features_known, security_type
from compute_gallery_rules.azure.replication import TARGET_REGIONS, destinations
from compute_gallery_rules.azure.sharing import sharing_permissions
from compute_gallery_rules.azure.sources import DATA_DISKS
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.team.team_problem import team_problem
from compute_gallery_rules.values.inputs import Inputs, entries, integer, read, text
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["customer_managed_keys", "no_public_gallery", "sharing_restricted", "trusted_launch_or_confidential"]

PERMISSIONS = "sharingProfile.permissions"
SET = "a disk encryption set for every disk in every region"
SET_INSTEAD = "the resource id of a disk encryption set of the region"


def trusted_launch_or_confidential(inputs: Inputs, _: Context, *, security_types: Sequence[str]) -> Iterator[Problem]:
    """Check that a definition has one of the team's security types.

    Source: Azure's page "Store and share images": from API version 2025-03-03 on a definition without a type supports
    trusted launch, before it has none.
    """
    if not features_known(inputs):
        return
    kind = security_type(inputs)
    if kind is None or kind.lower() not in {each.lower() for each in security_types}:
        problem = "have no security type" if kind is None else "is not among the team's security types"
        instead = f"the feature SecurityType {security_types[0]}, with hyperVGeneration V2" if security_types else None
        yield team_problem("features", kind, problem, ", ".join(security_types) or "none", instead)


def customer_managed_keys(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that every disk of a version is encrypted with the team's own key, in every region and edge zone.

    For a confidential VM's OS disk its own set counts. The data disks of a virtual machine or an image are not in the
    declaration, so those are not judged.
    """
    if read(inputs, TARGET_REGIONS) is None:
        yield team_problem(TARGET_REGIONS, None, "are missing, and with them the disk encryption sets", SET)
    disks = [(path, integer(read(disk, "lun"))) for path, disk in entries(inputs, DATA_DISKS)]
    for path, region in destinations(inputs):
        if read(region, "encryption") is not UNKNOWN:
            yield from _region(path, region, [lun for _, lun in disks if isinstance(lun, int)])


def no_public_gallery(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a gallery is not shared with the community, where everybody in Azure sees it."""
    if sharing_permissions(inputs) == "community":
        value = read(inputs, PERMISSIONS)
        yield team_problem(PERMISSIONS, value, "makes the gallery public", "Private, or Groups", "Private")


def sharing_restricted(inputs: Inputs, _: Context, *, permissions: Sequence[str]) -> Iterator[Problem]:
    """Check that a gallery is shared only as the team allows: `permissions` of Private, Groups and Community.

    A gallery that says nothing is private.
    """
    kind = sharing_permissions(inputs)
    if kind is not None and kind not in {each.lower() for each in permissions}:
        allowed = ", ".join(permissions) or "none"
        instead = permissions[0] if permissions else None
        yield team_problem(
            PERMISSIONS, read(inputs, PERMISSIONS), "is not how the team shares galleries", allowed, instead
        )


def _region(path: str, region: object, luns: Sequence[int]) -> Iterator[Problem]:
    os_set = text(read(region, "encryption.osDiskImage.diskEncryptionSetId"))
    kind = text(read(region, TYPE_FIELD))
    if kind is UNKNOWN or (isinstance(kind, str) and kind.strip().lower() == CUSTOMER_KEY.lower()):
        os_set = os_set or text(read(region, SECURE_SET_FIELD))
    if os_set is None:
        field = f"{path}.encryption.osDiskImage.diskEncryptionSetId"
        yield team_problem(field, None, "is missing, so that Azure's key encrypts the OS disk", SET, SET_INSTEAD)
    listed = list(entries(region, "encryption.dataDiskImages"))
    if read(region, "encryption.dataDiskImages") is UNKNOWN or UNKNOWN in [
        integer(read(disk, "lun")) for _, disk in listed
    ]:
        return
    sets = {integer(read(disk, "lun")): text(read(disk, "diskEncryptionSetId")) for _, disk in listed}
    for lun in dict.fromkeys(luns):
        if sets.get(lun) is None:
            field = f"{path}.encryption.dataDiskImages"
            yield team_problem(
                field, None, f"has no set for the data disk at LUN {lun}, which Azure's key encrypts", SET
            )
