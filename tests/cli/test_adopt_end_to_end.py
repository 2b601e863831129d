"""An existing gallery comes under management, and nothing about it changes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compute_gallery_rules import ResourceKind
from tests.cli.declared_galleries import Made, recorded_shapes, shapes_of
from tests.cli.existing_galleries import everything, plain
from tests.cli.gallery_command import SUBSCRIPTION, Emulator, gallery
from tests.end_to_end.local_pulumi import LocalPulumi
from tests.figures import Record
from tests.rules.declarations import declarations

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("adoption")]

UNSEEN = {"v-rest-create", "v-rest-additional", "v-rest-community", "v-rest-imageversion"}
"""Declarations that the emulator refuses, as Azure would: their disk encryption sets are placeholders."""


def adopt(
    local_pulumi: LocalPulumi, name: str, folder: Path, *options: str, stack: str = ""
) -> subprocess.CompletedProcess[str]:
    """Adopt a gallery down to the preview, as one command in the project's folder."""
    config = folder / f"Pulumi.{stack or name.lower()}.yaml"
    files = ("--out", config, "--import-file", folder / "import.json")
    surroundings = {**local_pulumi.environment, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION}
    return subprocess.run(
        [sys.executable, "-m", "compute_gallery_cli", "adopt", name, *map(str, files), "--apply", *options],
        cwd=local_pulumi.project,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def seen(local_pulumi: LocalPulumi) -> Made:
    """Galleries of every declaration that Azure accepts, and of every request that it was recorded to accept."""
    made = Made(local_pulumi.address)
    made.make([*shapes_of(declarations())], "declared")
    made.make([shape for shape in recorded_shapes() if shape.kind is not ResourceKind.GALLERY], "recorded")
    return made


def test_one_command_ends_in_a_preview_without_changes(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Whatever shape others have given a gallery: after `adopt --apply`, refresh and update have nothing to do."""
    emulator = Emulator(local_pulumi.address)
    everything(emulator, "All.Kinds")
    done = adopt(local_pulumi, "All.Kinds", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("The stack all.kinds manages All.Kinds: a preview shows no change.\n")
    on_stack = ("--stack", "all.kinds", "--config-file", str(tmp_path / "Pulumi.all.kinds.yaml"))
    refreshed = local_pulumi.run("refresh", "--yes", "--skip-preview", *on_stack)
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
    up = local_pulumi.run("up", "--yes", "--skip-preview", "--expect-no-changes", *on_stack)
    assert up.returncode == 0, up.stdout + up.stderr
    exported = json.loads(local_pulumi.run("stack", "export", "--stack", "all.kinds").stdout)
    natives = [one for one in exported["deployment"]["resources"] if one["type"].startswith("azure-native:")]
    assert len(natives) == len(json.loads((tmp_path / "import.json").read_text())["resources"]) / 2
    again = adopt(local_pulumi, "All.Kinds", tmp_path)
    assert (again.returncode, "import:" in again.stdout) == (0, False), again.stdout + again.stderr


def test_steps_by_hand_end_the_same(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """The steps that `adopt` names, one after the other: import, export, settle, import, preview."""
    emulator = Emulator(local_pulumi.address)
    plain(emulator, "plain")
    stack = "by-hand"
    config, imports, state = tmp_path / f"Pulumi.{stack}.yaml", tmp_path / "import.json", tmp_path / "state.json"
    done = gallery("adopt", "plain", "--out", config, "--import-file", imports, emulator=emulator)
    assert done.returncode == 0, done.stderr
    local_pulumi.run("stack", "select", "--create", stack)
    on_stack = ("--stack", stack, "--config-file", str(config))
    once = ("--generate-code=false", "--protect=false", "--yes", "--skip-preview")
    imported = local_pulumi.run("import", "--file", str(imports), *once, *on_stack)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    local_pulumi.run("stack", "export", "--stack", stack, "--file", str(state))
    settled = gallery("settle", state)
    assert settled.returncode == 0, settled.stderr
    taken = local_pulumi.run("stack", "import", "--stack", stack, "--file", str(state))
    assert taken.returncode == 0, taken.stderr
    preview = local_pulumi.run("preview", "--diff", "--expect-no-changes", *on_stack)
    assert preview.returncode == 0, config.read_text() + preview.stdout + preview.stderr


@pytest.mark.parametrize("name", ["declared", pytest.param("recorded", marks=pytest.mark.soak)])
def test_every_shape_that_azure_accepts_is_adopted(
    name: str, seen: Made, local_pulumi: LocalPulumi, tmp_path: Path, record_property: Record
) -> None:
    """Definitions and versions of all declarations, and of all recorded requests, leave a preview without a change."""
    assert {shape for shape in seen.refused if shape.startswith("v-")} == UNSEEN
    done = adopt(local_pulumi, name, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    record_property("galleries adopted", 1)


@pytest.mark.soak
def test_every_gallery_that_azure_accepts_is_adopted(
    seen: Made, local_pulumi: LocalPulumi, tmp_path: Path, record_property: Record
) -> None:
    """Galleries with tags, identities, sharing and soft deletion leave the preview without a change."""
    for name in seen.galleries:
        if "." in name:
            done = adopt(local_pulumi, name, tmp_path, "--force")
            assert done.returncode == 0, (name, done.stdout + done.stderr)
            record_property("galleries adopted", 1)


def test_interrupted_adoption_goes_on(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Stopped while `pulumi` imports, by Ctrl-C: the same command takes what is left, and nothing is lost."""
    emulator = Emulator(local_pulumi.address)
    everything(emulator, "stopped")
    emulator.faults({"fault": "slowAnswer", "path": "*/stopped/images/*/versions/*", "seconds": 3})
    config = tmp_path / "Pulumi.stopped.yaml"
    command = [sys.executable, "-m", "compute_gallery_cli", "adopt", "stopped", "--apply", "-o", str(config)]
    running = subprocess.Popen(
        [*command, "--import-file", str(tmp_path / "import.json")],
        cwd=local_pulumi.project,
        env={**local_pulumi.environment, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert running.stdout is not None
        assert any(line.startswith("import:") for line in running.stdout)
        time.sleep(2.5)  # pulumi has begun to read
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: the command, and all that it has started
        _, told = running.communicate(timeout=120)
    finally:
        emulator.faults()
    assert running.returncode != 0, told
    assert "Traceback" not in told
    done = adopt(local_pulumi, "stopped", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
