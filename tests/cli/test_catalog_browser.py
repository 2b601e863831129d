"""The page in a browser, where there is one: `apt-get install chromium`."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from compute_gallery_cli.catalogue_page import catalogue_page

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
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
        command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *options]
        done = subprocess.run(
            [*command, "--dump-dom", file.as_uri()], capture_output=True, text=True, timeout=120, check=False
        )
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
    rows = re.findall(r"<tr data-text[^>]*>", shown)
    assert sum(" hidden" not in row for row in rows) == count


@pytest.mark.parametrize(("width", "widest"), [(1280, 1280), (500, 500)])
def test_page_fits_wide_and_narrow_windows(width: int, widest: int, tmp_path: Path) -> None:
    """At both widths nothing sticks out at the side, and a picture of it can be taken."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", catalogue_page(document(3)))
    measure = "<script>document.title = `width ${document.documentElement.scrollWidth}`;</script></body>"
    picture = tmp_path / f"{width}.png"
    size = (f"--window-size={width},900", f"--screenshot={picture}")
    shown = browse(page.replace("</body>", measure), tmp_path, *size)
    measured = re.search(r"<title>width (\d+)</title>", shown)
    assert measured
    assert int(measured[1]) <= widest
    if picture.exists():
        assert picture.read_bytes().startswith(PNG)
