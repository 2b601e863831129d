"""The examples in a copy of the checkout, run as their READMEs say."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.docs.pages import blocks
from tests.end_to_end.clone import run_script
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

__all__ = ["EVALUATED", "Step", "Workbench", "steps"]

UP = "pulumi up --yes"
WITHOUT_PREVIEW = f"{UP} --skip-preview"
"""What a walk-through runs for it: the preview within an update costs as much again, and says what the update says."""
EVALUATED = 'eval "$(make -s env)"\n'
"""The first line of every walk-through: here, the environment is that of the test's own set-up."""


@dataclass(frozen=True)
class Step:
    """Commands of a README, and what it says that they print."""

    script: str
    printed: str = ""

    @property
    def fails(self) -> bool:
        """Whether the commands end in an error, as the README shows it."""
        return "error: " in self.printed


def steps(readme: Path) -> list[Step]:
    """The commands of a README, in their order."""
    found: list[Step] = []
    for block in blocks(readme):
        if block.language == "sh":
            found.append(Step(block.text))
        elif block.language == "text":
            found[-1] = replace(found[-1], printed=found[-1].printed + block.text)
    return found


def words(text: str) -> str:
    """A text with each run of white space as one space."""
    return " ".join(text.split())


@dataclass
class Workbench:
    """A copy of the examples beside the policy pack, with an emulator of its own."""

    local: LocalPulumi
    root: Path

    @classmethod
    def of_checkout(cls, local: LocalPulumi, root: Path) -> "Workbench":
        """Copy the examples. The policy pack finds its environment beside it, as in the checkout."""
        shutil.copytree(
            ROOT / "examples", root / "examples", ignore=shutil.ignore_patterns("node_modules", "bin", "obj")
        )
        (root / "policies").symlink_to(ROOT / "policies")
        (root / ".venv").symlink_to(Path(sys.executable).parents[1])
        return cls(local, root)

    def folder(self, example: str) -> Path:
        """The folder of an example."""
        return self.root / "examples" / example

    def sh(self, script: str, place: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run commands in a folder, with more variables."""
        return run_script(script, place, {**self.local.environment, **environment})

    def walk(self, example: str) -> None:
        """Run what the README of an example says, in one shell's order, and compare what it prints."""
        place, exported = self.root, ""
        for step in steps(self.folder(example) / "README.md"):
            script = step.script.removeprefix(EVALUATED).replace(UP, WITHOUT_PREVIEW)
            done = self.sh(exported + script, place)
            assert (done.returncode != 0) == step.fails, f"{script}\n{done.stdout}"
            assert "Traceback" not in done.stdout, done.stdout
            for line in filter(None, step.printed.splitlines()):
                assert words(line) in words(done.stdout), f"{line}\n\nis not in\n\n{done.stdout}"
            place = self.folder(example)
            exported += "".join(line for line in script.splitlines(keepends=True) if line.startswith("export "))

    def pulumi(self, example: str, *arguments: str) -> str:
        """Run a Pulumi command that succeeds on the selected stack of an example; return what it prints."""
        done = self.local.run(*arguments, cwd=self.folder(example))
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def resources(self, example: str) -> dict[str, dict[str, Any]]:
        """The azure-native resources in the state of an example, by type and logical name: `VirtualMachine machine`."""
        exported = json.loads(self.pulumi(example, "stack", "export"))
        found = exported["deployment"].get("resources", [])
        azure = [one for one in found if one["type"].startswith("azure-native:")]
        return {f"{one['type'].rpartition(':')[2]} {one['urn'].rpartition('::')[2]}": one for one in azure}
