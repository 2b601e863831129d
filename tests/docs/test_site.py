"""The site: every page is in it, every link in it leads somewhere, and it needs nothing from the internet."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.pages import ROOT, pages
from tools.site.__main__ import SiteError, build_site
from tools.site.navigation import sections, toctrees

pytestmark = [
    pytest.mark.xdist_group("site"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),  # of Sphinx, in myst-parser
]


class Page(HTMLParser):
    """What a built page refers to, and what can be referred to in it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, what is loaded, and ids."""
        given = {name: value or "" for name, value in attrs}
        self.anchors.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in {"img", "script", "link", "source", "iframe"}:
            self.loaded.extend(given[name] for name in ("src", "srcset", "href") if name in given)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` builds it."""
    out = tmp_path_factory.mktemp("site") / "built"
    done = subprocess.run(
        [sys.executable, "-m", "tools.site", out], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def built(site: Path) -> dict[Path, Page]:
    """Every page of the site."""
    return {file: Page(file) for file in sorted(site.rglob("*.html"))}


def test_every_page_is_in_the_site(site: Path) -> None:
    """Each page of docs/ and each README of a room has been built; the front page leads to the README."""
    missing = [
        page
        for page in pages()
        if page.is_relative_to(ROOT / "docs") or page.parent == ROOT
        if not (site / page.relative_to(ROOT)).with_suffix(".html").is_file()
    ]
    assert missing == []
    assert 'url=README.html"' in (site / "index.html").read_text("utf-8")


def test_every_link_leads_somewhere(site: Path, built: dict[Path, Page]) -> None:
    """Each internal link is to a file that there is, and to an anchor that it has."""
    lost = []
    for file, page in built.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or link in {"#", ""}:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            there = target.is_file() and target.is_relative_to(site)
            anchors = built[target].anchors if parts.fragment and target in built else {unquote(parts.fragment)}
            if not there or unquote(parts.fragment) not in anchors:
                lost.append((file.name, link))
    assert lost == []


def test_nothing_is_loaded_from_elsewhere(site: Path, built: dict[Path, Page]) -> None:
    """Scripts, styles and pictures are the site's own, and there."""
    for file, page in built.items():
        for address in page.loaded:
            parts = urlsplit(address)
            assert not parts.netloc, f"{file} loads {address}"
            own = (file.parent / unquote(parts.path)).resolve()
            there = own.is_file() and own.is_relative_to(site)
            assert there or parts.scheme == "data" or not parts.path, f"{file} loads {address}"
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", style.read_text("utf-8")), style


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_hold_on_a_git_host(page: Path) -> None:
    """A relative link of a page is to a file of the checkout, and to a page rather than a folder."""
    text = page.read_text("utf-8")
    for link in re.findall(r"(?<!`)\]\(([^()\s]+)\)", text) + re.findall(r'(?:src|srcset)="([^"]+)"', text):
        parts = urlsplit(link)
        if not parts.scheme and parts.path and not parts.path.startswith("/subscriptions"):
            assert (page.parent / unquote(parts.path)).is_file(), f"{page.relative_to(ROOT)}: {link}"


def small_checkout(folder: Path, **more: str) -> Path:
    """A checkout of two pages and an index."""
    files = {
        "README.md": "# Small\n\n[one](docs/one.md)\n",
        "VERSION": "1.0.0\n",
        "docs/README.md": "# Pages\n\n## First\n\n[one](one.md)\n",
        "docs/one.md": "# One\n\n## Part\n\n[the same](#part)\n",
        **{name: (ROOT / name).read_text("utf-8") for name in ("docs/conf.py", "docs/static/site.css")},
        **{name.replace("__", "/") + ".md": text for name, text in more.items()},
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


MISTAKES = {
    "broken-link": ("# One\n\n[gone](two.md)\n", "'two.md'"),
    "missing-anchor": ("# One\n\n[gone](#nowhere)\n", "nowhere"),
    "missing-picture": ("# One\n\n![gone](two.svg)\n", "two.svg"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_stops_the_build(mistake: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A broken link, a missing anchor or picture is named, and there is no site."""
    text, told = MISTAKES[mistake]
    root = small_checkout(tmp_path / "root", docs__one=text)
    with pytest.raises(SiteError):
        build_site(tmp_path / "out", root)
    assert told in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_orphan_stops_the_build(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A page of docs/ that no index links to is named."""
    root = small_checkout(tmp_path / "root", docs__two="# Two\n")
    with pytest.raises(SiteError):
        build_site(tmp_path / "out", root)
    assert "two.md" in capfd.readouterr().err


def test_only_a_site_is_replaced(tmp_path: Path) -> None:
    """A site is built over an older one; a folder with anything else in it is left alone."""
    root = small_checkout(tmp_path / "root")
    out = tmp_path / "out"
    build_site(out, root)
    (out / "old.html").write_text("old", "utf-8")
    build_site(out, root)
    assert not (out / "old.html").exists()
    with pytest.raises(SiteError, match="is no site, and is not empty"):
        build_site(root, root)
    assert (root / "README.md").is_file()


INDEX = """# Pages

## First

[one](one.md#part), [root](../README.md), [one again](one.md)

## Second

[deep](deep/README.md) and [out](../tools/x/README.md), [elsewhere](https://example.com/y.md)
"""


def test_navigation_is_the_index() -> None:
    """Captions and pages are those of the index, in its order, each page once; what stands beside code comes last."""
    assert sections("docs/README", INDEX) == [
        ("First", ["docs/one"]),
        ("Second", ["docs/deep/README", "tools/x/README"]),
    ]
    made = toctrees("README", "", INDEX, ["README", "docs/README", "docs/one", "docs/orphan", "rules/README"])
    assert made.index(":caption: First") < made.index(":caption: Second") < made.index("/rules/README")
    assert "orphan" not in made
    assert toctrees("docs/one", "[deep](deep/README.md)", INDEX, []) == ""


def found(index: str) -> Iterator[str]:
    """The entries of a toctree."""
    yield from re.findall(r"^/(\S+)$", index, re.MULTILINE)


def test_pages_of_a_list_stand_below_it() -> None:
    """What the list of guards links to in its folder stands below it; what it links to elsewhere does not."""
    text = "[retention](retention.md), [one](guards/one.md), [two](guards/two.md), [start](../README.md)"
    assert list(found(toctrees("docs/guards", text, "", []))) == ["docs/guards/one", "docs/guards/two"]
