"""A fleet's file: a stack's file, and how to cut it into stacks."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.declared_fields import part
from compute_gallery_cli.fleet.written_out import unwritable
from compute_gallery_cli.stack_file import GALLERY_KEY, parsed, read_text
from compute_gallery_rules import printable, suggestion

__all__ = ["NAME", "OF_PULUMI", "Fleet", "read_fleets", "with_text"]

NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
"""What Pulumi takes as the name of a stack."""
OF_PULUMI = ("secretsprovider", "encryptedkey", "encryptionsalt")
"""How Pulumi keeps the secrets of a stack; in a fleet's file, of all its stacks."""
FIELDS = ("prefix", "split", "parallel")
PER_DEFINITION = "definition"
SPLITS = f'"{PER_DEFINITION}", or a mapping with "groups": names of groups with the definitions that are in each'
MEMBERS = "names of definitions, and patterns such as ubuntu-*"
SUFFIXES = (".yaml", ".yml", ".json")
DEFAULT_GALLERY = "images"
"""The name of a gallery that is given none."""
SUBSCRIPTION_KEY = "azure-native:subscriptionId"
OF_SHELL = ("AZURE_SUBSCRIPTION_ID", "ARM_SUBSCRIPTION_ID")


@dataclass(frozen=True, slots=True)
class Fleet:
    """One gallery, and how its definitions are split."""

    path: Path
    prefix: str
    """The name of the gallery's stack; the others begin with it."""
    groups: Mapping[str, Sequence[str]] | None
    """Names and patterns of definitions by group; None where each definition is a group of its own."""
    is_split: bool
    """Whether the file says how to split."""
    parallel: int | None
    """How many stacks are at work at a time; None for one for each processor."""
    settings: Mapping[str, Any]
    """How secrets are kept."""
    config: Mapping[str, Any]
    """The config of all stacks."""
    tree: Mapping[str, Any]
    """The gallery in it."""

    @property
    def definitions(self) -> Mapping[str, Any]:
        """The definitions by their key, as they are declared."""
        return mapping(self.tree.get("definitions"))

    @property
    def place(self) -> tuple[str, str]:
        """The gallery's resource group and name; an empty text for a group that is missing."""
        return str(part(self.tree, "resourceGroupName") or ""), str(part(self.tree, "galleryName") or DEFAULT_GALLERY)

    @property
    def subscription(self) -> str | None:
        """The subscription that the fleet is in; None where only the sign-in knows it."""
        named = self.config.get(SUBSCRIPTION_KEY)
        if isinstance(named, Mapping):  # encrypted
            return None
        told = named or next(filter(None, map(os.environ.get, OF_SHELL)), None)
        return str(told) if told else None


def read_fleets(paths: Sequence[Path]) -> list[Fleet]:
    """Read files, and all files of folders. Raises GalleryError for what is no fleet's file."""
    fleets = [read_fleet(file) for path in paths for file in files_of(path)]
    seen: dict[str, Fleet] = {}
    for fleet in fleets:
        if (first := seen.setdefault(fleet.prefix, fleet)) is not fleet:
            problem = f"is the prefix of {first.path}, too"
            wrong(fleet.path, "fleet.prefix", fleet.prefix, problem, "a prefix of its own for each file")
    return fleets


