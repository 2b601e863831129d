"""`python -m tests.emulator.replay FOLDER`: play every recording of a folder and print what matched."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.emulator.emulator_harness import READY, Arm
from tests.emulator.replay.comparison import EXCLUSIONS
from tests.emulator.replay.player import Report, play
from tests.emulator.replay.recording import read_recordings

__all__ = ["main"]

_SERVE = (sys.executable, "-m", "compute_gallery_emulator", "serve", "--port", "0", "--retry-after", "0.01")


@contextmanager
def _emulator() -> Iterator[Arm]:
    """Run a fresh emulator in a process of its own, in memory."""
    with subprocess.Popen([*_SERVE, "--replication-seconds", "10"], stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            with httpx.Client(base_url=line.removeprefix(READY).strip(), timeout=30) as client:
                yield Arm(client)
        finally:
            process.terminate()


def _print(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")


def _print_report(report: Report) -> None:
    matched, played = report.matched.total(), report.played.total()
    _print(f"{report.name}: {matched} of {played} exchanges matched")
    for difference in report.differences:
        _print(f"  {difference}")
    for reason, count in report.skipped.items():
        _print(f"  {count} not played: {reason}")


def main(arguments: list[str]) -> int:
    """Play the folder; return 0 where everything matched, 1 where something differs, 2 without recordings."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        _print("usage: python -m tests.emulator.replay FOLDER   (a folder of recorded conversations, *.json)")
        return 2
    recordings = read_recordings(Path(arguments[0]))
    if not recordings:
        _print(f"no recordings (*.json) in {arguments[0]}")
        return 2
    reports: list[Report] = []
    for recording in recordings:
        with _emulator() as arm:
            reports.append(play(recording, arm))
        _print_report(reports[-1])
    played: Counter[str] = sum((report.played for report in reports), Counter())
    matched: Counter[str] = sum((report.matched for report in reports), Counter())
    _print()
    for kind, count in sorted(played.items()):
        _print(f"{kind}: {matched[kind]} of {count}")
    _print(f"all: {matched.total()} of {played.total()} exchanges matched")
    _print("not compared for equality:")
    for exclusion in EXCLUSIONS:
        _print(f"- {exclusion.what}; instead: {exclusion.instead}. Because {exclusion.reason}.")
    return 0 if matched.total() == played.total() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
