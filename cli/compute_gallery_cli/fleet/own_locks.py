"""Locks of stacks that a killed run of this command has left, told from those of runs that are at work elsewhere.

A lock names a host and a process. Containers that share a state may share the host's name, too, and see no processes of
each other: so each lock of an engine that is started here is noted, with where process ids mean the same. The note goes
when its engine has ended; that of a killed run stays.
"""

import contextlib
import json
import os
import re
import socket
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

__all__ = ["OwnLocks", "processes_here"]

HOLDER = re.compile(r"(?P<lock>\S+): created by \S+?@(?P<host>\S+) \(pid (?P<pid>\d+)\) at \S+")
LOCKS = Path(".pulumi", "locks", "organization")
ATTRIBUTES = ".attrs"
"""What Pulumi may put beside each file of a state."""
LOOK_AGAIN = 0.05
"""Seconds."""


@dataclass(frozen=True, slots=True)
class OwnLocks:
    """The locks of one project's stacks, in a state that is in files."""

    folder: Path | None
    """Where the locks are, with a folder for each stack; None where the state is elsewhere."""
    notes: Path
    """A folder of the user's own."""

    @classmethod
    def of(cls, project: str, state: Path | None, home: Path) -> "OwnLocks":
        """Return those of a project, with the notes in Pulumi's home."""
        return cls(state / LOCKS / project if state else None, home / "gallery-fleet")

    @contextmanager
    def noted(self, stack: str) -> Generator[None]:
        """Note the lock of the engine that begins on a stack now, from when it has it until it ends."""
        if not self.folder or not (here := processes_here()):
            yield
            return
        has_ended = Event()
        notes: list[Path] = []
        watch = Thread(target=self._watch, args=(self.folder / stack, here, notes, has_ended), daemon=True)
        watch.start()
        try:
            yield
        finally:
            has_ended.set()
            watch.join()
            forget(notes)

    def _watch(self, folder: Path, here: str, notes: list[Path], has_ended: Event) -> None:
        """Wait for the lock: an engine has it seconds before it says anything."""
        while not notes and not has_ended.wait(LOOK_AGAIN):
            with contextlib.suppress(OSError):  # where nothing can be written, `pulumi cancel` is left
                for lock in filter(is_of_this_run, folder.glob("*.json")):
                    self.notes.mkdir(parents=True, exist_ok=True)
                    notes.append(self.notes / lock.name)
                    notes[-1].write_text(here, encoding="utf-8")

    def released(self, stack: str, told: str) -> bool:
        """Release the locks of a stack that an engine has told of, if all are of killed runs; tell whether."""
        holders = list(HOLDER.finditer(told))
        if not self.folder or not holders or not all(self.is_abandoned(holder.groupdict()) for holder in holders):
            return False
        for holder in holders:
            # Not by `pulumi cancel`: it would release what another run may have locked since.
            lock = self.folder / stack / file_of(holder["lock"])
            forget([lock, lock.with_name(lock.name + ATTRIBUTES), self.notes / lock.name])
        return True

    def is_abandoned(self, holder: Mapping[str, str]) -> bool:
        """Tell whether a lock is of a run that was started where processes have these ids, and has ended."""
        try:
            note = (self.notes / file_of(holder["lock"])).read_text(encoding="utf-8")
        except OSError:
            return False
        return (
            note == processes_here()
            and holder["lock"].startswith("file://")
            and holder["host"] == socket.gethostname()
            and not is_alive(int(holder["pid"]))
        )


def file_of(lock: str) -> str:
    """Return the name of a lock's file, which no other lock ever has."""
    return lock.partition("?")[0].rpartition("/")[2]


def forget(files: list[Path]) -> None:
    """Remove files, as far as they are there."""
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


def processes_here() -> str:
    """Return what is the same for all who give a process the same id; nothing where that cannot be told."""
    if sys.platform == "win32":
        return ""  # there, nobody can ask whether a process is alive without interrupting it
    if sys.platform != "linux":
        return sys.platform  # one name for each host
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def is_of_this_run(lock: Path) -> bool:
    """Tell whether a lock's process was started by this one: it is in its group, and alive."""
    if sys.platform == "win32":
        return False
    try:
        held = json.loads(lock.read_text(encoding="utf-8"))
        host, process = str(held["hostname"]), int(held["pid"])
        return host == socket.gethostname() and is_alive(process) and os.getpgid(process) == os.getpgrp()
    except (OSError, ValueError, LookupError, TypeError):
        return False  # it has gone, or is being written


def is_alive(process: int) -> bool:
    """Tell whether a process runs. One that has ended while its parent has not looked (a zombie) does not.

    Zombies of killed runs stay in containers, whose first process is often none that waits for others'.
    """
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not status.rpartition(")")[2].lstrip().startswith("Z")
