"""What `fleet preview`, `fleet up` and `fleet destroy` have in common."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer
from rich.text import Text

from compute_gallery_cli.commands.fleet.fleet_options import (
    chosen_stacks,
    left_over,
    may_ask,
    of_policy_packs,
    parallel_of,
    project_folder,
    split_fleets,
)
from compute_gallery_cli.fleet.deployment import Deployment, is_to_do, to_do
from compute_gallery_cli.fleet.outcome import Outcome, State
from compute_gallery_cli.fleet.progress_view import ProgressView
from compute_gallery_cli.fleet.side_by_side import Stop
from compute_gallery_cli.fleet.splitting import undestroyable
from compute_gallery_cli.fleet.stack_run import StackRuns
from compute_gallery_cli.fleet.summary import exit_status, findings, summary_document, summary_table
from compute_gallery_cli.output import console, counted, print_json, say

__all__ = ["Operation"]

COLOURS = {"error": "red", "warning": "yellow"}
VERBS = {"up": "Update", "destroy": "Destroy"}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation on fleets, as the arguments describe it."""

    name: str
    """preview, up or destroy."""
    files: Sequence[Path]
    only: Sequence[str] | None
    parallel: int | None
    policy_packs: Sequence[Path] | None = None
    goes_on: bool = False
    is_sure: bool = True
    """Whether nobody is asked."""
    has_preview: bool = True
    as_json: bool = False
    engine_options: Sequence[str] = field(default_factory=tuple)

    def run(self) -> None:
        """Preview, ask, do it, and say what came of it. Raises typer.Exit with the exit status."""
        may_ask(is_sure=self.is_sure, as_json=self.as_json)
        fleets, stacks = split_fleets(self.files)
        if self.name == "destroy":
            for fleet in fleets:
                undestroyable(fleet)
        stop = Stop()
        chosen = chosen_stacks(stacks, self.only)
        packs = of_policy_packs(self.policy_packs)
        with project_folder() as (folder, engine):
            existing = engine.stacks()
            if self.name == "destroy":
                chosen = [stack for stack in chosen if stack.name in existing]
            view = ProgressView([stack.name for stack in chosen], is_silent=self.as_json)
            deployment = Deployment(
                runs=StackRuns(engine, folder, existing, stop, view.note, packs, self.goes_on),
                stacks=chosen,
                operation="up" if self.name == "preview" else self.name,
                parallel=parallel_of(fleets, self.parallel),
                view=view,
                goes_on=self.goes_on,
                stop=stop,
            )
            with deployment.stop.on_signals():
                outcomes = deployment.preview() if self.has_preview else {}
            if self.name != "preview" and self._permits(deployment, outcomes):
                with deployment.stop.on_signals():
                    outcomes = deployment.carry_out(outcomes)
        listed = [outcomes[stack.name] for stack in chosen if stack.name in outcomes]
        self._tell(listed, left_over(existing, fleets, stacks))
        raise typer.Exit(exit_status(self.name, listed, is_interrupted=deployment.stop.is_interrupted))

    def _permits(self, deployment: Deployment, previews: dict[str, Outcome]) -> bool:
        """Tell whether to go on after the previews."""
        if deployment.stop:
            return False
        if not self.has_preview:
            return True
        if any(one.state is State.FAILED for one in previews.values()) and not self.goes_on:
            return False
        changed = sum(map(is_to_do, previews.values()))
        if changed and not self.is_sure:
            what = f" ({told})" if (told := to_do(previews)) else ""
            try:
                return typer.confirm(f"{VERBS[self.name]} {counted({'stacks': changed})}{what}?")
            except typer.Abort:
                deployment.stop.interrupt()
                return False
        return bool(changed)

    def _tell(self, outcomes: Sequence[Outcome], left: Sequence[str]) -> None:
        """Print the summary."""
        if self.as_json:
            print_json(summary_document(self.name, outcomes, left))
            return
        shown = console()
        if not outcomes:
            say("None of the stacks is there.")
        else:
            say("")
            shown.print(summary_table(outcomes))
        lines = list(findings(outcomes))
        if lines or left:
            say("")
        for name in left:
            say(f"note {name}: is no stack of the file. It is left alone.")
        for line in lines:
            severity, _, rest = line.partition(" ")
            shown.print(Text.assemble((severity, COLOURS[severity]), f" {rest}"), soft_wrap=True)
