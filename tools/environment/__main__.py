"""Make `.venv` from requirements.lock and the rooms, unless it is current. Needs nothing but a bare Python."""

import hashlib
import subprocess
import sys
from pathlib import Path

from tools.environment.cache import locked
from tools.environment.uv import UvError, find_uv, uv_environment

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
ROOMS = ("rules", "components", "policies", "emulator", "cli")
OLDEST_PYTHON = (3, 11)


def fingerprint() -> str:
    """Changes whenever the environment has to be made again."""
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for file in (LOCK, ROOT / "VERSION", *(ROOT / room / "pyproject.toml" for room in ROOMS)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(mark: str) -> bool:
    """Whether `.venv` was made whole from what stands in the checkout now."""
    written = ENVIRONMENT / ".complete"
    return written.exists() and written.read_text() == mark


def make(mark: str) -> None:
    """Make `.venv` new: the locked packages with their hashes, then the rooms editable without dependencies."""
    uv = find_uv()
    python = ENVIRONMENT / "bin" / "python"
    install: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", python]
    rooms: list[str | Path] = [word for room in ROOMS for word in ("--editable", ROOT / room)]
    commands: list[list[str | Path]] = [
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, ENVIRONMENT],
        [*install, "--require-hashes", "-r", LOCK],
        [*install, "--no-deps", "--no-build-isolation", *rooms],
    ]
    for command in commands:
        subprocess.run(command, check=True, stdout=sys.stderr, env=uv_environment())
    (ENVIRONMENT / ".complete").write_text(mark)


def main() -> int:
    """Make the environment when needed; one readable line when that fails."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        needed = ".".join(map(str, OLDEST_PYTHON))
        return fail(f"Python {found} is too old: {needed} or newer is needed (make PYTHON=/path/to/python{needed} ...)")
    mark = fingerprint()
    try:
        with locked(ROOT / ".venv.lock", "the environment"):
            if not is_current(mark):
                print("environment: installing the locked packages into .venv", file=sys.stderr, flush=True)
                make(mark)
    except (UvError, OSError) as error:
        return fail(str(error))
    except subprocess.CalledProcessError as error:
        return fail(
            f"`{Path(error.cmd[0]).name} {' '.join(map(str, error.cmd[1:3]))}` failed; its own words stand above"
        )
    return 0


def fail(reason: str) -> int:
    """Print the one line that says why there is no environment."""
    print(f"environment: {reason}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
