"""`gallery publish`: the next version in the stack's config, ready for review."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.commands.next_version import Major, Minor, existing_numbers, part_of
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.new_version import Proposal, newest_declared, next_number, proposed
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.selection import signed_in
from compute_gallery_cli.stack_file import GALLERY_KEY, StackSettings, declared_numbers, parsed, read_text
from compute_gallery_cli.version_source import declared_source
from compute_gallery_cli.yaml_insertion import Insertion, with_entry
from compute_gallery_rules import parse_version, printable, suggestion

__all__ = ["publish"]


@asks_at(without=frozenset({"gallery"}), keeps=frozenset({"stack_file"}))
def publish(  # noqa: PLR0913 each is an option
    *,
    place: Place,
    settings: StackSettings | None,
    stack_file: Path | None,
    definition: Annotated[str, typer.Argument(metavar="DEFINITION", help="The image definition.")],
    source: Annotated[
        str,
        typer.Option(
            "--source", metavar="ID", help="Resource id of an image, VM, version, disk or snapshot; or a VHD's address."
        ),
    ],
    storage_account: Annotated[
        str | None, typer.Option("--storage-account", metavar="ID", help="Of a VHD. Default: the one in its address.")
    ] = None,
    major: Major = False,
    minor: Minor = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Count the stack's versions only; do not ask Azure.")
    ] = False,
    as_json: JsonOutput = False,
) -> None:
    """Add the next version of a definition to the stack's file (--stack-file), ready for review and `pulumi up`.

    Regions, replicas and storage are those of the newest version there. Comments and order of the file stay.
    """
    if stack_file is None or settings is None:
        raise GalleryError(
            "--stack-file is missing. Allowed: the stack's file, stacks/Pulumi.NAME.yaml.", ExitStatus.USAGE
        )
    part = part_of(major=major, minor=minor)
    made_from = declared_source(source, storage_account)
    key, declared = declared_definition(settings, definition)
    numbers = declared_numbers(declared)
    published: list[str] = []
    if not offline:
        with signed_in(place) as client:
            name = str(declared.get("imageDefinitionName", key))
            published = existing_numbers(client, name, is_declared=True)
    number = next_number([*published, *numbers], part)
    proposal = proposed(declared.get("versions") or {}, made_from)
    text = read_text(stack_file)
    write_whole({stack_file: inserted(text, stack_file, key, number, proposal)})
    if as_json:
        print_json(
            {
                "stackFile": str(stack_file),
                "definition": key,
                "version": number,
                "takenFrom": proposal.taken_from,
                "leftOut": list(proposal.left_out),
            }
        )
        return
    say(f"{stack_file}: {key} {number}, made from {source}")
    if proposal.taken_from:
        say(f"Regions and storage are those of {proposal.taken_from}.")
    if proposal.left_out:
        say(f"Not taken over from it: {', '.join(proposal.left_out)}.")
    say("Next: review the file, then `pulumi preview`.")


def declared_definition(settings: StackSettings, name: str) -> tuple[str, Mapping[str, Any]]:
    """Return a definition of the stack with its key. Raises GalleryError where the stack has none of this name."""
    definitions = settings.tree.get("definitions")
    listed = definitions if isinstance(definitions, Mapping) else {}
    for key, declared in listed.items():
        own = declared if isinstance(declared, Mapping) else {}
        if str(own.get("imageDefinitionName", key)).lower() != name.lower():
            continue
        if not own:
            allowed = "a mapping with osType, osState and identifier at least"
            raise GalleryError(f"definition {printable(name)} is empty. Allowed: {allowed}.", ExitStatus.USAGE)
        return str(key), own
    meant = suggestion(name, map(str, listed))
    advice = f' Write "{meant}".' if meant else ""
    allowed = f"one of {', '.join(map(str, listed)) or 'none, as the stack declares none'}"
    text = f"definition {printable(name)} is not in the stack's file. Allowed: {allowed}.{advice}"
    raise GalleryError(text, ExitStatus.NOT_FOUND)


def inserted(text: str, path: Path, key: str, number: str, proposal: Proposal) -> str:
    """Return the file's text with the new version. Raises GalleryError rather than change anything else in it."""
    data = unshared(parsed(text, path))
    place = ("config", GALLERY_KEY, "definitions", key, "versions")
    definition = data["config"][GALLERY_KEY]["definitions"][key]
    versions = definition.get("versions") or {}
    newest = newest_declared(versions)
    first = next(iter(versions), None)
    is_newest_first = len(versions) > 1 and newest is not None and str(first) == str(newest) and is_descending(versions)
    neighbour = None if newest is None else str(newest)
    insertion = Insertion(place, number, proposal.tree, neighbour, is_before=is_newest_first)
    changed = with_entry(text, insertion)
    definition["versions"] = {**versions, number: proposal.tree}
    if unshared(parsed(changed, path)) != data:
        what = f"cannot take the new version of {key} without a change elsewhere"
        advice = "Write its versions as a block, one below the other, without anchors (&, *, <<) in them"
        raise GalleryError(f"{path}: {what}. {advice}.", ExitStatus.USAGE)
    return changed


def unshared(data: Any) -> Any:  # noqa: ANN401 what YAML holds
    """Return data in which no two places are one: an alias would be changed together with its anchor."""
    if isinstance(data, Mapping):
        return {key: unshared(value) for key, value in data.items()}
    return [unshared(value) for value in data] if isinstance(data, list) else data


def is_descending(versions: Mapping[str, Any]) -> bool:
    """Tell whether versions are listed from the newest to the oldest."""
    numbers = [parse_version(str(key)) or (0, 0, 0) for key in versions]
    return numbers == sorted(numbers, reverse=True)
