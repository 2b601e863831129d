"""The catalogue as tables for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.output import counted
from compute_gallery_rules import parse_resource_id

__all__ = ["day", "gallery_table", "region_words", "source_words", "totals_words", "version_notes"]

COUNTED = ("definitions", "versions", "replicas")
COLUMNS = ("Definition", "Version", "State", "Regions (replicas)", "End of life", "Made from")


def gallery_table(gallery: Mapping[str, Any]) -> Table:
    """Draw one gallery: a row for each version."""
    count = mapping(gallery["totals"])
    title = f"{gallery['name']} ({gallery['resourceGroup']}, {gallery['location']}): {totals_words(count)}"
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for definition in sequence(gallery["definitions"]):
        for index, version in enumerate(sequence(definition.get("versions")) or [{}]):
            name = str(definition["name"]) if index == 0 else ""
            table.add_row(Text(name, style="bold"), *row(mapping(version)), end_section=False)
    return table


def totals_words(count: Mapping[str, Any]) -> str:
    """Write how much there is: "1 definition, 2 versions, 4 replicas, 136 GB"."""
    return f"{counted({name: count[name] for name in COUNTED})}, {count['storedGB']:,} GB"


def row(version: Mapping[str, Any]) -> Iterator[Text]:
    """Return the cells of one version."""
    if not version:
        yield from (Text(""), Text("no versions", style="dim"))
        return
    notes = ", ".join(version_notes(version))
    yield Text(str(version["version"]) + (f" ({notes})" if notes else ""))
    state = str(version.get("state", ""))
    yield Text(state, style="" if state == "Succeeded" else "yellow")
    yield Text(", ".join(map(region_words, sequence(version.get("regions")))))
    is_past = bool(version.get("isPastEndOfLife"))
    yield Text(day(version.get("endOfLifeDate")) + (" (past)" if is_past else ""), style="red" if is_past else "")
    yield Text(source_words(version.get("source")))


def region_words(region: Mapping[str, Any]) -> str:
    """Write one region: its name, replicas, and whether the version is the latest there."""
    notes = [str(region["replicas"])]
    if region.get("storageAccountType") not in {None, "Standard_LRS"}:
        notes.append(str(region["storageAccountType"]))
    if region.get("isLatest"):
        notes.append("latest")
    if region.get("excludeFromLatest"):
        notes.append("not latest")
    place = region.get("edgeZone") or region["name"]
    return f"{place} ({', '.join(notes)})"


def version_notes(version: Mapping[str, Any]) -> Iterator[str]:
    """Yield what holds for a version in all regions."""
    if version.get("excludeFromLatest"):
        yield "not latest"
    if version.get("promotedTo"):
        yield f"promoted to {version['promotedTo']}"


def day(value: object) -> str:
    """Return the day of a moment; empty where there is none."""
    return str(value)[:10] if value else ""


def source_words(source: object) -> str:
    """Return the names in a source's id, or the file of a VHD."""
    if not source:
        return ""
    parsed = parse_resource_id(str(source))
    return "/".join(parsed.names) if parsed else str(source).rpartition("/")[2]
