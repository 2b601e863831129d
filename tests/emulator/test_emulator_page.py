"""The page on the emulator: what it shows has happened, and happens again."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compute_gallery_emulator.fault_plan import FAULTS
from tests.emulator.azure_cli.environment import install_azure_cli
from tests.emulator.emulator_harness import Arm, Process
from tests.emulator.transcript import commands_of, fenced, run_commands
from tests.figures import Record

PAGE = Path(__file__).parents[2] / "docs" / "emulator.md"
SERVED = re.compile(r"^gallery-emulator serve (.*--https.*)$", re.MULTILINE)


@pytest.mark.soak
def test_the_azure_cli_signs_in_and_publishes_as_the_page_shows(
    launch: Callable[..., Process], tmp_path: Path, record_property: Record
) -> None:
    """Every command of the page, in its order, shows what the page says that it shows."""
    match = SERVED.search("".join(fenced(PAGE, "sh")))
    assert match is not None
    arguments = re.sub(r"--port \d+ ?", "", match[1]).split()
    emulator = launch(*arguments)
    commands = commands_of(PAGE)
    install_azure_cli(tmp_path / "bin")
    address = emulator.arm.url
    environment = {"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    shown = run_commands(
        [command.line.replace("https://127.0.0.1:8543", address) for command in commands], tmp_path, environment
    )
    assert [f"$ {command.line}\n{command.output}" for command in commands] == [
        f"$ {command.line}\n{output.replace(address, 'https://127.0.0.1:8543')}"
        for command, output in zip(commands, shown, strict=True)
    ]
    record_property("commands of az compared", len(commands))


def test_the_page_shows_the_source_document(tmp_path: Path) -> None:
    """The definition and the version are made with the source document's own arguments (S2, S12, S18 to S20)."""
    lines = [" ".join(command.line.replace("\\\n", "").split()) for command in commands_of(PAGE)]
    document = (
        "--publisher myPublisher --offer myOffer --sku mySKU --os-type Linux --os-state specialized",
        '--gallery-image-version 1.0.0 --target-regions "chinaeast" "chinaeast=1" "chinaeast2=1=premium_lrs"',
        '--replica-count 2 --managed-image "$VM"',
    )
    for arguments in document:
        assert any(arguments in line for line in lines), arguments
    assert run_commands(["echo out; echo err >&2", "cd /"], tmp_path, {"PATH": os.environ["PATH"]}) == ["out\nerr", ""]


def test_the_python_client_works_as_the_page_shows(arm: Arm, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python of the page lists the galleries."""
    subscription = "00000000-0000-0000-0000-000000000000"
    group = f"/subscriptions/{subscription}/resourceGroups/rg"
    arm.create_group(group)
    arm.done("PUT", f"{group}/providers/Microsoft.Compute/galleries/mine", {"location": "chinaeast2"})
    (code,) = fenced(PAGE, "python")
    exec(compile(code.replace("http://127.0.0.1:8480", arm.url), str(PAGE), "exec"), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == "['mine']\n"


def test_the_faults_of_the_page_can_be_used(launch: Callable[..., Process], tmp_path: Path) -> None:
    """The faults file of the page is read, and every fault there is stands in its table."""
    (plan,) = fenced(PAGE, "json")
    (tmp_path / "faults.json").write_text(plan, encoding="utf-8")
    shown = launch("--faults", "faults.json").arm.http.get("/emulator/faults").json()
    assert shown == {"plan": json.loads(plan), "happened": [0] * 5}
    rows = re.findall(r"^\| `(\w+)` \|.*\|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: tuple(re.findall(r"`(\w+)`", keys)) for name, keys in rows} == FAULTS
