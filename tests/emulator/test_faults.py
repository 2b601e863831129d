"""Faults on demand: each does what it says, where and as often as its rule says, and none half-does the work."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.emulator.emulator_harness import COMPUTE, Arm, version_body

GALLERY = f"{COMPUTE}/galleries/images"
BODY = {"location": "chinaeast2"}


def plan(arm: Arm, *rules: dict[str, object], seed: int = 0) -> None:
    """Put a plan of faults."""
    answer = arm.http.put("/emulator/faults", json={"seed": seed, "rules": [*rules]})
    assert answer.status_code == 200, answer.text


def happened(arm: Arm) -> list[int]:
    """Return how often each rule has happened."""
    return list(arm.http.get("/emulator/faults").json()["happened"])


@pytest.mark.parametrize(
    ("rule", "status", "code", "headers"),
    [
        ({"fault": "throttled"}, 429, "TooManyRequests", {"retry-after": "1"}),
        ({"fault": "throttled", "retryAfterSeconds": 7}, 429, "TooManyRequests", {"retry-after": "7"}),
        ({"fault": "internalServerError"}, 500, "InternalServerError", {}),
        ({"fault": "serviceUnavailable"}, 503, "ServiceUnavailable", {}),
        ({"fault": "serviceUnavailable", "retryAfterSeconds": 0}, 503, "ServiceUnavailable", {"retry-after": "0"}),
        ({"fault": "expiredToken"}, 401, "ExpiredAuthenticationToken", {}),
    ],
)
def test_a_refusal_comes_in_azures_form_and_nothing_is_done(
    arm: Arm, rule: dict[str, object], status: int, code: str, headers: dict[str, str]
) -> None:
    """Status, code and headers are ARM's, and the resource is not there afterwards."""
    arm.create_group()
    plan(arm, rule | {"methods": ["PUT"]})
    answer = arm("PUT", GALLERY, BODY)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert {name: answer.headers.get(name) for name in ("retry-after",) if name in answer.headers} == headers
    assert ("www-authenticate" in answer.headers) == (status == 401)
    assert answer.headers["x-ms-request-id"]
    assert arm("GET", GALLERY).status_code == 404
    assert happened(arm) == [1]


def test_an_expired_token_names_its_authority(arm: Arm) -> None:
    """WWW-Authenticate says where to get another token, and why."""
    plan(arm, {"fault": "expiredToken"})
    challenge = arm("GET", GALLERY).headers["www-authenticate"]
    assert challenge.startswith(f'Bearer authorization_uri="{arm.url}/adfs", error="invalid_token", ')
    assert "earlier than current UTC time" in challenge


@pytest.mark.parametrize(("fault", "done"), [("connectionCutBeforeWork", False), ("connectionCutAfterWork", True)])
def test_a_cut_breaks_off_before_or_after_the_whole_work(arm: Arm, fault: str, done: bool) -> None:  # noqa: FBT001
    """The client gets half an answer; the resource is there with its operation, or not at all."""
    arm.create_group()
    plan(arm, {"fault": fault, "count": 1})
    with pytest.raises(httpx.RemoteProtocolError):
        arm("PUT", GALLERY, BODY)
    assert (arm("GET", GALLERY).status_code == 200) == done
    assert arm("PUT", GALLERY, BODY).status_code == (200 if done else 201)


@pytest.mark.parametrize(("method", "path"), [("DELETE", ""), ("DELETE", "2"), ("PUT", "/nonsense/x"), ("GET", "2")])
def test_an_empty_and_a_refused_answer_are_cut_too(arm: Arm, method: str, path: str) -> None:
    """A deletion's answer has no body, a refusal has one: either way the client sees that it is not whole."""
    gallery = arm.create_gallery()
    plan(arm, {"fault": "connectionCutAfterWork", "count": 1})
    with pytest.raises(httpx.RemoteProtocolError):
        arm(method, f"{gallery}{path}", BODY if method == "PUT" else None)
    assert [arm("GET", gallery).status_code for _ in range(5)] == [404 if (method, path) == ("DELETE", "") else 200] * 5


