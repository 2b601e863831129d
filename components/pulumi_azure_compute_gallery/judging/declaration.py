"""One component's arguments: read, shaped as azure-native's inputs, judged now and when the rest resolves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import UNKNOWN, Finding, ResourceKind
from pulumi_azure_compute_gallery.arguments.nesting import (
    NestedArgs,
    known_too_late,
    problems_of_nesting,
    without_nested,
)
from pulumi_azure_compute_gallery.arguments.reader import normalised, problems
from pulumi_azure_compute_gallery.judging.agreements import Agreements
from pulumi_azure_compute_gallery.judging.consequences import without_consequences
from pulumi_azure_compute_gallery.judging.declared import PLACES, Declared, DeclaredResource
from pulumi_azure_compute_gallery.judging.verdict import Verdict
from pulumi_azure_compute_gallery.running.component_title import component_title
from pulumi_azure_compute_gallery.running.deferred import as_outputs, has_deferred, resolved, without_deferred
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment, of_this_run, serves_other_languages

__all__ = ["Declaration", "Judge", "Shape"]

Judge = Callable[[Mapping[str, Any], Mapping[str, Any]], Iterable[Finding]]
"""All findings on normalised arguments and their azure-native inputs; UNKNOWN stands for what is not known yet."""

Shape = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""The azure-native inputs of normalised arguments, with UNKNOWN for the same."""


class Declaration:
    """What a component was declared with."""

    def __init__(  # noqa: PLR0913 what the three components differ in
        self,
        resource: pulumi.Resource,
        args: object,
        type_: type,
        *,
        name: str,
        kind: ResourceKind,
        nested_field: str | None = None,
    ) -> None:
        self._resource = resource
        self._noted = DeclaredResource(kind, resource, component_title(resource, name))
        self._type = type_
        self._defaults = {PLACES[kind][-1]: name}
        self._nested_field = nested_field
        self._inherited = args.inherited if isinstance(args, NestedArgs) else frozenset()
        self._decided = args.decided if isinstance(args, NestedArgs) else {}
        self._verdict = of_this_run(Verdict)
        self._declared = as_outputs(args)
        arguments = self._declared if isinstance(self._declared, Mapping) else {}
        self.nested: object = arguments.get(nested_field) if nested_field else None
        """The nested declarations as they were written."""
        self._declared = without_nested(arguments, nested_field) if arguments else self._declared
        self.args: dict[str, Any] = self._read([self._declared, self._decided])
        """The arguments under their snake_case names; what comes later is still an Output."""

    def judged(self, judge: Judge, inputs: Shape) -> pulumi.Output[None] | None:
        """Report all findings on what is known; None when Azure would refuse it, else what a registration waits for."""
        whole = [self._declared, self._decided]
        if self._reported(without_deferred(whole), self.args, judge, inputs):
            return None
        if not has_deferred(whole):
            return self._verdict.gate
        declared = pulumi.Output.from_input(resolved(whole))
        checked = self._verdict.when_resolved(
            declared, lambda known: self._reported(known, self._read(known), judge, inputs)
        )
        return pulumi.Output.all(self._verdict.gate, checked).apply(lambda _: None)

    @property
    def never(self) -> pulumi.Output[Any]:
        """Stands for the outputs of a component that is refused: who waits for it is told that the run fails."""
        return self._verdict.refusal.apply(lambda nothing: nothing)

    def named(self, name: pulumi.Output[str]) -> None:
        """Take note of the Output that gives the component's name: who uses it means this component."""
        of_this_deployment(Declared).note_name(self._resource, name)

    def identified(self, resource_id: pulumi.Output[str]) -> None:
        """Take note of the Output that gives the component's resource id: who is made from it is made from this one."""
        of_this_deployment(Declared).note_id(self._resource, resource_id)

    def _read(self, whole: Any) -> dict[str, Any]:  # noqa: ANN401 the arguments, and what was decided for them
        """Normalise arguments and add what was decided; a name that is missing or null is the component's own."""
        declared, decided = whole
        own = normalised(declared if isinstance(declared, Mapping) else {}, self._type)
        return {**self._defaults, **own, **decided}

    def _reported(self, whole: Any, names: Mapping[str, Any], judge: Judge, inputs: Shape) -> bool:  # noqa: ANN401 as above
        """Report the findings on arguments, with UNKNOWN for what is not known yet; tell whether one is an error.

        `names` are the arguments that say where the component is; they may be Outputs.
        """
        known, noted, args = whole[0], self._noted, self._read(whole)
        told = list(self._problems(known))
        noted.args, noted.inputs = args, inputs(args)
        judged = judge(args, noted.inputs) if known is None or isinstance(known, Mapping) else ()
        noted.findings = [*told, *without_consequences(judged, told)]
        of_this_deployment(Declared).note(noted, names)
        refused = self._verdict.report(self._resource, noted.label, noted.findings, self._inherited)
        return of_this_run(Agreements).judge(noted) or refused

    def _problems(self, known: object) -> Iterator[Finding]:
        """Find what is wrong with the names and kinds of the arguments."""
        if known is UNKNOWN:
            yield known_too_late("arguments")
        yield from problems(known, self._type, camel=serves_other_languages())
        if isinstance(known, Mapping):
            yield from problems_of_nesting(known, self._nested_field)
