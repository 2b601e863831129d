"""A copy of the checkout as a newcomer has it: tracked files only, nothing made, nothing installed."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Clone", "run_script"]

ROOT = Path(__file__).parents[2]
SECONDS = 600
OF_THIS_SHELL = ("COMPUTE_GALLERY_", "PULUMI_", "VIRTUAL_ENV", "MAKE", "ARM_")


def run_script(script: str, place: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as CI does, which stops at what fails first; both streams as they appear on a terminal."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=SECONDS,
        check=False,
    )


@dataclass(frozen=True)
class Clone:
    """A folder in which the commands of the README are run."""

    path: Path

    @classmethod
    def of_checkout(cls, path: Path) -> "Clone":
        """Copy what git tracks or would track; no `.venv`, no `.local`."""
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (path / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, path / name)
        return cls(path)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a shell that knows nothing of this checkout."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_SHELL)}
        kept["PATH"] = ":".join(part for part in kept["PATH"].split(":") if not part.startswith(str(ROOT)))
        return kept

    def sh(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a script as a reader would paste it; standard output and error as they appear on a terminal."""
        return run_script(script, self.path, self.environment)

    def down(self) -> None:
        """Leave nothing running."""
        self.sh("make down")
