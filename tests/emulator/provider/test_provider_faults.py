"""What the plugin does when Azure throttles, fails or hangs, or is not there."""

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import contextmanager

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, provider_pb2

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.values import decode
from tests.emulator.provider.plugin_process import (
    Plugin,
    error_text,
    failed_initialization,
    running_plugin,
    trailing_metadata,
)
from tests.emulator.provider.scripted_arm import Answer, ScriptedArm, scripted_arm

_GALLERY = "azure-native:compute:Gallery"
_VERSION = "azure-native:compute:GalleryImageVersion"
_INPUTS: JsonObject = {"resourceGroupName": "rg", "galleryName": "images", "location": "chinaeast2"}
_ID = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Compute/galleries/images"
)
_VERSION_INPUTS: JsonObject = {
    **_INPUTS,
    "galleryImageName": "ubuntu",
    "galleryImageVersionName": "1.0.0",
    "storageProfile": {"source": {"id": "/image"}},
}
_MONITOR = {"Azure-AsyncOperation": "{address}/operations/1?api-version=2024-03-03", "Retry-After": "0"}
_MISSING = Answer(404, {"error": {"code": "ResourceNotFound", "message": "none"}})


def _resource(state: str) -> JsonObject:
    return {"id": _ID, "name": "images", "location": "chinaeast2", "properties": {"provisioningState": state}}


class _Azure:
    """A resource that can be put once, with an operation whose answers the test chooses."""

    def __init__(self, *operation: Answer, put: Answer | None = None) -> None:
        self._operation = operation
        self._put = put or Answer(201, _resource("Creating"), _MONITOR)
        self._exists = False

    def __call__(self, method: str, path: str, before: int) -> Answer:
        if method == "PUT":
            self._exists = True
            return self._put
        if path.startswith("/operations/"):
            return self._operation[min(before, len(self._operation) - 1)]
        return Answer(200, _resource("Succeeded")) if self._exists else _MISSING


@contextmanager
def _plugin(
    script: Callable[[str, str, int], Answer], engine: str = "127.0.0.1:1"
) -> Iterator[tuple[Plugin, ScriptedArm]]:
    with scripted_arm(script) as arm, running_plugin(arm.address, {}, engine) as plugin:
        plugin.configure()
        yield plugin, arm


def test_a_running_operation_is_followed_to_its_end() -> None:
    """The resource is read when its operation has succeeded, not before."""
    running = Answer(200, {"status": "InProgress"}, {"Retry-After": "0"})
    with _plugin(_Azure(running, running, Answer(200, {"status": "Succeeded"}))) as (plugin, arm):
        id_, outputs = plugin.create(_GALLERY, "images", _INPUTS)
    assert id_ == _ID
    assert decode(outputs)["provisioningState"] == "Succeeded"
    assert arm.paths("GET") == [_ID, *["/operations/1"] * 3, _ID]


def test_an_accepted_put_is_followed_by_its_location() -> None:
    """Without Azure-AsyncOperation a 202 is asked again at Location until it is no 202."""
    put = Answer(202, None, {"Location": "{address}/operations/1?monitor=true"})
    with _plugin(_Azure(Answer(202, None, {"Retry-After": "0"}), Answer(200, _resource("Succeeded")), put=put)) as (
        plugin,
        arm,
    ):
        assert plugin.create(_GALLERY, "images", _INPUTS)[0] == _ID
    assert arm.paths("GET").count("/operations/1") == 2


def test_a_resource_without_a_monitor_is_its_own() -> None:
    """A PUT that answers Creating and nothing else is followed on the resource."""
    with _plugin(_Azure(put=Answer(201, _resource("Creating")))) as (plugin, _):
        assert decode(plugin.create(_GALLERY, "images", _INPUTS)[1])["provisioningState"] == "Succeeded"


def test_throttling_is_waited_out() -> None:
    """429 and 503 are tried again, as often as they say when to come back."""
    busy = [Answer(429, None, {"Retry-After": "0"}), Answer(503, None, {"Retry-After": "0"})] * 4
    with _plugin(_Azure(*busy, Answer(200, {"status": "Succeeded"}))) as (plugin, arm):
        assert plugin.create(_GALLERY, "images", _INPUTS)[0] == _ID
    assert arm.paths("GET").count("/operations/1") == 9


