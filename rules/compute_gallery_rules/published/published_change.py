"""What may not change any more once a gallery, a definition or a version is published."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from math import isnan

from compute_gallery_rules.azure.lifetime import END_OF_LIFE_FIELDS, end_of_life
from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.published.published_disks import as_published, changes_of_disks
from compute_gallery_rules.published.published_places import changes_of_storage, removed_places
from compute_gallery_rules.rule import Context, ResourceKind
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.values.dates import EndOfLifeError, parse_end_of_life
from compute_gallery_rules.values.inputs import Inputs, boolean, entries, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.unknown import UNKNOWN
from compute_gallery_rules.values.versions import ImageVersionNumber

__all__ = ["change_of_definition", "change_of_end_of_life", "change_of_gallery", "change_of_place", "change_of_version"]

DEFINITION_FIXED = "definition-fixed"
END_OF_LIFE = "end-of-life"
GALLERY_FIXED = "gallery-fixed"
REGION_REMOVAL = "region-removal"
REPLACEMENT = "replacement"
VERSION_FIXED = "version-fixed"

FIXED_IN_DEFINITION: Mapping[str, str | None] = {
    "osType": None,
    "osState": "Generalized",
    "hyperVGeneration": "V1",
    "architecture": "x64",
    "identifier.publisher": None,
    "identifier.offer": None,
    "identifier.sku": None,
    "purchasePlan.name": None,
    "purchasePlan.product": None,
    "purchasePlan.publisher": None,
    "eula": None,
    "privacyStatementUri": None,
}
"""What Azure refuses to change in a definition, with the value that it takes where none is given.

Sources: Azure's troubleshooting page, "Changing property is not allowed"; reports of that answer for hyperVGeneration,
eula and purchasePlan.name; azurerm makes a new definition for the others.
"""
FIXED_IN_GALLERY: Mapping[str, str | None] = {"sharingProfile.permissions": "Private"}
"""Recorded: permissions are set when the gallery is created, afterwards only by sharing it or by a reset."""

WITHOUT_FEATURE = ("false", "standard", "scsi", None)
"""The values of features that say what holds without them."""

Feature = tuple[str, object, object]
"""A feature's name, its value, and the version that it starts at."""
ABSENT: Feature = ("", None, None)

DEFAULT_MODE = "Full"


def change_of_gallery(old: Inputs, new: Inputs) -> tuple[Finding, ...]:
    """Judge an update of a gallery; both inputs in azure-native's shape, UNKNOWN where not known yet."""
    allowed = "what the gallery was created with; sharing is changed by az sig share"
    return _findings(GALLERY_FIXED, _fixed(old, new, FIXED_IN_GALLERY, allowed))


def change_of_definition(old: Inputs, new: Inputs) -> tuple[Finding, ...]:
    """Judge an update of a definition. Features may change where `allowUpdateImage` is set."""
    allowed = "what the definition was created with; declare a new definition under another name"
    problems = [*_fixed(old, new, FIXED_IN_DEFINITION, allowed)]
    if boolean(new.get("allowUpdateImage")) not in (True, UNKNOWN):
        problems += _features(old, new)
    return _findings(DEFINITION_FIXED, problems)


def change_of_version(
    old: Inputs,
    new: Inputs,
    *,
    retired_regions: Collection[str],
    next_free: ImageVersionNumber | None,
    how_to_retire: Callable[[str], str],
) -> tuple[Finding, ...]:
    """Judge an update of a published version.

    Its sources, LUNs, replication mode and storage stay what they are: `next_free` is the number to publish the change
    under, None where there is none left. A region or edge zone that holds the version stays among its places unless it
    is one of `retired_regions`, in either spelling and "region/zone" for a zone; `how_to_retire` says what to write.

    Sources: Azure's troubleshooting page and gallery.json ("may not be changed"); azure-cli issue 24099, where a list
    without the live regions caused an outage.
    """
    advice = f'version "{next_free}" for the change' if next_free else "a version of another definition for the change"
    return (
        *_findings(VERSION_FIXED, _fixed_in_version(old, new, advice)),
        *_findings(REGION_REMOVAL, removed_places(old, new, retired_regions, how_to_retire)),
    )


