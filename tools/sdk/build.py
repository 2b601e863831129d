"""What works on a Pulumi package for other languages: a generator of SDKs, and the host of YAML programs."""

import hashlib
import subprocess
from pathlib import Path

from tools.engine.build import go_environment
from tools.engine.engine_error import EngineError
from tools.engine.go_toolchain import find_go
from tools.engine.progress import say
from tools.engine.versions import BUILT
from tools.environment.cache import cache_folder, locked, placed_whole

__all__ = ["YAML_HOST", "generate_sdk", "sdk_tools"]

ROOM = Path(__file__).parent
GENERATOR = "generate-sdk"
YAML_HOST = "pulumi-language-yaml"
PACKAGES = {GENERATOR: ".", YAML_HOST: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"}


def sdk_tools() -> Path:
    """Return the folder that holds both, built from source when it is not in the user's cache. Raises EngineError."""
    made_of = b"".join((ROOM / name).read_bytes() for name in ("go.mod", "go.sum", "main.go"))
    folder = cache_folder() / f"sdk-tools-{BUILT}-{hashlib.sha256(made_of).hexdigest()[:8]}"
    with locked(Path(f"{folder}.lock"), "the tools for SDKs"):
        if not folder.exists():
            go = find_go()
            say("building the generator of SDKs and the host of YAML programs, once for all clones")
            with placed_whole(folder) as fresh:
                for name, package in PACKAGES.items():
                    command: list[str | Path] = [go, "build", "-ldflags", "-s -w", "-o", fresh / name, package]
                    done = subprocess.run(
                        command, cwd=ROOM, env=go_environment(), capture_output=True, text=True, check=False
                    )
                    if done.returncode:
                        raise EngineError(f"building {name} failed:\n{done.stderr.strip()[-800:]}")
    return folder


def generate_sdk(schema: Path, language: str, folder: Path) -> None:
    """Write the SDK for nodejs, python or go into a folder, as `pulumi package add` does. Raises EngineError."""
    command: list[str | Path] = [sdk_tools() / GENERATOR, schema, language, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EngineError(done.stderr.strip())
