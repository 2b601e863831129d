"""`gallery publish` on stack files as people write them: it adds lines, or says why it does not."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.gallery_command import GROUP, gallery

IMAGE = f"{GROUP}/providers/Microsoft.Compute/images/golden"
HEAD = "config:\n  compute-gallery:gallery:\n    galleryName: plain\n    definitions:\n"
ONE = f"{HEAD}      ubuntu:\n        versions:\n          1.0.0:\n            replicateTo: [westus]"
KEPT = {
    "windows line ends": f"{ONE} # 末尾\n".replace("\n", "\r\n"),
    "no line end at the end": ONE,
    "a comment at the end, without a line end": f"{ONE}\n            # last words",
    "comments of every depth at the end": f"{ONE}\n            # it\n          # versions\n      # definitions\n",
    "quoted keys": ONE.replace("ubuntu", '"ubuntu"').replace("1.0.0", "'1.0.0'"),
    "Chinese comments": f"# 平台组的映像\n{ONE}  # 美国西部\n\n      # 其它\n      debian:\n        osType: Linux\n",
    "a byte order mark": f"\ufeff{ONE}\n",
    "the marks of a document": f"%YAML 1.2\n---\n{ONE}\n...\n",
    "a text in lines at the end": f"{ONE}\n            tags: {{a: b}}\n            description: >-\n              b\n",
    "an anchor for regions": f"x: &r [westus]\n{ONE.replace('[westus]', '*r')}\n",
    "an anchor that the next version builds on": f"{ONE.replace('1.0.0:', '1.0.0: &base')}\n",
    "no versions at all, at the end of the file": f"{HEAD}      ubuntu:\n        versions:",
}
REFUSED = {
    "an alias, which would change its anchor's definition": (
        f"{HEAD}      base: &b\n        versions:\n          1.0.0: {{}}\n      ubuntu: *b\n",
        "without anchors",
    ),
    "merged versions": (
        f"{HEAD}      base: &b\n        versions:\n          1.0.0: {{}}\n      ubuntu:\n        <<: *b\n",
        "without anchors",
    ),
    "an empty definition": (f"{HEAD}      ubuntu:\n", "is empty"),
    "a list of versions": (f"{HEAD}      ubuntu:\n        versions: [1.0.0]\n", "is no mapping"),
    "a text for versions": (f"{HEAD}      ubuntu:\n        versions: none\n", "is no mapping"),
    "a version twice": (f"{ONE}\n          1.0.0: {{}}\n", "duplicate key"),
    "two documents": (f"{ONE}\n---\na: b\n", "another document"),
    "a tab for an indent": (ONE.replace("          1.0.0", "\t1.0.0"), "is no YAML"),
}


def written(file: Path, text: str) -> Path:
    """Write a file as it is, line ends included."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    return file


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_every_other_character_stays(text: str, tmp_path: Path) -> None:
    """Every line of the old file is there, in its order and with its line end."""
    file = written(tmp_path / "Pulumi.x.yaml", text)
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", file, "--offline")
    assert done.returncode == 0, done.stderr
    changed = file.read_bytes().decode()
    lines = iter(changed.splitlines())
    assert all(line in lines for line in text.splitlines())  # each after the one before it
    assert changed.count("\r\n") == (changed.count("\n") if "\r" in text else 0)
    declared = yaml.safe_load(changed)["config"]["compute-gallery:gallery"]["definitions"]["ubuntu"]["versions"]
    assert declared[list(declared)[-1]]["source"] == {"managedImageId": IMAGE}


@pytest.mark.parametrize(("text", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_added_safely_is_refused(text: str, told: str, tmp_path: Path) -> None:
    """One line says why, and the file stays as it is."""
    file = written(tmp_path / "Pulumi.x.yaml", text)
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", file, "--offline")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert told in done.stderr
    assert file.read_text() == text


def test_number_of_a_version_may_stand_in_it(tmp_path: Path) -> None:
    """A version with a key of its own kind counts by its number, and is not given a second time."""
    file = written(tmp_path / "Pulumi.x.yaml", ONE.replace("1.0.0:", "first:\n            version: 1.0.0"))
    done = gallery("publish", "ubuntu", "--source", IMAGE, "-f", file, "--offline")
    assert "ubuntu 1.0.1" in done.stdout


def test_disk_that_is_full_leaves_the_file(tmp_path: Path) -> None:
    """Where the new file does not fit, the old one is whole, and nothing is left beside it."""
    file = written(tmp_path / "Pulumi.x.yaml", ONE)
    command = [sys.executable, "-m", "compute_gallery_cli", "publish", "ubuntu", "--source", IMAGE, "--offline"]
    done = subprocess.run(
        [*command, "-f", str(file)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        env={"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (7, 1), done.stderr
    assert file.read_text() == ONE
    assert list(tmp_path.iterdir()) == [file]
