"""Whatever is asked for in whatever order, and whatever goes wrong on the way: the estate stays whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from compute_gallery_emulator.api_versions import GALLERY_API_VERSIONS
from compute_gallery_emulator.catalogue import RESOURCE_TYPES
from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm, version_body
from tests.figures import Record

GALLERIES = st.sampled_from([f"{COMPUTE}/galleries/{name}" for name in ("a", "b")])
DEFINITIONS = st.builds("{}/images/{}".format, GALLERIES, st.sampled_from(["x", "y"]))
VERSIONS = st.builds("{}/versions/{}".format, DEFINITIONS, st.sampled_from(["1.0.0", "2.0.0"]))
REGIONS = st.lists(st.sampled_from(["chinaeast2", "chinanorth", "chinanorth3"]), max_size=3)
FAULTS = st.sampled_from(
    [
        {"fault": "connectionCutBeforeWork", "count": 1},
        {"fault": "connectionCutAfterWork", "count": 1},
        {"fault": "internalServerError", "count": 1, "methods": ["PUT", "DELETE", "PATCH"]},
        {"fault": "throttled", "count": 1, "methods": ["PUT", "DELETE", "PATCH"]},
        {"fault": "replicationFailure", "regions": ["chinanorth"], "count": 1},
    ]
)
EXPECTED = {200, 201, 202, 204, 400, 404, 409}
INJECTED = {500, 429}
SETTLED = {"Succeeded", "Failed"}


class _Estate(RuleBasedStateMachine):
    arm: Arm
    """The emulator, which all runs share: each begins with an empty resource group."""

    def __init__(self) -> None:
        super().__init__()
        self.arm.http.delete("/emulator/faults")
        self.arm("DELETE", GROUP, api="2024-11-01")
        self.arm.advance(10_000)
        self.arm.create_definition(self.arm.create_gallery("a"), "x")
        self.disk = self.arm.create_disk("source")
        self.operations: dict[str, str] = {}
        self.armed = False

    def ask(self, method: str, path: str, body: object = None) -> None:
        """Send a request that may meet a fault."""
        try:
            answer = self.arm(method, path, body)
        except httpx.RemoteProtocolError:
            assert self.armed
            self.armed = False
            return
        assert answer.status_code in EXPECTED or (self.armed and answer.status_code in INJECTED), answer.text
        operation = answer.headers.get("azure-asyncoperation")
        if operation:
            self.operations[operation] = "InProgress"

    @rule(path=GALLERIES)
    def put_gallery(self, path: str) -> None:
        """Create or update."""
        self.ask("PUT", path, {"location": "chinaeast2"})

    @rule(path=DEFINITIONS)
    def put_definition(self, path: str) -> None:
        """Create or update."""
        identifier = {"publisher": "p", "offer": path.rsplit("/", 1)[-1], "sku": path.split("/")[-3]}
        properties = {"osType": "Linux", "osState": "Generalized", "identifier": identifier}
        self.ask("PUT", path, {"location": "chinaeast2", "properties": properties})

    @rule(path=VERSIONS, regions=REGIONS)
    def put_version(self, path: str, regions: list[str]) -> None:
        """Create or update, with regions that may be refused."""
        self.ask("PUT", path, version_body({"osDiskImage": {"source": {"id": self.disk}}}, *regions))

    @rule(path=GALLERIES | DEFINITIONS | VERSIONS, tag=st.text("ab", max_size=2))
    def patch(self, path: str, tag: str) -> None:
        """Change the tags."""
        self.ask("PATCH", path, {"tags": {"t": tag}})

    @rule(path=GALLERIES | DEFINITIONS | VERSIONS)
    def delete(self, path: str) -> None:
        """Delete, also what has children or is not there."""
        self.ask("DELETE", path)

    @rule(seconds=st.sampled_from([1, 5, 30, 500]))
    def advance(self, seconds: int) -> None:
        """Let time pass."""
        self.arm.advance(seconds)

    @rule(fault=FAULTS, probability=st.sampled_from([0.5, 1]))
    def arm_a_fault(self, fault: dict[str, Any], probability: float) -> None:
        """Let something go wrong for one of the next changes."""
        plan = {"rules": [{"methods": ["PUT", "DELETE", "PATCH"], **fault, "probability": probability}]}
        self.arm.http.put("/emulator/faults", json=plan).raise_for_status()
        self.armed = True

    @invariant()
    def what_is_listed_is_there_and_has_a_parent(self) -> None:
        """A list and the reads of its members agree, and nothing stands without what contains it."""
        for gallery in self.listed(f"{COMPUTE}/galleries"):
            for definition in self.listed(f"{gallery}/images"):
                for version in self.listed(f"{definition}/versions"):
                    seen = self.arm("GET", version, expand="ReplicationStatus").json()["properties"]
                    states = {entry["state"] for entry in seen["replicationStatus"]["summary"]}
                    if seen["provisioningState"] == "Succeeded":
                        assert states == {"Completed"}, seen
                    if seen["provisioningState"] == "Failed":
                        assert "Failed" in states, seen

    def listed(self, path: str) -> list[str]:
        """Return the ids of a list; each is read."""
        ids = [str(member["id"]) for member in self.arm("GET", path).json()["value"]]
        assert all(self.arm("GET", id_).status_code == 200 for id_ in ids)
        return ids

    @invariant()
    def an_operation_ends_once(self) -> None:
        """An operation is in progress, then succeeded or failed, and stays what it is."""
        for operation, before in self.operations.items():
            status = self.arm.http.get(operation).json()["status"]
            assert before in {status, "InProgress"}
            assert status in {"InProgress", *SETTLED}
            self.operations[operation] = status


@contextmanager
def _estate_of(arm: Arm) -> Iterator[type[_Estate]]:
    _Estate.arm = arm
    yield _Estate
    del _Estate.arm


def _run(arm: Arm, examples: int, steps: int) -> None:
    with _estate_of(arm) as estate:
        run_state_machine_as_test(
            estate,
            settings=settings(
                deadline=None,
                max_examples=examples,
                stateful_step_count=steps,
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_requests_in_any_order_with_faults(start: Callable[..., Arm]) -> None:
    """Some runs of changes, faults and time: lists, reads, parents, regions and operations agree after each."""
    _run(start(replication_seconds=10), examples=15, steps=20)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_many_requests_in_any_order_with_faults(start: Callable[..., Arm], record_property: Record) -> None:
    """The same, much longer."""
    _run(start(replication_seconds=10), examples=150, steps=30)
    record_property("random series of requests checked", 150)


def test_every_type_answers_every_version_of_the_api(arm: Arm) -> None:
    """A list of any type, anywhere, by any version of the API, is answered or refused in Azure's words."""
    arm.create_gallery()
    for row in RESOURCE_TYPES.values():
        names = "/".join(f"{part}/none" for part in row.types[:-1])
        last = f"{row.namespace}/{names}/{row.types[-1]}".replace("//", "/")
        for api in (*GALLERY_API_VERSIONS, "1999-01-01", "2199-01-01", "2024-03-03-preview", "2024-13-01", "x"):
            for scope in (GROUP, f"/subscriptions/{SUBSCRIPTION}"):
                for path in (f"{scope}/providers/{last}", f"{scope}/providers/{last}/none"):
                    answer = arm("GET", path, api=api)
                    assert answer.status_code in {200, 400, 404}, (path, api, answer.text)
                    assert answer.status_code == 200 or answer.json()["error"]["code"]
