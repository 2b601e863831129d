"""`gallery watch` follows a replication to its end, whatever the network does."""

import json
import signal
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.existing_galleries import plain, replicating
from tests.cli.gallery_command import GROUP, Emulator, begun, gallery

SLOW = ("--replication-seconds", "100")
QUICK = ("--interval", "0.1")
VERSION = f"{GROUP}/providers/Microsoft.Compute/galleries/running/images/ubuntu/versions/1.0.0"


def followed(running: subprocess.Popen[str], emulator: Emulator, step: float = 30) -> list[str]:
    """Let time pass in the emulator with each line that the command prints; return all lines."""
    lines = []
    assert running.stdout is not None
    for line in running.stdout:
        lines.append(line.rstrip())
        emulator.advance(step)
    return lines


def ended(running: subprocess.Popen[str]) -> int:
    """Return the exit status of a command that has told all; it wrote no error."""
    assert running.stderr is not None
    assert running.stderr.read() == ""
    return running.wait(30)


def test_running_replication_is_followed_to_its_end(serve: Callable[..., Emulator]) -> None:
    """Each region is told of as it goes on, in lines where there is no terminal, and the end is told."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus", "eastus2")
    running = begun("watch", "ubuntu/1.0.0", *QUICK, emulator=emulator)
    lines = followed(running, emulator)
    assert ended(running) == 0
    assert lines[-1] == "Replicated: ubuntu/1.0.0."
    assert any("West US: Replicating" in line for line in lines)
    assert "ubuntu/1.0.0 East US 2: Completed 100 %" in lines


def test_without_a_name_all_that_runs_is_followed(serve: Callable[..., Emulator]) -> None:
    """What is ready already is not shown; with nothing running the command ends at once, and well."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus")
    running = begun("watch", *QUICK, emulator=emulator)
    assert followed(running, emulator)[-1] == "Replicated: ubuntu/1.0.0."
    assert ended(running) == 0
    again = gallery("watch", *QUICK, emulator=emulator)
    assert (again.returncode, again.stdout) == (0, "Nothing is being replicated.\n")


def test_failed_region_gives_exit_status_1(serve: Callable[..., Emulator]) -> None:
    """What failed is named."""
    emulator = serve("--replication-seconds", "0.1")
    emulator.faults({"fault": "replicationFailure", "regions": ["eastus2"]})
    replicating(emulator, "westus", "eastus2")
    emulator.advance(10)
    done = gallery("watch", "ubuntu/1.0.0", *QUICK, emulator=emulator)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "Failed: ubuntu/1.0.0."
    assert "East US 2: Failed" in done.stdout


def test_throttling_errors_and_cuts_are_survived(serve: Callable[..., Emulator]) -> None:
    """Answers of 429, 503 and 401, and cut connections in between do not end the watching."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus")
    faults = [
        {"fault": "throttled", "skip": 1, "count": 1, "retryAfterSeconds": 0},
        {"fault": "connectionCutBeforeWork", "skip": 2, "count": 2},
        {"fault": "serviceUnavailable", "skip": 3, "count": 1},
        {"fault": "expiredToken", "skip": 4, "count": 1},
    ]
    emulator.faults(*({**fault, "path": "*/versions/1.0.0"} for fault in faults))
    running = begun("watch", "ubuntu/1.0.0", *QUICK, emulator=emulator)
    lines = followed(running, emulator, step=12)
    assert ended(running) == 0
    assert lines[-1] == "Replicated: ubuntu/1.0.0."
    assert any("not signed in" in line for line in lines)


def test_storm_of_throttling_does_not_hide_what_goes_on(serve: Callable[..., Emulator]) -> None:
    """Of ten versions at once, the ones that Azure does answer for go on in sight, until all are there."""
    emulator = serve(*SLOW)
    numbers = [f"1.0.{number}" for number in range(10)]
    for number in numbers:
        replicating(emulator, "westus", number=number, is_new=number == "1.0.0", image=f"golden-{number}")
    emulator.faults(
        {"fault": "throttled", "path": "*/versions/*", "methods": ["GET"], "probability": 0.4, "retryAfterSeconds": 0}
    )
    running = begun("watch", *QUICK, emulator=emulator)
    lines = followed(running, emulator, step=3)
    assert ended(running) == 0
    assert lines[-1] == "Replicated: 10 versions."
    assert any("Next look in" in line for line in lines)


def test_before_the_gallery_exists_it_can_be_waited_for(serve: Callable[..., Emulator]) -> None:
    """The command may be started before everything: then gallery, definition and version come one by one."""
    emulator = serve(*SLOW)
    running = begun("watch", "-r", "running", "--wait-for-start", "60", *QUICK, emulator=emulator)
    assert running.stdout is not None
    assert running.stdout.readline().startswith("waiting for it to begin: gallery")
    replicating(emulator, "westus")
    assert followed(running, emulator)[-1] == "Replicated: ubuntu/1.0.0."
    assert ended(running) == 0


def test_what_begins_when_the_last_ends_is_followed_too(serve: Callable[..., Emulator]) -> None:
    """`pulumi up` makes versions of one source one after the other: the second is not missed."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus")
    running = begun("watch", "--interval", "0.5", emulator=emulator)
    assert running.stdout is not None
    running.stdout.readline()
    emulator.advance(200)
    replicating(emulator, "westus", number="1.0.1", is_new=False)
    assert followed(running, emulator)[-1] == "Replicated: ubuntu/1.0.0, ubuntu/1.0.1."
    assert ended(running) == 0