def test_a_server_error_ends_after_a_few_attempts() -> None:
    """An answer that never says when to come back is Azure's last word, repeated as it is."""
    broken = Answer(500, {"error": {"code": "InternalServerError", "message": "An error occurred."}})
    with _plugin(lambda _method, _path, _before: broken) as (plugin, arm), pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", _INPUTS)
    assert error_text(caught.value) == 'Status=500 Code="InternalServerError" Message="An error occurred."'
    assert len(arm.requests) == 4


def test_a_failed_operation_leaves_the_resource_in_the_state() -> None:
    """The engine gets the id, what Azure holds and the inputs, with Azure's own code and message."""
    failed = Answer(200, {"status": "Failed", "error": {"code": "ReplicationFailed", "message": "Region b failed."}})
    with _plugin(_Azure(failed)) as (plugin, _), pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", _INPUTS, {"location": True})
    failure = failed_initialization(caught.value)
    assert failure.id == _ID
    assert list(failure.reasons) == ['Status=200 Code="ReplicationFailed" Message="Region b failed."']
    assert decode(failure.properties)["name"] == "images"
    assert "chinaeast2" not in [value.string_value for value in failure.properties.fields.values()]
    assert decode(failure.inputs)["galleryName"] == "images"


def test_an_operation_that_takes_too_long_leaves_the_resource_in_the_state() -> None:
    """The custom timeout of the request is kept, and the text says what to do."""
    with _plugin(_Azure(Answer(200, {"status": "InProgress"}))) as (plugin, _):
        with pytest.raises(grpc.RpcError) as caught:
            plugin.create(_GALLERY, "images", _INPUTS, timeout=3)
        assert "customTimeouts" in error_text(caught.value)
        assert failed_initialization(caught.value).id == _ID


@pytest.mark.parametrize("how", ["rpc", "signal"])
def test_cancelling_ends_what_runs(how: str) -> None:
    """Cancel and SIGTERM end a running creation at once, and the state learns of the resource."""
    with _plugin(_Azure(Answer(200, {"status": "InProgress"}))) as (plugin, arm):
        errors: list[grpc.RpcError] = []

        def create() -> None:
            try:
                plugin.create(_GALLERY, "images", _INPUTS)
            except grpc.RpcError as error:
                errors.append(error)

        thread = threading.Thread(target=create)
        thread.start()
        while "/operations/1" not in arm.paths("GET"):
            time.sleep(0.01)
        began = time.monotonic()
        if how == "rpc":
            plugin.stub.Cancel(empty_pb2.Empty())
        else:
            plugin.process.send_signal(signal.SIGTERM)
        thread.join(10)
        assert time.monotonic() - began < 3
        assert "cancelled" in error_text(errors[0])
        assert failed_initialization(errors[0]).id == _ID
        if how == "signal":
            assert plugin.process.wait(10) == 0


def test_a_refused_put_leaves_nothing_behind() -> None:
    """Azure's refusal is repeated as it is, without a partial state."""
    refusal = Answer(409, {"error": {"code": "PropertyChangeNotAllowed", "message": "Changing 'a' is not allowed."}})
    with _plugin(_Azure(put=refusal)) as (plugin, _), pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", _INPUTS)
    assert (
        error_text(caught.value)
        == 'Status=409 Code="PropertyChangeNotAllowed" Message="Changing \'a\' is not allowed."'
    )
    assert "grpc-status-details-bin" not in trailing_metadata(caught.value)


@pytest.mark.parametrize("body", [None, [], "text", {"error": None}, {"error": {"code": 7, "message": ["x"]}}])
def test_a_refusal_of_any_shape_is_readable(body: JsonObject) -> None:
    """An error without a body, or with a strange one, still names the status."""
    with _plugin(_Azure(put=Answer(400, body))) as (plugin, _), pytest.raises(grpc.RpcError) as caught:
        plugin.create(_GALLERY, "images", _INPUTS)
    assert error_text(caught.value) == 'Status=400 Message="no message"'


