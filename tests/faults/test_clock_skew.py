"""Clocks that do not agree: Azure's, this machine's, and that of the machine that ran the last update."""

import json
import re

import pytest

from tests.end_to_end.gallery_stack import changed
from tests.faults.agreement import assert_agreement
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import Moment

pytestmark = pytest.mark.end_to_end

DAY = 86_400.0
YEARS_LATER = "2199-01-01T00:00:00Z"


@pytest.mark.soak
def test_clocks_that_disagree_disturb_nothing(azure: Azure) -> None:
    """Azure's clock jumps a day ahead in an `up`, and the last update is dated by a clock of the next century."""
    stack, tree = azure.stack("skewed"), estate("skewed", 2, 2)
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(tree)) as run:
        Moment(20).wait(run)
        azure.advance(DAY)
        assert run.stdout
        rest = run.stdout.read()
    assert run.returncode == 0, rest
    assert_agreement(stack, tree)
    file = stack.folder / "state.json"
    stack.pulumi.run("stack", "export", "--file", str(file), "--stack", stack.name)
    state = json.loads(file.read_text())
    state["deployment"]["manifest"]["time"] = YEARS_LATER
    dated = re.sub(r'"(created|modified)": "[^"]*"', rf'"\1": "{YEARS_LATER}"', json.dumps(state))
    file.write_text(dated)
    assert stack.pulumi.run("stack", "import", "--file", str(file), "--stack", stack.name).returncode == 0
    tree = changed(tree, "definitions/ubuntu0/versions/1.0.9", tree["definitions"]["ubuntu0"]["versions"]["1.0.0"])
    tree = changed(tree, "definitions/ubuntu0/versions/1.0.9/tags/declared", "ubuntu0-1.0.9")
    stack.up(tree)
    assert assert_agreement(stack, tree) == 5
