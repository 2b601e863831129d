"""A large estate as a fleet: deployed, killed in the middle, taken up, and counted."""

from pathlib import Path

import pytest

from tests.cli.fleets import FleetCommand, definition, fleet_document, kill, until
from tests.end_to_end.own_emulator import own_emulator
from tests.figures import Record
from tools.engine.obtain import Engine

GROUPS = {f"g{group}": [f"d{group}-*"] for group in range(10)}
NUMBERS = [f"1.0.{number}" for number in range(10)]
DEFINITIONS = {
    name: definition(name, *NUMBERS, regions=("chinaeast2", "chinanorth"))
    for group in range(10)
    for name in (f"d{group}-{each}" for each in range(10))
}
SUCCEEDED = {f"{name}/{number}": "Succeeded" for name in DEFINITIONS for number in NUMBERS}


@pytest.mark.end_to_end
@pytest.mark.soak
def test_a_thousand_versions_survive_a_kill(engine: Engine, tmp_path: Path, record_property: Record) -> None:
    """A fleet of 1,000 versions that is killed half-way is finished by the same command: each is there once."""
    with own_emulator(engine, tmp_path / "azure") as local:
        fleet = FleetCommand(local, tmp_path / "fleet.yaml")
        fleet.write(fleet_document("large", GROUPS, DEFINITIONS))
        with fleet.begin("up", "--yes", "--skip-preview") as process:
            until(lambda: len(fleet.versions()) >= len(SUCCEEDED) // 2)
            kill(process)
        again = fleet.run("up", "--yes", "--skip-preview")
        assert again.returncode == 0, again.stdout + again.stderr
        assert fleet.versions() == SUCCEEDED
        assert set(fleet.states("preview").values()) == {"unchanged"}
    record_property("fleet kills survived", 1)
    record_property("versions checked", len(SUCCEEDED))
