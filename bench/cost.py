"""What one command costs: on the clock, of all processors, of memory."""

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["BenchError", "Cost", "run_measured"]

SECONDS = 3 * 3600
SETTLED = 0.5
"""Seconds in which no plugin has ended, after which none is left."""

COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps compiled modules, as it does by default: else each program compiles all that it imports."""

PR_SET_CHILD_SUBREAPER = 36
"""Linux: children whose parent has ended become this process's own, so that their processor time can be counted."""


class BenchError(Exception):
    """Something that is measured failed, so there is nothing to measure; the text is what it printed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took."""

    seconds: float
    """On the clock."""
    processor: float
    """Seconds of processor time, of all processes together: what else runs on the machine hardly changes it.

    Elsewhere than on Linux without the plugins, which the engine kills and does not wait for.
    """
    memory: float
    """The peak of the program's resident memory, in MB; 0 where no program ran."""
    program: float = 0
    """Seconds of processor time of the program alone, which are part of `processor`; 0 where no program ran."""


def run_measured(
    what: str, command: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> tuple[str, Cost]:
    """Run a command to its end; return what it printed, and its cost as seen from outside. Raises BenchError."""
    adopt_plugins()
    variables = {**(os.environ if env is None else env), **COMPILED_ONCE}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, timeout=SECONDS, check=False)
    seconds = time.perf_counter() - started
    wait_for_plugins()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise BenchError(f"{what}:\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout, Cost(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 0)


def adopt_plugins() -> None:
    """Have what a command leaves behind become this process's own, which is asked for once and stays so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_for_plugins() -> None:
    """Take in what a command has left behind, and has ended by now: an engine kills its plugins when it ends."""
    deadline = time.monotonic() + SETTLED
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG)[0]:
                deadline = time.monotonic() + SETTLED
            else:
                time.sleep(0.02)
