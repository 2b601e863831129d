"""What a version needs to be the source of another one, in the same gallery, another one, or a mirror (S4)."""

from collections.abc import Iterator

from compute_gallery_rules.azure.encryption_sets import disk_encryption_sets
from compute_gallery_rules.azure.replication import TARGET_REGIONS
from compute_gallery_rules.azure.sources import DIRECT_SOURCE
from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.together.agreement import agree, plans_agree
from compute_gallery_rules.together.source_agreement import DEFAULTS
from compute_gallery_rules.values.inputs import Inputs, entries, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = [
    "definition_against_source_definition",
    "definition_with_source_definition",
    "gallery_against_mirror",
    "version_against_mirror",
    "version_against_source_version",
    "version_with_source_version",
]

COPY = "version-agrees-with-source"
MIRROR = "mirror"
KIND = ("osType", "osState", "hyperVGeneration", "architecture")
"""The fields of a definition that say of which kind its versions are."""


def version_against_source_version(version: Inputs, source: Inputs, name: str) -> tuple[Finding, ...]:
    """Judge a version against the one that it is made from, called `name`, both in azure-native's shape.

    Sources: Azure's troubleshooting page, "Please check source exists, and is in the same region as gallery image
    version being created" (a replica is enough); its page on customer-managed keys, whose versions are no sources.
    """
    return tuple(Finding.of(COPY, problem) for problem in version_with_source_version(version, source, name))


def definition_against_source_definition(definition: Inputs, source: Inputs, name: str) -> tuple[Finding, ...]:
    """Judge the definition of a version against that of the version which it is made from, called `name`.

    Source: Azure's troubleshooting page, "has a different Hypervisor generation", "has a different OS type", "has a
    different plan" than the source image.
    """
    return tuple(Finding.of(COPY, problem) for problem in definition_with_source_definition(definition, source, name))


def gallery_against_mirror(gallery: Inputs, name: object, home: object) -> tuple[Finding, ...]:
    """Judge the name and the home region of a gallery's mirror; fields are named as the mirror's own.

    Source: Azure's page "Create a gallery": the name is unique in the subscription. A mirror in the gallery's own
    region would go down with it.
    """
    return tuple(Finding.of(MIRROR, problem) for problem in _gallery(gallery, name, home))


def version_against_mirror(version: Inputs, home: str) -> tuple[Finding, ...]:
    """Judge a version as the source of its copy in a mirror, whose home is another region.

    Sources: those of `version_against_source_version`.
    """
    return tuple(Finding.of(MIRROR, problem) for problem in _mirrored(version, home))


def version_with_source_version(version: Inputs, source: Inputs, name: str) -> Iterator[Problem]:
    """Yield what `version_against_source_version` finds."""
    home, regions = text(version.get("location")), _regions(source)
    if isinstance(home, str) and regions and region_name(home) not in map(region_name, regions):
        problem = f"is no region of {printable(name)}, which the version is made from"
        allowed = f"one of {', '.join(regions)}, or that region added to {printable(name)}"
        yield Problem("location", home, problem, allowed)
    if any(True for _ in disk_encryption_sets(source)):
        problem = "is a version under customer-managed keys, which cannot be copied"
        yield Problem(DIRECT_SOURCE, name, problem, "a version under Azure's keys, or what that one was made from")


def definition_with_source_definition(definition: Inputs, source: Inputs, name: str) -> Iterator[Problem]:
    """Yield what `definition_against_source_definition` finds."""
    of = f"the definition of {printable(name)}, which the version is made from"
    for field in KIND:
        default = DEFAULTS.get(field)
        own, theirs = (default if (value := one.get(field)) is None else value for one in (definition, source))
        yield from agree(field, own, theirs, of, str.lower)
    yield from plans_agree(definition.get("purchasePlan"), source.get("purchasePlan"), of)


def _gallery(gallery: Inputs, name: object, home: object) -> Iterator[Problem]:
    own, region = text(gallery.get("galleryName")), text(gallery.get("location"))
    if isinstance(name, str) and isinstance(own, str) and name.lower() == own.lower():
        problem = "is the name of the gallery itself"
        yield Problem("mirror.gallery_name", name, problem, "a name that is unique in the subscription")
    if isinstance(home, str) and isinstance(region, str) and region_name(home) == region_name(region):
        yield Problem("mirror.location", home, "is the region of the gallery itself", "another region")


def _mirrored(version: Inputs, home: str) -> Iterator[Problem]:
    regions = _regions(version)
    if regions and region_name(home) not in map(region_name, regions):
        problem = f"does not contain the mirror's home region {printable(home)}"
        allowed = "a list of regions that contains the mirror's own"
        instead = f"a target region {printable(home)} as well"
        yield Problem(TARGET_REGIONS, ", ".join(regions), problem, allowed, instead)
    encrypted = [path for path, _ in disk_encryption_sets(version)]
    for path, region in entries(version, TARGET_REGIONS):
        if any(field.startswith(f"{path}.") for field in encrypted):
            problem = "has customer-managed keys, under which a version cannot be copied to the mirror"
            allowed = "no disk encryption set in a mirrored gallery"
            yield Problem(f"{path}.encryption", read(region, "name"), problem, allowed)


def _regions(version: Inputs) -> list[str] | None:
    """Return the names of the regions that a version comes to; None while one of them is not known."""
    listed = read(version, TARGET_REGIONS)
    names = [read(region, "name") for _, region in entries(version, TARGET_REGIONS)]
    if listed is None:
        names = [version.get("location")]
    known = [name for name in names if isinstance(name, str)]
    return known if listed is not UNKNOWN and len(known) == len(names) else None