def test_no_answer_leads_away_from_the_emulator() -> None:
    """Only the path of a monitor's address is followed."""
    headers = {"Azure-AsyncOperation": "http://192.0.2.1/operations/1?x=1"}
    put = Answer(201, _resource("Creating"), headers)
    with _plugin(_Azure(Answer(200, {"status": "Succeeded"}), put=put)) as (plugin, arm):
        assert plugin.create(_GALLERY, "images", _INPUTS)[0] == _ID
    assert ("GET", "/operations/1?x=1", None) in arm.requests


def test_a_deletion_of_what_is_gone_succeeds() -> None:
    """404 is what a deletion wants, at once or at the end of its operation."""
    answers = iter([_MISSING, Answer(202, None, _MONITOR), _MISSING])
    with _plugin(lambda _method, _path, _before: next(answers)) as (plugin, _):
        for _ in range(2):
            plugin.stub.Delete(provider_pb2.DeleteRequest(id=_ID, urn=plugin.urn(_GALLERY, "images")))


def test_an_emulator_that_is_not_there_is_named() -> None:
    """The text says how to start it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with running_plugin(address, {}) as plugin:
        plugin.configure()
        with pytest.raises(grpc.RpcError) as caught:
            plugin.create(_GALLERY, "images", _INPUTS)
    assert error_text(caught.value) == f'the emulator at {address} does not answer: start it with "make up"'


def test_replication_is_shown_beside_the_resource() -> None:
    """The engine gets an ephemeral line with the number of regions that are done."""
    lines: list[engine_pb2.LogRequest] = []

    class Engine(engine_pb2_grpc.EngineServicer):
        def Log(self, request: engine_pb2.LogRequest, _context: object) -> empty_pb2.Empty:  # noqa: N802
            lines.append(request)
            return empty_pb2.Empty()

    azure = _Azure(Answer(200, {"status": "InProgress"}, {"Retry-After": "0"}), Answer(200, {"status": "Succeeded"}))

    def script(method: str, path: str, before: int) -> Answer:
        if "ReplicationStatus" in path:
            summary: list[JsonValue] = [
                {"region": "a", "state": "Completed"},
                {"region": "b", "state": "Completed" if before else "Replicating"},
            ]
            return Answer(200, {"properties": {"replicationStatus": {"summary": summary}}})
        return azure(method, path, before)

    server = grpc.server(futures.ThreadPoolExecutor(1))
    engine_pb2_grpc.add_EngineServicer_to_server(Engine(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        with _plugin(script, f"127.0.0.1:{port}") as (plugin, _):
            plugin.create(_VERSION, "1.0.0", _VERSION_INPUTS)
    finally:
        server.stop(None)
    assert [(line.message, line.ephemeral) for line in lines] == [
        ("replication: 1 of 2 regions", True),
        ("replication: 2 of 2 regions", True),
    ]
    assert lines[0].urn.endswith("1.0.0")


def test_hundreds_of_creations_wait_at_the_same_time() -> None:
    """Operations of a second each take together little more than one."""
    began = threading.Lock()
    started: dict[str, float] = {}

    def script(method: str, path: str, _before: int) -> Answer:
        name = path.partition("?")[0].rpartition("/")[2]
        with began:
            if method == "PUT":
                started[name] = time.monotonic()
                return Answer(
                    201, {"id": path.partition("?")[0]}, {"Azure-AsyncOperation": f"{{address}}/operations/{name}"}
                )
            if path.startswith("/operations/"):
                done = time.monotonic() - started[name] > 1
                return Answer(200, {"status": "Succeeded" if done else "InProgress"}, {"Retry-After": "1"})
            return Answer(200, {"id": path.partition("?")[0], "name": name}) if name in started else _MISSING

    with _plugin(script) as (plugin, _), futures.ThreadPoolExecutor(200) as pool:
        start = time.monotonic()
        names = [f"gallery{number}" for number in range(200)]
        ids = pool.map(lambda name: plugin.create(_GALLERY, name, {**_INPUTS, "galleryName": name})[0], names)
        assert [id_.rpartition("/")[2] for id_ in ids] == names
        assert time.monotonic() - start < 60
