"""One wheel for each room."""

import subprocess
import sys
from pathlib import Path

from tools.environment.__main__ import ROOMS
from tools.environment.cache import placed_whole
from tools.environment.uv import find_uv, uv_environment

__all__ = ["WheelsError", "build_wheels"]

ROOT = Path(__file__).parents[2]


class WheelsError(Exception):
    """The wheels cannot be built; the text says why."""


def build_wheels(out: Path, rooms: tuple[str, ...] = ROOMS) -> list[Path]:
    """Build the rooms' wheels with the locked build tools, into a folder that holds nothing else.

    All of them appear at once, in the place of those of an earlier build. Raises WheelsError, UvError, OSError.
    """
    others = sorted(each.name for each in out.iterdir() if each.suffix != ".whl") if out.is_dir() else []
    if others or (out.exists() and not out.is_dir()):
        found = f"holds {others[0]}" if others else "is a file"
        raise WheelsError(f"{out} {found}, and building would remove it: name a new folder, or one of wheels only")
    with placed_whole(out.absolute()) as fresh:
        fresh.chmod(0o755)
        options = ["--wheel", "--no-build-isolation", "--no-create-gitignore", "--python", sys.executable]
        for room in rooms:
            command: list[str | Path] = [find_uv(), "build", "--quiet", *options, "--out-dir", fresh, ROOT / room]
            done = subprocess.run(command, check=False, capture_output=True, text=True, env=uv_environment())
            if done.returncode:
                raise WheelsError(f"{room} cannot be built:\n{done.stderr.strip()}")
    return sorted(out.glob("*.whl"))
