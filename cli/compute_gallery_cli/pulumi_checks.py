"""What `doctor` finds out about Pulumi on this machine."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Final

from compute_gallery_cli.finding import Finding, Verdict

__all__ = ["OLDEST_ENGINE", "engine_finding", "plugin_finding", "pulumi_findings"]

OLDEST_ENGINE: Final = (3, 259, 0)
"""The oldest engine that the project is tested with."""
TESTED_PLUGIN: Final = (3, 29, 0)
"""The azure-native that the components are written for."""
SECONDS = 30
VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")


def pulumi_findings() -> Iterator[Finding]:
    """Look at the engine on PATH and its plugins."""
    command = shutil.which("pulumi")
    version = answer(command, "version") if command else None
    yield engine_finding(command, version)
    if command and version:
        yield plugin_finding(answer(command, "plugin", "ls", "--json"))


def answer(command: str, *arguments: str) -> str | None:
    """Return what a command prints; None where it fails."""
    try:
        done = subprocess.run(  # noqa: S603 the pulumi that the shell would start too
            [command, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def engine_finding(command: str | None, version: str | None) -> Finding:
    """Say whether the engine is new enough."""
    oldest = ".".join(map(str, OLDEST_ENGINE))
    advice = f"install Pulumi {oldest} or newer (https://www.pulumi.com/docs/install), or run `make engine`"
    if command is None:
        return Finding("engine", Verdict.FAILURE, "pulumi is not on PATH", advice)
    parsed = parsed_version(version)
    if parsed is None:
        return Finding("engine", Verdict.FAILURE, f"{command} does not tell its version", advice)
    text = f"pulumi {'.'.join(map(str, parsed))}"
    if parsed < OLDEST_ENGINE:
        return Finding("engine", Verdict.FAILURE, f"{text} is older than {oldest}", advice)
    return Finding("engine", Verdict.OK, text)


def plugin_finding(listed: str | None) -> Finding:
    """Say which azure-native plugins there are."""
    try:
        plugins = json.loads(listed or "[]")
    except ValueError:
        plugins = []
    found = [
        parsed
        for plugin in plugins
        if isinstance(plugin, dict) and plugin.get("name") == "azure-native"
        if (parsed := parsed_version(str(plugin.get("version", ""))))
    ]
    if not found:
        return Finding("plugin", Verdict.OK, "azure-native is not installed yet; the first `pulumi up` downloads it")
    newest = max(found)
    text = f"azure-native {'.'.join(map(str, newest))}"
    if newest[0] != TESTED_PLUGIN[0]:
        tested = ".".join(map(str, TESTED_PLUGIN))
        return Finding("plugin", Verdict.WARNING, text, f"the components are written for azure-native {tested}")
    return Finding("plugin", Verdict.OK, text)


def parsed_version(text: str | None) -> tuple[int, ...] | None:
    """Read a version; None where there is none."""
    match = VERSION.search(text or "")
    return tuple(map(int, match.groups())) if match else None
