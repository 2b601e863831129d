"""The command gallery-emulator: how it starts, refuses to start, and stops."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.emulator.emulator_harness import Process

Launch = Callable[..., Process]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [sys.executable, "-m", "compute_gallery_emulator", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_says_one_line_and_stops_quickly(launch: Launch, stop: signal.Signals) -> None:
    """One line when it is ready, nothing else; a signal ends it within two seconds, even with a client connected."""
    process = launch()
    assert process.arm.http.get("/emulator/health").json()["name"] == "gallery-emulator"
    before = time.monotonic()
    process.popen.send_signal(stop)
    rest, errors = process.popen.communicate(timeout=10)
    assert time.monotonic() - before < 2
    assert (rest, errors) == ("", "")


def refusal(*arguments: str, status: int = 2) -> str:
    """Run a command that must be refused in one line, and return the line."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (status, ""), done
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_taken_port_is_named(launch: Launch) -> None:
    """Status 2 and one line for a port that another process listens on."""
    port = launch().arm.url.rsplit(":", 1)[-1]
    line = refusal("serve", "--port", port)
    assert line.count("\n") == 1
    assert f"port {port}" in line
    assert "in use" in line


def test_a_second_emulator_on_one_file_is_refused(launch: Launch, tmp_path: Path) -> None:
    """Status 2 for a data file that another emulator has."""
    data = str(tmp_path / "azure.db")
    launch("--data", data)
    line = refusal("serve", "--data", data)
    assert line == f"gallery-emulator: the data file {data} cannot be used: another emulator is using it\n"


def test_data_files_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    """Status 2 and one line for a file of something else, a directory, and a place that does not exist."""
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(os.urandom(8192))
    for path in (garbage, tmp_path, tmp_path / "missing" / "azure.db"):
        line = refusal("serve", "--data", str(path))
        assert line.count("\n") == 1
        assert str(path) in line


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """A SQLite file that the emulator has not written is refused."""
    other = tmp_path / "other.db"
    subprocess.run(
        [sys.executable, "-c", f"import sqlite3; sqlite3.connect({str(other)!r}).execute('CREATE TABLE t (x)')"],
        check=True,
    )
    assert "was not written by" in refusal("serve", "--data", str(other))


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "192.0.2.1", "example.org", "::", "127.1", "0", "localhost.", "", "::ffff:127.0.0.1"],  # noqa: S104 - it is refused
)
def test_only_this_machine_is_served(host: str) -> None:
    """Status 2 for a host that others can reach."""
    assert "is not this machine's own" in refusal("serve", "--host", host)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "65536"),
        ("--port", "x"),
        ("--replication-seconds", "-1"),
        ("--page-size", "0"),
        ("--unknown",),
        ("--https",),
        ("--ca-file", "ca.pem"),
    ],
)
def test_bad_arguments_are_usage_errors(arguments: tuple[str, ...]) -> None:
    """Status 2 with the usage for an argument that is no good."""
    assert "usage: gallery-emulator" in refusal("serve", *arguments)


def test_ipv6_and_names_work() -> None:
    """The loopback can be given as ::1 or localhost, where the machine has it."""
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no ::1")
    with subprocess.Popen(
        [sys.executable, "-m", "compute_gallery_emulator", "serve", "--host", "::1"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("gallery-emulator: ready on http://[::1]:")
        process.terminate()


def test_the_plugin_is_written_and_executable(tmp_path: Path) -> None:
    """install-plugin writes an executable for the engine and says where; a file in the way is one line."""
    target = tmp_path / "bin"
    done = run("install-plugin", str(target))
    script = target / "pulumi-resource-azure-native"
    assert (done.returncode, done.stdout) == (0, f"{script}\n")
    assert os.access(script, os.X_OK)
    assert sys.executable in script.read_text(encoding="utf-8")
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert str(blocked) in refusal("install-plugin", str(blocked), status=1)
