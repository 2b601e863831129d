"""What has to happen to a virtual machine before Azure makes an image version from it (S13, S22)."""

from compute_gallery_rules.finding import Finding, Problem, Severity
from compute_gallery_rules.values.inputs import Inputs, text

__all__ = ["machine_made_beside", "running_machine"]

RULE = "source-machine-stopped"
PREPARED = "a machine that was deallocated before the version is made"
GENERALIZED = (
    "a machine that was generalized (waagent -deprovision or Sysprep), deallocated and marked as generalized before "
    "the version is made"
)


def machine_made_beside(field: str, machine: str, definition: Inputs | None = None) -> Finding:
    """Make the finding of `running_machine`."""
    return Finding.of(RULE, running_machine(field, machine, definition))


def running_machine(field: str, machine: str, definition: Inputs | None = None) -> Problem:
    """Make a warning of a source machine that the same program makes: it runs when the version is made.

    `field` is where the version names it, `machine` its name. What must happen first depends on the definition's OS
    state. Source: Azure's page on creating an image definition and an image version, "stop or deallocate".
    """
    is_generalized = definition is not None and text(definition.get("osState")) == "Generalized"
    problem = "is a virtual machine that the same program makes, which runs as soon as it is made"
    allowed = GENERALIZED if is_generalized else PREPARED
    return Problem(field, machine, problem, allowed, severity=Severity.WARNING)
