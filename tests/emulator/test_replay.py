"""Recorded conversations with Azure, asked again of the emulator: same status, same body, members in the same order."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.emulator.emulator_harness import SUBSCRIPTION, Arm, load_fixture

RECORDINGS = sorted(path.name for path in (Path(__file__).parent / "fixtures").glob("*.json"))
GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d")


def comparable(body: object) -> str:
    """Return the JSON with what differs from one run to the next made equal; the order of members stays."""
    text = json.dumps(body, indent=1)
    text = text.replace(SUBSCRIPTION, "{sub}")
    return TIME.sub("<time>", GUID.sub("<guid>", text))


def operation_id(url: str) -> str:
    """Return the last segment of the path of an operation's address."""
    return url.split("?", 1)[0].rsplit("/", 1)[-1]


def check_headers(expected: dict[str, str], answer: httpx.Response) -> None:
    """Compare the addresses of an operation apart from its id and Azure's partition token."""
    for name, value in expected.items():
        ours = re.sub(r"^https?://[^/]+", "", answer.headers[name]).replace(SUBSCRIPTION, "{sub}")
        recorded = re.sub(r"p=[^&]*&", "", value)
        assert GUID.sub("<guid>", recorded) == GUID.sub("<guid>", ours)
    for name in {"azure-asyncoperation", "location"} - expected.keys():
        assert name not in answer.headers


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recorded_conversation_goes_as_recorded(start: Callable[..., Arm], name: str) -> None:
    """Every request of a recording gets the recorded status, headers of its operation, and body."""
    arm = start(replication_seconds=100)
    recording = load_fixture(name)
    for method, path, body in recording["prepare"]:
        answer = arm(
            method, path.replace("{sub}", SUBSCRIPTION), json.loads(json.dumps(body).replace("{sub}", SUBSCRIPTION))
        )
        assert answer.status_code in {200, 201}, answer.text
    operations: dict[str, str] = {}
    for number, step in enumerate(recording["steps"]):
        path = step["path"].replace("{sub}", SUBSCRIPTION)
        for recorded, ours in operations.items():
            path = path.replace(recorded, ours)
        request = json.loads(json.dumps(step.get("request")).replace("{sub}", SUBSCRIPTION))
        if "pending" in step:
            assert comparable(arm(step["method"], path, request).json()) == comparable(step["pending"])
            arm.advance(1000)
        answer = arm(step["method"], path, request)
        if step.get("prepares"):
            assert answer.status_code in {200, 202}, answer.text
            continue
        where = f"{name} step {number}: {step['method']} {path}"
        assert (where, step["status"]) == (where, answer.status_code), answer.text
        if step["method"] != "GET":
            check_headers(step.get("headers", {}), answer)
        url = step.get("headers", {}).get("azure-asyncoperation")
        if url:
            operations[operation_id(url)] = operation_id(answer.headers["azure-asyncoperation"])
        body = answer.json() if answer.content else None
        assert f"{where}\n{comparable(step.get('response'))}" == f"{where}\n{comparable(body)}"
