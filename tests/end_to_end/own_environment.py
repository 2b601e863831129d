"""A Python environment that knows nothing of the checkout."""

import subprocess
import sys
from pathlib import Path

from tools.environment.uv import find_uv, uv_environment

__all__ = ["own_environment"]


def own_environment(environment: Path, *installed: str | Path, cwd: Path | None = None) -> Path:
    """Make an environment, with what `uv pip install` is told to put into it; return its Python."""
    uv, python = find_uv(), environment / "bin" / "python"
    commands: list[list[str | Path]] = [
        [uv, "venv", "--quiet", "--python", sys.executable, environment],
        [uv, "pip", "install", "--quiet", "--python", python, *installed],
    ]
    for command in commands:
        subprocess.run(command, check=True, cwd=cwd or environment.parent, env=uv_environment())
    return python
