"""Azure under load: throttling, errors of its own, cut connections, and regions that fail to replicate."""

import time

import pytest

from tests.faults.agreement import assert_agreement, await_rest
from tests.faults.conftest import Azure
from tests.faults.estate import estate
from tests.faults.kills import take_in
from tests.figures import Record

pytestmark = pytest.mark.end_to_end

UP = ("up", "--yes", "--skip-preview", "--continue-on-error")
THROTTLED = {"fault": "throttled", "retryAfterSeconds": 0, "probability": 0.2}
BUSY = {"fault": "serviceUnavailable", "retryAfterSeconds": 0, "probability": 0.1}
FAILED_REGION = {
    "fault": "replicationFailure",
    "regions": ["chinanorth"],
    "path": "*/ubuntu0/versions/1.0.1",
    "count": 1,
}
STORM = (
    {"fault": "throttled", "retryAfterSeconds": 1, "probability": 0.1},
    {"fault": "serviceUnavailable", "probability": 0.1},
    {"fault": "internalServerError", "probability": 0.1},
    {"fault": "connectionCutBeforeWork", "probability": 0.05},
    {"fault": "connectionCutAfterWork", "probability": 0.05},
    {"fault": "slowAnswer", "seconds": 0.5, "probability": 0.05},
    {"fault": "replicationFailure", "regions": ["chinanorth"], "probability": 0.1},
)
STORMS = 5
RUNS = 10


def test_failed_region_is_reported_and_repaired(azure: Azure) -> None:
    """Under 429 and 503, which are sat out, the version is reported with its region, and the others are made.

    The next `up` repairs it.
    """
    stack, tree = azure.stack("region"), estate("region", 2, 2)
    azure.faults(FAILED_REGION, THROTTLED, BUSY)
    try:
        told = stack.refused(tree, *UP)
        assert azure.happened() > 1
    finally:
        azure.faults()
    assert "(images-ubuntu0-1.0.1-version):" in told
    assert 'Code="ReplicationJobsFailed"' in told
    assert "region:chinanorth" in told
    assert told.count("error:") == told.count("error: update failed") + told.count("error: 1 error occurred:")
    failed = [name for name, one in stack.resources().items() if one.get("initErrors")]
    assert failed == ["images-ubuntu0-1.0.1-version"]
    assert "~ 1 updated" in stack.up(tree)
    assert_agreement(stack, tree)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_storms_end_in_agreement(azure: Azure, record_property: Record) -> None:
    """Whatever Azure does in five storms, `up` again ends in agreement once the storm has passed, or before."""
    for number in range(STORMS):
        seed = time.time_ns() % 1_000_000_000
        record_property("storms, seed", str(seed))
        stack, tree = azure.stack(f"storm{number}"), estate(f"storm{number}")
        azure.faults(*STORM, seed=seed)
        try:
            for _ in range(RUNS):
                done = stack.run(tree, *UP)
                if done.returncode == 0:
                    break
                assert "Traceback" not in done.stdout
        finally:
            record_property("faults injected", azure.happened())
            azure.faults()
        await_rest(stack, tree)
        if "cannot create already existing resource" in stack.run(tree, *UP).stdout:
            take_in(stack, tree)
        stack.up(tree)
        record_property("versions checked", assert_agreement(stack, tree))
        record_property("storms sat out", 1)
