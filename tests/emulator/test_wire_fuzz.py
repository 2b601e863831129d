"""Whatever comes over the wire, the answer is Azure's error body with a 4xx, and nothing that was sent is a header."""

import json
import re
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm, version_body

GALLERY = f"{COMPUTE}/galleries/images"
VERSION = f"{GALLERY}/images/ubuntu/versions/1.0.0"
FUZZ = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
MARK = "x-injected"


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with something of each kind."""
    arm = module_start()
    arm.create_definition(arm.create_gallery())
    image = arm.create_managed_image()
    arm.done("PUT", VERSION, version_body({"source": {"id": image}}))
    return arm


def ask(arm: Arm, request: bytes) -> tuple[int, bytes, bytes] | None:
    """Send bytes; return status, head and body, or None where the server waits for more or has said nothing."""
    address = urlsplit(arm.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        answer = b""
        try:
            connection.sendall(request)
            connection.settimeout(0.5)
            while chunk := connection.recv(65536):
                answer += chunk
                head, end, body = answer.partition(b"\r\n\r\n")
                length = LENGTH.search(head)
                if end and length and len(body) >= int(length[1]):
                    break
        except (TimeoutError, ConnectionError):
            pass
    head, _, body = answer.partition(b"\r\n\r\n")
    return (int(head.split()[1]), head, body) if answer else None


def check(arm: Arm, method: bytes, request: bytes) -> None:
    """Send a request: what is answered must be whole and Azure's, and the emulator must go on."""
    answer = ask(arm, request)
    if answer is not None:
        status, head, body = answer
        assert status < 500, answer
        assert f"\n{MARK}".encode() not in head.lower()
        if status >= 400 and method != b"HEAD":
            error = json.loads(body)["error"]
            assert isinstance(error, str) or (error["code"] and error["message"])
    assert arm.http.get("/emulator/health").status_code == 200


TOKENS = st.sampled_from(
    [
        b"GET",
        b"PUT",
        b"PATCH",
        b"POST",
        b"DELETE",
        b"HEAD",
        b"OPTIONS",
        b"TRACE",
        b"CONNECT",
        b"PROPFIND",
        b"get",
        b"B@D",
    ]
)
SEGMENTS = st.sampled_from(
    [
        *(part.encode() for part in VERSION.split("/")[1:]),
        b"..",
        b".",
        b"%2e%2e",
        b"%2F",
        b"%00",
        b"%0d%0aX-Injected:1",
        b"%ff",
        b"",
        b"\xc3\xa9",
        b"\xff",
        b"a" * 5000,
        b"Microsoft.Nothing",
        b"unknownTypes",
        b"*",
        b"metadata",
        b"endpoints",
        b"adfs",
        b"oauth2",
        b"token",
        b"emulator",
        b"faults",
        b"clock",
    ]
) | st.binary(max_size=6).map(lambda part: re.sub(rb"[\x00-\x20#?/]", b"", part))
PATHS = st.lists(SEGMENTS, max_size=10).map(lambda parts: b"/" + b"/".join(parts)) | st.sampled_from(
    [path.encode() for path in (GALLERY, VERSION, GROUP, "*", "http://evil.example/", "//", "/?", "/emulator/faults")]
)
QUERIES = st.lists(
    st.sampled_from(
        [
            b"api-version=2024-03-03",
            b"api-version=1999-01-01",
            b"api-version=2024-03-03'--",
            b"api-version=",
            b"API-Version=2024-03-03-preview",
            b"$expand=ReplicationStatus",
            b"$expand=%ff",
            b"$skiptoken=-1",
            b"$skiptoken=99999999999999999999",
            b"$select=Permissions",
            b"monitor=true",
            b"=",
            b"%",
            b"a=1&" * 200,
        ]
    ),
    max_size=4,
).map(b"&".join)
VALUES = st.sampled_from(
    [
        b"application/json",
        b"application/json; charset=utf-16",
        b"text/html",
        b"multipart/form-data; boundary=x",
        b"1\r\nX-Injected: 1",
        b"1\nX-Injected: 1",
        b"\x00",
        b"\xff\xfe",
        b"\r\n folded",
        b"x" * 70_000,
        b"12345678-1234-4234-8234-123456789012",
        b"http://evil.example",
        b"-1",
        b"0",
        b"5",
        b"99999999999999999999",
        b"chunked",
        b"gzip",
        b"127.0.0.1",
        b"100-continue",
        b"*",
    ]
) | st.binary(max_size=12)
NAMES = st.sampled_from(
    [
        b"Content-Type",
        b"Content-Length",
        b"Transfer-Encoding",
        b"Content-Encoding",
        b"Host",
        b"Expect",
        b"Accept",
        b"Authorization",
        b"If-Match",
        b"x-ms-client-request-id",
        b"x-ms-correlation-request-id",
        b"X-Forwarded-Proto",
        b"Upgrade",
        b"X-HTTP-Method-Override",
        b"bad name",
        b"",
    ]
)
BODIES = st.sampled_from(
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"{",
        b'{"location": "chinaeast2"}',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{\x00}\x00",
        b"[" * 3000,
    ]
) | st.binary(max_size=20)


