"""What the versions of a stack are made from, and in which order."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from compute_gallery_rules.azure.sources import SOURCE_IDS, disk_sources
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import ResourceKind
from compute_gallery_rules.together.belonging import Belonging, belonging
from compute_gallery_rules.together.declared import DeclaredResource, StackProblem
from compute_gallery_rules.together.stack_order import order_of
from compute_gallery_rules.values.inputs import read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.resource_ids import parse_resource_id, source_kind
from compute_gallery_rules.values.unknown import UNKNOWN
from compute_gallery_rules.values.versions import parse_version

__all__ = ["shared_source_order", "source_versions"]

ONE_AT_A_TIME = ("virtual_machine", "managed_image")


def shared_source_order(resources: Sequence[DeclaredResource]) -> Iterator[StackProblem]:
    """Check that no version is made before its source is ready (S23).

    Versions of one virtual machine or managed image are made one after the other, and a version of another version
    after that one. What has a resource id is built already, so versions that are only now being made are compared.

    Sources: the source document: a version must be completely built and replicated before another is made from the same
    managed image; Azure's troubleshooting page, "Please check source exists".
    """
    groups = _groups(resources)
    copies = [
        (each, source)
        for each, source in source_versions(resources)
        if each.resource_id is None and source.resource_id is None
    ]
    order = order_of(resources, [*chain(*groups, *copies)])
    for group in groups:
        # The first that is not ordered says enough: who orders it is told of the next, if there is one.
        for each, other in order.apart(group):
            field = next(path for path in SOURCE_IDS if read(each.inputs, path) is not None)
            problem = f"is the source of {printable(other.name)} too, and neither version waits for the other"
            allowed = "versions of one virtual machine or managed image one after the other"
            yield each, Problem(field, read(each.inputs, field), problem, allowed, _option(other))
    for each, source in copies:
        # What an input comes from is waited for without an option.
        if not order.waits(each, source) and source.urn not in each.references.get("storageProfile", ()):
            field, name = SOURCE_IDS[0], printable(source.name)
            problem = f"is the version {name}, which is made in the same run, and this one does not wait for it"
            # Where the source waits for this one, the option would close a circle.
            instead = None if order.waits(source, each) else _option(source)
            yield each, Problem(field, read(each.inputs, field), problem, "a source that is made before", instead)


def source_versions(resources: Sequence[DeclaredResource]) -> Iterator[tuple[DeclaredResource, DeclaredResource]]:
    """Yield each version that is made from another version of the stack, and that other version.

    It is found by the names in the source's id, or by what the storage profile comes from. Names are unique within one
    subscription only: an id in another one, or in another resource group, is of another version.
    """
    versions = [each for each in resources if each.kind is ResourceKind.IMAGE_VERSION]
    sources = {each.urn: read(each.inputs, SOURCE_IDS[0]) for each in versions}
    names = {urn: _names_in(value) for urn, value in sources.items() if isinstance(value, str)}
    if not any(names.values()) and UNKNOWN not in sources.values():
        return
    family = belonging(resources)
    by_urn = {each.urn: each for each in versions}
    by_names: dict[tuple[str, ...], list[DeclaredResource]] = {}
    for each in versions:
        by_names.setdefault(_names(each, family), []).append(each)
    for each in versions:
        value = sources[each.urn]
        found: DeclaredResource | None = None
        if isinstance(value, str) and names[each.urn]:
            namesakes = by_names.get(names[each.urn], ())
            found = next((one for one in namesakes if _may_lie_at(one, value, family)), None)
        elif value is UNKNOWN:
            referred = [urn for urn in each.references.get("storageProfile", ()) if urn in by_urn]
            found = by_urn[referred[0]] if len(referred) == 1 else None
        if found and found is not each:
            yield each, found


def _groups(resources: Sequence[DeclaredResource]) -> list[list[DeclaredResource]]:
    """Return the versions that are only now being made from one source, for each source that has several.

    A source whose id is not known yet is told by the one resource that the storage profile comes from.
    """
    groups: dict[str, list[DeclaredResource]] = {}
    for each in resources:
        source = _one_at_a_time(each) if each.resource_id is None else None
        if source:
            groups.setdefault(source, []).append(each)
    return [group for group in groups.values() if len(group) > 1]


def _one_at_a_time(resource: DeclaredResource) -> str | None:
    if resource.kind is not ResourceKind.IMAGE_VERSION:
        return None
    values = [read(resource.inputs, path) for path in SOURCE_IDS]
    known = next((value for value in values if isinstance(text(value), str)), None)
    if isinstance(known, str):
        return known.strip().rstrip("/").lower() if source_kind(known.strip().rstrip("/")) in ONE_AT_A_TIME else None
    # Disks and snapshots, which may be read side by side, have fields of their own.
    origins = resource.references.get("storageProfile", frozenset())
    if UNKNOWN in values and len(origins) == 1 and not any(source for _, source in disk_sources(resource.inputs)):
        [origin] = origins
        return None if "GalleryImageVersion" in origin or "sharedImageVersion" in origin else origin
    return None


def _option(other: DeclaredResource) -> str:
    return f"depends_on {printable(other.name)} among the version's options"


def _names(version: DeclaredResource, family: Belonging) -> tuple[str, ...]:
    gallery = _name(version, "galleryName") or _name(family.gallery(version), "galleryName")
    definition = _name(version, "galleryImageName") or _name(family.definition(version), "galleryImageName")
    number = parse_version(_name(version, "galleryImageVersionName"))
    return (gallery, definition, str(number)) if gallery and definition and number else ()


def _names_in(source: str) -> tuple[str, ...]:
    parsed = parse_resource_id(source) if source_kind(source) == "image_version" else None
    if parsed is None:
        return ()
    gallery, definition, version = (name.lower() for name in parsed.names)
    return (gallery, definition, str(parse_version(version)))


def _may_lie_at(version: DeclaredResource, source: str, family: Belonging) -> bool:
    """Tell whether a version's subscription and resource group are the id's, as far as they are known."""
    parsed = parse_resource_id(source)
    group = _name(version, "resourceGroupName") or _name(family.gallery(version), "resourceGroupName")
    pairs = ((family.subscription(version), parsed and parsed.subscription), (group, parsed and parsed.resource_group))
    return all(not own or not theirs or own == theirs.lower() for own, theirs in pairs)


def _name(resource: DeclaredResource | None, field: str) -> str:
    inputs: Mapping[str, object] = resource.inputs if resource else {}
    value = inputs.get(field)
    return value.strip().lower() if isinstance(value, str) else ""
