"""An environment into which packages were installed, away from the checkout."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Installation"]

OF_THIS_ENVIRONMENT = ("COMPUTE_GALLERY_", "PYTHON", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Installation:
    """Runs what is installed, as somebody would who has no checkout."""

    folder: Path
    environment: Path
    wheels: list[Path]

    def run(self, command: str, *arguments: str, **variables: str) -> str:
        """Run a command of the environment, which must succeed; return what it prints."""
        done = subprocess.run(
            [self.environment / "bin" / command, *arguments],
            cwd=self.folder,
            env={**self.clean(os.environ), **variables},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @staticmethod
    def clean(variables: Mapping[str, str]) -> dict[str, str]:
        """Leave out what leads to the environment that runs the tests."""
        return {name: value for name, value in variables.items() if not name.startswith(OF_THIS_ENVIRONMENT)}