@st.composite
def requests(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Return a method and a request as bytes; its length is right unless a header says otherwise."""
    method, path, query, body = draw(TOKENS), draw(PATHS), draw(QUERIES), draw(BODIES)
    headers = draw(st.lists(st.tuples(NAMES, VALUES), max_size=2))
    if not any(name in {b"Content-Length", b"Transfer-Encoding"} for name, _ in headers):
        headers.append((b"Content-Length", b"%d" % len(body)))
    if draw(st.booleans()):
        headers.append((b"Content-Type", b"application/json"))
    lines = b"".join(b"%s: %s\r\n" % header for header in headers)
    return method, b"%s %s?%s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n%s" % (method, path, query, lines, body)


@given(requests())
@FUZZ
def test_anything_on_the_wire(estate: Arm, request_: tuple[bytes, bytes]) -> None:
    """Any method, target, headers and body: refused, answered, or waited for, without harm."""
    check(estate, *request_)


@given(st.binary(max_size=200))
@FUZZ
def test_bytes_that_are_no_http(estate: Arm, request: bytes) -> None:
    """Bytes of any kind end in a 400 or in silence."""
    check(estate, b"", request + b"\r\n\r\n")


@pytest.mark.parametrize("depth", [63, 64, 65, 66, 300, 900, 990, 1000, 5000])
@pytest.mark.parametrize("piece", ['{"a":', "["])
def test_a_deeply_nested_body_is_refused(estate: Arm, piece: str, depth: int) -> None:
    """Up to 64 levels are kept as they are sent, one more is a 400."""
    end = "}" if piece.startswith("{") else "]"
    inner = piece * (depth - 2) + "1" + end * (depth - 2)
    content = f'{{"location": "chinaeast2", "properties": {{"a": {inner}}}}}'
    path = f"{COMPUTE}/sshPublicKeys/nested?api-version=2024-03-03"
    answer = estate.http.put(path, content=content, headers={"content-type": "application/json"})
    if depth > 64:
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "InvalidRequestContent")
    else:
        assert answer.json()["properties"]["a"] == json.loads(inner)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity", "9" * 5000])
def test_a_number_that_json_cannot_give_back_is_refused(estate: Arm, number: str) -> None:
    """What would be answered as Infinity is a 400, as is what is no JSON."""
    content = f'{{"location": "chinaeast2", "properties": {{"a": {number}}}}}'
    path = f"{COMPUTE}/sshPublicKeys/number?api-version=2024-03-03"
    answer = estate.http.put(path, content=content, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "InvalidRequestContent")


def test_a_hundred_megabytes_are_refused_without_keeping_them(estate: Arm) -> None:
    """A client that sends it all gets a 413 and not a broken connection, with a declared length and without."""
    piece = b" " * 2**20

    def pieces() -> "object":
        for _ in range(100):
            yield piece

    for length in ({"content-length": str(100 * len(piece))}, {}):
        headers = {"content-type": "application/json", **length}
        answer = estate.http.put(f"{GALLERY}?api-version=2024-03-03", content=pieces(), headers=headers)  # type: ignore[arg-type]
        assert (answer.status_code, answer.json()["error"]["code"]) == (413, "RequestContentTooLarge")


def test_one_that_asks_before_it_sends_too_much_is_told_at_once(estate: Arm) -> None:
    """Expect: 100-continue with 100 MB declared gets a 413 instead of the permission."""
    request = (
        f"PUT {GALLERY}?api-version=2024-03-03 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "Content-Length: 104857600\r\nExpect: 100-continue\r\n\r\n"
    )
    answer = ask(estate, request.encode())
    assert answer is not None
    assert answer[0] == 413