def test_what_a_cut_cannot_halve_ends_its_connection(arm: Arm) -> None:
    """The answer to HEAD has no body to cut: it is whole, and the next request is not harmed."""
    gallery = arm.create_gallery()
    plan(arm, {"fault": "connectionCutAfterWork", "methods": ["HEAD"]})
    for _ in range(20):
        assert arm("HEAD", gallery).status_code == 204
        assert arm("GET", gallery).status_code == 200


def test_a_slow_answer_holds_up_nobody_else(start: Callable[..., Arm]) -> None:
    """The one who asks waits (and gives up here); the work is done, and others are answered meanwhile."""
    arm = start()
    arm.create_group()
    plan(arm, {"fault": "slowAnswer", "seconds": 600, "methods": ["PUT"], "count": 1})
    with pytest.raises(httpx.ReadTimeout):
        arm.http.put(f"{GALLERY}?api-version=2024-03-03", json=BODY, timeout=0.3)
    assert arm("GET", GALLERY).status_code == 200


def test_what_is_new_is_not_seen_for_a_while(arm: Arm) -> None:
    """Reads are 404 until the time is over, and a child is refused; the operation is done all the same."""
    arm.create_group()
    plan(arm, {"fault": "notYetVisible", "path": "*/galleries/images", "seconds": 30})
    created = arm("PUT", GALLERY, BODY)
    assert created.status_code == 201
    assert arm.http.get(created.headers["azure-asyncoperation"]).json()["status"] == "Succeeded"
    unseen = arm("GET", GALLERY)
    assert (unseen.status_code, unseen.json()["error"]["code"]) == (404, "ResourceNotFound")
    assert arm("HEAD", GALLERY).status_code == 404
    assert arm("GET", f"{COMPUTE}/galleries").json()["value"] == []
    child = arm("PUT", f"{GALLERY}/images/ubuntu", {"location": "chinaeast2", "properties": {}})
    assert (child.status_code, child.json()["error"]["code"]) == (404, "ParentResourceNotFound")
    arm.advance(31)
    assert arm("GET", GALLERY).status_code == 200
    assert arm("PUT", GALLERY, BODY).status_code == 200
    assert arm("GET", GALLERY).status_code == 200, "an update hides nothing"
    assert happened(arm) == [1]


@pytest.fixture
def version(start: Callable[..., Arm]) -> tuple[Arm, str, dict[str, Any]]:
    """Return an emulator with a definition, the path of a version, and its body for three regions."""
    arm = start(replication_seconds=100)
    path = f"{arm.create_definition(arm.create_gallery())}/versions/1.0.0"
    source = {"source": {"id": arm.create_managed_image()}}
    return arm, path, version_body(source, "chinaeast2", "chinanorth", "chinanorth3")


def status(arm: Arm, path: str) -> tuple[str, dict[str, str]]:
    """Return the state of a version and of its regions."""
    properties = arm("GET", path, expand="ReplicationStatus").json()["properties"]
    summary = properties["replicationStatus"]["summary"]
    return properties["provisioningState"], {entry["region"]: entry["state"] for entry in summary}


