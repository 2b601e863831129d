"""The analyzer that pulumi_policy serves to the engine, without its server: only here are its private names known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel, Policy
from pulumi_policy.deserialize import deserialize_properties
from pulumi_policy.policy import _PolicyAnalyzerServicer
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from compute_gallery_policies import PACK_NAME, gallery_policies
from compute_gallery_rules import UNKNOWN

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}


@dataclass(frozen=True)
class Secret:
    """A secret value in inputs."""

    value: object


@dataclass(frozen=True)
class Verdict:
    """What the pack says of a resource, or of a stack."""

    mandatory: dict[str, list[str]]
    """The messages of each mandatory policy that was violated."""
    advisory: dict[str, list[str]]
    not_applicable: set[str]
    urns: list[str] = field(default_factory=list)
    """The resource that each message is shown at; empty for the one that was asked about."""

    @property
    def clean(self) -> bool:
        """Whether nothing was reported."""
        return not self.mandatory and not self.advisory


def urn_of(token: str, name: str) -> str:
    """Return the URN of a resource of the stack that is judged."""
    return f"urn:pulumi:stack::project::{token}::{name}"


class Analyzer:
    """A pack as the engine has it, from its first question on."""

    def __init__(self, policies: list[Policy] | None = None, config: Mapping[str, object] | None = None) -> None:
        """Serve policies, by default all of the pack, with the config that Pulumi would send."""
        served = gallery_policies() if policies is None else policies
        self._servicer = _PolicyAnalyzerServicer(PACK_NAME, "0.0.1", served, EnforcementLevel.MANDATORY)
        if config:
            request = json_format.ParseDict({"policyConfig": config}, analyzer_pb2.ConfigureAnalyzerRequest())
            self._servicer.Configure(request, None)  # type: ignore[no-untyped-call] # private, without types

    def analyze(self, token: str, inputs: Mapping[str, object], name: str = "resource") -> Verdict:
        """Ask for the verdict on a resource, as the engine does in a preview."""
        return _verdict(self._servicer.Analyze(_request(token, inputs, name), None))  # type: ignore[no-untyped-call] # private

    def analyze_stack(self, resources: Sequence[analyzer_pb2.AnalyzerResource]) -> Verdict:
        """Ask for the verdict on a stack, as the engine does after all resources."""
        request = analyzer_pb2.AnalyzeStackRequest(resources=resources)
        return _verdict(self._servicer.AnalyzeStack(request, None))  # type: ignore[no-untyped-call] # private

    def remediate(self, token: str, inputs: Mapping[str, object], name: str = "resource") -> dict[str, object]:
        """Ask for the mended inputs, on the wire: secrets wrapped, unknowns as marks. Unmended ones come back as is."""
        request = _request(token, inputs, name)
        response = self._servicer.Remediate(request, None)  # type: ignore[no-untyped-call] # private, without types
        last = response.remediations[-1].properties if response.remediations else request.properties
        mended: dict[str, object] = json_format.MessageToDict(last)
        return mended


def analyze(token: str, inputs: Mapping[str, object], name: str = "resource") -> Verdict:
    """Run the whole pack on a resource: with the first question and a later one, which take different ways."""
    analyzer = Analyzer()
    first, second = analyzer.analyze(token, inputs, name), analyzer.analyze(token, inputs, name)
    assert first == second
    return first


def count_unpacked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """From now on count how often pulumi_policy unpacks a resource; the function returned tells the count so far."""
    times = 0

    def counted(properties: dict[str, object]) -> dict[str, object]:
        nonlocal times
        times += 1
        return deserialize_properties(properties)

    monkeypatch.setattr("pulumi_policy.policy.deserialize_properties", counted)
    return lambda: times


def stack_resource(
    token: str,
    name: str,
    outputs: Mapping[str, object],
    depends_on: Sequence[str] = (),
    property_dependencies: Mapping[str, Sequence[str]] | None = None,
) -> analyzer_pb2.AnalyzerResource:
    """Make a resource as the engine sends it with a whole stack: with what it gives back."""
    properties = json_format.ParseDict({key: wire(value) for key, value in outputs.items()}, struct_pb2.Struct())
    resource = analyzer_pb2.AnalyzerResource(
        type=token, properties=properties, urn=urn_of(token, name), name=name, dependencies=depends_on
    )
    for key, urns in (property_dependencies or {}).items():
        resource.propertyDependencies[key].urns.extend(urns)
    return resource


def wire(value: object) -> object:
    """Write a value as the engine sends it: unknowns as marks, secrets wrapped."""
    match value:
        case Secret():
            return {**SECRET, "value": wire(value.value)}
        case Mapping():
            return {name: wire(inner) for name, inner in value.items()}
        case list():
            return [wire(inner) for inner in value]
        case _:
            return UNKNOWN_STRING_VALUE if value is UNKNOWN else value


def _request(token: str, inputs: Mapping[str, object], name: str) -> analyzer_pb2.AnalyzeRequest:
    properties = json_format.ParseDict({key: wire(value) for key, value in inputs.items()}, struct_pb2.Struct())
    options = analyzer_pb2.AnalyzerResourceOptions()
    return analyzer_pb2.AnalyzeRequest(
        type=token, properties=properties, urn=urn_of(token, name), name=name, options=options
    )


def _verdict(response: analyzer_pb2.AnalyzeResponse) -> Verdict:
    found: dict[int, dict[str, list[str]]] = {analyzer_pb2.MANDATORY: {}, analyzer_pb2.ADVISORY: {}}
    for diagnostic in response.diagnostics:
        found[diagnostic.enforcementLevel].setdefault(diagnostic.policyName, []).append(diagnostic.message)
    skipped = {each.policy_name for each in response.not_applicable}
    urns = [diagnostic.urn for diagnostic in response.diagnostics]
    return Verdict(found[analyzer_pb2.MANDATORY], found[analyzer_pb2.ADVISORY], skipped, urns)
