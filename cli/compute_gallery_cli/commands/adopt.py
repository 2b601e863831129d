"""`gallery adopt`: an existing gallery as a stack's config and a file for `pulumi import`."""

import json
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from compute_gallery_cli.adopted_gallery import ExistingDefinition, gallery_remarks, gallery_tree
from compute_gallery_cli.atomic_file import refuse_existing, write_whole
from compute_gallery_cli.gallery_client import GalleryClient
from compute_gallery_cli.import_file import import_resources
from compute_gallery_cli.output import print_json, say
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.selection import FoundGallery, found_gallery, group_of, signed_in
from compute_gallery_cli.stack_file import GALLERY_KEY, StackSettings
from compute_gallery_cli.stack_text import as_yaml

__all__ = ["adopt"]

SCHEMA = "compute-gallery.schema.json"


@asks_at(without=frozenset({"gallery", "stack_file"}))
def adopt(  # noqa: PLR0913 each is an option
    *,
    place: Place,
    settings: StackSettings | None,  # noqa: ARG001 there is no stack yet
    gallery: Annotated[str, typer.Argument(metavar="GALLERY", help="The gallery.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: stacks/Pulumi.GALLERY.yaml.")
    ] = None,
    import_file: Annotated[
        Path, typer.Option("--import-file", metavar="FILE", help="The file for `pulumi import --file`.")
    ] = Path("import.json"),
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Logical name of the gallery in the program.")
    ] = "images",
    force: Annotated[bool, typer.Option("--force", help="Replace the files where they are there already.")] = False,
    as_json: JsonOutput = False,
) -> None:
    """Write the stack config and the import file of a gallery that exists, so that Pulumi manages it from now on."""
    file = out or Path("stacks") / f"Pulumi.{gallery}.yaml"
    if not force:
        refuse_existing(file, import_file)
    with signed_in(replace(place, gallery=gallery)) as client:
        found, definitions = read(client)
    group = group_of(definitions[0].resource) if definitions else found.resource_group
    tree = gallery_tree(group, found.resource, definitions)
    gallery_id = (
        f"/subscriptions/{client.subscription}/resourceGroups/{group}"
        f"/providers/Microsoft.Compute/galleries/{found.resource['name']}"
    )
    resources = import_resources(name, gallery_id, definitions)
    config = {**provider_settings(client), GALLERY_KEY: tree}
    header = f"# yaml-language-server: $schema={SCHEMA}\n" if (file.parent / SCHEMA).exists() else ""
    write_whole({import_file: f"{json.dumps(resources, indent=2)}\n", file: header + as_yaml({"config": config})})
    report(file, import_file, definitions, as_json=as_json)


def read(client: GalleryClient) -> tuple[FoundGallery, list[ExistingDefinition]]:
    """Read a gallery with all that is in it."""
    found = found_gallery(client)
    definitions = client.definitions(found.resource_group, found.name)
    versions = client.versions_of(found.resource_group, found.name, [str(each["name"]) for each in definitions])
    return found, [ExistingDefinition(each, tuple(versions[str(each["name"])])) for each in definitions]


def provider_settings(client: GalleryClient) -> dict[str, Any]:
    """Return the settings of azure-native; an emulator is told by the environment instead."""
    if client.place.endpoint:
        return {}
    environment = client.place.cloud.cloud.value
    known = {"azure-native:environment": environment} if environment != "public" else {}
    return {**known, "azure-native:subscriptionId": client.subscription}


def report(file: Path, import_file: Path, definitions: list[ExistingDefinition], *, as_json: bool) -> None:
    """Say what was written and what comes next."""
    versions = sum(len(definition.versions) for definition in definitions)
    remarks = list(gallery_remarks(definitions))
    stack = file.stem.removeprefix("Pulumi.")
    steps = [
        f"pulumi stack init {shlex.quote(stack)}",
        f"pulumi import --file {shlex.quote(str(import_file))} --generate-code=false --protect=false --yes",
        "pulumi stack export --file state.json",
        "gallery settle state.json",
        "pulumi stack import --file state.json",
        "pulumi preview --expect-no-changes",
    ]
    if as_json:
        counts = {"definitions": len(definitions), "versions": versions}
        print_json(
            {"stackFile": str(file), "importFile": str(import_file), **counts, "remarks": remarks, "next": steps}
        )
        return
    say(f"{file}: {len(definitions)} definitions, {versions} versions")
    say(f"{import_file}: {1 + len(definitions) + versions} resources")
    for remark in remarks:
        say(f"look at {remark}")
    say("Next:")
    for step in steps:
        say(f"  {step}")
