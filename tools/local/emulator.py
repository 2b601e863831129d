"""Starts, finds and stops the emulator of one local set-up."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tools.local.folder import LocalError, LocalFolder

__all__ = ["start", "stop"]

COMMAND = Path(sys.executable).with_name("gallery-emulator")
STOP_SECONDS = 10.0


def start(folder: LocalFolder, port: int | None = None, replication_seconds: float = 0) -> str:
    """Address of the running emulator; starts one when there is none. Raises LocalError.

    Without a port the last one is taken again when it is free, so that shells keep their address; else any free one.
    """
    if (address := running(folder)) and (port is None or address.endswith(f":{port}")):
        return address
    stop(folder)
    for candidate in [port] if port is not None else [last_port(folder), 0]:
        process = launch(folder, candidate, replication_seconds)
        if address := await_address(process):
            record = {"address": address, "pid": process.pid}
            folder.emulator_record.write_text(json.dumps(record))
            return address
    raise LocalError(reason(folder))


def launch(folder: LocalFolder, port: int, replication_seconds: float, *more: str) -> subprocess.Popen[str]:
    """Start the emulator as a process that outlives this one and does not hear this terminal's Ctrl-C."""
    options: list[str | Path] = [
        "--port",
        str(port),
        "--data",
        folder.emulator_data,
        "--replication-seconds",
        str(replication_seconds),
        *more,
    ]
    with folder.emulator_log.open("w") as log:
        return subprocess.Popen(
            [COMMAND, "serve", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )


def await_address(process: subprocess.Popen[str]) -> str | None:
    """The address in the line that a ready emulator prints; None when it ends instead."""
    if process.stdout is None:
        return None
    with process.stdout as lines:
        ready = re.search(r"http://\S+", lines.readline())
    return ready[0] if ready else None


def running(folder: LocalFolder) -> str | None:
    """Address of the emulator that this folder's record names, if it answers."""
    record = read_record(folder)
    address = record.get("address")
    if isinstance(address, str) and answers(address):
        return address
    return None


def answers(address: str) -> bool:
    """Whether an emulator answers at an address."""
    try:
        health = httpx.get(f"{address}/emulator/health", timeout=5, trust_env=False).json()
    except (httpx.HTTPError, ValueError):
        return False
    return isinstance(health, dict) and health.get("name") == "gallery-emulator"


def stop(folder: LocalFolder) -> None:
    """End the emulator that the record names, if it is one."""
    pid = read_record(folder).get("pid")
    if not isinstance(pid, int) or not is_emulator(pid):
        return
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
        deadline = time.monotonic() + STOP_SECONDS
        while is_emulator(pid) and time.monotonic() < deadline:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            time.sleep(0.05)


def is_emulator(pid: int) -> bool:
    """Whether a process is an emulator: a record may outlive its process, whose number another one then has."""
    answer = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return "gallery-emulator" in answer.stdout and not answer.stdout.startswith("Z")


def last_port(folder: LocalFolder) -> int:
    """The port of the record, or 0 for any."""
    found = re.search(r":(\d+)$", str(read_record(folder).get("address", "")))
    return int(found[1]) if found else 0


def read_record(folder: LocalFolder) -> dict[str, object]:
    """Address and process as written by `start`; empty when there is none or it cannot be read."""
    try:
        record = json.loads(folder.emulator_record.read_text())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def reason(folder: LocalFolder) -> str:
    """The last thing that an emulator said before it ended."""
    try:
        said = folder.emulator_log.read_text().strip().splitlines()
    except OSError:
        said = []
    return said[-1] if said else "the emulator ended without a word"