def change_of_end_of_life(kind: ResourceKind, old: Inputs, new: Inputs, today: datetime) -> tuple[Finding, ...]:
    """Refuse an end of life that has passed, where it is new: `old` is empty for what is about to be created."""
    field = END_OF_LIFE_FIELDS.get(kind)
    if field is None or _moment(read(old, field)) == _moment(read(new, field)):
        return ()
    return _findings(END_OF_LIFE, end_of_life(new, Context(kind, today)))


def _moment(value: object) -> object:
    try:
        return parse_end_of_life(value)
    except EndOfLifeError:
        return value


def _findings(rule: str, problems: Iterator[Problem] | list[Problem]) -> tuple[Finding, ...]:
    return tuple(Finding.of(rule, problem) for problem in problems)


def _fixed(old: Inputs, new: Inputs, fields: Mapping[str, str | None], allowed: str) -> Iterator[Problem]:
    for path, default in fields.items():
        before, after = (default if (value := read(inputs, path)) is None else value for inputs in (old, new))
        if UNKNOWN not in (before, after) and _comparable(before) != _comparable(after):
            problem = f"cannot replace {as_published(before)}: Azure never changes it"
            yield Problem(path, after, problem, allowed, _advised(before))


def _advised(value: object) -> str | None:
    """Return what to write for a published value to stay; None where printing it leaves a part out, as of a token."""
    shown = printable(value)
    return shown if isinstance(value, str) and shown == f'"{value}"' else None


def _comparable(value: object) -> object:
    if isinstance(value, float) and isnan(value):
        return None  # It would differ from itself.
    return value.strip().lower() if isinstance(value, str) else value


def _features(old: Inputs, new: Inputs) -> Iterator[Problem]:
    if UNKNOWN in (old.get("features"), new.get("features")):
        return
    before, after = _by_name(old), _by_name(new)
    if any(UNKNOWN in one for one in (*before.values(), *after.values())):
        return
    for name in sorted(before.keys() | after.keys()):
        published, declared = before.get(name), after.get(name)
        if [*map(_comparable, (published or ABSENT)[1:])] != [*map(_comparable, (declared or ABSENT)[1:])]:
            shown = (published or declared or ABSENT)[0]
            problem = f"cannot replace {as_published(_feature(shown, published))}"
            allowed = "the same features, or allowUpdateImage with the version number that a feature starts at"
            yield Problem("features", _feature(shown, declared), problem, allowed)


def _feature(name: str, written: Feature | None) -> str:
    start = f" from {written[2]}" if written and written[2] is not None else ""
    return f"{name}={written[1]}{start}" if written else f"no {name}"


def _by_name(inputs: Inputs) -> dict[str, Feature]:
    """Return each feature that is not Azure's default, as written, by its name in lower case."""
    written = [
        (text(read(one, "name")), read(one, "value"), text(read(one, "startsAtVersion")))
        for _, one in entries(inputs, "features")
    ]
    named = {
        str(name).lower(): (str(name), UNKNOWN if name is UNKNOWN else value, start) for name, value, start in written
    }
    return {name: one for name, one in named.items() if _comparable(one[1]) not in WITHOUT_FEATURE}


def _fixed_in_version(old: Inputs, new: Inputs, advice: str) -> Iterator[Problem]:
    yield from changes_of_disks(old, new, advice)
    modes = [read(inputs, "publishingProfile.replicationMode") for inputs in (old, new)]
    before, after = (DEFAULT_MODE if mode is None else mode for mode in modes)
    if UNKNOWN not in (before, after) and _comparable(before) != _comparable(after):
        field = "publishingProfile.replicationMode"
        yield Problem(field, after, "differs from what is published", as_published(before), advice)
    yield from changes_of_storage(old, new, advice)


def change_of_place(old: Inputs, new: Inputs) -> tuple[Finding, ...]:
    """Judge new inputs for which Pulumi would delete a resource and make it again under the same name."""
    before, after = old.get("location"), new.get("location")
    if not isinstance(before, str) or not isinstance(after, str) or region_name(before) == region_name(after):
        return ()
    problem = f"cannot replace {as_published(before)}: what is there would be deleted and made again"
    allowed = "the region that it was created in; declare a new one under another name"
    return _findings(REPLACEMENT, [Problem("location", after, problem, allowed, as_published(before))])
