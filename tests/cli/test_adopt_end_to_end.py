"""An existing gallery comes under management, and nothing about it changes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.existing_galleries import everything, plain
from tests.cli.gallery_command import Emulator, gallery
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end


@pytest.mark.parametrize(("make", "name"), [(plain, "plain"), (everything, "All.Kinds")])
def test_preview_after_adoption_shows_no_change(
    make: Callable[[Emulator, str], None], name: str, local_pulumi: LocalPulumi, tmp_path: Path
) -> None:
    """Whatever shape others have given a gallery: adopted, imported and settled, a preview is without a change."""
    emulator = Emulator(local_pulumi.address)
    make(emulator, name)
    stack = f"adopted-{name.lower()}"
    config, imports, state = tmp_path / f"Pulumi.{stack}.yaml", tmp_path / "import.json", tmp_path / "state.json"
    done = gallery("adopt", name, "--out", config, "--import-file", imports, emulator=emulator)
    assert done.returncode == 0, done.stderr
    local_pulumi.create_stack(stack)
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
    refreshed = local_pulumi.run("refresh", "--yes", "--skip-preview", *on_stack)
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr
    up = local_pulumi.run("up", "--yes", "--skip-preview", "--expect-no-changes", *on_stack)
    assert up.returncode == 0, up.stdout + up.stderr
    exported = json.loads(local_pulumi.run("stack", "export", "--stack", stack).stdout)
    natives = [one for one in exported["deployment"]["resources"] if one["type"].startswith("azure-native:")]
    assert len(natives) == len(json.loads(imports.read_text())["resources"]) / 2
