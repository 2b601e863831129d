"""All findings of one run: each is logged on its resource, and the program fails once, before anything is registered."""

import asyncio
from collections.abc import Callable, Iterable

import pulumi
from compute_gallery_rules import Finding, Severity

__all__ = ["Verdict"]


INHERITED = ("gallery_name", "image_definition_name", "resource_group_name", "location")
"""Arguments that nested components take from the one around them: what is wrong there is told once."""

PATIENCE_SECONDS = 5.0
"""How long the end of a refused run waits for its components' names; a component whose parent waits has none."""


class Verdict:
    """Collects what is wrong with the declarations of one run."""

    def __init__(self) -> None:
        self._refused: dict[pulumi.Resource, set[str]] = {}
        self._warned: set[str] = set()
        self._inherited: set[Finding] = set()
        self._unfinished: list[pulumi.Output[None]] = []
        self._gate: pulumi.Output[None] | None = None
        self._ending: pulumi.Output[None] | None = None

    def report(self, resource: pulumi.Resource, label: str, findings: Iterable[Finding]) -> bool:
        """Log findings on a resource, each once; whether there is an error among them."""
        refused = False
        for finding in findings:
            text = finding.text(label, finding.field)
            if finding.severity is Severity.ERROR:
                refused = True
                if finding in self._inherited:
                    continue
                if finding.field in INHERITED:
                    self._inherited.add(finding)
                told = self._refused.setdefault(resource, set())
                if text not in told:
                    told.add(text)
                    pulumi.log.error(text, resource)
            elif text not in self._warned:
                self._warned.add(text)
                pulumi.log.warn(text, resource)
        return refused

    @property
    def gate(self) -> pulumi.Output[None]:
        """Opens when the whole program has been judged; what waits for it is not registered when something was refused."""
        if self._gate is None:
            self._gate = pulumi.Output.from_input(self._judged())
        return self._gate

    def when_resolved(
        self, value: pulumi.Output[object], check: Callable[[object], bool]
    ) -> pulumi.Output[None]:
        """Check a value when it resolves. In a preview the run goes on and fails at its end; in an update it ends there."""

        def verdict(resolved: object) -> None:
            if check(resolved):
                if not pulumi.runtime.is_dry_run():
                    raise pulumi.RunError(self._summary())
                self._ending = self._ending or pulumi.Output.from_input(self._end())

        checked = value.apply(verdict)
        self._unfinished.append(checked)
        return checked

    async def _judged(self) -> None:
        """Wait until the program's own code has run; fail when it declared something that Azure refuses."""
        await asyncio.sleep(0)
        if self._refused:
            await self._fail()

    async def _end(self) -> None:
        """Wait for the checks that are still open, then fail."""
        while self._unfinished:
            await asyncio.gather(self._unfinished.pop().future(), return_exceptions=True)
        await self._fail()

    async def _fail(self) -> None:
        """End the run, after the engine was told each finding under its resource's name."""
        names = [asyncio.ensure_future(resource.urn.future()) for resource in self._refused]
        await asyncio.wait(names, timeout=PATIENCE_SECONDS)
        await asyncio.sleep(0)
        raise pulumi.RunError(self._summary())

    def _summary(self) -> str:
        count = sum(map(len, self._refused.values()))
        errors = "1 error" if count == 1 else f"{count} errors"
        return f"Azure would refuse this declaration: {errors}, named at their resources; nothing was changed"
