"""The page in a browser, where there is one: `apt-get install chromium`."""

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from compute_gallery_cli.catalogue_page import catalogue_page
from tools.pictures.browser import QUIETLY, chromium

BROWSER = chromium()
PNG = b"\x89PNG"
pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on PATH: apt-get install chromium"),
    pytest.mark.xdist_group("chromium"),
]


def document(versions: int) -> dict[str, Any]:
    """Return a catalogue with a gallery of two definitions, one of them the latest nowhere."""
    region = {"name": "China East 2", "replicas": 1, "storageAccountType": "Standard_LRS"}
    listed = [
        {
            "version": f"1.0.{number}",
            "state": "Succeeded",
            "replicas": 1,
            "regions": [{**region, "isLatest": number == 0}],
        }
        for number in range(versions)
    ]
    definitions = [
        {"name": "ubuntu", "identifier": {"offer": "linux"}, "versions": listed},
        {
            "name": "<b>windows</b>",
            "versions": [{"version": "1.0.0", "replicas": 1, "regions": [{**region, "name": "China North"}]}],
        },
    ]
    totals: dict[str, Any] = {"definitions": 2, "versions": versions + 1, "replicas": versions + 1, "storedGB": 0}
    regions = {"regions": ["China East 2", "China North"]}
    entry = {"name": "images", "resourceGroup": "rg", "location": "chinaeast2", "definitions": definitions}
    return {"subscription": "s", "readAt": "now", "galleries": [{**entry, "totals": {**totals, **regions}}]}


def browse(page: str, folder: Path, *options: str) -> str:
    """Open a page in a browser of its own; return the document that it has become."""
    file = folder / "page.html"
    file.write_text(page)
    with tempfile.TemporaryDirectory() as profile:
        command = [str(BROWSER), *QUIETLY, f"--user-data-dir={profile}", *options, "--dump-dom", file.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout


def test_script_shows_search_and_counts(tmp_path: Path) -> None:
    """The page's own policy lets its script run: search appears, and all rows are counted."""
    shown = browse(catalogue_page(document(3)), tmp_path)
    assert "4 of 4 versions" in shown
    assert not re.search(r'class="controls"[^>]* hidden', shown)
    assert "<b>windows" not in shown


@pytest.mark.parametrize(
    ("act", "count"),
    [
        ('s("search", "UBUNTU 1.0.2")', 1),
        ('s("region", "China North")', 1),
        ('document.getElementById("latest").click()', 1),
        ('s("search", "linux")', 3),
        ('s("search", "nothing")', 0),
    ],
)
def test_search_and_filters_hide_rows(act: str, count: int, tmp_path: Path) -> None:
    """Words, a region and `only latest` leave the rows that they stand for."""
    setter = (
        "const s = (id, v) => { const e = document.getElementById(id); e.value = v; "
        "e.dispatchEvent(new Event('input')); };"
    )
    page = re.sub(r"<meta http-equiv[^>]*>", "", catalogue_page(document(3)))
    shown = browse(page.replace("</body>", f"<script>{setter} {act};</script></body>"), tmp_path)
    assert f"{count} of 4 versions" in shown
    rows = re.findall(r"<tr class=.version[^>]*>", shown)
    assert sum(" hidden" not in row for row in rows) == count


@pytest.mark.parametrize("width", [1280, 420])
@pytest.mark.parametrize("versions", [0, 1, 60])
def test_page_fits_wide_and_narrow_windows(width: int, versions: int, tmp_path: Path) -> None:
    """At both widths nothing sticks out at the side, and a picture shows a page that is not empty."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", catalogue_page(document(versions)))
    # A window of its own is never as narrow as a phone, a frame is.
    measure = "<script>parent.document.title = `width ${document.documentElement.scrollWidth}`;</script></body>"
    framed = page.replace("</body>", measure).replace("&", "&amp;").replace('"', "&quot;")
    picture = tmp_path / "page.png"
    size = (f"--window-size={max(width, 500)},900", f"--screenshot={picture}", "--hide-scrollbars")
    shown = browse(f'<iframe srcdoc="{framed}" style="width: {width}px; height: 900px; border: 0">', tmp_path, *size)
    measured = re.search(r"<title>width (\d+)</title>", shown)
    assert measured, shown
    assert int(measured[1]) <= width
    if picture.exists():
        assert picture.read_bytes().startswith(PNG)


COLOURS = re.compile(r"--(ground|card|soft|text|dim|accent|accent-soft|good|bad|bad-soft|busy): (#[0-9a-f]{6})")
ON = {"text": "ground", "dim": "soft", "accent": "accent-soft", "good": "soft", "bad": "bad-soft", "busy": "soft"}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_can_be_read_on_its_ground() -> None:
    """In both themes each colour of text has the contrast of 4.5 to 1 that WCAG asks for."""
    style = catalogue_page(document(1)).split("@media print")[0]
    found = COLOURS.findall(style)
    themes = [dict(found[start : start + 11]) for start in range(0, len(found), 11)]
    assert len(themes) == 3
    for theme in themes:
        for text, ground in [*ON.items(), ("bad", "card"), ("text", "soft"), ("dim", "card")]:
            light, dark = sorted((luminance(theme[text]), luminance(theme[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground, theme)
