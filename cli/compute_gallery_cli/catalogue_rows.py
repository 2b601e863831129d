"""The rows of the catalogue's page: a heading for each definition, and its versions below."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.catalogue_table import KIND, day, region_title, source_words, version_notes

__all__ = ["COLUMNS", "definition_rows"]

COLUMNS = ("Version", "State", "Regions", "Replicas", "End of life", "Made from")
STATES = {"Succeeded": "good", "Failed": "bad", "Creating": "busy", "Updating": "busy", "Deleting": "busy"}
USUAL_STORAGE = "Standard_LRS"


def definition_rows(definition: Mapping[str, Any]) -> Iterator[str]:
    """Yield the rows of one definition, as one body of the table."""
    versions = [mapping(version) for version in sequence(definition.get("versions"))]
    yield "<tbody>"
    yield f'<tr class="definition"><th scope="rowgroup" colspan="{len(COLUMNS)}">{heading(definition)}</th></tr>'
    yield from (version_row(definition, version) for version in versions)
    if not versions:
        data = attributes(text=" ".join(identity(definition)), regions="", latest="")
        yield f'<tr class="version empty" {data}><td colspan="{len(COLUMNS)}" class="none">no versions</td></tr>'
    yield "</tbody>"


def heading(definition: Mapping[str, Any]) -> str:
    """Return what holds for all versions of a definition: what it is, what is the latest, its rings."""
    kind = ", ".join(str(definition[name]) for name in KIND if definition.get(name))
    names = " / ".join(map(str, mapping(definition.get("identifier")).values()))
    lines = [
        f'<span class="name">{escape(str(definition["name"]))}</span>',
        f'<span class="kind">{escape(kind)}</span>',
    ]
    lines += [f'<span class="identifier">{escape(names)}</span>'] if names else []
    facts = [escape(str(definition["description"]))] if definition.get("description") else []
    facts += [f"Latest: {escape(words)}"] if (words := latest_words(definition)) else []
    rings = " → ".join(str(ring) for ring in sequence(definition.get("rings")))
    facts += [f"Rings: {escape(rings)}"] if rings else []
    if definition.get("endOfLifeDate"):
        past = ' <b class="mark bad">past</b>' if definition.get("isPastEndOfLife") else ""
        facts.append(f"End of life: {escape(day(definition['endOfLifeDate']))}{past}")
    return "".join(lines) + "".join(f'<span class="fact">{fact}</span>' for fact in facts)


def latest_words(definition: Mapping[str, Any]) -> str:
    """Write which versions are the latest: "1.2.0", or in how many regions each is."""
    latest = list(mapping(definition.get("latest")).values())
    order = [version["version"] for version in sequence(definition.get("versions"))]
    counts = {version: latest.count(version) for version in order if version in latest}
    if len(counts) == 1:
        return str(next(iter(counts)))
    return ", ".join(f"{version} in {count} region{'s' * (count != 1)}" for version, count in counts.items())


def version_row(definition: Mapping[str, Any], version: Mapping[str, Any]) -> str:
    """Return one version as a row."""
    regions = [mapping(region) for region in sequence(version.get("regions"))]
    names = [region_title(region["name"]) for region in regions]
    latest = [region_title(region["name"]) for region in regions if region.get("isLatest")]
    cells = (
        state_cell(str(version.get("state", ""))),
        f'<ul class="regions">{"".join(map(region_item, regions))}</ul>' if regions else "<small>no regions</small>",
        replicas_cell(version),
        end_cell(version),
        f'<span class="source">{escape(source_words(version.get("source")))}</span>' if version.get("source") else "",
    )
    text = " ".join([*identity(definition), str(version["version"]), *names, str(version.get("source", ""))])
    data = attributes(text=text, regions="|".join(names), latest="|".join(latest))
    body = "".join(
        f'<td data-label="{column}"{kind(column)}>{cell}</td>' for column, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    return (
        f'<tr class="version" {data}><th scope="row" data-label="{COLUMNS[0]}">{version_cell(version)}</th>{body}</tr>'
    )


def kind(column: str) -> str:
    """Return the class of a cell: numbers stand on the right."""
    return ' class="number"' if column == "Replicas" else ""


def attributes(*, text: str, regions: str, latest: str) -> str:
    """Return what the script searches and filters by."""
    data = {"text": text.lower(), "regions": regions, "latest": latest}
    return " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())


def identity(definition: Mapping[str, Any]) -> list[str]:
    """Return the words of a definition: its name, publisher, offer and SKU, and its description."""
    named = [str(definition["name"]), *map(str, mapping(definition.get("identifier")).values())]
    return [*named, str(definition.get("description", ""))]


def version_cell(version: Mapping[str, Any]) -> str:
    """Return the number of a version with what holds for it everywhere."""
    notes = [f'<b class="mark">{escape(note)}</b>' for note in version_notes(version)]
    published = day(version.get("publishedDate"))
    notes += [f"<small>published {escape(published)}</small>"] if published else []
    return f"<span>{escape(str(version['version']))}{''.join(notes)}</span>"


def region_item(region: Mapping[str, Any]) -> str:
    """Return one region of a version: its name, and what is not as usual there."""
    notes = [str(region["edgeZone"])] if region.get("edgeZone") else []
    notes += [f"{region['replicas']} replicas"] if region.get("replicas") != 1 else []
    storage = region.get("storageAccountType")
    notes += [str(storage)] if storage not in {None, USUAL_STORAGE} else []
    notes += ["latest"] if region.get("isLatest") else []
    notes += ["not latest"] if region.get("excludeFromLatest") else []
    small = "".join(f" <small>{escape(note)}</small>" for note in notes)
    mark = ' class="latest"' if region.get("isLatest") else ""
    return f"<li{mark}>{escape(region_title(region['name']))}{small}</li>"


def replicas_cell(version: Mapping[str, Any]) -> str:
    """Return how often a version is stored, and how much that is."""
    if not version.get("replicas"):
        return ""
    stored = f"<small>{version['storedGB']:,} GB</small>" if version.get("storedGB") else ""
    return f"<span>{version['replicas']}{stored}</span>"


def state_cell(state: str) -> str:
    """Return Azure's state of a version, in its word."""
    return f'<span class="state {STATES.get(state, "busy")}">{escape(state)}</span>' if state else ""


def end_cell(version: Mapping[str, Any]) -> str:
    """Return a version's end of life, and whether it is past."""
    end = escape(day(version.get("endOfLifeDate")))
    return f'{end} <b class="mark bad">past</b>' if version.get("isPastEndOfLife") else end
