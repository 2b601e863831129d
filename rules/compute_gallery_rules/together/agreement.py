"""Whether two declarations agree: a version with its definition, with its source, and both with their gallery."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from compute_gallery_rules.azure.definitions import PLAN_FIELDS
from compute_gallery_rules.azure.encryption_sets import set_fields
from compute_gallery_rules.azure.features import PRIVATE_SECURITY_TYPES, security_type
from compute_gallery_rules.azure.replication import destinations
from compute_gallery_rules.azure.sharing import sharing_permissions
from compute_gallery_rules.finding import Finding, Problem, Severity
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.together.security_agreement import confidential_version, version_with_security_type
from compute_gallery_rules.values.dates import EndOfLifeError, parse_end_of_life
from compute_gallery_rules.values.inputs import Inputs, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = [
    "agree",
    "definition_against_gallery",
    "definition_in_community",
    "definition_in_gallery",
    "plans_agree",
    "version_against_definition",
    "version_against_gallery",
    "version_in_gallery",
    "version_with_definition",
]

WITH_DEFINITION = "version-agrees-with-definition"
WITH_GALLERY = "agrees-with-gallery"


def version_against_definition(version: Inputs, definition: Inputs) -> tuple[Finding, ...]:
    """Judge a version against the definition that it belongs to, both in azure-native's shape.

    Sources: reports of users of Packer and of the Azure CLI, which quote Azure. Under TrustedLaunchSupported it takes
    "only Vhd Blob, User Image and Gallery Image Version sources"; under ConfidentialVM "Snapshot, Disk and VM sources",
    "The regional encryption.osDiskImage.securityProfile.type must be specified", and "Only the home region can be
    specified as a target region". azure-native's ConfidentialVMEncryptionType is for definitions of confidential VMs;
    Azure's page on UEFI keys names the security types that they go with; an end of life after the definition's is a
    warning.
    """
    problems = [*confidential_version(version, definition), *version_with_definition(version, definition)]
    return _under(WITH_DEFINITION, problems)


def definition_against_gallery(definition: Inputs, gallery: Inputs) -> tuple[Finding, ...]:
    """Judge a definition against its gallery, both in azure-native's shape.

    Source: Azure's page "Store and share images": the security types TrustedLaunch and ConfidentialVM are for private
    galleries; its page on community galleries: definitions lie in the gallery's region, partner images of the
    Marketplace cannot be published, and images should be generalized.
    """
    problems = [*definition_in_gallery(definition, gallery), *definition_in_community(definition, gallery)]
    return _under(WITH_GALLERY, problems)


def version_against_gallery(version: Inputs, gallery: Inputs) -> tuple[Finding, ...]:
    """Judge a version against its gallery, both in azure-native's shape.

    Sources: Azure's pages on direct sharing (the version's region is the gallery's) and on both kinds of sharing (no
    customer-managed keys).
    """
    return _under(WITH_GALLERY, version_in_gallery(version, gallery))


def _under(rule: str, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    return tuple(Finding.of(rule, problem) for problem in problems)


def version_with_definition(version: Inputs, definition: Inputs) -> Iterator[Problem]:
    """Yield what `version_against_definition` doubts."""
    yield from version_with_security_type(version, definition)
    own, parent = _moment(read(version, "publishingProfile.endOfLifeDate")), _moment(definition.get("endOfLifeDate"))
    if own and parent and own > parent:
        value = own.isoformat()
        problem = f"is later than the definition's end of life {parent:%Y-%m-%d}"
        allowed = "a date not after the definition's"
        instead = f'"{parent:%Y-%m-%d}", or an earlier date'
        yield Problem("publishingProfile.endOfLifeDate", value, problem, allowed, instead, Severity.WARNING)


def definition_in_gallery(definition: Inputs, gallery: Inputs) -> Iterator[Problem]:
    """Yield what `definition_against_gallery` finds."""
    kind, permissions = security_type(definition), sharing_permissions(gallery)
    if kind in PRIVATE_SECURITY_TYPES and permissions in ("groups", "community"):
        problem = f"is not supported in a gallery that is shared with {permissions}"
        allowed = f"{', '.join(PRIVATE_SECURITY_TYPES)} in private galleries only"
        instead = "ConfidentialVMSupported" if kind == "ConfidentialVM" else "TrustedLaunchSupported"
        yield Problem("features", kind, problem, allowed, instead)
    own, home = text(definition.get("location")), text(gallery.get("location"))
    if permissions == "community" and isinstance(own, str) and isinstance(home, str):
        yield from agree("location", own, home, "the gallery, which is shared with the community", region_name)


def definition_in_community(definition: Inputs, gallery: Inputs) -> Iterator[Problem]:
    """Yield what `definition_against_gallery` doubts of a definition in a community gallery."""
    if sharing_permissions(gallery) != "community":
        return
    publisher, state = text(read(definition, "purchasePlan.publisher")), text(definition.get("osState"))
    if isinstance(publisher, str):
        problem = "has a purchase plan in a gallery that is shared with the community"
        allowed = "images without a plan of the Marketplace in a community gallery"
        yield Problem("purchasePlan.publisher", publisher, problem, allowed, severity=Severity.WARNING)
    if isinstance(state, str) and state.strip().lower() == "specialized":
        problem = "may hold accounts and secrets of one machine, in a gallery that everybody sees"
        yield Problem(
            "osState", state, problem, "generalized images in a community gallery", "Generalized", Severity.WARNING
        )


def version_in_gallery(version: Inputs, gallery: Inputs) -> Iterator[Problem]:
    """Yield what `version_against_gallery` finds."""
    permissions = sharing_permissions(gallery)
    if permissions not in ("groups", "community"):
        return
    for path, region in destinations(version):
        if any(isinstance(text(value), str) for _, value in set_fields(path, region)):
            problem = f"has customer-managed keys in a gallery that is shared with {permissions}"
            yield Problem(
                f"{path}.encryption", read(region, "name"), problem, "no disk encryption set in a shared gallery"
            )
    own, home = text(version.get("location")), text(gallery.get("location"))
    if isinstance(own, str) and isinstance(home, str) and region_name(own) != region_name(home):
        problem = f"is not the region {printable(home)} of its shared gallery"
        yield Problem("location", own, problem, "the gallery's own region, where it is shared", printable(home))


def agree(field: str, own: object, other: object, of: str, same: Callable[[str], str]) -> Iterator[Problem]:
    """Yield a problem where two known texts differ; `same` is the form in which they are compared."""
    if isinstance(own, str) and isinstance(other, str) and same(own) != same(other):
        yield Problem(field, own, f"is not the {printable(other)} of {of}", f"what {of} has", printable(other))


def plans_agree(plan: object, other: object, of: str) -> Iterator[Problem]:
    """Yield a problem where the source has a purchase plan and the definition has none, or another."""
    if UNKNOWN in (plan, other) or not any(isinstance(text(read(other, field)), str) for field in PLAN_FIELDS):
        return
    for field in PLAN_FIELDS:
        own, theirs = read(plan, field), read(other, field)
        if own is None and isinstance(theirs, str):
            yield Problem(
                f"purchasePlan.{field}", None, f"is missing, while {of} has a plan", "the same plan", printable(theirs)
            )
        else:
            yield from agree(f"purchasePlan.{field}", own, theirs, of, str)


def _moment(value: object) -> datetime | None:
    try:
        return parse_end_of_life(value)
    except EndOfLifeError:
        return None
