"""Ctrl-C at any point of `make up`, then `make up` again, ends in the same place."""

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.end_to_end.clone import Clone
from tests.figures import Record

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("interrupted")]

AT_WORK = rb"replication: \d of 3 regions"
CTRL_C = b"\x03"
SECONDS_BETWEEN_PRESSES = 0.2
SECONDS = 180.0


def interrupt(clone: Clone, sign: bytes, after: float, presses: int = 1) -> str:
    """Run `make up` on a terminal, press Ctrl-C some time after a sign of progress; what was on the terminal.

    Nothing, where the run had ended by then.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(clone.path)
        os.execvpe("make", ["make", "up", "REPLICATION_SECONDS=2"], clone.environment)
    shown, pressed, deadline = b"", 0, time.monotonic() + SECONDS
    press_at = float("inf")
    while time.monotonic() < deadline:
        if pressed < presses and time.monotonic() >= press_at + pressed * SECONDS_BETWEEN_PRESSES:
            os.write(terminal, CTRL_C)
            pressed += 1
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                break
            if not read:
                break
            shown += read
            if press_at == float("inf") and re.search(sign, shown):
                press_at = time.monotonic() + after
    else:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert time.monotonic() < deadline, shown.decode(errors="replace")
    return shown.decode(errors="replace") if pressed and os.waitstatus_to_exitcode(status) != 0 else ""


def published(clone: Clone) -> set[str]:
    """The versions that the catalogue at the end of a `make up` shows as Succeeded."""
    done = clone.sh("make up")
    assert done.returncode == 0, done.stdout
    table = done.stdout[done.stdout.index("Catalogue of images") :]
    return {line.split()[0] for line in table.splitlines() if "Succeeded" in line}


ALL = {"myDataDiskDefinition", "myImageCopy", "myImageDefinition", "myWindowsDefinition"}


@pytest.mark.parametrize(
    ("sign", "after", "presses"),
    [
        (rb"emulator   http", 0.2, 1),
        (rb"replication: \d of 3 regions", 0.3, 1),
        (rb"replication: \d of 3 regions", 0.3, 2),
    ],
    ids=["before the preview", "while images are replicated", "at once, by a second Ctrl-C"],
)
def test_make_up_goes_on_where_it_was_interrupted(clone: Clone, sign: bytes, after: float, presses: int) -> None:
    """After Ctrl-C the next `make up` publishes every version, none twice."""
    clone.down()
    shown = interrupt(clone, sign, after, presses)
    assert shown
    assert "Traceback" not in shown
    assert published(clone) == ALL


def kill_engine(clone: Clone) -> None:
    """Kill the engine that works in the clone, as a machine that loses power would."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "comm").read_text() == "pulumi\n" and (process / "cwd").readlink() == clone.path:
                os.kill(int(process.name), signal.SIGKILL)


def test_make_up_goes_on_where_the_engine_was_killed(clone: Clone) -> None:
    """After kill -9 in the middle the next `make up` takes over what was begun; the one after it changes nothing."""
    clone.down()
    command = ["make", "up", "REPLICATION_SECONDS=3"]
    with subprocess.Popen(
        command, cwd=clone.path, env=clone.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        assert run.stdout
        assert any(re.search(AT_WORK.decode(), line) for line in run.stdout)
        kill_engine(clone)
        run.stdout.read()
    assert run.returncode != 0
    assert published(clone) == ALL
    assert "nothing changed" in clone.sh("make up").stdout


@pytest.mark.soak
@pytest.mark.parametrize("after", [0.5 * step for step in range(40)])
def test_make_up_survives_ctrl_c_at_any_time(clone: Clone, after: float, record_property: Record) -> None:
    """The same for every half second of the run."""
    clone.down()
    interrupted = interrupt(clone, rb"environment|engine", after)
    assert published(clone) == ALL
    record_property("interruptions survived", int(bool(interrupted)))
    record_property("versions checked", len(ALL))
