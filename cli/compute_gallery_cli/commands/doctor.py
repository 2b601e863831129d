"""`gallery doctor`: whether everything is there that publishing needs."""

import typer
from rich.text import Text

from compute_gallery_cli.azure_checks import azure_findings, cloud_finding
from compute_gallery_cli.finding import Finding, Verdict, worst
from compute_gallery_cli.output import console, print_json
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.pulumi_checks import pulumi_findings
from compute_gallery_cli.stack_file import StackSettings

__all__ = ["doctor"]

COLOURS = {Verdict.OK: "green", Verdict.WARNING: "yellow", Verdict.FAILURE: "red"}


@asks_at()
def doctor(*, place: Place, settings: StackSettings | None, as_json: JsonOutput = False) -> None:
    """Check sign-in, cloud, provider registration, roles, quotas, engine and plugin, and say what to do.

    The exit status is that of the first thing that does not work; 0 where there are warnings only.
    """
    findings = [cloud_finding(place, settings or StackSettings.nowhere()), *azure_findings(place), *pulumi_findings()]
    if as_json:
        print_json([as_data(finding) for finding in findings])
    else:
        out = console()
        for finding in findings:
            mark = f"{finding.verdict.value:<8}"
            out.print(
                Text.assemble((mark, COLOURS[finding.verdict]), f"{finding.subject:<10}{finding.text}"), soft_wrap=True
            )
            if finding.advice:
                out.print(Text(f"{'':<18}{finding.advice[:1].upper()}{finding.advice[1:]}."), soft_wrap=True)
    raise typer.Exit(worst(findings))


def as_data(finding: Finding) -> dict[str, str]:
    """Return a finding for JSON."""
    data = {"subject": finding.subject, "verdict": finding.verdict.value, "text": finding.text}
    return {**data, "advice": finding.advice} if finding.advice else data
