"""Which engine is used: the user's own, one kept from before, the official release, or one built from source."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.engine import build, release
from tools.engine.engine_error import EngineError
from tools.engine.versions import BUILT, OLDEST, RELEASED, parse
from tools.environment.cache import cache_folder, locked, placed_whole

__all__ = ["Engine", "obtain"]

CHOICES = ("path", "release", "build")


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that is ready to run."""

    folder: Path
    """The folder that holds the `pulumi` command."""

    origin: str
    """Where it came from, in words for a reader."""

    @property
    def command(self) -> Path:
        """The `pulumi` command."""
        return self.folder / "pulumi"

    @property
    def program_runner(self) -> Path | None:
        """The script that runs Python programs, where the engine has no Python host of its own (a built one)."""
        script = self.folder / build.PROGRAM_RUNNER
        return script if script.exists() else None


def obtain() -> Engine:
    """Find, download or build an engine. COMPUTE_GALLERY_ENGINE=path|release|build asks for one kind only.

    Raises EngineError where none can be had; its text says what was tried and what to do.
    """
    wanted = os.environ.get("COMPUTE_GALLERY_ENGINE", "")
    if wanted and wanted not in CHOICES:
        raise EngineError(f"COMPUTE_GALLERY_ENGINE is {wanted!r}; allowed: {', '.join(CHOICES)}")
    choices = (wanted,) if wanted else CHOICES
    if "path" in choices and (found := on_path()):
        return found
    makers: dict[str, tuple[str, Callable[[Path], None]]] = {
        "release": (RELEASED, release.download),
        "build": (BUILT, build.build),
    }
    tried = []
    engines = cache_folder() / "engine"
    with locked(engines / "engine.lock", "the engine"):
        kept = {kind: engines / f"{kind}-{version}" for kind, (version, _) in makers.items() if kind in choices}
        for kind, folder in kept.items():
            if (folder / "pulumi").exists():
                return Engine(folder, f"{kind} {makers[kind][0]}")
        for kind, folder in kept.items():
            try:
                with placed_whole(folder) as fresh:
                    makers[kind][1](fresh)
            except EngineError as error:
                tried.append(str(error))
            else:
                return Engine(folder, f"{kind} {makers[kind][0]}")
    oldest = ".".join(map(str, OLDEST))
    raise EngineError("; ".join([*tried, f"install Pulumi {oldest} or newer and put `pulumi` on PATH"]))


def on_path() -> Engine | None:
    """The user's own `pulumi`, when it is there and new enough."""
    command = shutil.which("pulumi")
    if not command:
        return None
    environment = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"}
    answer = subprocess.run([command, "version"], capture_output=True, text=True, check=False, env=environment)
    version = parse(answer.stdout)
    if answer.returncode or not version or version < OLDEST:
        return None
    return Engine(Path(command).parent, f"your own {answer.stdout.strip()}")
