"""All findings of one run: each is logged on its resource, and the program fails once, before it registers anything."""

import asyncio
import re
from collections.abc import Callable, Collection, Iterable

import pulumi

from compute_gallery_rules import Finding, Severity
from pulumi_azure_compute_gallery.running.end_of_run import registrations_come_first

__all__ = ["Verdict"]

PATIENCE_SECONDS = 5.0
"""How long the end of a refused run waits for its components' names; a component whose parent waits has none."""

GRACE_SECONDS = 3.0
"""How long a refused run waits for what is still being looked up."""


class Verdict:
    """Collects what is wrong with the declarations of one run."""

    def __init__(self) -> None:
        self._errors = 0
        self._untold: dict[pulumi.Resource, list[tuple[Severity, str]]] = {}
        self._telling: set[asyncio.Task[None]] = set()
        self._told: set[str] = set()
        self._findings: set[Finding] = set()
        self._unfinished: list[pulumi.Output[None]] = []
        self._before_gate: list[Callable[[], None]] = []
        self._soon: list[asyncio.Future[None]] = []
        self._gate: pulumi.Output[None] | None = None
        self._gate_is_open = False
        self._refusal: pulumi.Output[None] | None = None
        self._ending: pulumi.Output[None] | None = None
        registrations_come_first()

    def report(
        self,
        resource: pulumi.Resource,
        label: str,
        findings: Iterable[Finding],
        inherited: Collection[str] = (),
    ) -> bool:
        """Log findings on a resource, each once; return whether there is an error among them.

        What is wrong with an inherited argument is not told again, if it was told at the component that it comes from.
        """
        refused = False
        for finding in findings:
            is_error = finding.severity is Severity.ERROR
            refused = refused or is_error
            text = finding.text(label)
            if text in self._told or (finding in self._findings and argument_of(finding) in inherited):
                continue
            self._told.add(text)
            self._findings.add(finding)
            self._errors += is_error
            self._untold.setdefault(resource, []).append((finding.severity, text))
        if resource in self._untold:
            self._telling.add(asyncio.ensure_future(self._tell(resource)))
        return refused

    @property
    def gate(self) -> pulumi.Output[None]:
        """Opens when the whole program has been judged; when something was refused, it fails instead."""
        if self._gate is None:
            self._gate = pulumi.Output.from_input(self._judged())
        return self._gate

    @property
    def refusal(self) -> pulumi.Output[None]:
        """Fails with the run. What a callback declares after the gate has opened ends the run on its own."""
        if not self._gate_is_open:
            return self.gate
        if self._refusal is None:
            self._refusal = pulumi.Output.from_input(self._fail())
        return self._refusal

    def when_resolved(self, value: pulumi.Output[object], check: Callable[[object], bool]) -> pulumi.Output[None]:
        """Check a value when it resolves. A preview goes on and fails at its end; an update ends there."""

        async def verdict(resolved: object) -> None:
            if check(resolved):
                if not pulumi.runtime.is_dry_run():
                    await self._fail()
                self._ending = self._ending or pulumi.Output.from_input(self._end())

        checked: pulumi.Output[None] = value.apply(verdict)
        self._unfinished.append(checked)
        return checked

    def before_gate(self, check: Callable[[], None]) -> None:
        """Have a check made when the program's own code has run, before anything of it is registered."""
        self._before_gate.append(check)

    def told_too(self, check: pulumi.Output[None]) -> None:
        """Give a check that does not wait for the gate the time to be told with the others, should the run fail."""
        self._soon.append(asyncio.ensure_future(check.future()))

    async def _judged(self) -> None:
        """Wait until the program's own code has run; fail when it declared something that Azure refuses."""
        await asyncio.sleep(0)
        for check in self._before_gate:
            check()
        if self._errors and self._soon:
            await asyncio.wait(self._soon, timeout=GRACE_SECONDS)
        if self._errors:
            await self._fail()
        self._gate_is_open = True

    async def _end(self) -> None:
        """Wait for the checks that are still open, then fail."""
        while self._unfinished:
            await asyncio.gather(self._unfinished.pop().future(), return_exceptions=True)
        await self._fail()

    async def _tell(self, resource: pulumi.Resource) -> None:
        """Log what is wrong with a resource under its name, or without one where it gets none."""
        try:
            await resource.urn.future()
            named: pulumi.Resource | None = resource
        except Exception:  # noqa: BLE001 whatever kept the resource from being registered is told elsewhere
            named = None
        log(self._untold.pop(resource, []), named)

    async def _fail(self) -> None:
        """End the run, after the engine was told each finding under its resource's name."""
        await asyncio.wait(self._telling, timeout=PATIENCE_SECONDS)
        for resource in list(self._untold):
            log(self._untold.pop(resource), None)
        await asyncio.sleep(0)
        errors = "1 error" if self._errors == 1 else f"{self._errors} errors"
        is_under_way = self._gate_is_open and not pulumi.runtime.is_dry_run()
        outcome = "the update ends here" if is_under_way else "nothing of it was changed"
        raise pulumi.RunError(f"Azure would refuse this declaration: {errors}, named at their resources; {outcome}")


def argument_of(finding: Finding) -> str:
    """Return the argument that a finding is about, or about a part of."""
    return re.split(r"[.\[]", finding.field, maxsplit=1)[0]


def log(messages: Iterable[tuple[Severity, str]], resource: pulumi.Resource | None) -> None:
    """Tell the engine what was found, on a resource or on the stack."""
    for severity, text in messages:
        (pulumi.log.error if severity is Severity.ERROR else pulumi.log.warn)(text, resource)
