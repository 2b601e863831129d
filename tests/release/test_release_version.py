"""What is released: one version, in VERSION, in the tag and in the changelog."""

from pathlib import Path

import pytest

from tools.release.version import ReleaseError, check_tag, notes

CHANGELOG = """# Changelog

## 1.2.0 (2026-11-26)

### Added

- This.

## 1.1.0 (2026-01-01)

- That.
"""


def checkout(folder: Path, version: str, changelog: str = CHANGELOG) -> Path:
    """A checkout with a version and a changelog."""
    (folder / "VERSION").write_text(f"{version}\n", "utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, "utf-8")
    (folder / "changes").mkdir(exist_ok=True)
    (folder / "changes" / "README.md").write_text("# changes\n", "utf-8")
    return folder


def test_notes_are_those_of_the_version(tmp_path: Path) -> None:
    """The notes are the version's part of the changelog, first or last."""
    assert notes(checkout(tmp_path, "1.2.0")) == "### Added\n\n- This.\n"
    assert notes(checkout(tmp_path, "1.1.0")) == "- That.\n"


def test_tag_of_the_version_is_taken(tmp_path: Path) -> None:
    """The version after a v, with everything told in the changelog, is a release."""
    check_tag(checkout(tmp_path, "1.2.0"), "v1.2.0")


@pytest.mark.parametrize("tag", ["1.2.0", "v1.2", "v1.2.1", "V1.2.0", "v1.2.0 ", "", "v1.2.0-rc1", "主"])
def test_other_tag_is_refused(tmp_path: Path, tag: str) -> None:
    """Every other tag is named, together with the one that is wanted."""
    with pytest.raises(ReleaseError, match=r"and VERSION asks for v1\.2\.0") as told:
        check_tag(checkout(tmp_path, "1.2.0"), tag)
    assert f'"{tag}"' in str(told.value)


@pytest.mark.parametrize("changelog", ["", "# Changelog\n", "## 1.2\n\n- x\n", "## 1.2.0 (2026-11-26)\n\n", "##\n"])
def test_version_that_the_changelog_does_not_tell_is_refused(tmp_path: Path, changelog: str) -> None:
    """No part of that version, or an empty one, is told with what to do."""
    with pytest.raises(ReleaseError, match=r"CHANGELOG\.md says nothing of version 1\.2\.0: run `make changelog`"):
        check_tag(checkout(tmp_path, "1.2.0", changelog), "v1.2.0")


def test_waiting_notes_are_refused(tmp_path: Path) -> None:
    """A note of a change that is not in the changelog yet stops the release, by its name."""
    root = checkout(tmp_path, "1.2.0")
    (root / "changes" / "+more.added.md").write_text("More.\n", "utf-8")
    with pytest.raises(ReleaseError, match=r"\+more\.added\.md.*run `make changelog`"):
        check_tag(root, "v1.2.0")
