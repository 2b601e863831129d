"""The checker of workflows, built from source: pinned by go.mod and go.sum, and kept in the user's cache."""

import re
import subprocess
from pathlib import Path

from tools.engine.build import go_environment
from tools.engine.go_toolchain import find_go
from tools.environment.cache import cache_folder, locked, placed_whole

__all__ = ["actionlint"]

ROOM = Path(__file__).parent
PACKAGE = "github.com/rhysd/actionlint"


def actionlint() -> Path:
    """Return the path of `actionlint`, built when it is not there yet. Raises EngineError, CalledProcessError."""
    pinned = re.search(rf"{PACKAGE} v(\S+)", (ROOM / "go.mod").read_text("utf-8"))
    assert pinned is not None
    folder = cache_folder() / f"actionlint-{pinned[1]}"
    with locked(Path(f"{folder}.lock"), "actionlint"):
        if not folder.exists():
            with placed_whole(folder) as fresh:
                command: list[str | Path] = [
                    find_go(),
                    "build",
                    "-o",
                    fresh / "actionlint",
                    f"{PACKAGE}/cmd/actionlint",
                ]
                subprocess.run(command, cwd=ROOM, env=go_environment(), check=True, capture_output=True)
    return folder / "actionlint"
