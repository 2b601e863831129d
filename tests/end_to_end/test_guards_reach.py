"""Guards hold however an operation comes about: target, refresh, destroy, no components left, plugin, inline."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.gallery_stack import MACHINE, GalleryStack, Tree, changed
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("guards-reach")]

VERSIONS = "definitions/ubuntu/versions"
VERSION = {"source": {"virtualMachineId": MACHINE}, "targetRegions": ["chinaeast2"]}
PUBLISHED: Tree = {
    "galleryName": "reached",
    "resourceGroupName": "myGalleryRG",
    "location": "chinaeast2",
    "definitions": {
        "ubuntu": {
            "osType": "Linux",
            "osState": "Specialized",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
            "versions": {"1.0.0": VERSION},
        }
    },
}
PLUGGED = Path(__file__).with_name("programs") / "plugged"

PROJECT = "name: compute-gallery\nruntime: python\n"
AFTERWARDS = "from pulumi_azure_compute_gallery import guards\n\nguards({permission})\n"

TWO_STACKS = '''
"""Two inline programs, one after the other in one process: the second one is guarded on its own."""

import sys

from pulumi import automation

from pulumi_azure_compute_gallery import Gallery

VERSION = {{"source": {{"virtual_machine_id": "{machine}"}}, "replicate_to": ["chinaeast2"]}}


def program(gallery: str, versions: list[str]):
    """A program that declares a gallery with versions of one definition."""
    ubuntu = {{
        "os_type": "Linux",
        "os_state": "Specialized",
        "identifier": {{"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"}},
        "versions": {{number: VERSION for number in versions}},
    }}
    place = {{"gallery_name": gallery, "resource_group_name": "myGalleryRG", "location": "chinaeast2"}}
    return lambda: Gallery("images", {{**place, "definitions": {{"ubuntu": ubuntu}}}}) and None


for gallery in ("inlineA", "inlineB"):
    stack = automation.create_or_select_stack(gallery, "inline", program(gallery, ["1.0.0", "2.0.0"]))
    stack.up()
    stack.workspace.program = program(gallery, ["1.0.0"])
    try:
        stack.preview()
    except automation.CommandError as error:
        print(gallery, "is the latest of China East 2" in str(error))
'''


@pytest.fixture(scope="module")
def stack(local_pulumi: LocalPulumi, tmp_path_factory: pytest.TempPathFactory) -> GalleryStack:
    """One published version."""
    made = GalleryStack(local_pulumi, "reach", tmp_path_factory.mktemp("reach"))
    made.up(PUBLISHED)
    return made


@pytest.mark.parametrize(
    "command",
    [
        ("up", "--yes", "--skip-preview"),
        ("preview", "--refresh"),
        ("preview", "--target", "**images-ubuntu-1.0.0-version"),
        ("preview", "--target", "**images-ubuntu-1.0.0", "--target-dependents"),
    ],
    ids=" ".join,
)
def test_removed_version_is_guarded(stack: GalleryStack, command: tuple[str, ...]) -> None:
    """The latest version stays, whichever way its removal is run; nothing is changed."""
    before = stack.resources().keys()
    assert "is the latest of China East 2" in stack.refused(changed(PUBLISHED, VERSIONS, {}), *command)
    assert stack.resources().keys() == before


def test_refresh_and_update_without_change_pass(stack: GalleryStack) -> None:
    """A refresh alone asks no guard, and the next update changes nothing."""
    assert stack.run(PUBLISHED, "refresh", "--yes", "--skip-preview").returncode == 0
    assert stack.run(PUBLISHED, "preview", "--expect-no-changes").returncode == 0


def test_destroy_is_guarded(stack: GalleryStack) -> None:
    """`pulumi destroy --run-program` is refused, and passes for the versions that the gallery or definition names."""
    destroy = ("destroy", "--run-program", "--preview-only")
    assert "is the latest of China East 2" in stack.refused(PUBLISHED, *destroy)
    done = stack.run(changed(PUBLISHED, "allowDelete", ["ubuntu/1.0.0"]), *destroy)
    assert done.returncode == 0, done.stdout


def test_program_without_components_is_guarded_by_name(stack: GalleryStack, tmp_path: Path) -> None:
    """A program that declares nothing any more calls guards(), which refuses with a reason, and names what may go."""
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)

    def preview(permission: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "__main__.py").write_text(AFTERWARDS.format(permission=permission))
        return stack.pulumi.run("preview", "--stack", stack.name, cwd=tmp_path)

    refused = preview("")
    assert refused.returncode != 0
    assert "ImageVersion 'reached/ubuntu/1.0.0': version: \"1.0.0\" is the latest of China East 2" in refused.stdout
    assert 'Write guards(allow_delete=["reached/ubuntu/1.0.0"]) in the program' in refused.stdout
    permitted = preview('allow_delete=["reached/ubuntu/1.0.0"]')
    assert permitted.returncode == 0, permitted.stdout
    wrong = preview('allow_delete=["reached/ubuntu/1.0.0/x"]')
    assert 'guards: allow_delete: "reached/ubuntu/1.0.0/x" has too many parts' in wrong.stdout


def test_plugin_is_guarded(local_pulumi: LocalPulumi) -> None:
    """Two galleries of one program are constructed by the plugin in an update, and guarded in the next preview."""
    local_pulumi.run("stack", "select", "--create", "guarded", cwd=PLUGGED)
    try:
        local_pulumi.run("config", "set", "versions", "1.0.0,2.0.0", "--stack", "guarded", cwd=PLUGGED)
        done = local_pulumi.run("up", "--yes", "--stack", "guarded", cwd=PLUGGED)
        assert done.returncode == 0, done.stdout
        local_pulumi.run("config", "set", "versions", "1.0.0", "--stack", "guarded", cwd=PLUGGED)
        refused = local_pulumi.run("preview", "--stack", "guarded", cwd=PLUGGED)
    finally:
        (PLUGGED / "Pulumi.guarded.yaml").unlink(missing_ok=True)
    assert refused.returncode != 0
    for gallery in ("pluggedA", "pluggedB"):
        assert f"ImageVersion '{gallery}/ubuntu/2.0.0': version: \"2.0.0\" is the latest" in refused.stdout


def test_two_programs_in_one_process_are_guarded(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Programs of Pulumi's Automation API that run in one process share no guards and no declarations."""
    script = tmp_path / "two_stacks.py"
    script.write_text(TWO_STACKS.format(machine=MACHINE))
    done = subprocess.run(
        [sys.executable, str(script)],
        env=local_pulumi.environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.stdout.splitlines() == ["inlineA True", "inlineB True"], done.stdout + done.stderr


def test_hooks_stand_in_the_state_under_stable_names(stack: GalleryStack) -> None:
    """The guards' names, in every stack's state, never change; only what has an end is guarded when it is born."""
    ending = {**VERSION, "endOfLifeDate": "2099-12-31"}
    stack.up(changed(PUBLISHED, f"{VERSIONS}/0.9.0", ending))
    guards = {f"azure-compute-gallery:image-version:before_{operation}" for operation in ("update", "delete")}
    for version, more in (("1.0.0", set[str]()), ("0.9.0", {"azure-compute-gallery:image-version:before_create"})):
        hooks = stack.resources()[f"images-ubuntu-{version}-version"]["resourceHooks"]
        named = {name for names in hooks.values() for name in names}
        assert named == {*guards, *more, "azure-compute-gallery:patience"}
