"""Files that are made from the code: what is not current is named, written, or removed."""

import subprocess
import sys
from pathlib import Path

from tools.generated.files import ROOT, outdated

WANTED = {"pages/a.md": "a\n", "pages/b.md": "b\n", "c.json": "{}\n"}
PATTERNS = ("pages/*.md",)


def test_what_is_not_current_is_named(tmp_path: Path) -> None:
    """A file that is missing, that differs, or that nothing makes any more is named; what fits no pattern is not."""
    (tmp_path / "pages").mkdir()
    for name, text in {"pages/a.md": "a\n", "pages/b.md": "old\n", "pages/z.md": "z\n", "pages/z.txt": "z"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert outdated(WANTED, PATTERNS, tmp_path) == ["c.json", "pages/b.md", "pages/z.md"]


def test_the_checkouts_own_files_are_checked_by_a_command() -> None:
    """Each tool says with its status whether its files are current, and writes nothing then."""
    before = (ROOT / "docs" / "guards" / "definition.md").stat().st_mtime_ns
    done = subprocess.run(
        [sys.executable, "-m", "tools.guard_pages", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (ROOT / "docs" / "guards" / "definition.md").stat().st_mtime_ns == before
