"""Which locks a fleet releases: those that its own killed runs have left, where that can be told."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compute_gallery_cli.fleet import own_locks
from compute_gallery_cli.fleet.own_locks import OwnLocks
from tests.end_to_end.gallery_stack import Tree

STACK = "images-linux"


@pytest.fixture
def locks(tmp_path: Path) -> OwnLocks:
    """The locks of a project in a state of files."""
    return OwnLocks.of("p", tmp_path / "state", tmp_path / "home")


@pytest.fixture
def run() -> subprocess.Popen[str]:
    """A run that ends when it is killed."""
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, text=True)


def lock(locks: OwnLocks, pid: int, host: str = socket.gethostname(), name: str = "1") -> Path:
    """Lock the stack as an engine does."""
    assert locks.folder
    file = locks.folder / STACK / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    content: Tree = {"pid": pid, "username": "me", "hostname": host}
    file.write_text(json.dumps(content))
    return file


def told(*files: Path, scheme: str = "file") -> str:
    """What an engine says that finds a stack locked."""
    held = [(file, json.loads(file.read_text())) for file in files]
    lines = (
        f"  {scheme}://{file}?no_tmp_dir=true: created by me@{one['hostname']} (pid {one['pid']}) at 2026-01-01T00:00Z"
        for file, one in held
    )
    return "\n".join((f"the stack is currently locked by {len(held)} lock(s).", *lines))


def note(locks: OwnLocks) -> None:
    """Note what this process has locked, and be killed."""
    with locks.noted(STACK):
        time.sleep(5 * own_locks.LOOK_AGAIN)
        kept = {file: file.read_text() for file in locks.notes.glob("*")}
    for file, text in kept.items():
        file.write_text(text)


def kill(run: subprocess.Popen[str]) -> None:
    """Kill a run, and leave what is left of it: in a container, its first process is often none that asks."""
    run.kill()
    os.waitid(os.P_PID, run.pid, os.WEXITED | os.WNOWAIT)


def test_lock_of_a_killed_run_is_released(locks: OwnLocks, run: subprocess.Popen[str]) -> None:
    """Not before it has ended; and then that lock alone, with its note."""
    file = lock(locks, run.pid)
    note(locks)
    text = told(file)
    assert not locks.released(STACK, text)
    kill(run)
    newer = lock(locks, os.getpid(), name="2")
    assert locks.released(STACK, text)
    assert not file.exists()
    assert newer.exists()
    assert list(locks.notes.iterdir()) == []
    run.communicate()


def test_lock_of_nobody_here_is_left(locks: OwnLocks, run: subprocess.Popen[str]) -> None:
    """Another container may have this one's name, and a process that cannot be seen here: there is no note of it."""
    file = lock(locks, run.pid)
    kill(run)
    note(locks)  # its process is gone: it is not this run's
    assert not locks.released(STACK, told(file))
    assert file.exists()
    run.communicate()


def test_note_of_another_container_or_boot_counts_nothing(
    locks: OwnLocks, run: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers may share the user's folder, too: a process of the same id is another one there."""
    file = lock(locks, run.pid)
    note(locks)
    kill(run)
    with monkeypatch.context() as patched:
        patched.setattr(own_locks, "processes_here", lambda: "another")
        assert not locks.released(STACK, told(file))
    assert locks.released(STACK, told(file))
    run.communicate()


@pytest.mark.parametrize(("scheme", "host"), [("azblob", socket.gethostname()), ("file", "another")])
def test_locks_of_other_machines_are_left(locks: OwnLocks, run: subprocess.Popen[str], scheme: str, host: str) -> None:
    """They are those of other hosts, and all that are in no folder."""
    file = lock(locks, run.pid)
    note(locks)
    kill(run)
    lock(locks, run.pid, host)
    assert not locks.released(STACK, told(file, scheme=scheme))
    assert not OwnLocks.of("p", None, locks.notes.parent).released(STACK, told(file))
    run.communicate()


def test_all_locks_of_a_stack_have_to_be_of_killed_runs(locks: OwnLocks, run: subprocess.Popen[str]) -> None:
    """One that is not keeps the stack locked; so does a text that names none."""
    file = lock(locks, run.pid)
    note(locks)
    kill(run)
    assert not locks.released(STACK, told(file, lock(locks, os.getpid(), name="2")))
    assert not locks.released(STACK, "is currently locked by somebody")
    assert file.exists()
    run.communicate()


def test_note_goes_with_its_run(locks: OwnLocks, run: subprocess.Popen[str]) -> None:
    """What is noted while an engine runs is gone when it has ended; only a kill leaves it."""
    lock(locks, run.pid)
    with locks.noted(STACK):
        time.sleep(5 * own_locks.LOOK_AGAIN)
        assert [file.name for file in locks.notes.iterdir()] == ["1.json"]
    assert list(locks.notes.iterdir()) == []
    kill(run)
    run.communicate()
