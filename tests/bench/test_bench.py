"""The benchmark runs, and what it says follows from what it measured."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.comparison import Comparison, Target
from bench.cost import Cost, run_measured
from bench.emulator import medians
from bench.kept import keep, kept
from bench.measured import Measured, Part
from bench.packs import added_by_pack
from bench.report import as_page

ROOT = Path(__file__).parents[2]

MEASURED = Comparison(
    "preview",
    {"raw": [Cost(4, 4, 100), Cost(2, 2, 80), Cost(3, 3, 90)], "components": [Cost(1, 1, 45), Cost(9, 9, 45)]},
    (Target("components", "s", 0.6), Target("components", "MB", 0.5)),
)


@pytest.mark.end_to_end
def test_small_preview_is_not_grossly_dearer_than_by_hand() -> None:
    """A small estate of components, beside the same written by hand, is within what only a gross mistake passes."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"], cwd=ROOT, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| preview of 5x4, from nothing | components | 3 |" in done.stdout


def test_medians_count_and_a_missed_target_is_named() -> None:
    """A target is met or missed by medians; what is missed is said with its ratio and what it may be."""
    assert MEASURED.median("raw", "s") == 3
    assert MEASURED.ratio("components", "MB") == 0.5
    assert MEASURED.missed() == ["preview, components, s: 1.67 of raw, at most 0.6"]


def test_page_shows_every_variant_with_its_spread() -> None:
    """Each variant is a row: runs, median, least to most, ratio; and the page says which targets were missed."""
    page = as_page([Part("today", (MEASURED,), ("One thing more.",), tuple(MEASURED.missed()))])
    assert "| preview | raw | 3 | 3.00 s | 2.00 to 4.00 | 1.00 | 3.00 s | 1.00 | 90 MB | 1.00 |" in page
    assert "- One thing more." in page
    assert "- missed: preview, components, s: 1.67 of raw, at most 0.6" in page


def test_page_names_what_was_never_measured() -> None:
    """Targets are said to be met only of what was measured; a part that was not is named."""
    part = Part("today", (), ("One thing.",), ())
    assert "All targets are met." in as_page([part])
    page = as_page([part], ["growth"])
    assert "All targets are met." not in page
    assert "- not measured yet: growth" in page


def test_emulator_is_told_by_medians() -> None:
    """A figure of several rounds is its median, with the least and the most."""
    rounds = [[("PUT", 3.0, "ms")], [("PUT", 1.0, "ms")], [("PUT", 2.0, "ms")]]
    assert list(medians(rounds)) == ["PUT, 2.00 ms (1.00 to 3.00 in 3 rounds)"]


def test_pack_is_told_without_the_programs() -> None:
    """What a pack adds is the processor time of engine and plugins, for both programs: their own is no part of it."""
    costs = {
        "raw": [Cost(9, 30, 0, 20)],
        "raw, one rule": [Cost(9, 40, 0, 26)],
        "raw, whole pack": [Cost(9, 37, 0, 22)],
        "components": [Cost(9, 15, 0, 5)],
        "components, one rule": [Cost(9, 20, 0, 6)],
        "components, whole pack": [Cost(9, 20, 0, 5)],
    }
    assert added_by_pack(Comparison("preview", costs)) == (5 + 5) / (4 + 4)


def test_python_keeps_what_it_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured is Python as it is by default, whatever the machine's own setting says."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    printed, _ = run_measured("print", [sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"])
    assert printed.strip() == "False"


def test_parts_are_kept_and_replaced(tmp_path: Path) -> None:
    """What a part has found stays while others are measured, and gives way when it is measured again."""
    file = tmp_path / "figures" / "benchmarks.json"
    keep(file, "preview", Measured((MEASURED,), ("before",)))
    keep(file, "growth", Measured((), ("ten times",), ("ten times",)))
    keep(file, "preview", Measured((MEASURED,), ("after",)))
    found = kept(file)
    assert found["preview"].comparisons[0].costs == MEASURED.costs
    assert found["preview"].missed == tuple(MEASURED.missed())
    assert (found["preview"].more, found["growth"].missed) == (("after",), ("ten times",))
