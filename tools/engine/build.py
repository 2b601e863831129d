"""An engine built from the Go module proxy, for machines that reach package registries only."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from tools.engine.engine_error import EngineError
from tools.engine.go_toolchain import find_go
from tools.engine.progress import say
from tools.engine.versions import BUILT

__all__ = ["HOST_VARIABLE", "PROGRAM_RUNNER", "build"]

ROOM = Path(__file__).parent
PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
SDK = "github.com/pulumi/pulumi/sdk/v3"
PROGRAM_RUNNER = "pulumi-language-python-exec"
HOST_VARIABLE = "COMPUTE_GALLERY_LANGUAGE_HOST"
HOST = f"""#!/bin/sh
# A release of Pulumi has its Python host here. This engine was built from source; the checkout that uses it brings one.
exec "${{{HOST_VARIABLE}:?is not set; evaluate what make env prints in the checkout}}" "$@"
"""
SECONDS_BETWEEN_LINES = 10.0


def build(folder: Path) -> None:
    """Build `pulumi` into a folder, with the script that runs Python programs beside it. Raises EngineError."""
    go = find_go()
    say(f"building Pulumi {BUILT} from source: about five minutes on two cores, once for all clones")
    say("downloading its Go modules")
    packages = run(go, "list", "-deps", PACKAGE).splitlines()
    version_flag = f"-X {SDK}/go/common/version.Version={BUILT}"
    command = ["build", "-v", "-ldflags", f"-s -w {version_flag}", "-o", str(folder / "pulumi"), PACKAGE]
    with subprocess.Popen(
        [go, *command], cwd=ROOM, env=go_environment(), stderr=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        said = report(process.stderr or (), len(packages))
    if process.returncode:
        raise EngineError("building the engine failed:\n" + "\n".join(said[-20:]))
    sdk = Path(run(go, "list", "-m", "-f", "{{.Dir}}", SDK).strip())
    shutil.copy(sdk / "python" / "cmd" / PROGRAM_RUNNER, folder / PROGRAM_RUNNER)
    host = folder / "pulumi-language-python"
    host.write_text(HOST)
    host.chmod(0o755)


def report(lines: Iterable[str], packages: int) -> list[str]:
    """Show how far the build is, from the packages that `go build -v` names; give back what else it said."""
    begun = last = time.monotonic()
    said = []
    for built, line in enumerate(lines, start=1):
        said.append(line.rstrip())
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_LINES:
            last = now
            say(f"compiled {built} of about {packages} packages, {now - begun:.0f} s")
    return said


def run(go: Path, *arguments: str) -> str:
    """What a go command prints. Raises EngineError with its own words when it fails."""
    answer = subprocess.run(
        [go, *arguments], cwd=ROOM, env=go_environment(), capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise EngineError(f"`go {' '.join(arguments[:2])}` failed: {answer.stderr.strip()[-800:]}")
    return answer.stdout


def go_environment() -> dict[str, str]:
    """Go uses the toolchain at hand and the committed go.sum, and leaves the checkout's history alone."""
    return {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly -buildvcs=false", "GOWORK": "off"}