def files_of(path: Path) -> list[Path]:
    """Return a file, or what is in a folder."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in SUFFIXES)
    if not found:
        raise GalleryError(f"{path}: has no file that ends in {', '.join(SUFFIXES)}.", ExitStatus.USAGE)
    return found


def read_fleet(path: Path) -> Fleet:
    """Read one file. Raises GalleryError that names the field, the value and what is allowed."""
    return with_text(path, read_text(path))


def with_text(path: Path, text: str) -> Fleet:
    """Return the fleet of a file that holds a text. Raises GalleryError."""
    document = data_of(path, text)
    if problem := unwritable(document):
        raise GalleryError(f"{path}: {problem}.", ExitStatus.USAGE)
    if not isinstance(document, Mapping):
        raise GalleryError(f"{path}: holds no mapping. Allowed: fleet, config.", ExitStatus.USAGE)
    known(path, document, ("fleet", "config", *OF_PULUMI))
    if "fleet" not in document:
        text = f"{path}: fleet: is missing: this is the file of a single stack. Write fleet: {{prefix: images}}."
        raise GalleryError(text, ExitStatus.USAGE)
    how, config = document["fleet"], document.get("config")
    if not isinstance(how, Mapping):
        wrong(path, "fleet", how, "is no mapping", ", ".join(FIELDS))
    known(path, how, FIELDS, "fleet.")
    return Fleet(
        path=path,
        prefix=prefix_of(path, how),
        groups=groups_of(path, how.get("split")),
        is_split=how.get("split") is not None,
        parallel=parallel_of(path, how.get("parallel")),
        settings={name: document[name] for name in OF_PULUMI if name in document},
        config=mapping(config),
        tree=tree_of(path, config),
    )


def tree_of(path: Path, config: object) -> Mapping[str, Any]:
    """Return the declared gallery; what is in its definitions and versions is told by the preview."""
    tree = mapping(config).get(GALLERY_KEY)
    if not isinstance(tree, Mapping):
        wrong(path, f"config.{GALLERY_KEY}", None, "is missing or no mapping", "a gallery as in a stack's file")
    definitions = tree.get("definitions") or {}
    if not isinstance(definitions, Mapping):
        wrong(path, "definitions", None, "is no mapping", "image definitions by their names")
    for key, declared in definitions.items():
        if not isinstance(key, str):
            wrong(path, f"definitions.{key}", key, "is no text as a name", f'the name in quotes, such as "{key}"')
        if not key.isprintable():
            allowed = "letters, digits, dots, hyphens and underscores"
            wrong(path, "definitions", key, "is no name of an image definition", allowed)
        if not isinstance(declared, Mapping):
            wrong(path, f"definitions.{key}", declared, "is no mapping", "what an image definition is declared with")
        if not isinstance(declared.get("versions") or {}, Mapping):
            wrong(path, f"definitions.{key}.versions", None, "is no mapping", "image versions by their numbers")
    return tree


def data_of(path: Path, text: str) -> Any:  # noqa: ANN401 what the file holds
    """Return what a file holds. Raises GalleryError where it is neither YAML nor JSON."""
    if path.suffix != ".json":
        return parsed(text, path)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" line {error.lineno}:" if isinstance(error, json.JSONDecodeError) else ""
        raise GalleryError(f"{path}:{line} is no JSON.", ExitStatus.USAGE) from error


def prefix_of(path: Path, how: Mapping[str, Any]) -> str:
    """Return the prefix."""
    prefix = how.get("prefix")
    if not isinstance(prefix, str) or not NAME.fullmatch(prefix):
        problem = "is missing" if prefix is None else "is no name of a stack"
        wrong(path, "fleet.prefix", prefix, problem, "letters, digits, dots, hyphens and underscores, at most 100")
    return prefix


def groups_of(path: Path, split: object) -> Mapping[str, Sequence[str]] | None:
    """Return the groups; None where there are none."""
    if split is None or split == PER_DEFINITION:
        return None
    if not isinstance(split, Mapping) or list(split) != ["groups"] or not isinstance(split["groups"], Mapping):
        wrong(path, "fleet.split", split if isinstance(split, str) else None, "is no way to split", SPLITS)
    for name, members in split["groups"].items():
        place = f"fleet.split.groups.{name}"
        if not NAME.fullmatch(str(name)):
            wrong(path, place, name, "is no name of a group", "letters, digits, dots, hyphens and underscores")
        if not isinstance(members, list):
            wrong(path, place, members, "is no list of texts", MEMBERS)
        for index, member in enumerate(members):
            if not isinstance(member, str):
                wrong(path, f"{place}[{index}]", member, "is no text", MEMBERS)
    return {str(name): list(members) for name, members in split["groups"].items()}


def parallel_of(path: Path, parallel: object) -> int | None:
    """Return the number of stacks at a time."""
    if parallel is None:
        return None
    if not isinstance(parallel, int) or isinstance(parallel, bool) or parallel < 1:
        wrong(path, "fleet.parallel", parallel, "is out of range", "a whole number, 1 or more")
    return parallel


def known(path: Path, given: Mapping[Any, Any], names: Sequence[str], place: str = "") -> None:
    """Raise GalleryError for a name that is none of those that are known."""
    for name in given:
        if name not in names:
            meant = suggestion(str(name), names)
            advice = f' Write "{meant}".' if meant else ""
            text = f"{path}: {place}{printable(name)[1:-1]}: is not known. Allowed: {', '.join(names)}.{advice}"
            raise GalleryError(text, ExitStatus.USAGE)


def wrong(path: Path, place: str, value: object, problem: str, allowed: str) -> NoReturn:
    """Raise GalleryError for a value that does not fit."""
    shown = f"{printable(value)} " if value is not None else ""
    raise GalleryError(f"{path}: {place}: {shown}{problem}. Allowed: {allowed}.", ExitStatus.USAGE)
