"""`gallery next` and `gallery publish`: the next number, and a version ready for review."""

from pathlib import Path

import pytest

from tests.cli.existing_galleries import plain
from tests.cli.gallery_command import GROUP, Emulator, answered, gallery

IMAGE = f"{GROUP}/providers/Microsoft.Compute/images/golden"
STACK = """\
# The images of the team.
config:
  compute-gallery:gallery:
    galleryName: plain   # as it is called in Azure
    resourceGroupName: existing-rg
    location: westus
    definitions:
      ubuntu:
        osType: Linux
        versions:
          1.0.1:
            source: {managedImageId: /subscriptions/x}
            replicateTo: [westus, "eastus2=2"]  # both
            endOfLifeDate: "2030-01-01"
            # why it goes there

      # Another one.
      debian:
        osType: Linux

encryptionsalt: v1:abc
"""
ADDED = f"""\
          1.0.2:
            source:
              managedImageId: {IMAGE}
            replicateTo: [westus, "eastus2=2"]
"""


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    """A stack's file with comments."""
    file = tmp_path / "Pulumi.images.yaml"
    file.write_text(STACK)
    return file


def test_next_number_follows_the_highest_published(emulator: Emulator) -> None:
    """Patch, minor or major goes up, and those behind it start again."""
    plain(emulator)
    numbers = [gallery("next", "ubuntu", *more, emulator=emulator).stdout for more in ([], ["--minor"], ["--major"])]
    assert numbers == ["1.0.2\n", "1.1.0\n", "2.0.0\n"]
    assert answered(gallery("next", "UBUNTU", "--json", emulator=emulator))["published"] == ["1.0.0", "1.0.1"]
    both = gallery("next", "ubuntu", "--minor", "--major", emulator=emulator)
    missing = gallery("next", "ubutnu", emulator=emulator)
    assert (both.returncode, missing.returncode) == (2, 4)
    assert 'Write "ubuntu".' in missing.stderr


def test_version_is_added_and_nothing_else_changes(stack: Path, emulator: Emulator) -> None:
    """The new lines stand behind the newest version; every other character of the file stays."""
    plain(emulator)
    stack.chmod(0o640)
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", stack, emulator=emulator)
    assert done.returncode == 0, done.stderr
    before, after = STACK.split("            # why it goes there\n")
    assert stack.read_text() == f"{before}            # why it goes there\n{ADDED}{after}"
    assert "Not taken over from it: endOfLifeDate." in done.stdout
    assert stack.stat().st_mode & 0o777 == 0o640


def test_declared_and_published_numbers_both_count(stack: Path, emulator: Emulator) -> None:
    """A version that is only declared, and one that is only published, are not given a second time."""
    plain(emulator)
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", stack, "--offline", "--json")
    assert answered(done)["version"] == "1.0.2"
    again = gallery("publish", "ubuntu", "--source", IMAGE, "-f", stack, "--json", emulator=emulator)
    assert answered(again)["version"] == "1.0.3"


def test_first_version_of_a_definition(stack: Path) -> None:
    """A definition without versions gets them, before the file goes on."""
    done = gallery("publish", "debian", "--source", IMAGE, "-f", stack, "--offline")
    assert done.returncode == 0, done.stderr
    entry = f"        versions:\n          1.0.0:\n            source:\n              managedImageId: {IMAGE}\n"
    assert entry + "\nencryptionsalt: v1:abc\n" in stack.read_text()


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["ubutnu", "--source", IMAGE], 4, 'Write "ubuntu"'),
        (["ubuntu", "--source", "golden"], 2, "is no image source"),
        (["ubuntu", "--source", "https://a.blob.core.windows.net/v/x.vhd?sv=1&sig=secret"], 2, "carries a token"),
        (["ubuntu", "--source", f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a"], 2, "is no image source"),
    ],
)
def test_what_cannot_be_published_leaves_the_file(arguments: list[str], status: int, told: str, stack: Path) -> None:
    """One line says what is wrong, without a secret in it, and the file is untouched."""
    done = gallery("publish", *arguments, "-f", stack, "--offline")
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1)
    assert told in done.stderr
    assert "secret" not in done.stderr
    assert stack.read_text() == STACK


@pytest.mark.parametrize(
    ("text", "status"),
    [("config: [", 2), ("", 2), ("config: {}", 2), ("a: b\n\ta: c", 2), ("\x00", 2), ("config: *x", 2)],
)
def test_file_that_is_no_stack_is_told(text: str, status: int, tmp_path: Path) -> None:
    """What cannot be read as a stack's file is one line with its name."""
    file = tmp_path / "Pulumi.x.yaml"
    file.write_text(text)
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", file, "--offline")
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1)
    assert str(file) in done.stderr


def test_network_that_fails_leaves_the_file(stack: Path, emulator: Emulator) -> None:
    """Without an answer on the published numbers nothing is proposed."""
    plain(emulator)
    emulator.faults({"fault": "connectionCutBeforeWork", "path": "*/versions*"})
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", stack, emulator=emulator)
    assert (done.returncode, len(done.stderr.splitlines())) == (6, 1)
    assert stack.read_text() == STACK
    assert list(stack.parent.iterdir()) == [stack]
