"""A real engine, a real emulator and a file backend, apart from the ones of `make up`."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.engine.obtain import Engine
from tools.local import shell
from tools.local.folder import LocalFolder

__all__ = ["ROOT", "LocalPulumi"]

ROOT = Path(__file__).parents[2]
SECONDS = 240


@dataclass
class LocalPulumi:
    """Runs Pulumi commands on a set-up of its own, and talks to its emulator."""

    engine: Engine
    folder: LocalFolder
    address: str
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment that `make env` would print, for this set-up."""
        path = os.environ.get("PATH", "")
        return {**os.environ, **shell.variables(self.folder, self.engine, self.address, path), **self.extra}

    def run(self, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [self.engine.command, *arguments, "--non-interactive"],
            cwd=cwd,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def create_stack(self, name: str) -> None:
        """Make a stack of the repository's own program, and leave no settings of it among those of its users."""
        self.run("stack", "select", "--create", name)
        (ROOT / "stacks" / f"Pulumi.{name}.yaml").unlink(missing_ok=True)

    def with_environment(self, extra: Mapping[str, str]) -> "LocalPulumi":
        """The same set-up with more variables."""
        return LocalPulumi(self.engine, self.folder, self.address, {**self.extra, **extra})
