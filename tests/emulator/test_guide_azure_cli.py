"""The guide's Azure CLI: its commands, run by the real `az` against the emulator."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks
from tests.emulator.azure_cli.environment import install_azure_cli
from tests.emulator.emulator_harness import Process
from tests.emulator.transcript import run_commands
from tests.figures import Record

GUIDE = ROOT / "docs" / "guide.md"
SUBSCRIPTION = "00000000-0000-0000-0000-00000000000"
MACHINE = "{group}/providers/Microsoft.Compute/virtualMachines/myVM"
COMMANDS = {
    "The gallery": "az sig create",
    "The image definition": "az sig image-definition create",
    "The image version": "az sig image-version create",
    "Other sources": "az sig image-version create",
    "Arguments of `az sig image-version create`": "az sig image-version create",
}
"""The sections with tables of arguments, by a part of their title, and what these are arguments of."""

SIGN_IN = """
az cloud register -n emulator --endpoint-resource-manager {address}
az cloud set -n emulator
az login --service-principal -u any-app -p any-secret --tenant {subscription}0 -o none
az group create -n myGalleryRG -l chinaeast2 -o none
az group create -n myResourceGroup -l chinaeast2 -o none
az rest --method put --url "{machine}?api-version=2024-07-01" -o none --body '{body}'
"""
BODY = '{"location": "chinaeast2", "properties": {"storageProfile": {"osDisk": {"osType": "Linux"}}}}'


def commands() -> list[str]:
    """The guide's own commands on a machine, a gallery, a definition and a version, in its order."""
    whole = "".join(one.text for one in blocks(GUIDE) if one.language == "sh").replace("\\\n", " ")
    lines = [" ".join(line.split()) for line in whole.splitlines()]
    own = [line for line in lines if line.startswith(("az sig", "az vm")) and "fromAnotherTenant" not in line]
    # `az` is shown one subscription by the emulator, the one of zeros.
    return [line.replace(f"{SUBSCRIPTION}1", f"{SUBSCRIPTION}0") for line in own]


def options() -> set[tuple[str, str]]:
    """The arguments of `az` that tables of pages name, each with the command that the table is about."""
    found: set[tuple[str, str]] = set()
    for name in ("guide", "migrating-from-az-scripts"):
        command = ""
        for line in (ROOT / "docs" / f"{name}.md").read_text("utf-8").splitlines():
            if line.startswith("## "):
                command = next((each for title, each in COMMANDS.items() if title in line), "")
            if command and line.startswith("|"):
                found.update((command, option) for option in re.findall(r"`(--[a-z-]+)`", line))
    return found


@pytest.mark.soak
def test_the_pages_name_arguments_that_az_has(tmp_path: Path, record_property: Record) -> None:
    """Each argument that a table names is one of its command, as `az` itself lists them."""
    install_azure_cli(tmp_path / "bin")
    environment = {"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    commands = sorted({command for command, _ in options()})
    assert len(commands) == len(set(COMMANDS.values()))
    helped = dict(
        zip(commands, run_commands([f"{one} --help" for one in commands], tmp_path, environment), strict=True)
    )
    unknown = [pair for pair in options() if not re.search(rf"{pair[1]}\b(?!-)", helped[pair[0]])]
    assert unknown == []
    record_property("arguments of az checked", len(options()))


@pytest.mark.soak
def test_the_guides_commands_publish(launch: Callable[..., Process], tmp_path: Path, record_property: Record) -> None:
    """S2, S12, S20: each `az` command of the guide succeeds; the version is replicated as its shorthand says."""
    emulator = launch("--https", "--ca-file", "ca.pem", "--replication-seconds", "0")
    install_azure_cli(tmp_path / "bin")
    machine = MACHINE.format(group=f"/subscriptions/{SUBSCRIPTION}0/resourceGroups/myResourceGroup")
    sign_in = SIGN_IN.format(address=emulator.arm.url, subscription=SUBSCRIPTION, machine=machine, body=BODY)
    environment = {
        "AZURE_CONFIG_DIR": str(tmp_path / "config"),
        "AZURE_CORE_COLLECT_TELEMETRY": "no",
        "AZURE_CORE_ONLY_SHOW_ERRORS": "yes",
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "REQUESTS_CA_BUNDLE": str(tmp_path / "ca.pem"),
    }
    lines = [*sign_in.strip().splitlines(), *commands()]
    assert len(commands()) >= 6
    shown = run_commands([f"{line}; echo status $?" for line in lines], tmp_path, environment)
    failed = [pair for pair in zip(lines, shown, strict=True) if not pair[1].endswith("status 0")]
    assert failed == []
    assert '"aggregatedState": "Completed"' in shown[-2]
    regions = [f'"region": "{name}"' in shown[-2] for name in ("chinaeast2", "chinanorth3", "chinaeast")]
    assert all(regions), shown[-2]
    shutil.rmtree(tmp_path / "config")
    record_property("commands of az compared", len(lines))
