"""Fleets for tests: their files, and the `gallery fleet` command on a set-up with an engine and an emulator."""

import contextlib
import copy
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.cli.gallery_command import SUBSCRIPTION, Emulator
from tests.end_to_end.gallery_stack import SNAPSHOT, Tree
from tests.end_to_end.local_pulumi import LocalPulumi

__all__ = ["FleetCommand", "definition", "fleet_document", "kill", "until"]

SECONDS = 300
LONGEST_WAIT = 120.0


def definition(sku: str, *versions: str, regions: tuple[str, ...] = ("chinaeast2",)) -> Tree:
    """A definition, and versions of it that are made from one snapshot."""
    return {
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "contoso", "offer": "fleet", "sku": sku},
        "versions": {
            number: {"source": {"snapshotId": SNAPSHOT}, "targetRegions": list(regions)} for number in versions
        },
    }


def fleet_document(prefix: str, groups: dict[str, list[str]] | None, definitions: Tree, **gallery: Any) -> Tree:  # noqa: ANN401
    """A fleet's file as data; None for no groups is a stack for each definition."""
    return {
        "fleet": {"prefix": prefix, "split": {"groups": groups} if groups is not None else "definition"},
        "config": {
            "compute-gallery:gallery": {
                "galleryName": prefix.replace("-", "_"),
                "resourceGroupName": "myGalleryRG",
                "location": "chinaeast2",
                **gallery,
                "definitions": definitions,
            }
        },
    }


@dataclass
class FleetCommand:
    """Runs `gallery fleet` on one file."""

    local: LocalPulumi
    file: Path

    def write(self, document: Tree) -> None:
        """Write the fleet's file."""
        self.file.write_text(yaml.safe_dump(copy.deepcopy(document), sort_keys=False))

    def document(self) -> Tree:
        """The fleet's file as it is now."""
        document: Tree = yaml.safe_load(self.file.read_text())
        return document

    def begin(self, command: str, *options: str) -> subprocess.Popen[str]:
        """Start a command, in a session of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "compute_gallery_cli", "fleet", command, "-f", str(self.file), *options],
            env={**self.local.environment, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION},
            cwd=self.file.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, command: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        with self.begin(command, *options) as process:
            out, errors = process.communicate(timeout=SECONDS)
        assert "Traceback" not in out + errors, out + errors
        return subprocess.CompletedProcess(process.args, process.returncode, out, errors)

    def gallery(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run another command of `gallery` to its end, in the fleet's folder or in another one."""
        return subprocess.run(
            [sys.executable, "-m", "compute_gallery_cli", *arguments],
            env={**self.local.environment, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION},
            cwd=cwd or self.file.parent,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def told(self, command: str, *options: str, status: int = 0) -> dict[str, Tree]:
        """Run a command with --json that ends with a status; return what came of each stack, by its name."""
        done = self.run(command, "--json", *options)
        assert done.returncode == status, done.stdout + done.stderr
        return {stack["stack"]: stack for stack in json.loads(done.stdout)["stacks"]}

    def states(self, command: str, *options: str, status: int = 0) -> dict[str, str]:
        """Do the same; return how each stack ended."""
        return {name: one["state"] for name, one in self.told(command, *options, status=status).items()}

    def versions(self) -> dict[str, str]:
        """The versions in Azure, each as definition/version, with its state."""
        tree = self.document()["config"]["compute-gallery:gallery"]
        gallery = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/myGalleryRG/providers/Microsoft.Compute/galleries"
        emulator, found = Emulator(self.local.address), {}
        for name in tree["definitions"]:
            path = f"{gallery}/{tree['galleryName']}/images/{name}/versions"
            for one in emulator.get(path).get("value", []):
                found[f"{name}/{one['name']}"] = one["properties"]["provisioningState"]
        return found

    def resources(self, stack: str) -> list[str]:
        """The names of the azure-native resources in a stack's state."""
        done = self.local.run(
            "stack", "export", "--stack", f"organization/compute-gallery/{stack}", cwd=self.file.parent
        )
        assert done.returncode == 0, done.stderr
        resources = json.loads(done.stdout)["deployment"].get("resources", [])
        return [one["urn"].rpartition("::")[2] for one in resources if one["type"].startswith("azure-native:")]


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + LONGEST_WAIT
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill -9 a command with all that it has started: engines, language hosts and plugins have groups of their own."""
    ps = shutil.which("ps")
    assert ps
    listed = subprocess.run([ps, "-A", "-o", "pid="], capture_output=True, text=True, check=True).stdout
    for pid in map(int, listed.split()):
        with contextlib.suppress(ProcessLookupError):
            if os.getsid(pid) == process.pid:
                os.kill(pid, signal.SIGKILL)
