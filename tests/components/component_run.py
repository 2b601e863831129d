"""Runs a program against Pulumi's mocks and tells all that it did: what it registered, what it logged, how it ended."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pulumi
from google.protobuf import json_format
from pulumi.runtime import mocks, rpc, settings
from pulumi.runtime.proto import engine_pb2
from pulumi.runtime.stack import run_pulumi_func

from compute_gallery_rules import UNKNOWN

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
SECRET_KEY = "4dabf18193072939515e22adb298388d"  # noqa: S105 the protocol's name for a wrapped value
SECONDS = 20.0
NAME_FIELDS = {
    "azure-native:compute:Gallery": ("galleryName",),
    "azure-native:compute:GalleryImage": ("galleryName", "galleryImageName"),
    "azure-native:compute:GalleryImageVersion": ("galleryName", "galleryImageName", "galleryImageVersionName"),
}
SOURCES = {"Disk": "disks", "Image": "images", "Snapshot": "snapshots", "VirtualMachine": "virtualMachines"}
"""What versions are made from, by its class: the step of its resource id."""


@dataclass(frozen=True)
class Registered:
    """One resource as the engine is told of it."""

    urn: str
    type: str
    name: str
    inputs: Mapping[str, Any]
    """Plain values; what is secret stands in `secrets`."""
    secrets: frozenset[str]
    """Paths of the inputs that are secret."""
    request: Any
    """The whole request, for parent, dependencies, aliases, timeouts and so on."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Logical names of what it depends on."""
        return frozenset(urn.rsplit("::", 1)[1] for urn in self.request.dependencies)

    @property
    def parent(self) -> str:
        """Logical name of its parent."""
        return str(self.request.parent).rsplit("::", 1)[-1]


@dataclass
class Run:
    """What a program did."""

    registered: list[Registered] = field(default_factory=list)
    logs: list[tuple[int, str, str]] = field(default_factory=list)
    infos: list[str] = field(default_factory=list)
    """What was told without being wrong."""
    calls: list[str] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)
    """Outputs of components, by logical name."""
    secret_outputs: dict[str, frozenset[str]] = field(default_factory=dict)
    """Paths of those that are secret."""
    error: BaseException | None = None
    """What the run ended with."""

    @property
    def errors(self) -> list[str]:
        """Logged errors."""
        return [text for severity, text, _ in self.logs if severity == engine_pb2.ERROR]

    @property
    def warnings(self) -> list[str]:
        """Logged warnings."""
        return [text for severity, text, _ in self.logs if severity == engine_pb2.WARNING]

    @property
    def custom(self) -> list[Registered]:
        """What azure-native was asked for."""
        return [one for one in self.registered if one.type.startswith("azure-native:")]

    def named(self, name: str) -> Registered:
        """Return the one resource of a logical name."""
        (found,) = [one for one in self.registered if one.name == name]
        return found

    def inputs(self, name: str) -> Mapping[str, Any]:
        """Return the inputs of the one resource of a logical name."""
        return self.named(name).inputs

    def succeeded(self) -> "Run":
        """Return the run itself, after making sure that nothing went wrong."""
        assert self.error is None, f"{self.error!r} after {self.errors}"
        assert self.errors == []
        return self

    def refused(self) -> list[str]:
        """Return the findings of a run that was refused before anything but components was registered."""
        assert isinstance(self.error, pulumi.RunError), f"ended with {self.error!r}"
        assert self.custom == []
        assert self.errors
        return self.errors


class RecordingMonitor(mocks.MockMonitor):
    """Keeps the whole request of each registration."""

    def __init__(self, run: Run, *, preview: bool) -> None:
        super().__init__(AnsweringMocks(run, preview=preview))
        self._run = run

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802, ANN401 the protocol's name and message
        """Record and register."""
        answer = super().RegisterResource(request)  # type: ignore[no-untyped-call]
        if request.type != "pulumi:pulumi:Stack":
            sent = json_format.MessageToDict(request.object)
            secrets: set[str] = set()
            inputs = revealed(sent, secrets)
            one = Registered(answer.urn, request.type, request.name, inputs, frozenset(secrets), request)
            self._run.registered.append(one)
        return answer

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802, ANN401 as above
        """Record the outputs of a component."""
        name = request.urn.rsplit("::", 1)[1]
        secrets: set[str] = set()
        self._run.outputs[name] = revealed(json_format.MessageToDict(request.outputs), secrets)
        self._run.secret_outputs[name] = frozenset(secrets)
        return super().RegisterResourceOutputs(request)  # type: ignore[no-untyped-call]


