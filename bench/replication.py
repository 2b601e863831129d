"""From the start of an update to the last version replicated, against what the order of things takes at the least.

Versions that are made from one managed image wait for each other, as Azure asks. Each definition has an image of its
own, so the longest row is the versions of one definition: that, times what one replication takes, is what no program
can be faster than.
"""

from bench.comparison import Comparison, in_turns
from bench.cost import Cost
from bench.engine_run import engine_run
from bench.estate import ROWS, Estate

__all__ = ["replication"]

REPLICATION_SECONDS = 10.0
"""What the emulator takes to replicate one version."""

IMAGE = {"storageProfile": {"osDisk": {"osType": "Linux", "osState": "Generalized", "diskSizeGB": 30}}}


def replication(estate: Estate, runs: int) -> Comparison:
    """Deploy an estate of rows, each time on a stack and in a gallery of its own."""
    with engine_run(REPLICATION_SECONDS) as run:
        for image in estate.images():
            run.create(image, {"hyperVGeneration": "V1", **IMAGE})

        def deployed(number: int) -> Cost:
            place = estate.variables(f"replicated{number}")
            return run.pulumi(ROWS, f"replicated-{number}", "up", "--yes", "--skip-preview", **place)

        bound = Cost(REPLICATION_SECONDS * estate.versions, 0, 0)
        variants = {"lower bound": lambda _number: bound, "components": deployed}
        return in_turns(f"update of {estate} until all is replicated", variants, runs)
