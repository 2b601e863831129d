"""What is turned away before any resource is looked at, over a bare socket where a client would not let it out."""

import json
import socket
from urllib.parse import urlsplit

import pytest

from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm

GALLERY = f"{COMPUTE}/galleries/images?api-version=2024-03-03"


def raw(arm: Arm, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return the status and the body."""
    address = urlsplit(arm.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


def get(arm: Arm, target: str, host: str = "127.0.0.1") -> tuple[int, str]:
    """GET a target as it is written; return the status and the code of the error."""
    status, body = raw(arm, f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
    return status, json.loads(body)["error"]["code"] if body else ""


@pytest.mark.parametrize(
    "host", ["evil.example", "10.0.0.1:80", "127.0.0.1.evil.example", "localhost@evil", "[::2]", "a b"]
)
def test_a_host_of_another_machine_is_refused(arm: Arm, host: str) -> None:
    """A page that points its own name at the loopback gets nothing."""
    status, code = get(arm, GALLERY, host)
    assert (status, code) == (400, "InvalidHost")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "[::1]:80", "127.9.9.9", "LOCALHOST"])
def test_this_machine_by_any_name_is_served(arm: Arm, host: str) -> None:
    """The loopback addresses and localhost are this machine."""
    assert get(arm, GALLERY, host) == (404, "ResourceGroupNotFound")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{GROUP}/../x", 400, "InvalidRequestUri"),
        (f"{GROUP}/%2e%2e/x", 400, "InvalidRequestUri"),
        (f"{GROUP}//providers", 400, "InvalidRequestUri"),
        (f"{GROUP}/providers/Microsoft.Compute/galleries/a%2Fb", 400, "InvalidResourceName"),
        (f"{GROUP}/providers/Microsoft.Compute/galleries/a%0d%0aSet-Cookie:x", 400, "InvalidResourceName"),
        (f"{GROUP}/providers/Microsoft.Compute/galleries/%00", 400, "InvalidResourceName"),
        (f"{GROUP}/providers/Microsoft.Compute/galleries/%ff%fe", 400, "InvalidRequestUri"),
        (f"{GROUP}/providers/Microsoft.Compute/galleries/{'x' * 300}", 400, "InvalidResourceName"),
        (f"/subscriptions/{SUBSCRIPTION}/resourceGroups/a.", 400, "InvalidResourceGroupName"),
        (f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{'g' * 91}", 400, "InvalidResourceGroupName"),
        ("/subscriptions/a%20b/resourceGroups/g", 400, "InvalidSubscriptionId"),
        ("/", 404, "NotFound"),
        ("/favicon.ico", 404, "NotFound"),
        ("/emulator", 404, "NotFound"),
        (f"/subscriptions/{SUBSCRIPTION}/nonsense/x", 404, "NotFound"),
        (f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/x/capsOperations/y", 404, "NotFound"),
        ("/" + "x/" * 3000, 414, "RequestUriTooLong"),
    ],
)
def test_a_malformed_path_is_refused(arm: Arm, path: str, status: int, code: str) -> None:
    """Dots, empty and encoded separators, control characters, bytes that are no text, and paths too long get a 4xx."""
    assert get(arm, f"{path}?api-version=2024-03-03") == (status, code)


@pytest.mark.parametrize(
    ("content", "media_type", "status", "code"),
    [
        (b"{", "application/json", 400, "InvalidRequestContent"),
        (b"", "application/json", 400, "InvalidRequestContent"),
        (b"[]", "application/json", 400, "InvalidRequestContent"),
        (b"null", "application/json", 400, "InvalidRequestContent"),
        (b'"\xff"', "application/json", 400, "InvalidRequestContent"),
        (b'{"location": NaN}', "application/json", 400, "InvalidRequestContent"),
        (b'{"a": ' + b"9" * 5000 + b"}", "application/json", 400, "InvalidRequestContent"),
        (b"[" * 100_000, "application/json", 400, "InvalidRequestContent"),
        (b'{"location": 5}', "application/json", 400, "LocationRequired"),
        (b'{"location": "chinaeast2", "properties": []}', "application/json", 400, "InvalidRequestContent"),
        (b'{"location": "chinaeast2", "colour": 1}', "application/json", 400, "InvalidRequestContent"),
        (b'{"location": "chinaeast2", "tags": {"a": 1}}', "application/json", 400, "BadRequest"),
        (b'{"location": "chinaeast2", "tags": {"a<b": "c"}}', "application/json", 400, "InvalidTagNameCharacters"),
        (b"{}", "text/plain", 415, "UnsupportedMediaType"),
        (b"{}", "", 415, "UnsupportedMediaType"),
        (b" " * (4 * 1024 * 1024 + 1), "application/json", 413, "RequestContentTooLarge"),
    ],
)
def test_a_bad_body_is_refused(arm: Arm, content: bytes, media_type: str, status: int, code: str) -> None:
    """What is not a JSON object of at most 4 MB, sent as JSON, gets a 4xx with Azure's error body."""
    arm.create_group()
    answer = arm.http.put(GALLERY, content=content, headers={"content-type": media_type})
    assert (status, code) == (answer.status_code, answer.json()["error"]["code"])


def test_a_chunked_body_is_limited_too(arm: Arm) -> None:
    """A body whose length is not declared is cut off at 4 MB."""

    def endless() -> "object":
        for _ in range(5):
            yield b" " * 1024 * 1024

    answer = arm.http.put(GALLERY, content=endless(), headers={"content-type": "application/json"})  # type: ignore[arg-type]
    assert answer.status_code == 413


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "POST", "CONNECT"])
def test_other_methods_are_refused(arm: Arm, method: str) -> None:
    """A method that the address does not have is a 405 that says which it has."""
    answer = arm.http.request(method, GALLERY)
    assert answer.status_code in {404, 405}
    assert answer.json()["error"]["code"]


def test_every_answer_is_numbered(arm: Arm) -> None:
    """Answers carry x-ms-request-id, and repeat a client's correlation id where it is one."""
    ours = "12345678-1234-4234-8234-123456789012"
    answer = arm.http.get(
        GALLERY, headers={"x-ms-correlation-request-id": ours, "x-ms-client-request-id": "not a guid"}
    )
    assert len(answer.headers["x-ms-request-id"]) == 36
    assert answer.headers["x-ms-correlation-request-id"] == ours
    assert "x-ms-client-request-id" not in answer.headers
    assert arm.http.get("/emulator/health").headers["x-ms-request-id"]


@pytest.mark.parametrize("seconds", [-1, "1", None, True, 1e300, []])
def test_the_clock_takes_only_a_number_of_seconds_forward(arm: Arm, seconds: object) -> None:
    """Anything else is a 400."""
    answer = arm.http.post("/emulator/clock", json={"advance_seconds": seconds})
    assert answer.status_code == 400


def test_any_token_and_any_subscription_are_accepted(arm: Arm) -> None:
    """No sign-in is needed, and a subscription need not be made first."""
    path = "/subscriptions/any-subscription/resourceGroups/rg?api-version=2024-11-01"
    for token in ({}, {"authorization": "Bearer x"}, {"authorization": "nonsense"}):
        assert arm.http.put(path, json={"location": "westeurope"}, headers=token).status_code in {200, 201}
