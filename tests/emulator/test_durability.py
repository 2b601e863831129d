"""What is kept when the process ends, however it ends."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.emulator.emulator_harness import COMPUTE, READY, Arm, Process, version_body
from tests.emulator.kill_rounds import kill_rounds
from tests.figures import Record

Launch = Callable[..., Process]


def test_a_restart_goes_on_where_it_was(launch: Launch, tmp_path: Path) -> None:
    """Resources, a running operation and the advanced clock outlive a kill; the operation then ends by the clock."""
    data = str(tmp_path / "azure.db")
    first = launch("--data", data, "--replication-seconds", "100")
    gallery = first.arm.create_gallery()
    definition = first.arm.create_definition(gallery)
    image = first.arm.create_managed_image()
    created = first.arm("PUT", f"{definition}/versions/1.0.0", version_body({"source": {"id": image}}))
    first.arm.advance(60)
    path = created.headers["azure-asyncoperation"].removeprefix(first.arm.url)
    first.kill()
    second = launch("--data", data, "--replication-seconds", "100")
    assert second.arm.http.get(path).json()["status"] == "InProgress"
    second.arm.advance(41)
    assert second.arm.http.get(path).json()["status"] == "Succeeded"
    assert second.arm("GET", f"{definition}/versions/1.0.0").json()["properties"]["provisioningState"] == "Succeeded"


def test_what_was_acknowledged_survives_every_kill(launch: Launch, tmp_path: Path) -> None:
    """Killed four times under load, the emulator holds exactly what it had answered for, and operations go on."""
    book = kill_rounds(launch, tmp_path / "azure.db", rounds=4, seed=time.time_ns())
    assert sum(book.acknowledged.values()) > 20


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_what_was_acknowledged_survives_fifty_kills(launch: Launch, tmp_path: Path, record_property: Record) -> None:
    """The same for fifty rounds on one file."""
    seed = time.time_ns()
    record_property("emulator under load, seed", str(seed))
    book = kill_rounds(launch, tmp_path / "azure.db", rounds=50, seed=seed)
    assert sum(book.acknowledged.values()) > 500
    record_property("emulator kills survived", 50)
    record_property("acknowledged writes checked", sum(book.acknowledged.values()))


def test_two_emulators_that_start_at_once_do_not_share_a_file(tmp_path: Path) -> None:
    """Of six that are started on one new file at the same moment, one serves and five say why they do not."""
    command = [sys.executable, "-m", "compute_gallery_emulator", "serve", "--data", str(tmp_path / "azure.db")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    lines = [process.stdout.readline() for process in started if process.stdout is not None]
    serving = [process for process, line in zip(started, lines, strict=True) if line.startswith(READY)]
    for process in serving:
        process.terminate()
    errors = [process.communicate(timeout=10)[1] for process in started if process not in serving]
    assert len(serving) == 1, errors
    for process in serving:
        process.communicate(timeout=10)
    assert {error.count("\n") for error in errors} == {1}
    assert all("another emulator is using it" in error for error in errors), errors


def test_a_full_disk_is_said_and_nothing_is_half_made(launch: Launch, tmp_path: Path) -> None:
    """When files may not grow, writes get ARM's error body, reads and the process go on, and later writes too."""
    process = launch("--data", str(tmp_path / "azure.db"), "--page-size", "10000")
    arm = process.arm
    arm.create_gallery()
    used = max(path.stat().st_size for path in tmp_path.iterdir())
    unlimited = resource.prlimit(process.popen.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.popen.pid, resource.RLIMIT_FSIZE, (used + 65_536, unlimited[1]))
    answers = {}
    for number in range(200):
        path = f"{COMPUTE}/galleries/full{number}"
        answers[path] = arm("PUT", path, {"location": "chinaeast2", "tags": {str(n): "x" * 256 for n in range(8)}})
    refused = {path: answer for path, answer in answers.items() if answer.status_code != 201}
    assert refused
    for path, answer in refused.items():
        assert (answer.status_code, answer.json()["error"]["code"]) == (507, "InsufficientStorage")
        assert "retry-after" not in answer.headers
        assert arm("GET", path).status_code == 404
    listed = [gallery["name"] for gallery in arm("GET", f"{COMPUTE}/galleries").json()["value"]]
    assert len(listed) == 1 + len(answers) - len(refused)
    resource.prlimit(process.popen.pid, resource.RLIMIT_FSIZE, unlimited)
    assert arm("PUT", next(iter(refused)), {"location": "chinaeast2"}).status_code == 201
    process.kill()
    again = launch("--data", str(tmp_path / "azure.db"), "--page-size", "10000").arm
    names = [gallery["name"] for gallery in again("GET", f"{COMPUTE}/galleries").json()["value"]]
    assert names == [*listed, next(iter(refused)).rsplit("/", 1)[-1]]


def test_a_data_file_that_cannot_be_written_is_said(start: Callable[..., Arm], tmp_path: Path) -> None:
    """When the file is full a write gets a 507 that says so, reads go on, and nothing half-done stays."""
    arm = start(str(tmp_path / "azure.db"))
    gallery = arm.create_gallery()
    store = arm.store
    assert store is not None
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    refused = [
        arm("PUT", f"{gallery}{number}", {"location": "chinaeast2", "tags": {"t": "x" * 256}}) for number in range(60)
    ]
    assert refused[-1].status_code == 507
    assert refused[-1].json()["error"]["code"] == "InsufficientStorage"
    assert "full" in refused[-1].json()["error"]["message"]
    made = sum(answer.status_code == 201 for answer in refused)
    assert len(arm("GET", f"{COMPUTE}/galleries").json()["value"]) == 1 + made
