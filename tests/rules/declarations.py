"""Declarations from public repositories, each with the verdict that it should get, in azure-native's shape."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from compute_gallery_rules import Context, Finding, ResourceKind, Severity, judge

TODAY = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True)
class Declaration:
    """One declaration."""

    id: str
    origin: str
    kind: ResourceKind
    inputs: Mapping[str, object]
    refused_by: str | None
    reason: str | None

    def findings(self) -> tuple[Finding, ...]:
        """Judge the declaration on a fixed day."""
        return judge(self.inputs, Context(self.kind, TODAY))


def declarations() -> list[Declaration]:
    """Read the fixture."""
    path = Path(__file__).parent / "fixtures" / "declarations.json"
    return [
        Declaration(
            each["id"],
            each["origin"],
            ResourceKind(each["kind"]),
            each["inputs"],
            each["refused_by"],
            each.get("reason"),
        )
        for each in json.loads(path.read_text(encoding="utf-8"))
    ]


def bases() -> Mapping[str, Mapping[str, object]]:
    """Read a declaration of each kind that is as short as it can be, by azure-native's name of the kind."""
    found: Mapping[str, Mapping[str, object]] = _more()["bases"]
    return found


def more_declarations() -> list[Declaration]:
    """Read the larger fixture: each declaration is what it changes of its kind's base, and what it leaves out."""
    fixture = _more()
    return [
        Declaration(
            each["id"],
            each["origin"],
            ResourceKind(each["kind"]),
            {
                name: value
                for name, value in {**fixture["bases"][each["kind"]], **each["changes"]}.items()
                if name not in each.get("without", [])
            },
            each["refused_by"],
            each.get("reason"),
        )
        for each in fixture["declarations"]
    ]


def _more() -> Any:  # noqa: ANN401 # what the file holds
    path = Path(__file__).parent / "fixtures" / "more_declarations.json"
    return json.loads(path.read_text(encoding="utf-8"))


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    """Keep what Azure refuses."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