def test_ctrl_c_ends_it_with_one_line(serve: Callable[..., Emulator]) -> None:
    """Ctrl-C waits for nothing that Azure has not answered, and tells that Azure goes on."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus")
    running = begun("watch", *QUICK, emulator=emulator)
    assert running.stdout is not None
    running.stdout.readline()
    emulator.faults({"fault": "slowAnswer", "path": "*/versions/*", "seconds": 50})
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)
    assert (running.returncode, told) == (130, "gallery: stopped. What runs in Azure goes on.\n")


def test_an_azure_that_stays_away_ends_it_with_one_line(emulator: Emulator) -> None:
    """After the patience the command gives up, with the exit status for the network."""
    plain(emulator)
    emulator.faults({"fault": "connectionCutBeforeWork", "path": "*/versions/*"})
    options = ("--patience", "0.1", *QUICK)
    done = gallery("watch", "ubuntu/1.0.0", "-r", "plain", *options, emulator=emulator)
    assert done.returncode == 6
    assert len(done.stderr.splitlines()) == 1


def test_json_is_one_object_on_each_line(serve: Callable[..., Emulator]) -> None:
    """A program reads the progress line by line; the last one says how it ended."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus")
    running = begun("watch", "ubuntu/1.0.0", *QUICK, "--json", emulator=emulator)
    seen: list[dict[str, Any]] = [json.loads(line)["versions"][0] for line in followed(running, emulator)]
    assert ended(running) == 0
    assert len(seen) > 2
    assert [each["progress"] for each in seen] == sorted(each["progress"] for each in seen)
    assert (seen[0]["outcome"], seen[-1]["outcome"]) == ("running", "done")
    assert seen[-1]["regions"] == [{"region": "westus", "state": "Completed", "progress": 100}]


def test_version_that_is_not_there_yet_can_be_waited_for(emulator: Emulator) -> None:
    """With --wait-for-start it may be started before `pulumi up`; without, a missing version is told at once."""
    plain(emulator)
    missing = gallery("watch", "ubuntu/2.0.0", emulator=emulator)
    assert (missing.returncode, len(missing.stderr.splitlines())) == (4, 1)
    assert 'version "2.0.0" of ubuntu does not exist in gallery plain' in missing.stderr
    for name in ("ubutnu", "ubutnu/1.0.0"):
        assert 'Write "ubuntu".' in gallery("watch", name, emulator=emulator).stderr
    running = begun("watch", "ubuntu/2.0.0", "--wait-for-start", "60", *QUICK, emulator=emulator)
    assert running.stdout is not None
    assert running.stdout.readline().startswith("waiting for it to begin")
    replicating(emulator, "westus", name="plain", number="2.0.0", is_new=False)
    assert followed(running, emulator)[-1] == "Replicated: ubuntu/2.0.0."
    assert ended(running) == 0


@pytest.mark.parametrize("name", ["ubuntu/", "ubuntu/1.0", "ubuntu/1.0.0/x", "/"])
def test_name_of_no_version_is_refused(name: str, emulator: Emulator) -> None:
    """A mistyped name is told before anything is asked."""
    done = gallery("watch", name, emulator=emulator)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "such as ubuntu/1.0.0" in done.stderr


def test_version_deleted_meanwhile_is_a_failure(serve: Callable[..., Emulator]) -> None:
    """What others delete while it is watched did not arrive."""
    emulator = serve(*SLOW)
    replicating(emulator, "westus")
    running = begun("watch", "ubuntu/1.0.0", *QUICK, emulator=emulator)
    assert running.stdout is not None
    running.stdout.readline()
    emulator.delete(VERSION)
    assert followed(running, emulator)[-1] == "Failed: ubuntu/1.0.0."
    assert ended(running) == 1
