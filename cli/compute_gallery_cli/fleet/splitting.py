"""Which definition is in which stack, and what has to be in one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, NoReturn

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.declared_part import GALLERY_STACK
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.declared_fields import part
from compute_gallery_cli.fleet.distinct import doubled
from compute_gallery_cli.fleet.fleet_file import NAME, Fleet
from compute_gallery_cli.fleet.needed_together import links_of
from compute_gallery_cli.stack_file import GALLERY_KEY
from compute_gallery_rules import suggestion

__all__ = ["FleetStack", "group_names", "stacks_of", "undestroyable", "unsplittable"]

PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class FleetStack:
    """One stack of a fleet."""

    fleet: Fleet
    group: str
    """The name of its group; empty for the gallery's own."""
    definitions: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The stack's name."""
        return f"{self.fleet.prefix}-{self.group}" if self.group else self.fleet.prefix

    @property
    def is_of_gallery(self) -> bool:
        """Whether the gallery is in it."""
        return not self.group

    @property
    def versions(self) -> int:
        """How many versions it declares."""
        return sum(len(mapping(mapping(declared).get("versions"))) for declared in self.definitions.values())

    @property
    def settings(self) -> dict[str, Any]:
        """What stands in the stack's file: the tree of its own part, and the rest of the config."""
        outer = {name: part for name, part in self.fleet.tree.items() if name != "definitions"}
        tree = outer if self.is_of_gallery else {**outer, "definitions": self.definitions}
        reference = {} if self.is_of_gallery else {GALLERY_STACK: self.fleet.prefix}
        return {**self.fleet.settings, "config": {**self.fleet.config, **reference, GALLERY_KEY: tree}}


def stacks_of(fleet: Fleet) -> list[FleetStack]:
    """Return the stacks of a fleet, the gallery's first. Raises GalleryError where the split cannot be."""
    if not fleet.is_split and fleet.definitions:
        advice = f"Write one, or see what `gallery fleet plan --propose 100 -f {fleet.path}` proposes"
        refuse(fleet, f"fleet.split: is missing. Allowed: definition, or groups. {advice}.")
    unsplittable(fleet)
    group_of = groups_by_definition(fleet)
    # A group without definitions is a stack, too: what it had deployed is guarded there, or deleted.
    members: dict[str, dict[str, Any]] = {name: {} for name in fleet.groups or ()}
    for key, declared in fleet.definitions.items():
        members.setdefault(group_of[key], {})[key] = declared
    stacks = [FleetStack(fleet, "", {}), *(FleetStack(fleet, name, declared) for name, declared in members.items())]
    for stack in stacks:
        if not NAME.fullmatch(stack.name):
            allowed = "letters, digits, dots, hyphens and underscores, at most 100"
            refuse(fleet, f'"{stack.name}" is no name of a stack. Allowed: {allowed}.')
    for one, other, reason in links_of(fleet):
        if group_of[one] != group_of[other]:
            names = [f'"{key}" ({fleet.prefix}-{group_of[key]})' for key in (other, one)]
            told = f"definitions {names[0]} and {names[1]} need one stack: {reason}"
            refuse(fleet, f"{told}. Write both into one group.")
    for one, other, shared in doubled(fleet):
        if group_of[one] != group_of[other]:
            refuse(fleet, f'definitions "{other}" and "{one}" have {shared}, which a gallery has once. Rename one.')
    return stacks


def unsplittable(fleet: Fleet) -> None:
    """Raise GalleryError for what holds a gallery and its definitions together."""
    if fleet.tree.get("mirror"):
        advice = (
            "Deploy the gallery as one stack, or the second gallery as a fleet whose versions name these as sources"
        )
        refuse(fleet, f"mirror: the copies of a mirror wait for their versions in one stack. {advice}.")
    if str(mapping(fleet.tree.get("lock")).get("level", "")).lower() == "readonly":
        why = "definitions could not be created under it any more, as their stacks come after the gallery's"
        refuse(fleet, f"lock.level: ReadOnly: {why}. Allowed: CanNotDelete.")


def undestroyable(fleet: Fleet) -> None:
    """Raise GalleryError for a fleet that cannot be destroyed: the lock is in the stack that has to go last."""
    if part(fleet.tree, "lock"):
        advice = "Take it out of the file, and run `gallery fleet up` first"
        refuse(fleet, f"lock: Azure deletes no definition and no version under it. {advice}.")


def group_names(fleet: Fleet, key: str) -> Iterator[str]:
    """Yield the groups that a definition is in: those that name it, else those with a pattern that fits."""
    groups = fleet.groups or {}
    named = [name for name, members in groups.items() if key in members]
    yield from named or (name for name, members in groups.items() if any(fnmatchcase(key, one) for one in members))


def groups_by_definition(fleet: Fleet) -> dict[str, str]:
    """Return the group of each definition. Raises GalleryError for one that is in none or in two."""
    if fleet.groups is None:
        return {key: key for key in fleet.definitions}
    known = set(fleet.definitions)
    for name, members in fleet.groups.items():
        for member in members:
            if member not in known and not PATTERN & set(member):
                missing(fleet, name, member, sorted(known))
    found = {key: list(group_names(fleet, key)) for key in fleet.definitions}
    for key, names in found.items():
        if not names:
            refuse(fleet, f'fleet.split.groups: definition "{key}" is in no group. Write it into one.')
        if len(names) > 1:
            listed = " and ".join(f'"{name}"' for name in names)
            refuse(fleet, f'fleet.split.groups: definition "{key}" is in {listed}. Write its name into one of them.')
    return {key: names[0] for key, names in found.items()}


def missing(fleet: Fleet, group: str, member: str, known: Sequence[str]) -> NoReturn:
    """Raise GalleryError for a name of no definition."""
    meant = suggestion(member, known)
    advice = f' Write "{meant}".' if meant else " Take it out."
    refuse(fleet, f'fleet.split.groups.{group}: "{member}" is no definition of the file.{advice}')


def refuse(fleet: Fleet, text: str) -> NoReturn:
    """Raise GalleryError about a fleet's file."""
    raise GalleryError(f"{fleet.path}: {text}", ExitStatus.USAGE)
