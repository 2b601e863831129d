"""What the import of the package takes beside the imports of what it stands on."""

import sys

from bench.comparison import Comparison, in_turns
from bench.cost import Cost, run_measured

__all__ = ["added_by_import", "imports"]

STATEMENTS = {
    "pulumi, azure-native": "import pulumi, pulumi_azure_native",
    "the package as well": "import pulumi, pulumi_azure_native, pulumi_azure_compute_gallery",
}
AT_MOST = 0.15
"""Seconds that the package's own import may add."""


def imports(runs: int) -> Comparison:
    """Measure a Python that imports, and does nothing else."""

    def timed(statement: str) -> Cost:
        return run_measured(statement, [sys.executable, "-c", statement])[1]

    variants = {name: lambda _number, statement=statement: timed(statement) for name, statement in STATEMENTS.items()}
    return in_turns("import", variants, runs)


def added_by_import(comparison: Comparison) -> float:
    """Return the seconds that the package adds."""
    alone, whole = (comparison.median(name, "s") for name in STATEMENTS)
    return whole - alone
