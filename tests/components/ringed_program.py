"""A program with one version whose definition has rings."""

from typing import Any

from tests.components.component_args import declare_gallery, nested_definition, nested_version
from tests.components.component_run import Run, run_program

RINGS = [
    {"name": "early", "replicate_to": ["chinanorth2=2"]},
    {"name": "broad", "target_regions": [{"name": "China North 3", "storage_account_type": "standard_zrs"}]},
]


def ringed(**own: Any) -> Any:  # noqa: ANN401 a TypedDict, or on purpose none
    """A nested version without regions of its own."""
    return nested_version(target_regions=None, **own)


def run(version: Any, *, preview: bool = False, **definition: Any) -> Run:  # noqa: ANN401 as above
    """Run a program with one ringed version."""
    args = nested_definition(**{"rings": RINGS, **definition}, versions={"1.0.0": version})
    return run_program(lambda: declare_gallery(definitions={"ubuntu": args}), preview=preview)
