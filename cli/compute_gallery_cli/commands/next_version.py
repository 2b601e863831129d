"""`gallery next`: the next free version number."""

from typing import Annotated

import typer

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.gallery_client import GalleryClient
from compute_gallery_cli.new_version import Part, next_number
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.selection import found_definition, found_gallery, signed_in
from compute_gallery_cli.stack_file import StackSettings, declared_numbers

__all__ = ["Major", "Minor", "existing_numbers", "next_version", "part_of"]

Major = Annotated[bool, typer.Option("--major", help="The next major number: 2.0.0 after 1.4.2.")]
Minor = Annotated[bool, typer.Option("--minor", help="The next minor number: 1.5.0 after 1.4.2.")]


@asks_at()
def next_version(  # noqa: PLR0913 each is an option
    *,
    place: Place,
    settings: StackSettings | None,
    definition: Annotated[str, typer.Argument(metavar="DEFINITION", help="The image definition.")],
    major: Major = False,
    minor: Minor = False,
    as_json: JsonOutput = False,
) -> None:
    """Print the next free version number of a definition.

    With --stack-file the versions count that the stack declares and that are not published yet.
    """
    part = part_of(major=major, minor=minor)
    declared = settings.definition(definition) if settings else None
    numbers = declared_numbers(declared)
    with signed_in(place) as client:
        published = existing_numbers(client, definition, is_declared=declared is not None)
    number = next_number([*published, *numbers], part)
    if as_json:
        print_json({"definition": definition, "published": published, "next": number})
    else:
        say(number)


def part_of(*, major: bool, minor: bool) -> Part:
    """Return which part of the number goes up. Raises GalleryError where both are asked for."""
    if major and minor:
        raise GalleryError("--major and --minor are given together. Allowed: one of them.", ExitStatus.USAGE)
    return "major" if major else "minor" if minor else "patch"


def existing_numbers(client: GalleryClient, definition: str, *, is_declared: bool) -> list[str]:
    """Return the numbers of the published versions; none of a definition that is declared and not yet there."""
    try:
        gallery = found_gallery(client)
        name = found_definition(client, gallery, definition)
    except GalleryError as error:
        if is_declared and error.status is ExitStatus.NOT_FOUND:
            client.subscription_itself()  # a subscription that is not there is no gallery that is still to come
            return []
        raise
    return [str(each["name"]) for each in client.versions(gallery.resource_group, gallery.name, name)]
