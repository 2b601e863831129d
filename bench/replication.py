"""From the start of an update to the last version replicated, against what the order of things takes at the least.

Versions that are made from one managed image wait for each other, as Azure asks. Each definition has an image of its
own, so the longest row is the versions of one definition: that, times what one replication takes, is what no program
can be faster than. On a small machine the engine has fewer places for resources at work than there are rows, which
takes longer than the order asks; with a place for each row only the order counts.
"""

from collections.abc import Callable, Mapping
from functools import partial

from bench.comparison import Comparison, in_turns
from bench.cost import Cost
from bench.engine_run import engine_run
from bench.estate import ROWS, Estate

__all__ = ["replication"]

REPLICATION_SECONDS = 10.0
"""What the emulator takes to replicate one version to one region."""
REGIONS = 2
"""Where the program replicates each version to. The emulator does one region after the other, as Azure was seen to."""

PLACES: Mapping[str, Mapping[str, str]] = {"components": {}, "PULUMI_PARALLEL=32": {"PULUMI_PARALLEL": "32"}}
"""The variants, by what they set: how many resources the engine works on at a time."""

IMAGE = {"storageProfile": {"osDisk": {"osType": "Linux", "osState": "Generalized", "diskSizeGB": 30}}}


def replication(estate: Estate, runs: int) -> Comparison:
    """Deploy an estate of rows, each time on a stack and in a gallery of its own."""
    with engine_run(REPLICATION_SECONDS) as run:
        for image in estate.images():
            run.create(image, {"hyperVGeneration": "V1", **IMAGE})

        def deployed(variant: str, number: int) -> Cost:
            own = f"replicated{number}v{list(PLACES).index(variant)}"
            variables = {**estate.variables(own), **PLACES[variant]}
            return run.pulumi(ROWS, own, "up", "--yes", "--skip-preview", **variables)

        bound = Cost(REPLICATION_SECONDS * REGIONS * estate.versions, 0, 0)
        variants: dict[str, Callable[[int], Cost]] = {"lower bound": lambda _number: bound}
        variants |= {variant: partial(deployed, variant) for variant in PLACES}
        return in_turns(f"update of {estate} until all is replicated", variants, runs)
