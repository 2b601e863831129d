"""A real engine, a real emulator and a file backend, apart from the ones of `make up`."""

import os
import shutil
import subprocess
import tempfile
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

    @property
    def project(self) -> Path:
        """The repository's own program, copied: what Pulumi notes of a stack stays out of the checkout's `stacks/`."""
        copy = self.folder.path / "project"
        if not copy.exists():
            # Made beside and renamed, so that nobody meets half of it.
            beside = Path(tempfile.mkdtemp(dir=self.folder.path))
            settings = (ROOT / "Pulumi.yaml").read_text()
            (beside / "Pulumi.yaml").write_text(settings.replace(".venv", str(ROOT / ".venv")))
            shutil.copy(ROOT / "__main__.py", beside)
            shutil.copytree(ROOT / "stacks", beside / "stacks")
            beside.rename(copy)
        return copy

    def run(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, in a copy of the repository's own program unless told otherwise."""
        return subprocess.run(
            [self.engine.command, *arguments, "--non-interactive"],
            cwd=cwd or self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command on the repository's own program; what it prints comes on one stream, line by line."""
        return subprocess.Popen(
            [self.engine.command, *arguments, "--non-interactive"],
            cwd=self.project,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def with_environment(self, extra: Mapping[str, str]) -> "LocalPulumi":
        """The same set-up with more variables."""
        return LocalPulumi(self.engine, self.folder, self.address, {**self.extra, **extra})