def test_a_region_fails_and_a_later_put_repairs_it(version: tuple[Arm, str, dict[str, Any]]) -> None:
    """The operation and the version end Failed when the time has come, naming the region; the next PUT succeeds."""
    arm, path, body = version
    plan(arm, {"fault": "replicationFailure", "regions": ["China North"], "count": 1})
    created = arm("PUT", path, body)
    operation = created.headers["azure-asyncoperation"]
    assert created.json()["properties"]["provisioningState"] == "Creating"
    arm.advance(250)
    assert status(arm, path) == (
        "Creating",
        {"chinaeast2": "Completed", "chinanorth": "Failed", "chinanorth3": "Replicating"},
    )
    assert arm.http.get(operation).json()["status"] == "InProgress"
    arm.advance(51)
    ended = arm.http.get(operation).json()
    assert ended["status"] == "Failed"
    assert "failing regions' details are as follows: '{region:chinanorth, " in ended["error"]["message"]
    assert status(arm, path)[0] == "Failed"
    body["properties"]["storageProfile"] = {}
    repaired = arm("PUT", path, body)
    assert (repaired.status_code, happened(arm)) == (200, [1])
    arm.advance(50)
    assert status(arm, path) == (
        "Updating",
        {"chinaeast2": "Completed", "chinanorth": "Replicating", "chinanorth3": "Completed"},
    )
    arm.advance(51)
    assert arm.http.get(repaired.headers["azure-asyncoperation"]).json()["status"] == "Succeeded"
    assert status(arm, path) == ("Succeeded", dict.fromkeys(("chinaeast2", "chinanorth", "chinanorth3"), "Completed"))


def test_a_region_that_is_replicated_already_does_not_fail(version: tuple[Arm, str, dict[str, Any]]) -> None:
    """Only what a PUT newly begins can fail; a rule that could not happen has not been used up."""
    arm, path, body = version
    arm("PUT", path, body)
    arm.advance(301)
    plan(arm, {"fault": "replicationFailure", "regions": ["chinanorth", "chinaeast"], "count": 1})
    arm("PUT", path, body)
    arm.advance(301)
    assert (status(arm, path)[0], happened(arm)) == ("Succeeded", [0])
    body["properties"]["publishingProfile"]["targetRegions"].append({"name": "chinaeast"})
    arm("PUT", path, body)
    arm.advance(301)
    assert (status(arm, path)[0], happened(arm)) == ("Failed", [1])


def test_rules_say_where_and_how_often(arm: Arm) -> None:
    """Methods, path (any case), skip and count choose the requests; the first rule that ends one wins."""
    arm.create_group()
    plan(
        arm,
        {"fault": "throttled", "methods": ["put"], "path": "*/GALLERIES/a*", "skip": 1, "count": 2},
        {"fault": "serviceUnavailable", "methods": ["PUT"], "path": "*/galleries/ab"},
    )
    assert [arm("PUT", f"{COMPUTE}/galleries/ax", BODY).status_code for _ in range(5)] == [201, 429, 429, 200, 200]
    assert arm("PUT", f"{COMPUTE}/galleries/b", BODY).status_code == 201
    assert arm("PUT", f"{COMPUTE}/galleries/ab", BODY).status_code == 503
    assert arm("GET", f"{COMPUTE}/galleries/ab").status_code == 404
    assert happened(arm) == [2, 1]
    assert arm.http.delete("/emulator/faults").status_code == 204
    assert arm("PUT", f"{COMPUTE}/galleries/ab", BODY).status_code == 201


def test_the_seed_repeats_the_series(arm: Arm) -> None:
    """The same seed and requests meet the same faults; another seed does not; about as many as were asked for."""
    series = []
    for seed in (1, 1, 2):
        plan(arm, {"fault": "internalServerError", "probability": 0.3}, seed=seed)
        series.append([arm("GET", GALLERY).status_code for _ in range(200)])
    assert series[0] == series[1] != series[2]
    assert 30 <= series[0].count(500) <= 90


def test_operations_and_tokens_can_fail_but_not_the_emulators_own_addresses(arm: Arm) -> None:
    """Polls and the sign-in are requests as others; whoever set a fault can always take it back."""
    arm.create_group()
    created = arm("PUT", GALLERY, BODY)
    plan(arm, {"fault": "internalServerError", "path": "*"})
    assert arm.http.get(created.headers["azure-asyncoperation"]).status_code == 500
    assert arm.http.post("/adfs/oauth2/token").status_code == 500
    assert arm.http.get("/emulator/health").status_code == 200
    assert arm.http.get("/emulator/faults").status_code == 200
