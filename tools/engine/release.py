"""The official release, through Pulumi's own installer."""

import shutil
import subprocess
import sys
from pathlib import Path

from tools.engine.engine_error import EngineError
from tools.engine.progress import say
from tools.engine.versions import RELEASED

__all__ = ["download"]

CONNECT_SECONDS = 15
"""How long a machine without the public internet is made to wait before the engine is built instead."""

INSTALL = """
import socket, sys
import pulumi.automation, semver
socket.setdefaulttimeout(float(sys.argv[2]))
pulumi.automation.PulumiCommand.install(root=sys.argv[1], version=semver.VersionInfo.parse(sys.argv[3]))
"""


def download(folder: Path) -> None:
    """Install the release into a folder. Raises EngineError where it cannot be reached."""
    say(f"asking for the official release {RELEASED}")
    root = folder / "release"
    command: list[str | Path] = [sys.executable, "-c", INSTALL, root, str(CONNECT_SECONDS), RELEASED.removeprefix("v")]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise EngineError("the official release cannot be reached from this machine")
    for file in (root / "bin").iterdir():
        file.rename(folder / file.name)
    shutil.rmtree(root)
