"""The `gallery` command as a process, and the emulator that it asks."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.mgmt.compute import ComputeManagementClient

__all__ = ["GROUP", "SUBSCRIPTION", "Emulator", "answered", "begun", "gallery", "sdk_client"]

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/existing-rg"
SECONDS = 120
OF_AZURE = ("AZURE_", "ARM_", "COMPUTE_GALLERY_", "PULUMI_", "IDENTITY_", "MSI_")


class Bearer(SansIOHTTPPolicy[Any, Any]):
    """Any token: the client's own sign-in refuses plain HTTP."""

    def on_request(self, request: Any) -> None:  # noqa: ANN401 the client's own generic type
        """Put a token on a request."""
        request.http_request.headers["Authorization"] = "Bearer any"


def sdk_client(address: str) -> Any:  # noqa: ANN401 the client's models are not typed for this use
    """Return Microsoft's own client, by which others make galleries."""
    return ComputeManagementClient(
        object(),  # type: ignore[arg-type] # never asked: the policy authenticates
        SUBSCRIPTION,
        base_url=address,
        authentication_policy=Bearer(),
        polling_interval=0.05,
    )


@dataclass(frozen=True)
class Emulator:
    """A running emulator."""

    address: str
    process: subprocess.Popen[str] | None = None

    def put(self, path: str, body: object, api: str = "2024-03-03") -> dict[str, Any]:
        """Create a resource, without waiting for it."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            answer = client.put(path, params={"api-version": api}, json=body)
        assert answer.is_success, answer.text
        return dict(answer.json())

    def get(self, path: str, api: str = "2024-03-03") -> dict[str, Any]:
        """Read a resource or a list; nothing where there is none."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            answer = client.get(path, params={"api-version": api})
        return dict(answer.json()) if answer.is_success else {}

    def delete(self, path: str, api: str = "2024-03-03") -> None:
        """Delete a resource, without waiting for it."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            assert client.delete(path, params={"api-version": api}).is_success

    def advance(self, seconds: float) -> None:
        """Move the emulator's clock forward."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            assert client.post("/emulator/clock", json={"advance_seconds": seconds}).is_success

    def faults(self, *rules: dict[str, Any]) -> None:
        """Say what goes wrong from now on."""
        self.put("/emulator/faults", {"rules": list(rules)})


COMMAND = (sys.executable, "-m", "compute_gallery_cli")


def surroundings(emulator: Emulator | None) -> dict[str, str]:
    """Return an environment without sign-ins, in which the command asks the emulator."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(OF_AZURE)}
    if emulator:
        known |= {"COMPUTE_GALLERY_EMULATOR": emulator.address, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION}
    return known


def begun(*arguments: str, emulator: Emulator) -> subprocess.Popen[str]:
    """Start `gallery`, whose lines are read while it runs."""
    return subprocess.Popen(
        [*COMMAND, *arguments],
        env=surroundings(emulator),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def gallery(
    *arguments: str | Path, emulator: Emulator | None = None, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `gallery` to its end in an environment without sign-ins."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env={**surroundings(emulator), **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def answered(done: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401 JSON
    """Return what a command with --json printed."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
