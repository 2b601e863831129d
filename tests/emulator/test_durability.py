"""What is kept when the process ends, however it ends."""

import concurrent.futures
import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.emulator.emulator_harness import COMPUTE, Arm, Process, version_body

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


def test_what_was_answered_survives_every_kill(launch: Launch, tmp_path: Path) -> None:
    """Killed three times under load, the emulator still has every gallery that it had answered for."""
    data = str(tmp_path / "azure.db")
    answered: list[str] = []
    for turn in range(3):
        process = launch("--data", data)
        process.arm.create_group()

        def create(number: int, process: Process = process, turn: int = turn) -> None:
            path = f"{COMPUTE}/galleries/g{turn}x{number}"
            with contextlib.suppress(httpx.HTTPError):
                if process.arm("PUT", path, {"location": "chinaeast2"}).status_code == 201:
                    answered.append(path)

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            done = [pool.submit(create, number) for number in range(60)]
            while sum(future.done() for future in done) < 20:
                time.sleep(0.005)
            process.kill()
    assert len(answered) >= 60
    last = launch("--data", data, "--page-size", "10000")
    listed = {gallery["name"] for gallery in last.arm("GET", f"{COMPUTE}/galleries").json()["value"]}
    assert {path.rsplit("/", 1)[-1] for path in answered} <= listed


def test_a_data_file_that_cannot_be_written_is_said(start: Callable[..., Arm], tmp_path: Path) -> None:
    """When the disk is full a write gets a 503 that says so, reads go on, and nothing half-done stays."""
    arm = start(str(tmp_path / "azure.db"))
    gallery = arm.create_gallery()
    store = arm.store
    assert store is not None
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    refused = [
        arm("PUT", f"{gallery}{number}", {"location": "chinaeast2", "tags": {"t": "x" * 256}}) for number in range(60)
    ]
    assert refused[-1].status_code == 503
    assert refused[-1].json()["error"]["code"] == "ServiceUnavailable"
    assert "full" in refused[-1].json()["error"]["message"]
    made = sum(answer.status_code == 201 for answer in refused)
    assert len(arm("GET", f"{COMPUTE}/galleries").json()["value"]) == 1 + made
