"""The analyzer that pulumi_policy serves to the engine, without its server: only here are its private names known."""

from collections.abc import Mapping
from dataclasses import dataclass

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel
from pulumi_policy.policy import _PolicyAnalyzerServicer
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

from compute_gallery_policies import PACK_NAME, POLICIES
from compute_gallery_rules import UNKNOWN

SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}


@dataclass(frozen=True)
class Secret:
    """A secret value in inputs."""

    value: object


@dataclass(frozen=True)
class Verdict:
    """What the pack says of a resource."""

    mandatory: dict[str, list[str]]
    """The messages of each mandatory policy that was violated."""
    advisory: dict[str, list[str]]
    not_applicable: set[str]


def analyze(token: str, inputs: Mapping[str, object], name: str = "resource") -> Verdict:
    """Run the whole pack on a resource, as the engine does in a preview."""
    servicer = _PolicyAnalyzerServicer(PACK_NAME, "0.0.1", list(POLICIES), EnforcementLevel.MANDATORY)
    properties = json_format.ParseDict({name: _wire(value) for name, value in inputs.items()}, struct_pb2.Struct())
    urn = f"urn:pulumi:stack::project::{token}::{name}"
    options = analyzer_pb2.AnalyzerResourceOptions()
    request = analyzer_pb2.AnalyzeRequest(type=token, properties=properties, urn=urn, name=name, options=options)
    response = servicer.Analyze(request, None)  # type: ignore[no-untyped-call] # private, without types
    found: dict[int, dict[str, list[str]]] = {analyzer_pb2.MANDATORY: {}, analyzer_pb2.ADVISORY: {}}
    for diagnostic in response.diagnostics:
        found[diagnostic.enforcementLevel].setdefault(diagnostic.policyName, []).append(diagnostic.message)
    skipped = {each.policy_name for each in response.not_applicable}
    return Verdict(found[analyzer_pb2.MANDATORY], found[analyzer_pb2.ADVISORY], skipped)


def _wire(value: object) -> object:
    """Write a value as the engine sends it: unknowns as marks, secrets wrapped."""
    match value:
        case Secret():
            return {**SECRET, "value": _wire(value.value)}
        case Mapping():
            return {name: _wire(inner) for name, inner in value.items()}
        case list():
            return [_wire(inner) for inner in value]
        case _:
            return UNKNOWN_STRING_VALUE if value is UNKNOWN else value
