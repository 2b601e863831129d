"""What the engine says of a run, line by line, as `pulumi --json` prints it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from compute_gallery_cli.fleet.outcome import Outcome

__all__ = ["EngineEvents", "errors_in"]

HOOK = re.compile(r'^.*?(?:failed: )?(?:before|after|error) hook "[^"]+" failed: ', re.DOTALL)
NOISE = (
    "an unhandled error occurred: Program exited",
    "preview failed",
    "update failed",
    "destroy failed",
    "Running program",
    "resource operations failed",
)
"""Lines that only say that something else went wrong."""
PENDING = "pending operations from previous deployment"
STACK = "pulumi:pulumi:Stack"
ERROR_LINE = re.compile(r"^error: ?")
FINDING = re.compile(r"\w+ '[^']*': ")
"""How a finding of components, guards and policies begins: with what it is about."""


class EngineEvents:
    """Reads the events of one run into its outcome."""

    def __init__(self, outcome: Outcome, step: Callable[[], None]) -> None:
        """`step` is called for each resource that is finished with."""
        self._outcome = outcome
        self._step = step

    def __call__(self, line: str) -> None:
        """Read one line; one that is no event is passed over."""
        if not line.startswith("{"):
            return
        try:
            event = json.loads(line)
        except ValueError:
            return
        if diagnostic := event.get("diagnosticEvent"):
            self._diagnose(diagnostic)
        elif violation := event.get("policyEvent"):
            self._violated(violation)
        elif finished := event.get("resOutputsEvent"):
            self._finished(finished.get("metadata") or {})
        elif summary := event.get("summaryEvent"):
            self._outcome.count(summary.get("resourceChanges") or {})

    def _diagnose(self, diagnostic: Mapping[str, Any]) -> None:
        severity, text = diagnostic.get("severity", ""), str(diagnostic.get("message", ""))
        if PENDING in text:
            self._outcome.is_interrupted = True
        elif severity in ("error", "warning") and not diagnostic.get("ephemeral"):
            resource = logical_name(diagnostic.get("urn"))
            for line in readable(text):
                self._outcome.tell(severity, about(resource, line), resource)

    def _violated(self, violation: Mapping[str, Any]) -> None:
        severity = "error" if violation.get("enforcementLevel") == "mandatory" else "warning"
        message = " ".join(str(violation.get("message", "")).split())
        resource = logical_name(violation.get("resourceUrn"))
        self._outcome.tell(severity, f"{violation.get('policyName')}: {about(resource, message)}", resource)

    def _finished(self, step: Mapping[str, Any]) -> None:
        self._step()
        if step.get("type") == STACK and step.get("op") in ("same", "update"):
            old, new = (mapping_of(step.get(side)).get("outputs") for side in ("old", "new"))
            self._outcome.has_new_outputs = (old or {}) != (new or {})


def mapping_of(value: object) -> Mapping[str, Any]:
    """Return a mapping, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def logical_name(urn: object) -> str:
    """Return what a resource is called in its program; nothing for the stack itself."""
    parts = str(urn or "").split("::", 3)
    return parts[3] if len(parts) == len(("stack", "project", "type", "name")) and parts[2] != STACK else ""


def about(resource: str, text: str) -> str:
    """Return a text that names the resource: many have failed with the same words."""
    return text if resource in text or FINDING.match(text) else f"{resource}: {text}"


def readable(text: str) -> Iterator[str]:
    """Yield what a diagnostic has to say, without what only frames it."""
    text = HOOK.sub("", text.strip())
    if text and not text.startswith(NOISE):
        yield from (" ".join(line.split()) for line in findings_of(text))


def findings_of(text: str) -> list[str]:
    """Return the findings of a text, one for each line, or the whole text where it is no list of them."""
    lines = [line for line in text.splitlines() if line.strip()]
    is_list = all(map(FINDING.match, lines))
    return lines if is_list else [text]


def errors_in(lines: list[str]) -> list[str]:
    """Return the errors of a command that printed no events."""
    found = [ERROR_LINE.sub("", line).strip() for line in lines if ERROR_LINE.match(line)]
    return [line for line in found if line and not line.startswith(NOISE)] or [
        line.strip() for line in lines[-1:] if line.strip()
    ]
