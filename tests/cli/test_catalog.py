"""`gallery catalog`: the same catalogue as table, JSON and page."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.cli.existing_galleries import everything, plain, replicating
from tests.cli.gallery_command import Emulator, answered, gallery

STACK = """\
config:
  compute-gallery:gallery:
    galleryName: plain
    resourceGroupName: existing-rg
    definitions:
      ubuntu:
        rings: [{name: early, replicateTo: [westus]}, {name: "<broad>", replicateTo: [eastus2]}]
        versions:
          1.0.1: {promotedTo: early}
"""


class Page(HTMLParser):
    """What a page says: its rows, its elements, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.loaded: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        given = dict(attrs)
        self.loaded += [value for name, value in attrs if name in {"src", "href", "action"} and value]
        if tag not in {"meta", "input"}:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
            self.attributes.append(given)
        if tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Each element that is opened is closed, in its order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Add text to the cell that it is in."""
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def written(emulator: Emulator, folder: Path, *options: str | Path) -> Page:
    """Write the page and read it; nothing is left beside it."""
    file = folder / "catalog.html"
    done = gallery("catalog", "--html", file, *options, emulator=emulator)
    assert done.returncode == 0, done.stderr
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []
    return Page(file.read_text())


@pytest.fixture(scope="module")
def page(module_emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of all galleries."""
    return written(module_emulator, tmp_path_factory.mktemp("catalog"))


@pytest.fixture(scope="module")
def document(module_emulator: Emulator) -> dict[str, Any]:
    """The catalogue of everything in the subscription as JSON."""
    found: dict[str, Any] = answered(gallery("catalog", "--json", emulator=module_emulator))
    return found


@pytest.fixture(scope="module")
def module_emulator(module_serve: Any) -> Emulator:  # noqa: ANN401 a function with keywords
    """An emulator with two galleries."""
    emulator: Emulator = module_serve()
    plain(emulator)
    everything(emulator)
    return emulator


def test_json_has_every_version_and_region(document: dict[str, Any]) -> None:
    """Versions are newest first by number; regions keep Azure's order and tell replicas, storage and latest."""
    galleries = {each["name"]: each for each in document["galleries"]}
    assert set(galleries) == {"plain", "All.Kinds"}
    bare = next(each for each in galleries["All.Kinds"]["definitions"] if each["name"] == "bare")
    assert [each["version"] for each in bare["versions"]] == ["1.0.0", "0.1.0", "0.0.10", "0.0.9"]
    assert bare["latest"] == {"westus": "1.0.0"}
    east, west, north = bare["versions"][2]["regions"]
    assert (east["name"], east["excludeFromLatest"], east["storageAccountType"]) == ("East US 2", True, "Standard_ZRS")
    assert (west["replicas"], north["replicas"], north["storageAccountType"]) == (2, 3, "Premium_LRS")
    assert galleries["plain"]["totals"]["replicas"] == 6


def test_page_is_readable_without_javascript(page: Page, document: dict[str, Any]) -> None:
    """Every version stands as a row of a table in the page itself."""
    versions = sum(
        max(1, len(one["versions"])) if "versions" in one else 1
        for each in document["galleries"]
        for one in each["definitions"]
    )
    definitions = sum(len(each["definitions"]) for each in document["galleries"])
    assert len(page.rows) == versions + definitions + len(document["galleries"])
    text = "\n".join(" | ".join(row) for row in page.rows)
    assert "East US 2 2 replicas latest" in text
    assert "no versions" in text


def test_page_loads_nothing(page: Page) -> None:
    """The page is one file: it names no other address."""
    assert page.loaded == []


def test_rings_are_shown_where_the_stack_is_known(module_emulator: Emulator, tmp_path: Path) -> None:
    """Names are shown as they are, whatever stands in them."""
    (tmp_path / "stack.yaml").write_text(STACK)
    page = written(module_emulator, tmp_path, "-f", tmp_path / "stack.yaml")
    heading = next(row for row in page.rows if row[0].startswith("ubuntu"))
    assert "Rings: early → <broad>" in heading[0]
    version = next(row for row in page.rows if row[0].startswith("1.0.1"))
    assert "promoted to early" in version[0]


def test_rows_can_be_searched_and_filtered(page: Page) -> None:
    """Each row carries what the script looks for: words, regions, where it is the latest."""
    ubuntu = [given for given in page.attributes if "ubuntu" in (given.get("data-text") or "")]
    assert [given["data-regions"] for given in ubuntu] == ["West US|East US 2"] * 2
    assert [given["data-latest"] for given in ubuntu] == ["West US|East US 2", ""]


def test_table_names_one_gallery(module_emulator: Emulator) -> None:
    """Without options the catalogue is a table with a row for each version."""
    done = gallery("catalog", "-r", "PLAIN", emulator=module_emulator)
    assert done.stdout.startswith("plain: 1 definition, 2 versions, 6 replicas,")
    assert "1.0.1  Succeeded  West US*, East US 2* (2)" in done.stdout
    assert "1.0.0  Succeeded  West US, East US 2 (2)" in done.stdout


def test_table_fits_the_width(module_emulator: Emulator) -> None:
    """Whatever the width, and where letters beyond ASCII cannot be shown, no line is longer."""
    for width in (40, 80, 200):
        done = gallery("catalog", emulator=module_emulator, COLUMNS=str(width), PYTHONIOENCODING="ascii")
        assert done.returncode == 0, done.stderr
        assert max(map(len, done.stdout.splitlines())) <= width


def test_what_is_still_replicating_is_no_latest(serve: Callable[..., Emulator]) -> None:
    """The latest is a version that machines can be made from: neither one that is being created nor one that failed."""
    emulator = serve("--replication-seconds", "1000")
    replicating(emulator, "westus")
    definition = answered(gallery("catalog", "--json", emulator=emulator))["galleries"][0]["definitions"][0]
    assert (definition["versions"][0]["state"], definition.get("latest")) == ("Creating", None)


def test_page_that_cannot_be_written_leaves_the_old_one(module_emulator: Emulator, tmp_path: Path) -> None:
    """When the network fails half way, the page of yesterday is still there, whole, and nothing beside it."""
    file = tmp_path / "catalog.html"
    file.write_text("yesterday")
    module_emulator.faults({"fault": "connectionCutBeforeWork", "path": "*/images/rich-2.0/versions*"})
    try:
        done = gallery("catalog", "--html", file, emulator=module_emulator)
    finally:
        module_emulator.faults()
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (6, 1, "")
    assert file.read_text() == "yesterday"
    assert list(tmp_path.iterdir()) == [file]
    missing = gallery("catalog", "--html", tmp_path / "no" / "x.html", emulator=module_emulator)
    assert (missing.returncode, len(missing.stderr.splitlines())) == (7, 1)
