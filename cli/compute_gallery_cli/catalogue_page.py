"""The catalogue as one self-contained page: a table that needs no JavaScript, and search for who has it."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.catalogue_table import day, source_words, totals_words, version_notes

__all__ = ["catalogue_page"]

COLUMNS = ("Definition", "Version", "Regions", "Replicas", "State", "End of life", "Made from")


def catalogue_page(document: Mapping[str, Any]) -> str:
    """Return the page. Nothing in it is loaded from elsewhere, and only its own script may run."""
    style, script = part("catalogue.css"), part("catalogue.js")
    policy = f"default-src 'none'; style-src {fingerprint(style)}; script-src {fingerprint(script)}; base-uri 'none'"
    galleries = [mapping(gallery) for gallery in sequence(document["galleries"])]
    names = title_of([str(gallery["name"]) for gallery in galleries])
    regions = sorted({str(name) for gallery in galleries for name in sequence(mapping(gallery["totals"])["regions"])})
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        f"<title>Images: {escape(names)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f"<header><h1>Images: {escape(names)}</h1>",
        f"<p>Subscription {escape(str(document['subscription']))}, read {escape(str(document['readAt']))}</p></header>",
        *controls(regions),
        "<main>",
        *(line for gallery in galleries for line in section(gallery)),
        "</main>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def title_of(names: list[str], shown: int = 3) -> str:
    """Return what the page is about."""
    return ", ".join(names) if 0 < len(names) <= shown else f"{len(names)} galleries"


def part(name: str) -> str:
    """Return the text of a part of the page."""
    return files("compute_gallery_cli").joinpath("page", name).read_text(encoding="utf-8").strip()


def fingerprint(text: str) -> str:
    """Return how a page's policy names a text that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def controls(regions: list[str]) -> Iterator[str]:
    """Yield search and filters; the script shows them."""
    yield '<div class="controls" role="search" hidden>'
    yield '<input type="search" id="search" placeholder="Search images, versions, sources" aria-label="Search">'
    options = "".join(f"<option>{escape(name)}</option>" for name in regions)
    yield f'<select id="region" aria-label="Region"><option value="">All regions</option>{options}</select>'
    yield '<label><input type="checkbox" id="latest"> only latest</label>'
    yield '<button type="button" id="theme">Light or dark</button>'
    yield '<p id="count" role="status"></p>'
    yield "</div>"


def section(gallery: Mapping[str, Any]) -> Iterator[str]:
    """Yield one gallery."""
    count = mapping(gallery["totals"])
    yield f"<section><h2>{escape(str(gallery['name']))}</h2>"
    yield (f"<p>{escape(str(gallery['resourceGroup']))}, {escape(str(gallery['location']))}: {totals_words(count)}</p>")
    head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    for definition in sequence(gallery["definitions"]):
        yield from (row(definition, version) for version in sequence(definition.get("versions")) or [{}])
    yield "</tbody></table></section>"


def row(definition: Mapping[str, Any], version: Mapping[str, Any]) -> str:
    """Return one version as a row. A definition without versions has one too."""
    regions = [mapping(region) for region in sequence(version.get("regions"))]
    names = [str(region["name"]) for region in regions]
    latest = [str(region["name"]) for region in regions if region.get("isLatest")]
    cells = [
        version_cell(version),
        f"<ul>{''.join(region_item(region) for region in regions)}</ul>" if regions else "",
        replicas_cell(version),
        state_cell(str(version.get("state", ""))),
        end_cell(version),
        escape(source_words(version.get("source"))),
    ]
    text = " ".join([*identity(definition), str(version.get("version", "")), *names, str(version.get("source", ""))])
    data = {"text": text.lower(), "regions": "|".join(names), "latest": "|".join(latest)}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    listed = zip(COLUMNS[1:], cells, strict=True)
    body = "".join(f'<td data-label="{column}">{cell}</td>' for column, cell in listed)
    return f'<tr {attributes}><th scope="row" data-label="{COLUMNS[0]}">{definition_cell(definition)}</th>{body}</tr>'


def identity(definition: Mapping[str, Any]) -> list[str]:
    """Return the names of a definition: its own, and publisher, offer and SKU."""
    return [str(definition["name"]), *map(str, mapping(definition.get("identifier")).values())]


def definition_cell(definition: Mapping[str, Any]) -> str:
    """Return the name of a definition with what it is."""
    names = ("osType", "osState", "hyperVGeneration", "architecture")
    kind = ", ".join(str(definition[name]) for name in names if definition.get(name))
    rings = " → ".join(map(str, sequence(definition.get("rings"))))
    more = f"<small>rings: {escape(rings)}</small>" if rings else ""
    return f"<span>{escape(str(definition['name']))}<small>{escape(kind)}</small>{more}</span>"


def version_cell(version: Mapping[str, Any]) -> str:
    """Return the number of a version with what holds for it everywhere."""
    if not version:
        return "<small>no versions</small>"
    notes = [*version_notes(version)]
    published = day(version.get("publishedDate"))
    notes += [f"published {published}"] if published else []
    small = f"<small>{escape(', '.join(notes))}</small>" if notes else ""
    return f'<span class="number">{escape(str(version["version"]))}{small}</span>'


def region_item(region: Mapping[str, Any]) -> str:
    """Return one region of a version."""
    notes = [f"{region['replicas']} on {region.get('storageAccountType') or 'default'}"]
    if region.get("excludeFromLatest"):
        notes.append("not latest")
    zone = f" ({escape(str(region['edgeZone']))})" if region.get("edgeZone") else ""
    mark = ' <span class="latest">latest</span>' if region.get("isLatest") else ""
    return f"<li>{escape(str(region['name']))}{zone}{mark} <small>{escape(', '.join(notes))}</small></li>"


def replicas_cell(version: Mapping[str, Any]) -> str:
    """Return how often a version is stored, and how much that is."""
    if not version.get("replicas"):
        return ""
    stored = f"<small>{version['storedGB']} GB</small>" if version.get("storedGB") else ""
    return f"<span>{version['replicas']}{stored}</span>"


def state_cell(state: str) -> str:
    """Return Azure's state of a version."""
    return f'<span class="failed">{escape(state)}</span>' if state == "Failed" else escape(state)


def end_cell(version: Mapping[str, Any]) -> str:
    """Return a version's end of life, and whether it is past."""
    end = escape(day(version.get("endOfLifeDate")))
    return f'{end} <span class="past">past</span>' if version.get("isPastEndOfLife") else end
