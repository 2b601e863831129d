"""The options that every command has: where to look."""

import inspect
import os
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from compute_gallery_cli.clouds import CLOUDS
from compute_gallery_cli.place import Choice, place_of
from compute_gallery_cli.stack_file import StackSettings, read_stack, settings_of

__all__ = ["JsonOutput", "asks_at"]

JsonOutput = Annotated[bool, typer.Option("--json", help="Print JSON.")]

PANEL = "Where to look"


def clouds(incomplete: str) -> list[str]:
    """Return the clouds that begin so, for the shell's completion."""
    return [cloud.names[0] for cloud in CLOUDS if cloud.names[0].startswith(incomplete)]


def option(*names: str, metavar: str, text: str, **more: Any) -> Any:  # noqa: ANN401 what typer makes
    """Return one of the options."""
    return typer.Option(*names, metavar=metavar, help=text, rich_help_panel=PANEL, **more)


OPTIONS: dict[str, Any] = {
    "gallery": Annotated[
        str | None,
        option("--gallery", "-r", metavar="NAME", text="The gallery. Default: the stack's file, or the only one."),
    ],
    "resource_group": Annotated[
        str | None,
        option("--resource-group", "-g", metavar="NAME", text="Its resource group. Default: the one it is found in."),
    ],
    "subscription": Annotated[
        str | None,
        option(
            "--subscription",
            "-s",
            metavar="ID",
            text="Its subscription. Default: the stack's file, AZURE_SUBSCRIPTION_ID, or the only one.",
        ),
    ],
    "cloud": Annotated[
        str | None,
        option(
            "--cloud",
            metavar="NAME",
            text="public, china or usgovernment. Default: the stack's file, AZURE_CLOUD, or public.",
            autocompletion=clouds,
        ),
    ],
    "endpoint": Annotated[
        str | None,
        option(
            "--endpoint",
            metavar="ADDRESS",
            text="An emulator on this machine, such as http://127.0.0.1:8480. Default: COMPUTE_GALLERY_EMULATOR.",
        ),
    ],
    "stack_file": Annotated[
        Path | None,
        option("--stack-file", "-f", metavar="FILE", text="A stack's file, which tells all of these."),
    ],
}
"""The options, by the names of `Choice`."""


NONE: frozenset[str] = frozenset()


def of_stack_file(given: Mapping[str, Any]) -> StackSettings | None:
    """Return what the file of --stack-file says; None without the option. Raises GalleryError."""
    path = given.get("stack_file")
    return settings_of(read_stack(path), path) if path else None


def asks_at(
    *,
    without: frozenset[str] = NONE,
    keeps: frozenset[str] = NONE,
    settings_from: Callable[[Mapping[str, Any]], StackSettings | None] = of_stack_file,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command these options in the place of its parameters `place` and `settings`.

    `without` are options that the command does not have, or has in a form of its own. Of those in `keeps` it takes the
    values too. `settings_from` finds what a stack's file says, by the command's arguments.
    """

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        own = [
            parameter
            for name, parameter in inspect.signature(command).parameters.items()
            if name not in {"place", "settings", *keeps}
        ]
        kept = {name: option for name, option in OPTIONS.items() if name not in without}
        more = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
            for name, option in kept.items()
        ]

        @wraps(command)
        def with_place(**given: Any) -> None:  # noqa: ANN401 the command's own arguments
            choice = Choice(**{name: given.get(name) for name in OPTIONS})
            settings = settings_from(given)
            arguments = {name: value for name, value in given.items() if name not in kept or name in keeps}
            command(place=place_of(choice, os.environ, settings), settings=settings, **arguments)

        keywords = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        parameters = [*keywords, *more]
        with_place.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what typer reads
        with_place.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_place

    return decorated
