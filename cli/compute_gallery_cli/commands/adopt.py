"""`gallery adopt`: an existing gallery as a stack's config and a file for `pulumi import`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from compute_gallery_cli.adopted_gallery import ExistingDefinition, gallery_remarks, gallery_tree
from compute_gallery_cli.adoption import Adoption, import_lacking
from compute_gallery_cli.adoption_files import AdoptionFiles
from compute_gallery_cli.declared_part import declared_part, known_settings
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.gallery_client import GalleryClient
from compute_gallery_cli.import_file import import_resources
from compute_gallery_cli.output import counted, print_json, say
from compute_gallery_cli.place import Place
from compute_gallery_cli.place_options import JsonOutput, asks_at
from compute_gallery_cli.pulumi_program import PulumiProgram
from compute_gallery_cli.selection import FoundGallery, found_gallery, group_of, signed_in
from compute_gallery_cli.stack_file import GALLERY_KEY, StackSettings
from compute_gallery_rules import printable

__all__ = ["adopt"]

LOGICAL_NAME = re.compile(r"[\w.-]+")


def of_stack_there(given: Mapping[str, Any]) -> StackSettings | None:
    """Return what the config of the stack says that is imported into; None where there is no stack yet."""
    return known_settings(given["into"], Path()) if given["into"] else None


@asks_at(without=frozenset({"gallery", "stack_file"}), settings_from=of_stack_there)
def adopt(  # noqa: PLR0913 each is an option
    *,
    place: Place,
    settings: StackSettings | None,  # noqa: ARG001 all of it is in the place
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
    apply: Annotated[
        bool, typer.Option("--apply", help="Take all further steps with `pulumi` too, down to a preview.")
    ] = False,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="STACK",
            help="Only import into a stack that is there what it declares and lacks; its config stays.",
        ),
    ] = None,
    as_json: JsonOutput = False,
) -> None:
    """Write the stack config and the import file of a gallery that exists, so that Pulumi manages it from now on.

    With --apply the stack is made, the resources are imported and a preview shows that nothing would change. Nothing
    changes in Azure. What was interrupted goes on when the same command is run again.
    """
    file = out or Path("stacks") / f"Pulumi.{gallery}.yaml"
    if not LOGICAL_NAME.fullmatch(name):
        allowed = "letters, digits, dots, hyphens and underscores, as the program writes it in Gallery(NAME, ...)"
        raise GalleryError(f"name: {printable(name)} is no logical name. Allowed: {allowed}.", ExitStatus.USAGE)
    if into and (apply or out):
        raise GalleryError("--into writes no config: leave --apply and --out out.", ExitStatus.USAGE)
    pulumi = PulumiProgram.found("--into" if into else "--apply") if apply or into else None
    with signed_in(replace(place, gallery=gallery)) as client:
        found, definitions = read(client)
    group = group_of(definitions[0].resource) if definitions else found.resource_group
    tree = gallery_tree(group, found.resource, definitions)
    gallery_id = (
        f"/subscriptions/{client.subscription}/resourceGroups/{group}"
        f"/providers/Microsoft.Compute/galleries/{found.resource['name']}"
    )
    if pulumi and into:
        take_in(pulumi, into, name, gallery_id, definitions, as_json=as_json)
        return
    resources = import_resources(name, gallery_id, definitions)
    config = {**provider_settings(client), GALLERY_KEY: tree}
    AdoptionFiles(file, import_file, {"config": config}, resources).write(force=force)
    adoption = Adoption(file.stem.removeprefix("Pulumi."), file, import_file)
    document = {
        "stackFile": str(file),
        "importFile": str(import_file),
        "definitions": len(definitions),
        "versions": sum(len(definition.versions) for definition in definitions),
        "remarks": list(gallery_remarks(definitions)),
    }
    if not as_json:
        tell(document)
    if pulumi:
        adoption.run(pulumi, (lambda _: None) if as_json else say)
    if as_json:
        print_json({**document, "next": [] if pulumi else adoption.steps})
    elif pulumi:
        say(f"The stack {adoption.stack} manages {found.name}: a preview shows no change.")
    else:
        say("Next, or all at once with --apply:")
        for step in adoption.steps:
            say(f"  {step}")


def read(client: GalleryClient) -> tuple[FoundGallery, list[ExistingDefinition]]:
    """Read a gallery with all that is in it."""
    found = found_gallery(client)
    definitions = client.definitions(found.resource_group, found.name)
    versions = client.versions_of(found.resource_group, found.name, [str(each["name"]) for each in definitions])
    return found, [ExistingDefinition(each, tuple(versions[str(each["name"])])) for each in definitions]


def take_in(  # noqa: PLR0913 each is needed
    pulumi: PulumiProgram,
    stack: str,
    name: str,
    gallery_id: str,
    definitions: list[ExistingDefinition],
    *,
    as_json: bool,
) -> None:
    """Import what a stack declares and lacks, and tell what it does not declare. Raises GalleryError."""
    part = declared_part(stack, Path())
    declared, others = part.of(definitions)
    resources = import_resources(name, gallery_id, declared, has_gallery=part.has_gallery)
    import_lacking(pulumi, stack, resources, (lambda _: None) if as_json else say, settles_all=False)
    if as_json:
        print_json({"stack": stack, "leftAlone": others})
        return
    for other in others:
        say(f"look at {other}: the config of {stack} does not declare it, so it is left alone")
    say(f"The stack {stack} has all of {gallery_id.rpartition('/')[2]}{' that it declares' if others else ''}.")


def provider_settings(client: GalleryClient) -> dict[str, Any]:
    """Return the settings of azure-native; an emulator is told by the environment instead."""
    if client.place.endpoint:
        return {}
    environment = client.place.cloud.cloud.value
    known = {"azure-native:environment": environment} if environment != "public" else {}
    return {**known, "azure-native:subscriptionId": client.subscription}


def tell(document: Mapping[str, Any]) -> None:
    """Say what was written, and what to look at."""
    count = {name: document[name] for name in ("definitions", "versions")}
    say(f"{document['stackFile']}: {counted(count)}")
    say(f"{document['importFile']}: {1 + sum(count.values())} resources")
    for remark in document["remarks"]:
        say(f"look at {remark}")
