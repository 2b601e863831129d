"""What is printed at the end of the long tests."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

COUNTING = """
import pytest

@pytest.mark.parametrize("number", [1, 2, 3])
def test_that_counts(number, record_property):
    record_property("kills survived", number)
    record_property("kills survived", 1000)
    record_property("seed", str(number))
    assert number != 3
"""


def test_figures_are_summed_over_all_workers(tmp_path: Path) -> None:
    """Numbers are added and seeds are listed, from tests that pass and from one that fails, whichever worker ran it."""
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_terminal_summary\n")
    (tmp_path / "test_counting.py").write_text(COUNTING)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "--numprocesses",
            "2",
            "--rootdir",
            tmp_path,
            tmp_path,
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "   3,006  kills survived\n" in done.stdout
    (seeds,) = (line for line in done.stdout.splitlines() if line.strip().startswith("seed: "))
    assert sorted(seeds.partition(": ")[2].split(", ")) == ["1", "2", "3"]
