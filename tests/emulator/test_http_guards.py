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
    "host",
    [
        *("evil.example", "10.0.0.1:80", "127.0.0.1.evil.example", "localhost@evil", "[::2]", "a b"),
        *("localhost.", "127.0.0.1.", "evil.localhost", "127.0.0.1.nip.io", "localhost,evil", "", "-"),
        *("127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.000.000.001", "0", "0.0.0.0"),  # noqa: S104 - it is refused
        *("[::]", "::1", "[::1", "[::1%25lo]", "[::ffff:127.0.0.1]", "[127.0.0.1]", "[localhost]", "127.0.0.1:1:2"),
    ],
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
    "headers",
    [
        "Host: 127.0.0.1\r\nHost: evil.example\r\n",
        "Host: evil.example\r\nHost: 127.0.0.1\r\n",
        "Host : 127.0.0.1\r\n",
        "",
        "Host: 127.0.0.1\r\nX: a\0b\r\n",
        "Host: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "Host: 127.0.0.1\r\nContent-Length: +1\r\n",
        "Host: 127.0.0.1\r\nTransfer-Encoding: xchunked\r\n",
        "Host: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    ],
    ids=["two hosts", "two hosts again", "space", "none", "nul", "two lengths", "plus", "coding", "both"],
)
def test_headers_that_can_be_read_in_two_ways_are_refused(arm: Arm, headers: str) -> None:
    """Two hosts, none, two lengths, a length beside chunks, and codings that nobody knows get a 400."""
    request = f"POST {GALLERY} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n0\r\n\r\n".encode("latin-1")
    status, body = raw(arm, request)
    assert (status, json.loads(body)["error"]["code"]) == (400, "InvalidRequest")


@pytest.mark.parametrize("target", ["http://evil.example/x", "//evil.example/x", "/subscriptions/../x"])
def test_another_targets_form_reaches_nothing(arm: Arm, target: str) -> None:
    """A request as a proxy would get it is no address here."""
    assert get(arm, target)[0] == 400


def test_forwarded_hosts_are_not_believed(arm: Arm) -> None:
    """The addresses in answers name the host that was asked, whatever a proxy's headers say."""
    arm.create_group()
    forwarded = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "forwarded": "host=evil.example"}
    answer = arm.http.put(GALLERY, json={"location": "chinaeast2"}, headers=forwarded)
    assert answer.headers["azure-asyncoperation"].startswith(f"{arm.url}/")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:3000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["OPTIONS", "GET", "POST", "PUT"])
def test_a_page_of_another_origin_gets_nothing(arm: Arm, headers: dict[str, str], method: str) -> None:
    """What a browser asks for another site's page is refused, with nothing that would let the page read it."""
    answer = arm.http.request(method, GALLERY, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "InvalidOrigin")
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_browser_on_this_machine_may_look(arm: Arm) -> None:
    """An address typed into a browser, and a page of the emulator's own, are answered."""
    for headers in ({"sec-fetch-site": "none"}, {"sec-fetch-site": "same-origin", "origin": arm.url}):
        assert arm.http.get("/emulator/health", headers=headers).status_code == 200


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
