"""What Pulumi installs for the plugin where it has cloned this repository."""

from pathlib import Path

from tools.publish.requirements import locked_requirements, without_hashes

__all__ = ["plugin_requirements"]

LOCK = Path(__file__).parents[2] / "requirements.lock"
HEAD = """\
# Written by `make docs` from requirements.lock. Pulumi installs it, in this folder, when it has cloned the repository:
# pulumi package add <address of the repository>.git/components
--editable ../rules
--editable .
"""


def plugin_requirements() -> str:
    """Return the rules and the components as they stand here, and the locked versions of what they need."""
    return HEAD + without_hashes(locked_requirements(LOCK, "pulumi", "pulumi-azure-native"))
