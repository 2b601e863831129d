"""What came of all stacks: one table, what each had to say, and the exit status."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.fleet.outcome import COLUMNS, Outcome, State

__all__ = ["exit_status", "findings", "summary_document", "summary_table"]

MANY = 60
"""Stacks beyond which the unchanged ones are left out of the table."""


def summary_table(outcomes: Sequence[Outcome]) -> Table:
    """Return the table."""
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    table.add_column("Stack")
    for name in COLUMNS:
        table.add_column(name.capitalize(), justify="right")
    table.add_column("State")
    shown = outcomes
    if len(outcomes) > MANY:
        shown = [outcome for outcome in outcomes if outcome.state is not State.UNCHANGED]
    for outcome in shown:
        table.add_row(outcome.stack, *(f"{outcome.changes[name]:,}" for name in COLUMNS), outcome.state.value)
    if len(outcomes) > len(shown):
        table.add_row(f"and {len(outcomes) - len(shown)} more", *("" for _ in COLUMNS), State.UNCHANGED.value)
    return table


def findings(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each finding, errors last: that is where a reader looks first."""
    for severity in ("warning", "error"):
        for outcome in outcomes:
            yield from (f"{severity} {outcome.stack}: {one.text}" for one in outcome.told if one.severity == severity)


def summary_document(operation: str, outcomes: Sequence[Outcome], left_over: Sequence[str]) -> Mapping[str, Any]:
    """Return all of it as JSON has it."""
    total = {name: sum(outcome.changes[name] for outcome in outcomes) for name in COLUMNS}
    return {
        "operation": operation,
        "stacks": [outcome.document() for outcome in outcomes],
        "changes": total,
        "leftOver": list(left_over),
    }


def exit_status(operation: str, outcomes: Sequence[Outcome], *, is_interrupted: bool) -> ExitStatus:
    """Return how the command ends; a change that was not made, because somebody said no, is no success."""
    if is_interrupted:
        return ExitStatus.INTERRUPTED
    bad = {State.FAILED, State.LEFT_OUT} | ({State.TO_DO} if operation != "preview" else set())
    is_bad = any(outcome.state in bad for outcome in outcomes)
    return ExitStatus.FAILED if is_bad else ExitStatus.DONE
