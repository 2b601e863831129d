"""One component's arguments: read, shaped as azure-native's inputs, judged now and when the rest resolves."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pulumi
from compute_gallery_rules import Finding

from pulumi_azure_compute_gallery.arguments import known_part, normalised, problems
from pulumi_azure_compute_gallery.deferred import has_deferred
from pulumi_azure_compute_gallery.this_run import of_this_run
from pulumi_azure_compute_gallery.verdict import Verdict

__all__ = ["Declaration", "Judge"]

Judge = Callable[[Mapping[str, Any]], Iterable[Finding]]
"""All findings on normalised arguments; UNKNOWN stands for what is not known yet."""


class Declaration:
    """What a component was declared with."""

    def __init__(self, resource: pulumi.Resource, label: str, args: Mapping[str, Any], type_: type) -> None:
        self._resource = resource
        self._label = label
        self._raw = args
        self._type = type_
        self._verdict = of_this_run(Verdict)
        self.args: dict[str, Any] = normalised(dict(args), type_)
        """The arguments under their snake_case names; what comes later is still an Output."""

    def judged(self, judge: Judge) -> pulumi.Output[None] | None:
        """Report all findings on what is known; None when Azure would refuse it, else what a registration waits for."""
        findings = [*problems(known_part(dict(self._raw)), self._type), *judge(known_part(self.args))]
        if self._verdict.report(self._resource, self._label, findings):
            return None
        if not has_deferred(self.args):
            return self._verdict.gate
        resolved = pulumi.Output.from_input(self.args)
        checked = self._verdict.when_resolved(resolved, lambda args: self._refused(args, judge))
        return pulumi.Output.all(self._verdict.gate, checked).apply(lambda _: None)

    @property
    def never(self) -> pulumi.Output[Any]:
        """Stands for the outputs of a component that is refused: who waits for it is told that the run fails."""
        return self._verdict.gate

    def _refused(self, args: Any, judge: Judge) -> bool:  # noqa: ANN401 the arguments, all known
        """Judge again with everything known."""
        findings = [*problems(args, self._type), *judge(normalised(args, self._type))]
        return self._verdict.report(self._resource, self._label, findings)
