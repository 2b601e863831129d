"""`gallery catalog`: which images are where."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.catalogue import gallery_entry
from compute_gallery_cli.catalogue_page import catalogue_page
from compute_gallery_cli.catalogue_table import gallery_table
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.gallery_client import GalleryClient
from compute_gallery_cli.output import console, print_json, say
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.selection import FoundGallery, found_galleries, signed_in
from compute_gallery_cli.stack_file import StackSettings

__all__ = ["catalog"]


@asks_at()
def catalog(
    *,
    place: Place,
    settings: StackSettings | None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page.")] = None,
    as_json: JsonOutput = False,
) -> None:
    """Show the definitions by version and region: of one gallery, or of all in the resource group or subscription.

    With --stack-file the rings that the stack declares are shown too: Azure does not know of them.
    """
    if html and html.is_dir():
        raise GalleryError(f"{html}: is a folder. Allowed: a file.", ExitStatus.FILE)
    now = datetime.now(UTC)
    declared = settings or StackSettings.nowhere()
    with signed_in(place) as client:
        galleries = [entry(client, found, declared, now) for found in found_galleries(client)]
        document = {
            "subscription": client.subscription,
            "readAt": now.isoformat(timespec="seconds"),
            "galleries": galleries,
        }
    if html:
        write_whole({html: catalogue_page(document)})
    if as_json:
        print_json(document)
    elif html:
        say(f"{html}: {', '.join(str(each['name']) for each in galleries) or 'no galleries'}")
    else:
        out = console()
        for number, each in enumerate(galleries):
            if number:
                say("")
            out.print(gallery_table(each, out.width))
        if not galleries:
            say("No galleries.")


def entry(client: GalleryClient, found: FoundGallery, settings: StackSettings, now: datetime) -> dict[str, object]:
    """Read one gallery."""
    definitions = client.definitions(found.resource_group, found.name)
    versions = client.versions_of(found.resource_group, found.name, [str(each["name"]) for each in definitions])
    pairs = [(each, versions[str(each["name"])]) for each in definitions]
    return gallery_entry(found.resource, pairs, settings, now)
