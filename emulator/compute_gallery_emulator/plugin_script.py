"""The executable by which Pulumi's engine finds the stand-in for its azure-native plugin."""

import shlex
import sys
from pathlib import Path

__all__ = ["install_plugin"]

_NAME = "pulumi-resource-azure-native"


def install_plugin(directory: Path) -> Path:
    """Write the executable into a directory, which is created if need be; return its path. Raises `OSError`."""
    directory.mkdir(parents=True, exist_ok=True)
    script = directory / _NAME
    script.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m compute_gallery_emulator.provider "$@"\n', encoding="utf-8"
    )
    script.chmod(0o755)
    return script
