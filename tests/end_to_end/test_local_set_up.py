"""`make up` when the machine does not play along: one readable line, exit status other than 0, nothing half-made."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.end_to_end.clone import Clone

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("set-up")]


@pytest.fixture(autouse=True)
def nothing_local(clone: Clone) -> Iterator[None]:
    """Each test begins and ends without a local set-up."""
    clone.down()
    yield
    clone.down()


def last_line(clone: Clone, command: str) -> str:
    """The line that says why a command failed, without what make adds."""
    done = clone.sh(command)
    assert done.returncode != 0, done.stdout
    assert "Traceback" not in done.stdout
    return [line for line in done.stdout.splitlines() if not line.startswith("make:")][-1]


def test_taken_port_is_named(clone: Clone) -> None:
    """No free port: the message names the port that was asked for."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in last_line(clone, f"make up PORT={port}")


@pytest.mark.parametrize("port", ["70000", "-1", "many"])
def test_impossible_port_is_named(clone: Clone, port: str) -> None:
    """A port that cannot be is refused with its value."""
    assert port in last_line(clone, f"make up PORT={port}")


def test_local_folder_that_is_a_file(clone: Clone) -> None:
    """A broken `.local/`: the message names it and says how to start over, and that works."""
    (clone.path / ".local").write_text("not a folder")
    line = last_line(clone, "make up")
    assert str(clone.path / ".local") in line
    assert "make down" in line
    assert clone.sh("make down").returncode == 0
    assert clone.sh("make -s env").returncode == 0


def test_broken_database_is_named_and_kept(clone: Clone) -> None:
    """A broken emulator database: the message names the file, which is not written over."""
    (clone.path / ".local").mkdir()
    database = clone.path / ".local" / "emulator.db"
    database.write_bytes(b"this is no database, and somebody may want it back" * 100)
    before = database.read_bytes()
    assert "emulator.db" in last_line(clone, "make up")
    assert database.read_bytes() == before


def test_record_of_a_dead_emulator_is_no_obstacle(clone: Clone) -> None:
    """A record that outlived its emulator, or cannot be read, is replaced; a process that took its number lives on."""
    record = clone.path / ".local" / "emulator.json"
    for left_over in ("not json", json.dumps({"address": "http://127.0.0.1:9", "pid": 1})):
        clone.down()
        record.parent.mkdir()
        record.write_text(left_over)
        assert clone.sh("make -s env").returncode == 0
        assert json.loads(record.read_text())["pid"] != 1


def test_two_runs_at_once_do_not_trip_over_each_other(clone: Clone) -> None:
    """Two `make up` at once both succeed: the second waits, and finds everything as declared."""
    with ThreadPoolExecutor() as runs:
        both = list(runs.map(clone.sh, ["make up", "make up"]))
    assert [run.returncode for run in both] == [0, 0], [run.stdout for run in both]
    assert sum("waiting for another run that is preparing the local stack" in run.stdout for run in both) == 1
    assert sum("nothing changed" in run.stdout for run in both) == 1


def test_env_prints_nothing_but_exports(clone: Clone) -> None:
    """`eval "$(make -s env)"` evaluates assignments only: all talk is on standard error."""
    done = clone.sh("make -s env 2>/dev/null")
    assert done.returncode == 0
    assert all(line.startswith("export ") for line in done.stdout.splitlines())


def test_unknown_engine_choice_is_named(clone: Clone) -> None:
    """An engine that cannot be asked for is refused with the ones that can."""
    line = last_line(clone, "COMPUTE_GALLERY_ENGINE=newest make up")
    assert "newest" in line
    assert "path, release, build" in line
