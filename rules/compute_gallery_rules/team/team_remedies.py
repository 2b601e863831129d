"""What mends a declaration without its author: tags that the team sets, and an explicit safety profile."""

from collections.abc import Iterator, Mapping, Sequence

from compute_gallery_rules.rule import Context
from compute_gallery_rules.team.change import Change
from compute_gallery_rules.values.inputs import Inputs, boolean, read, text
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["add_tags", "block_early_deletion", "protect_regions"]


def add_tags(
    inputs: Inputs,
    _: Context,
    *,
    names: Sequence[str],
    values: Mapping[str, Sequence[str]],
    defaults: Mapping[str, str],
) -> Iterator[Change]:
    """Add each required tag that is missing and for which the team has a default value; a tag that is there stays."""
    declared = inputs.get("tags")
    if declared is not None and not isinstance(declared, Mapping):
        return
    present = {
        name.lower() for name, value in (declared or {}).items() if isinstance(name, str) and text(value) is not None
    }
    for name in dict.fromkeys([*names, *values]):
        if name in defaults and name.lower() not in present:
            yield Change(("tags", name), defaults[name])


def block_early_deletion(inputs: Inputs, _: Context) -> Iterator[Change]:
    """Block the deletion of a version before its end of life."""
    yield from _set(inputs, ("safetyProfile", "blockDeletionBeforeEndOfLife"), value=True)


def protect_regions(inputs: Inputs, _: Context) -> Iterator[Change]:
    """Keep a version's regions from being removed by leaving them out."""
    path = ("safetyProfile", "allowDeletionOfReplicatedLocations")
    if boolean(read(inputs, ".".join(path))) is True:
        yield from _set(inputs, path, value=False)


def _set(inputs: Inputs, path: tuple[str, str], *, value: bool) -> Iterator[Change]:
    declared = read(inputs, ".".join(path))
    if declared is not UNKNOWN and boolean(declared) is not value:
        yield Change(path, value)
