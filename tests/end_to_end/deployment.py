"""A program of this folder on a stack of its own, copied so that its stack's files stay out of the checkout."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.end_to_end.local_pulumi import LocalPulumi

__all__ = ["Deployment"]

PROGRAMS = Path(__file__).with_name("programs")


@dataclass
class Deployment:
    """One stack of one program."""

    local: LocalPulumi
    folder: Path
    stack: str

    @classmethod
    def of_program(cls, local: LocalPulumi, name: str, folder: Path) -> "Deployment":
        """Copy a program into a folder and make its stack."""
        copy = Path(shutil.copytree(PROGRAMS / name, folder / name))
        deployment = cls(local, copy, name.replace("_", "-"))
        local.run("stack", "select", "--create", deployment.stack, cwd=copy)
        return deployment

    def pulumi(self, *arguments: str, **environment: str) -> str:
        """Run a command on the stack that succeeds; return what it prints."""
        done = self.local.with_environment(environment).run(*arguments, "--stack", self.stack, cwd=self.folder)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def resources(self) -> list[dict[str, Any]]:
        """The azure-native resources of the exported state."""
        exported = json.loads(self.pulumi("stack", "export"))
        return [one for one in exported["deployment"].get("resources", []) if one["type"].startswith("azure-native:")]
