"""What one command costs: on the clock, of all processors, of memory."""

import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["BenchError", "Cost", "run_measured"]

SECONDS = 3 * 3600


class BenchError(Exception):
    """Something that is measured failed, so there is nothing to measure; the text is what it printed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took."""

    seconds: float
    """On the clock."""
    processor: float
    """Seconds of processor time, of all processes together: what else runs on the machine hardly changes it."""
    memory: float
    """The peak of the program's resident memory, in MB; 0 where no program ran."""


def run_measured(
    what: str, command: Sequence[str | Path], cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> tuple[str, Cost]:
    """Run a command to its end; return what it printed, and its cost but for memory. Raises BenchError if it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise BenchError(f"{what}:\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout, Cost(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 0)
