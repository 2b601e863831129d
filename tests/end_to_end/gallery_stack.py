"""One stack of the repository's own program, with a tree of config that tests change."""

import copy
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.end_to_end.local_pulumi import LocalPulumi

__all__ = ["MACHINE", "SNAPSHOT", "SOURCES", "GalleryStack", "Tree", "changed"]

Tree = dict[str, Any]

SOURCES = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup/providers/Microsoft.Compute"
)
MACHINE = f"{SOURCES}/virtualMachines/myVM"
SNAPSHOT = f"{SOURCES}/snapshots/myOSSnapshot"


@dataclass
class GalleryStack:
    """Runs Pulumi commands on a stack, with `compute-gallery:gallery` as it is given."""

    pulumi: LocalPulumi
    name: str
    folder: Path

    def __post_init__(self) -> None:
        """Make the stack."""
        self.pulumi.run("stack", "select", "--create", self.name)

    def run(self, tree: Tree, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command with a gallery declared."""
        return self.pulumi.run(*command, *self.options(tree))

    def options(self, tree: Tree) -> tuple[str, ...]:
        """What makes a command one on this stack, with a gallery declared."""
        file = self.folder / f"Pulumi.{self.name}.yaml"
        file.write_text(yaml.safe_dump({"config": {"compute-gallery:gallery": tree}}))
        return ("--stack", self.name, "--config-file", str(file))

    def up(self, tree: Tree) -> str:
        """Deploy a gallery; return what was printed."""
        done = self.run(tree, "up", "--yes", "--skip-preview")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def preview(self, tree: Tree, *options: str) -> str:
        """Preview a gallery, which must succeed; return what was printed."""
        done = self.run(tree, "preview", "--diff", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refused(self, tree: Tree, *command: str) -> str:
        """Run a command that must fail; return what was printed."""
        done = self.run(tree, *(command or ("preview",)))
        assert done.returncode != 0, done.stdout
        assert "Traceback" not in done.stdout
        return done.stdout

    def resources(self) -> dict[str, Tree]:
        """The resources in the state, by logical name."""
        return {one["urn"].rpartition("::")[2]: one for one in self.deployment().get("resources", [])}

    def deployment(self) -> Tree:
        """The state."""
        exported = json.loads(self.pulumi.run("stack", "export", "--stack", self.name).stdout)
        deployment: Tree = exported["deployment"]
        return deployment

    def outputs(self) -> Tree:
        """The stack's outputs."""
        outputs: Tree = json.loads(self.pulumi.run("stack", "output", "--json", "--stack", self.name).stdout)
        return outputs


def changed(tree: Tree, path: str, value: object) -> Tree:
    """A copy of a tree with another value at a path such as "definitions/ubuntu/osState"; None takes it out."""
    copied = copy.deepcopy(tree)
    *outer, last = path.split("/")
    place = copied
    for name in outer:
        place = place[name]
    if value is None:
        place.pop(last, None)
    else:
        place[last] = value
    return copied
