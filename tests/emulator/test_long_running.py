"""Operations by the clock: what is answered while a version is built and replicated, and after."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compute_gallery_emulator.records import Record
from compute_gallery_emulator.replication import replication_status, schedule
from compute_gallery_emulator.settings import Settings
from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm, version_body

GOLDEN = {"source": {"id": f"{COMPUTE}/images/golden"}}
SECOND = 1_000_000_000


@pytest.fixture
def slow(start: Callable[..., Arm]) -> Arm:
    """Return an emulator on which a region takes 100 seconds."""
    arm = start(replication_seconds=100)
    arm.create_definition(arm.create_gallery())
    arm.create_managed_image()
    return arm


VERSION = f"{COMPUTE}/galleries/images/images/ubuntu/versions/1.0.0"


def states(arm: Arm) -> dict[str, Any]:
    """Return the state and progress of each region."""
    status = arm("GET", VERSION, expand="ReplicationStatus").json()["properties"]["replicationStatus"]
    return {entry["region"]: (entry["state"], entry["progress"]) for entry in status["summary"]}


def test_a_version_is_created_region_by_region(slow: Arm) -> None:
    """The home region is built first, then the others in turn, and the progress of each can be watched."""
    created = slow("PUT", VERSION, version_body(GOLDEN, "China North", "chinaeast2", "chinanorth3"))
    operation = created.headers["azure-asyncoperation"]
    assert created.json()["properties"]["provisioningState"] == "Creating"
    slow.advance(50)
    seen = states(slow)
    assert list(seen) == ["chinanorth", "chinaeast2", "chinanorth3"]
    assert seen["chinaeast2"] == ("Replicating", pytest.approx(50, abs=5))
    assert seen["chinanorth"] == seen["chinanorth3"] == ("Unknown", 0)
    slow.advance(100)
    assert states(slow) == {
        "chinaeast2": ("Completed", 100),
        "chinanorth": ("Replicating", pytest.approx(50, abs=5)),
        "chinanorth3": ("Unknown", 0),
    }
    pending = slow.http.get(operation)
    assert (pending.status_code, pending.json()["status"]) == (200, "InProgress")
    assert list(pending.json()) == ["startTime", "status", "name"]
    assert pending.headers["retry-after-ms"] == "10"
    assert slow("GET", VERSION).json()["properties"]["provisioningState"] == "Creating"
    slow.advance(150)
    done = slow.http.get(operation).json()
    assert list(done) == ["startTime", "endTime", "status", "name"]
    assert done["status"] == "Succeeded"
    version = slow("GET", VERSION, expand="ReplicationStatus").json()["properties"]
    assert version["provisioningState"] == "Succeeded"
    assert version["replicationStatus"]["aggregatedState"] == "Completed"
    assert version["storageProfile"]["osDiskImage"] == {"sizeInGB": 30, "hostCaching": "None", "source": {}}
    assert "replicationStatus" not in slow("GET", VERSION).json()["properties"]


def test_an_update_replicates_only_to_new_regions(slow: Arm) -> None:
    """Regions that have their replica stay Completed while a new one gets its own."""
    slow("PUT", VERSION, version_body(GOLDEN, "chinaeast2"))
    slow.advance(101)
    updated = slow("PUT", VERSION, version_body({}, "chinaeast2", "chinanorth"))
    assert (updated.status_code, updated.json()["properties"]["provisioningState"]) == (200, "Updating")
    slow.advance(50)
    assert states(slow) == {"chinaeast2": ("Completed", 100), "chinanorth": ("Replicating", pytest.approx(50, abs=5))}
    slow.advance(51)
    assert slow.http.get(updated.headers["azure-asyncoperation"]).json()["status"] == "Succeeded"


def test_a_deletion_takes_its_time_and_then_it_is_gone(slow: Arm) -> None:
    """While it runs the version is Deleting and its monitor answers 202; then 404 and 200 without a body."""
    slow("PUT", VERSION, version_body(GOLDEN))
    slow.advance(101)
    deleted = slow("DELETE", VERSION)
    assert (deleted.status_code, deleted.content) == (202, b"")
    monitor = deleted.headers["location"]
    assert "monitor=true" in monitor
    assert slow("GET", VERSION).json()["properties"]["provisioningState"] == "Deleting"
    assert slow.http.get(monitor).status_code == 202
    refused = slow("PUT", VERSION, version_body(GOLDEN))
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "OperationNotAllowed")
    slow.advance(21)
    assert slow("GET", VERSION).status_code == 404
    finished = slow.http.get(monitor)
    assert (finished.status_code, finished.content) == (200, b"")
    assert slow("DELETE", VERSION).status_code == 204


def test_a_managed_image_serves_one_version_at_a_time(slow: Arm) -> None:
    """A second version of a managed image waits until the first is replicated (S23); another image need not."""
    slow("PUT", VERSION, version_body(GOLDEN))
    second = VERSION.replace("1.0.0", "1.0.1")
    refused = slow(
        "PUT", second, version_body({"source": {"id": GOLDEN["source"]["id"].upper().replace("/SUB", "/sub")}})
    )
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "Conflict")
    assert "in use" in refused.json()["error"]["message"]
    other = slow.create_managed_image("other")
    assert slow("PUT", second, version_body({"source": {"id": other}})).status_code == 201
    slow.advance(101)
    assert slow("PUT", VERSION.replace("1.0.0", "1.0.2"), version_body(GOLDEN)).status_code == 201


def test_a_source_of_another_generation_fails_after_it_was_accepted(slow: Arm) -> None:
    """The PUT is answered 201, the operation Failed with Conflict, the version is Failed and can be published again."""
    generation_2 = slow.create_managed_image("v2", hyperVGeneration="V2")
    created = slow("PUT", VERSION, version_body({"source": {"id": generation_2}}))
    assert created.status_code == 201
    status = slow.http.get(created.headers["azure-asyncoperation"]).json()
    assert list(status) == ["startTime", "endTime", "status", "error", "name"]
    assert (status["status"], status["error"]["code"]) == ("Failed", "Conflict")
    assert "different Hypervisor generation ['V2'] than the parent" in status["error"]["message"]
    failed = slow("GET", VERSION, expand="ReplicationStatus").json()["properties"]
    assert (failed["provisioningState"], failed["replicationStatus"]["aggregatedState"]) == ("Failed", "Failed")
    again = slow("PUT", VERSION, version_body(GOLDEN))
    assert (again.status_code, again.json()["properties"]["provisioningState"]) == (200, "Updating")
    slow.advance(101)
    assert slow("GET", VERSION).json()["properties"]["provisioningState"] == "Succeeded"


def test_a_parent_may_refuse_for_a_while_after_its_child_is_gone(start: Callable[..., Arm]) -> None:
    """With a lingering parent, its deletion is a 409 until the time is over."""
    arm = start(parent_lingers_seconds=15)
    gallery = arm.create_gallery()
    definition = arm.create_definition(gallery)
    arm.done("DELETE", definition)
    assert arm("GET", definition).status_code == 404
    refused = arm("DELETE", gallery)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "CannotDeleteResource")
    arm.advance(16)
    assert arm("DELETE", gallery).status_code == 202


def test_a_version_is_protected_until_its_end_of_life(arm: Arm) -> None:
    """With blockDeletionBeforeEndOfLife a deletion is refused before that date, and done after it."""
    arm.create_definition(arm.create_gallery())
    arm.create_managed_image()
    body: dict[str, Any] = version_body(GOLDEN, endOfLifeDate="2049-01-01")
    body["properties"]["safetyProfile"] = {"blockDeletionBeforeEndOfLife": True}
    assert (
        arm.done("PUT", VERSION, body)["properties"]["publishingProfile"]["endOfLifeDate"]
        == "2049-01-01T00:00:00+00:00"
    )
    refused = arm("DELETE", VERSION)
    assert refused.json()["error"]["code"] == "DeleteGalleryImageVersionBlockedBeforeEndOfLife"
    arm.advance(30 * 366 * 86_400)
    assert arm("DELETE", VERSION).status_code == 202


def test_the_newest_api_protects_a_version_unasked(arm: Arm) -> None:
    """From 2026-03-03 on a version gets an end of life of six months and is protected until then; before, it is not."""
    arm.create_definition(arm.create_gallery())
    arm.create_managed_image()
    old = arm.done("PUT", VERSION, version_body(GOLDEN))["properties"]
    assert "endOfLifeDate" not in old["publishingProfile"]
    assert old["safetyProfile"]["blockDeletionBeforeEndOfLife"] is False
    new = arm.done("PUT", VERSION.replace("1.0.0", "2.0.0"), version_body(GOLDEN), api="2026-03-03")["properties"]
    assert "endOfLifeDate" in new["publishingProfile"]
    assert new["safetyProfile"]["blockDeletionBeforeEndOfLife"] is True


def test_deleting_a_group_takes_everything_along(slow: Arm) -> None:
    """The group and all in it are gone when its Location answers 200."""
    slow("PUT", VERSION, version_body(GOLDEN))
    answer = slow("DELETE", GROUP, api="2024-11-01")
    assert answer.status_code == 202
    assert "azure-asyncoperation" not in answer.headers
    assert slow.http.get(answer.headers["location"]).status_code == 202
    assert slow("PUT", f"{COMPUTE}/galleries/late", {"location": "chinaeast2"}).json()["error"]["code"] == (
        "ResourceGroupBeingDeleted"
    )
    slow.advance(21)
    assert slow.http.get(answer.headers["location"]).status_code == 200
    assert slow("HEAD", GROUP, api="2024-11-01").status_code == 404
    slow.create_group()
    assert slow("GET", f"{COMPUTE}/galleries").json() == {"value": []}


REGIONS = ["chinaeast2", "chinanorth", "chinanorth2", "chinanorth3"]


@given(
    st.lists(st.sampled_from(REGIONS[1:]), unique=True),
    st.floats(0, 1000),
    st.lists(st.integers(0, 10**13), min_size=2, max_size=6),
)
@settings(deadline=None)
def test_replication_only_goes_forward(others: list[str], seconds: float, moments: list[int]) -> None:
    """The progress of a region never shrinks, and everything is Completed exactly when the schedule says so."""
    targets: list[Any] = [{"name": name} for name in ("chinaeast2", *others)]
    replicas, end = schedule([*targets], "chinaeast2", None, 0, Settings(replication_seconds=seconds))
    record = Record(
        id="/v",
        type="v",
        container="",
        subscription="",
        body={"properties": {"publishingProfile": {"targetRegions": [*targets]}}},
        private={"replication": replicas},
        state="Creating",
        due=end,
    )
    progress: list[list[Any]] = []
    for moment in sorted(moments):
        status: Any = replication_status(record, moment)
        progress.append([entry["progress"] for entry in status["summary"]])
        assert (status["aggregatedState"] == "Completed") == (moment >= end)
        assert (record.state_at(moment) == "Succeeded") == (moment >= end)
    for earlier, later in itertools.pairwise(progress):
        assert all(a <= b for a, b in zip(earlier, later, strict=True))
    assert end == pytest.approx(len(targets) * seconds * SECOND, abs=10)


@pytest.mark.parametrize(
    ("seconds", "header"), [(1, ("retry-after", "1")), (0, ("retry-after", "0")), (0.05, ("retry-after-ms", "50"))]
)
def test_every_asynchronous_answer_says_when_to_ask_again(
    start: Callable[..., Arm], seconds: float, header: tuple[str, str]
) -> None:
    """PUT, poll and DELETE carry Retry-After in whole seconds, or retry-after-ms: without it clients sleep for 30 s."""
    arm = start(retry_after_seconds=seconds)
    arm.create_group()
    created = arm("PUT", f"{COMPUTE}/galleries/g", {"location": "chinaeast2"})
    polled = arm.http.get(created.headers["azure-asyncoperation"])
    deleted = arm("DELETE", f"{COMPUTE}/galleries/g")
    name, value = header
    assert [value] * 3 == [answer.headers[name] for answer in (created, polled, deleted)]
