"""One component's arguments: read, shaped as azure-native's inputs, judged now and when the rest resolves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import UNKNOWN, Finding
from pulumi_azure_compute_gallery.arguments import normalised, problems
from pulumi_azure_compute_gallery.consequences import without_consequences
from pulumi_azure_compute_gallery.deferred import as_outputs, has_deferred, resolved, without_deferred
from pulumi_azure_compute_gallery.nesting import NestedArgs, known_too_late, problems_of_nesting, without_nested
from pulumi_azure_compute_gallery.this_run import of_this_run
from pulumi_azure_compute_gallery.verdict import Verdict

__all__ = ["Declaration", "Judge"]

Judge = Callable[[Mapping[str, Any]], Iterable[Finding]]
"""All findings on normalised arguments; UNKNOWN stands for what is not known yet."""


class Declaration:
    """What a component was declared with."""

    def __init__(  # noqa: PLR0913 what the three components differ in
        self,
        resource: pulumi.Resource,
        args: object,
        type_: type,
        *,
        name: str,
        name_field: str,
        nested_field: str | None = None,
    ) -> None:
        self._resource = resource
        self._label = f"{type(resource).__name__} '{name}'"
        self._type = type_
        self._defaults = {name_field: name}
        self._nested_field = nested_field
        self._inherited = args.inherited if isinstance(args, NestedArgs) else frozenset()
        self._verdict = of_this_run(Verdict)
        self._declared = as_outputs(args)
        arguments = self._declared if isinstance(self._declared, Mapping) else {}
        self.nested: object = arguments.get(nested_field) if nested_field else None
        """The nested declarations as they were written."""
        self._declared = without_nested(arguments, nested_field) if arguments else self._declared
        self.args: dict[str, Any] = self._read(self._declared)
        """The arguments under their snake_case names; what comes later is still an Output."""

    def judged(self, judge: Judge) -> pulumi.Output[None] | None:
        """Report all findings on what is known; None when Azure would refuse it, else what a registration waits for."""
        if self._reported(without_deferred(self._declared), judge):
            return None
        if not has_deferred(self._declared):
            return self._verdict.gate
        declared = pulumi.Output.from_input(resolved(self._declared))
        checked = self._verdict.when_resolved(declared, lambda known: self._reported(known, judge))
        return pulumi.Output.all(self._verdict.gate, checked).apply(lambda _: None)

    @property
    def never(self) -> pulumi.Output[Any]:
        """Stands for the outputs of a component that is refused: who waits for it is told that the run fails."""
        return self._verdict.refusal

    def _read(self, declared: object) -> dict[str, Any]:
        """Normalise arguments; a name that is missing or null is the component's own."""
        return {**self._defaults, **normalised(declared if isinstance(declared, Mapping) else {}, self._type)}

    def _reported(self, known: object, judge: Judge) -> bool:
        """Report the findings on arguments, with UNKNOWN for what is not known yet; tell whether one is an error."""
        told = list(self._problems(known))
        judged = judge(self._read(known)) if known is None or isinstance(known, Mapping) else ()
        findings = [*told, *without_consequences(judged, told)]
        return self._verdict.report(self._resource, self._label, findings, self._inherited)

    def _problems(self, known: object) -> Iterator[Finding]:
        """Find what is wrong with the names and kinds of the arguments."""
        if known is UNKNOWN:
            yield known_too_late("arguments")
        yield from problems(known, self._type)
        if isinstance(known, Mapping):
            yield from problems_of_nesting(known, self._nested_field)
