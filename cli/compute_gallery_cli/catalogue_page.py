"""The catalogue as one self-contained page: a table that needs no JavaScript, and search for who has it."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.catalogue_rows import COLUMNS, definition_rows
from compute_gallery_cli.catalogue_table import region_title

__all__ = ["catalogue_page"]

FIGURES = {"definitions": "image definitions", "versions": "versions", "replicas": "replicas", "storedGB": "GB stored"}


def catalogue_page(document: Mapping[str, Any]) -> str:
    """Return the page. Nothing in it is loaded from elsewhere, and only its own script may run."""
    style, script = part("catalogue.css"), part("catalogue.js")
    policy = f"default-src 'none'; style-src {fingerprint(style)}; script-src {fingerprint(script)}; base-uri 'none'"
    galleries = [mapping(gallery) for gallery in sequence(document["galleries"])]
    names = title_of([str(gallery["name"]) for gallery in galleries])
    listed = (name for gallery in galleries for name in sequence(mapping(gallery["totals"])["regions"]))
    regions = sorted({region_title(name) for name in listed})
    read_at = str(document["readAt"]).replace("T", " ").removesuffix("+00:00")
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        f"<title>Images: {escape(names)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f'<header><p class="over">Image catalogue</p><h1>{escape(names)}</h1>',
        f"<p>Subscription {escape(str(document['subscription']))}, as read on {escape(read_at)} UTC</p>",
        *figures(galleries, len(regions)),
        "</header>",
        *controls(regions),
        "<main>",
        *(line for gallery in galleries for line in section(gallery, is_alone=len(galleries) == 1)),
        *([] if galleries else ['<p class="none">There are no galleries here.</p>']),
        '<p class="none" id="nothing" hidden>Nothing matches. Search for other words, or show all regions.</p>',
        "</main>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def title_of(names: list[str], shown: int = 3) -> str:
    """Return what the page is about."""
    if not names:
        return "No galleries"
    return ", ".join(names) if len(names) <= shown else f"{len(names)} galleries"


def part(name: str) -> str:
    """Return the text of a part of the page."""
    return files("compute_gallery_cli").joinpath("page", name).read_text(encoding="utf-8").strip()


def fingerprint(text: str) -> str:
    """Return how a page's policy names a text that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def figures(galleries: list[Mapping[str, Any]], regions: int) -> Iterator[str]:
    """Yield how much there is in all galleries."""
    counts = {words: sum(int(mapping(each["totals"])[name]) for each in galleries) for name, words in FIGURES.items()}
    counts["regions"] = regions
    yield '<dl class="figures">'
    for words, count in counts.items():
        yield f"<div><dt>{words if count != 1 else words.removesuffix('s')}</dt><dd>{count:,}</dd></div>"
    yield "</dl>"


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


def section(gallery: Mapping[str, Any], *, is_alone: bool) -> Iterator[str]:
    """Yield one gallery."""
    name = escape(str(gallery["name"]))
    place = f"{escape(str(gallery['resourceGroup']))}, {escape(region_title(gallery['location']))}"
    title = f"Resource group {place}" if is_alone else f"{name} <small>{place}</small>"
    yield f"<section><h2>{title}</h2>"
    definitions = sequence(gallery["definitions"])
    if definitions:
        head = "".join(
            f'<th scope="col"{" class=number" if column == "Replicas" else ""}>{column}</th>' for column in COLUMNS
        )
        yield f"<table><caption>Images of {name} by version and region</caption><thead><tr>{head}</tr></thead>"
        for definition in definitions:
            yield from definition_rows(definition)
        yield "</table>"
    else:
        yield '<p class="none">no image definitions</p>'
    yield "</section>"
