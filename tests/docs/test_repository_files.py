"""What a repository on a git host has beside its code: forms, and notes of what has changed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.pages import ROOT

FORMS = [path for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) if path.stem != "config"]
NEWS = {
    "+a.added.md": "A thing that can be done.",
    "12.fixed.md": "A thing that went wrong.",
    "+b.removed.md": "A thing that is gone.",
}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_form_asks_something(form: Path) -> None:
    """A form has a name and a description, and each field an id of its own, a label, and what its kind needs."""
    read: dict[str, Any] = yaml.safe_load(form.read_text("utf-8"))
    assert read["name"]
    assert read["description"]
    assert {field["type"] for field in read["body"]} <= {"dropdown", "input", "textarea"}
    ids = [field["id"] for field in read["body"]]
    assert len(ids) == len(set(ids)) > 1
    assert all(re.fullmatch(r"[\w-]+", name) for name in ids)
    for field in read["body"]:
        assert field["attributes"]["label"]
        assert field["type"] != "dropdown" or len(field["attributes"]["options"]) > 1
        assert field.keys() <= {"type", "id", "attributes", "validations"}


def test_notes_are_named_by_their_types() -> None:
    """A note of a change is `+name.type.md` or `number.type.md`, with a type of the README, and says something."""
    types = re.findall(r"^\| `(\w+)` \|", (ROOT / "changes" / "README.md").read_text("utf-8"), re.MULTILINE)
    assert types
    for note in (path for path in (ROOT / "changes").iterdir() if path.name != "README.md"):
        assert re.fullmatch(rf"(?:\+[\w-]+|\d+)\.(?:{'|'.join(types)})\.md", note.name)
        assert note.read_text("utf-8").strip()


def towncrier(folder: Path, *arguments: str) -> str:
    """Run towncrier on a copy of the changelog with three notes; return what it prints."""
    for name in ("CHANGELOG.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    (folder / "changes").mkdir()
    shutil.copy(ROOT / "changes" / "README.md", folder / "changes")
    for name, text in NEWS.items():
        (folder / "changes" / name).write_text(f"{text}\n", "utf-8")
    command = [sys.executable, "-m", "towncrier", "build", "--version", "9.0.0", "--date", "2030-01-02", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_notes_become_the_newest_version(tmp_path: Path) -> None:
    """`make changelog` puts the notes above older versions, by type, with the issue's number, and takes them away."""
    older = (ROOT / "CHANGELOG.md").read_text("utf-8")
    towncrier(tmp_path, "--yes")
    text = (tmp_path / "CHANGELOG.md").read_text("utf-8")
    parts = [
        "## 9.0.0 (2030-01-02)",
        "### Removed",
        "gone",
        "### Added",
        "done",
        "### Fixed",
        "wrong. (#12)",
        "## 0.1.0",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.startswith(older[: older.index("## ")].rstrip())
    assert text.rstrip().endswith(older[older.index("## ") :].rstrip())
    assert [path.name for path in (tmp_path / "changes").iterdir()] == ["README.md"]


def test_draft_changes_nothing(tmp_path: Path) -> None:
    """A draft shows what the next version would say, and leaves notes and changelog alone."""
    assert "A thing that went wrong. (#12)" in towncrier(tmp_path, "--draft")
    assert (tmp_path / "CHANGELOG.md").read_text("utf-8") == (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert len(list((tmp_path / "changes").iterdir())) == len(NEWS) + 1
