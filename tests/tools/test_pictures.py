"""The pictures of the README are made from real runs, and are still what the command shows."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tools.pictures.browser import chromium
from tools.pictures.recording import Frame, Run, recorded
from tools.pictures.scene import REGIONS, WATCHED
from tools.pictures.terminal_svg import terminal_svg

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG"
pytestmark = pytest.mark.xdist_group("chromium")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pictures of a replication that is quicker than the one in the README."""
    folder = tmp_path_factory.mktemp("pictures")
    command = [sys.executable, "-m", "tools.pictures", str(folder), "--replication-seconds", "2"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    return folder


def frames(picture: Path) -> list[str]:
    """Return what each frame of a recorded terminal says."""
    play = next(each for each in ET.parse(picture).iter(f"{SVG}g") if each.get("class") == "play")  # noqa: S314 our own
    texts = [(float(each.get("y", "0")), str(each.text)) for each in play.iter(f"{SVG}text")]
    starts = [height for height, text in texts if text.startswith("$ gallery watch")]
    ends = [*starts[1:], float("inf")]
    return [" ".join(text for y, text in texts if a <= y < b) for a, b in zip(starts, ends, strict=True)]


def shows_a_replication(picture: Path) -> None:
    """Assert that a picture shows every region, on its way and at its end."""
    seen = frames(picture)
    assert seen[0] == f"$ gallery watch {WATCHED}"
    assert any("Replicating" in frame for frame in seen)
    assert all(f"{region} 100 % Completed" in seen[-1] for region in REGIONS)
    assert f"Replicated: {WATCHED}." in seen[-1]


def test_picture_is_made_from_a_real_replication(pictures: Path) -> None:
    """The recorded terminal shows the regions while they replicate, and ends with all of them completed."""
    shows_a_replication(pictures / "watch.svg")


def test_picture_of_the_readme_shows_what_the_command_shows() -> None:
    """The picture in the repository is one that the tool makes."""
    shows_a_replication(ROOT / "docs" / "pictures" / "watch.svg")


@pytest.mark.parametrize("folder", ["made", "kept"])
def test_picture_is_one_small_file_that_asks_for_nothing(folder: str, pictures: Path) -> None:
    """It loads nothing, stops for who wants no motion, and knows light and dark."""
    text = ((pictures if folder == "made" else ROOT / "docs" / "pictures") / "watch.svg").read_text()
    assert len(text) < 150_000
    assert text.replace("http://www.w3.org/2000/svg", "").count("http") == 0
    assert "url(" not in text
    assert "prefers-reduced-motion:reduce" in text
    assert "prefers-color-scheme:dark" in text


@pytest.mark.skipif(chromium() is None, reason="no Chromium on PATH: apt-get install chromium")
def test_catalogue_is_photographed_in_light_and_dark(pictures: Path) -> None:
    """There are two pictures of the page, and they differ."""
    light, dark = ((pictures / name).read_bytes() for name in ("catalogue.png", "catalogue-dark.png"))
    assert light.startswith(PNG)
    assert dark.startswith(PNG)
    assert light != dark


def test_terminal_is_recorded_as_it_is_seen() -> None:
    """Colours, weight and what is written over are those of the terminal; a command that fails is no picture."""
    script = "printf 'one\\rtwo\\n\\033[1;32mgood\\033[0m <&\\n'"
    last = recorded(["sh", "-c", script], "demo", {"PATH": "/usr/bin:/bin"}, (20, 5))[-1]
    assert last.lines[:3] == (
        (Run(0, "$ demo", "default", bold=False),),
        (Run(0, "two", "default", bold=False),),
        (Run(0, "good", "green", bold=True), Run(5, "<&", "default", bold=False)),
    )
    with pytest.raises(subprocess.CalledProcessError):
        recorded(["sh", "-c", "exit 3"], "demo", {"PATH": "/usr/bin:/bin"}, (20, 5))


def test_bars_are_drawn_and_text_is_escaped() -> None:
    """Whatever stands in a line, the picture is well-formed, and its bars are as long as they were."""
    line = (Run(0, "<&>", "default", bold=False), Run(4, "━━╸", "green", bold=False), Run(8, "é漢", "??", bold=True))
    picture = ET.fromstring(terminal_svg([Frame(0, (line,)), Frame(1, (line, line))], "a < b", 20))  # noqa: S314 our own
    bar = next(each for each in picture.iter(f"{SVG}rect") if each.get("class") == "green")
    assert float(bar.get("width", "0")) == pytest.approx(2.5 * 8.4)
    assert [each.text for each in picture.iter(f"{SVG}text")][:2] == ["<&>", "é漢"]
