"""An emulator that is killed under load, and a book of what it had acknowledged."""

import concurrent.futures
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.emulator.emulator_harness import COMPUTE, Arm, Process, version_body

__all__ = ["Book", "kill_rounds"]

_WRITERS = 4
_WRITES = (11, 80)
"""How many writes of a round are answered before the kill: how fast the machine is does not matter."""
_SECONDS = 120.0
_REPLICATION = ("--replication-seconds", "80000", "--page-size", "10000")


@dataclass
class Book:
    """What was acknowledged. A path has one writer, so that at most one of its changes is open at a time."""

    kept: dict[str, str | None] = field(default_factory=dict)
    """The tag of each gallery and version, or None for one that was deleted."""
    begun: dict[str, str | None] = field(default_factory=dict)
    """Changes that were sent and not answered."""
    operations: list[str] = field(default_factory=list)
    """The paths of operations that were answered and cannot have ended."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    """How many changes each writer of each round got an answer for."""

    def settle(self, arm: Arm) -> int:
        """Compare with what is there: what was acknowledged, or what was open and has been done whole.

        Return how many resources there are.
        """
        found: dict[str, str] = {}
        galleries = arm("GET", f"{COMPUTE}/galleries").json()["value"]
        versions = arm("GET", f"{COMPUTE}/galleries/base/images/ubuntu/versions").json()["value"]
        for resource in [*galleries, *versions]:
            found[resource["id"].lower()] = resource["tags"]["n"]
        del found[f"{COMPUTE}/galleries/base".lower()]
        for path in self.kept.keys() | self.begun.keys():
            allowed = {self.kept.get(path), self.begun.get(path, self.kept.get(path))}
            assert found.get(path.lower()) in allowed, (path, found.get(path.lower()), allowed)
            self.kept[path] = found.pop(path.lower(), None)
        assert not found, found
        self.begun.clear()
        for path in self.operations:
            assert arm.http.get(path).json()["status"] == "InProgress", path
        return sum(tag is not None for tag in self.kept.values())


def kill_rounds(launch: Callable[..., Process], data: Path, rounds: int, seed: int) -> Book:
    """Start, load and kill an emulator on one file so many times, and settle the book after each start."""
    chance = random.Random(seed)  # noqa: S311 - to repeat a run
    book = Book()
    first = launch("--data", str(data), *_REPLICATION)
    base = first.arm.done("PUT", first.arm.create_gallery("base"), {"location": "chinaeast2", "tags": {"n": "base"}})
    first.arm.create_definition(str(base["id"]))
    disk = first.arm.create_disk("source")
    first.kill()
    for number in range(rounds):
        process = launch("--data", str(data), *_REPLICATION)
        book.settle(process.arm)
        moment = (chance.randrange(*_WRITES), chance.uniform(0, 0.02))
        killer = threading.Thread(target=_kill, args=[process, book, f"r{number}w", *moment])
        with concurrent.futures.ThreadPoolExecutor(_WRITERS) as pool:
            killer.start()
            writers = [
                pool.submit(_write, process.arm.url, book, f"r{number}w{writer}", disk, random.Random(chance.random()))  # noqa: S311 - as above
                for writer in range(_WRITERS)
            ]
            for writer in writers:
                writer.result()
        killer.join()
    last = launch("--data", str(data), *_REPLICATION)
    book.settle(last.arm)
    _check_operations(book, last.arm)
    last.kill()
    _check_nothing_is_half_done(data)
    return book


def _kill(process: Process, book: Book, writers: str, writes: int, seconds: float) -> None:
    """Kill an emulator a moment after so many writes of a round were answered."""
    deadline = time.monotonic() + _SECONDS
    while sum(book.acknowledged.get(f"{writers}{one}", 0) for one in range(_WRITERS)) < writes:
        if time.monotonic() > deadline:
            break
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()


def _write(url: str, book: Book, name: str, disk: str, chance: random.Random) -> None:
    """Create, change and delete until nothing answers any more."""
    with httpx.Client(base_url=url, timeout=10) as http:
        arm = Arm(http)
        for step in range(100_000):
            # The rounds share few galleries, of which a region takes 100; a gallery has one writer in all of them.
            gallery = f"{COMPUTE}/galleries/{name.partition('w')[2]}x{chance.randrange(8)}"
            body: dict[str, object] = {"location": "chinaeast2", "tags": {"n": f"{name}s{step}"}}
            method, path = "PUT", gallery
            if chance.random() < 0.3:
                path = f"{COMPUTE}/galleries/base/images/ubuntu/versions/{int(name[1:].replace('w', ''))}.0.{step}"
                body |= version_body({"osDiskImage": {"source": {"id": disk}}})
            elif chance.random() < 0.3 and book.kept.get(path) is not None:
                method = "DELETE"
            book.begun[path] = f"{name}s{step}" if method == "PUT" else None
            try:
                answer = arm(method, path, body if method == "PUT" else None)
            except httpx.HTTPError:
                return
            assert answer.status_code in {200, 201, 202}, answer.text
            book.kept[path] = book.begun.pop(path)
            book.acknowledged[name] = step + 1
            if "/versions/" in path:
                book.operations.append(answer.headers["azure-asyncoperation"].removeprefix(url))
            time.sleep(0.001)


def _check_operations(book: Book, arm: Arm) -> None:
    """Every operation that was running ends when its time has come."""
    arm.advance(90_000)
    for path in book.operations:
        assert arm.http.get(path).json()["status"] == "Succeeded", path
    for version in arm("GET", f"{COMPUTE}/galleries/base/images/ubuntu/versions").json()["value"]:
        assert version["properties"]["provisioningState"] == "Succeeded", version


def _check_nothing_is_half_done(data: Path) -> None:
    """Every resource with an end of its own has the operation that leads there, and numbers are given once."""
    with sqlite3.connect(data) as connection:
        query = (
            "SELECT r.id FROM resources r WHERE r.type = 'microsoft.compute/galleries/images/versions' "
            "AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.due = r.due)"
        )
        assert connection.execute(query).fetchall() == []
        (twice,) = connection.execute("SELECT count(sequence) - count(DISTINCT sequence) FROM resources").fetchone()
        assert twice == 0
    connection.close()
