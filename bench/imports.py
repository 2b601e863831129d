"""What the import of the package takes beside the imports of what it stands on."""

import resource
import subprocess
import sys
import time

from bench.comparison import Comparison, in_turns
from bench.engine_run import BenchError, Cost

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
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, check=False)
        seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            raise BenchError(done.stderr)
        return Cost(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 0)

    variants = {name: lambda _number, statement=statement: timed(statement) for name, statement in STATEMENTS.items()}
    return in_turns("import", variants, runs)


def added_by_import(comparison: Comparison) -> float:
    """Return the seconds that the package adds."""
    alone, whole = (comparison.median(name, "s") for name in STATEMENTS)
    return whole - alone
