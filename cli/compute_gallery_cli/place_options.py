"""The options that every command has: where to look."""

import inspect
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from compute_gallery_cli.place import Choice, place_of
from compute_gallery_cli.stack_file import read_stack, settings_of

__all__ = ["JsonOutput", "asks_at"]

JsonOutput = Annotated[bool, typer.Option("--json", help="Print JSON.")]

OPTIONS: dict[str, Any] = {
    "gallery": Annotated[
        str | None,
        typer.Option("--gallery", "-r", help="Name of the gallery. Default: the stack's file, or the only one."),
    ],
    "resource_group": Annotated[
        str | None,
        typer.Option(
            "--resource-group", "-g", help="Its resource group. Default: the one that the gallery is found in."
        ),
    ],
    "subscription": Annotated[
        str | None,
        typer.Option(
            "--subscription", "-s", help="Id of its subscription. Default: AZURE_SUBSCRIPTION_ID, or the only one."
        ),
    ],
    "cloud": Annotated[
        str | None, typer.Option("--cloud", help="public, china or usgovernment. Default: AZURE_CLOUD, or public.")
    ],
    "endpoint": Annotated[
        str | None,
        typer.Option("--endpoint", help="Address of an emulator on this machine. Default: COMPUTE_GALLERY_EMULATOR."),
    ],
    "stack_file": Annotated[
        Path | None,
        typer.Option("--stack-file", "-f", help="A stack's file, which says which gallery: stacks/Pulumi.NAME.yaml."),
    ],
}
"""The options, by the names of `Choice`."""


NONE: frozenset[str] = frozenset()


def asks_at(
    *, without: frozenset[str] = NONE, keeps: frozenset[str] = NONE
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command these options in the place of its parameters `place` and `settings`.

    `without` are options that the command does not have, or has in a form of its own. Of those in `keeps` it takes the
    values too.
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
            settings = None
            if choice.stack_file:
                settings = settings_of(read_stack(choice.stack_file), choice.stack_file)
            arguments = {name: value for name, value in given.items() if name not in kept or name in keeps}
            command(place=place_of(choice, os.environ, settings), settings=settings, **arguments)

        keywords = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
        parameters = [*keywords, *more]
        with_place.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what typer reads
        with_place.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_place

    return decorated
