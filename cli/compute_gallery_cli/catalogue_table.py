"""The catalogue as tables for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.output import counted
from compute_gallery_rules import parse_resource_id, region_display_name

__all__ = ["KIND", "day", "gallery_table", "region_title", "source_words", "totals_words", "version_notes"]

COUNTED = ("definitions", "versions", "replicas")
KIND = ("osType", "osState", "hyperVGeneration", "architecture")
"""What tells one definition from another, in the order in which it is shown."""
LEGEND = "* the latest version of the region; in brackets what is not one replica on Standard_LRS"
NARROW = 100
"""Columns of a terminal below which the source is left to `--json` and `--html`."""
Row = tuple[Text, ...]


def gallery_table(gallery: Mapping[str, Any], width: int) -> RenderableType:
    """Draw one gallery for a terminal of a width: each definition with its versions below it, newest first."""
    title = f"{gallery['name']}: {totals_words(mapping(gallery['totals']))}"
    place = f"{gallery['resourceGroup']}, {region_title(gallery['location'])}"
    parts: list[RenderableType] = [Text(title, style="bold"), Text(place, style="dim")]
    definitions = [mapping(definition) for definition in sequence(gallery["definitions"])]
    rows = [[tuple(cells(version)) for version in sequence(each.get("versions"))] for each in definitions]
    columns = 3 if width < NARROW else 4
    widths = [max((len(row[column]) for listed in rows for row in listed), default=0) for column in range(2)]
    for definition, listed in zip(definitions, rows, strict=True):
        parts += [Text(), heading(definition), *([grid([row[:columns] for row in listed], widths)] if listed else [])]
    return Group(*parts, *([Text(), Text(LEGEND, style="dim")] if any(rows) else []))


def heading(definition: Mapping[str, Any]) -> Text:
    """Return the line of a definition."""
    kind = ", ".join(str(definition[name]) for name in KIND if definition.get(name))
    rings = " > ".join(str(ring) for ring in sequence(definition.get("rings")))
    notes = [kind, *([f"rings {rings}"] if rings else []), *([] if definition.get("versions") else ["no versions"])]
    past = definition.get("isPastEndOfLife")
    end = f"end of life {day(definition['endOfLifeDate'])}" if definition.get("endOfLifeDate") else ""
    notes += [f"{end}, past" if past else end] if end else []
    return Text.assemble((str(definition["name"]), "bold"), ("  " + "; ".join(filter(None, notes)), "dim"))


def grid(rows: Sequence[Row], widths: Sequence[int]) -> Table:
    """Put the versions of a definition below each other; regions take what is left of the line."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for index in range(len(rows[0])):
        width = widths[index] + 2 * (index == 0) if index < len(widths) else None
        table.add_column(width=width, ratio=(3, 1)[index - 2] if index > 1 else None, overflow="fold")
    for version, *others in rows:
        table.add_row(Text("  ") + version, *others)
    return table


def cells(version: Mapping[str, Any]) -> Iterator[Text]:
    """Yield what is shown of one version: number, state, regions with notes on it, source."""
    yield Text(str(version["version"]))
    state = str(version.get("state", ""))
    yield Text(state, style={"Succeeded": "green", "Failed": "red"}.get(state, "yellow"))
    notes = [*version_notes(version)]
    if version.get("endOfLifeDate"):
        notes.append(f"end of life {day(version['endOfLifeDate'])}" + ", past" * bool(version.get("isPastEndOfLife")))
    regions = Text(", ").join(map(region_text, sequence(version.get("regions"))))
    yield Text.assemble(regions, (f"  {'; '.join(notes)}" if notes else "", "yellow"))
    yield Text(source_words(version.get("source")), style="dim")


def region_text(region: Mapping[str, Any]) -> Text:
    """Write one region: its name, whether the version is the latest there, and what is not as usual."""
    notes = [str(region["edgeZone"])] if region.get("edgeZone") else []
    notes += [str(region["replicas"])] if region.get("replicas") != 1 else []
    storage = region.get("storageAccountType")
    notes += [str(storage)] if storage not in {None, "Standard_LRS"} else []
    notes += ["not latest"] if region.get("excludeFromLatest") else []
    words = region_title(region["name"]) + "*" * bool(region.get("isLatest")) + f" ({', '.join(notes)})" * bool(notes)
    return Text(words, style="bold" if region.get("isLatest") else "")


def totals_words(count: Mapping[str, Any]) -> str:
    """Write how much there is: "1 definition, 2 versions, 4 replicas, 136 GB"."""
    return f"{counted({name: count[name] for name in COUNTED})}, {count['storedGB']:,} GB"


def version_notes(version: Mapping[str, Any]) -> Iterator[str]:
    """Yield what holds for a version in all regions."""
    if version.get("excludeFromLatest"):
        yield "not latest"
    if version.get("promotedTo"):
        yield f"promoted to {version['promotedTo']}"


def region_title(name: object) -> str:
    """Return the display name of a region; of an unknown one, its name."""
    return region_display_name(str(name)) or str(name)


def day(value: object) -> str:
    """Return the day of a moment; empty where there is none."""
    return str(value)[:10] if value else ""


def source_words(source: object) -> str:
    """Return the names in a source's id, or the file of a VHD."""
    if not source:
        return ""
    parsed = parse_resource_id(str(source))
    return "/".join(parsed.names) if parsed else str(source).rpartition("/")[2]
