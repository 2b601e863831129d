"""What `doctor` finds: one line, and what to do."""

from dataclasses import dataclass
from enum import Enum

from compute_gallery_cli.exit_status import ExitStatus

__all__ = ["Finding", "Verdict", "worst"]


class Verdict(Enum):
    """How good one thing is."""

    OK = "ok"
    WARNING = "warning"
    """It may hurt later, or could not be looked at."""
    FAILURE = "failure"
    """It does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    verdict: Verdict
    text: str
    advice: str = ""
    """What to do; empty where nothing is to be done."""
    status: ExitStatus = ExitStatus.FAILED
    """The exit status that it gives where it is a failure."""


def worst(findings: list[Finding]) -> ExitStatus:
    """Return the exit status: that of the first failure, which the later ones mostly follow from."""
    failed = (finding.status for finding in findings if finding.verdict is Verdict.FAILURE)
    return next(failed, ExitStatus.DONE)
