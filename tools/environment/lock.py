"""Write requirements.lock from requirements.in, for every platform, with hashes and without naming a registry."""

import subprocess
import sys
from pathlib import Path

from tools.environment.uv import find_uv, uv_environment

ROOT = Path(__file__).parents[2]
OPTIONS = ("--universal", "--generate-hashes", "--no-emit-index-url", "--python-version", "3.11", "--quiet")

if __name__ == "__main__":
    command: list[str | Path] = [
        find_uv(),
        "pip",
        "compile",
        *OPTIONS,
        *sys.argv[1:],
        "-o",
        "requirements.lock",
        "requirements.in",
    ]
    sys.exit(subprocess.run(command, cwd=ROOT, check=False, env=uv_environment()).returncode)
