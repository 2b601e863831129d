"""Regions as Azure gives them back, so that no difference shows where there is none."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import TARGET_REGIONS
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import region_display_name
from compute_gallery_rules.team.change import Change
from compute_gallery_rules.values.inputs import Inputs, entries, read

__all__ = ["region_spelling", "spell_regions"]


def region_spelling(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Find target regions that are not written as Azure gives them back.

    Source: recorded from Azure, which answers "West US" to westus; a tool that compares texts then shows a change.
    """
    for _index, path, name, display in _misspelt(inputs):
        problem = "is not how Azure gives this region back"
        yield Problem(f"{path}.name", name, problem, "the display name of a region", f'"{display}"', Severity.WARNING)


def spell_regions(inputs: Inputs, _: Context) -> Iterator[Change]:
    """Write the target regions as Azure gives them back."""
    for index, _path, _name, display in _misspelt(inputs):
        yield Change(("publishingProfile", "targetRegions", index, "name"), display)


def _misspelt(inputs: Inputs) -> Iterator[tuple[int, str, str, str]]:
    for index, (path, region) in enumerate(entries(inputs, TARGET_REGIONS)):
        name = read(region, "name")
        display = region_display_name(name) if isinstance(name, str) else None
        if isinstance(name, str) and display and name != display:
            yield index, path, name, display