class RecordingEngine:
    """Keeps what is logged, with the resource it is logged on."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def Log(self, request: Any) -> None:  # noqa: N802, ANN401 as above
        """Record."""
        if request.severity == engine_pb2.INFO:
            self._run.infos.append(request.message)
        if request.severity in (engine_pb2.WARNING, engine_pb2.ERROR):
            self._run.logs.append((request.severity, request.message, request.urn.rsplit("::", 1)[-1]))


class AnsweringMocks(mocks.Mocks):
    """Answers as azure-native would."""

    def __init__(self, run: Run, *, preview: bool) -> None:
        self._run = run
        self._preview = preview

    def call(self, args: mocks.MockCallArgs) -> Any:  # noqa: ANN401 as Pulumi has it
        """Answer a function call."""
        self._run.calls.append(args.token)
        assert args.token == "azure-native:authorization:getClientConfig"  # noqa: S105 the name of a function
        return {"subscriptionId": SUBSCRIPTION, "clientId": "c", "objectId": "o", "tenantId": "t"}

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        """Answer a registration; a preview knows neither the id nor what Azure adds."""
        if not args.custom:
            return None, {}
        if source := SOURCES.get(args.typ.removeprefix("azure-native:compute:")):
            return "" if self._preview else compute_id(source, args.name), dict(args.inputs)
        names = [str(args.inputs.get(name)) for name in NAME_FIELDS.get(args.typ, ())]
        if self._preview or not names:
            return ("" if names else f"{args.name}-id"), dict(args.inputs)
        state = {**args.inputs, "name": names[-1], "provisioningState": "Succeeded"}
        if len(names) == 1:
            state["identifier"] = {"uniqueName": f"{SUBSCRIPTION}-{names[0]}"}
        if identity := args.inputs.get("identity"):
            ids = identity.get("userAssignedIdentities", [])
            state["identity"] = {**identity, "userAssignedIdentities": {each: {} for each in ids}}
        return resource_id(str(args.inputs.get("resourceGroupName")), *names), state


def resource_id(group: str, gallery: str, definition: str = "", version: str = "") -> str:
    """Return the id of a gallery, a definition or a version."""
    steps = zip(("galleries", "images", "versions"), (gallery, definition, version), strict=True)
    path = "".join(f"/{kind}/{name}" for kind, name in steps if name)
    return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{group}/providers/Microsoft.Compute{path}"


def compute_id(kind: str, name: str, subscription: str = SUBSCRIPTION) -> str:
    """Return the id of a virtual machine, a managed image, a disk or a snapshot."""
    return f"/subscriptions/{subscription}/resourceGroups/sources/providers/Microsoft.Compute/{kind}/{name}"


def revealed(value: Any, secrets: set[str], path: str = "") -> Any:  # noqa: ANN401 any value
    """Return a value without the wrapping of its secret parts, whose paths are added to a set."""
    if isinstance(value, dict) and SECRET_KEY in value:
        secrets.add(path)
        return revealed(value["value"], secrets, path)
    if value == rpc.UNKNOWN:
        return UNKNOWN
    if isinstance(value, dict):
        return {name: revealed(part, secrets, f"{path}.{name}".lstrip(".")) for name, part in value.items()}
    if isinstance(value, list):
        return [revealed(part, secrets, f"{path}[{index}]") for index, part in enumerate(value)]
    return value


def run_program(
    program: Callable[[], object], *, preview: bool = False, config: Mapping[str, str] | None = None
) -> Run:
    """Run a program to its end on an event loop of its own; a run that hangs ends with TimeoutError."""
    run = Run()

    async def main() -> None:
        monitor = RecordingMonitor(run, preview=preview)
        mocks.set_mocks(AnsweringMocks(run, preview=preview), "compute-gallery", "test", preview, None, monitor)
        settings.SETTINGS.engine = RecordingEngine(run)
        settings.SETTINGS.outputs.clear()
        pulumi.runtime.set_all_config(dict(config or {}))

        async def body() -> None:
            program()

        try:
            await asyncio.wait_for(run_pulumi_func(body), SECONDS)
        except Exception as error:  # noqa: BLE001 whatever ends the run is what tests look at
            run.error = error

    with fresh_loop() as loop:
        loop.run_until_complete(main())
    return run


@contextmanager
def fresh_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Make an event loop with threads of its own; what is left at the end is cancelled and closed."""
    loops = [asyncio.new_event_loop()]
    loop = loops[0]

    def give_thread_a_loop() -> None:
        loops.append(asyncio.new_event_loop())
        asyncio.set_event_loop(loops[-1])

    executor = ThreadPoolExecutor(4, initializer=give_thread_a_loop)
    loop.set_default_executor(executor)
    asyncio.set_event_loop(loop)
    try:
        yield loop
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    finally:
        executor.shutdown()
        asyncio.set_event_loop(None)
        for one in loops:
            one.close()


def unknown() -> pulumi.Output[Any]:
    """Return an Output that a preview does not know."""

    async def resolved(value: Any) -> Any:  # noqa: ANN401 any value
        return value

    return pulumi.Output(set(), resolved(None), resolved(value=False))
