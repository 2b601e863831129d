"""Objects that live as long as one run of a program: two runs in one process (Automation API) share nothing."""

from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime.settings import get_monitor

__all__ = ["of_this_deployment", "of_this_run", "serve_one_deployment", "serves_other_languages"]

Kept = TypeVar("Kept")


class Deployment:
    """Stands for what this process works for, when it serves the components as a plugin."""


RUNS: WeakKeyDictionary[object, dict[type, object]] = WeakKeyDictionary()
"""What is kept for each run; the engine gives every run a connection of its own."""

PLUGIN: dict[bool, Deployment] = {}
"""The preview and the update that this process serves as a plugin; empty in a program."""


def of_this_run(kind: type[Kept]) -> Kept:
    """Return the one object of a class that belongs to the current run, made when first asked for.

    In a plugin that is the construction of one component.
    """
    return kept_for(get_monitor(), kind)


def of_this_deployment(kind: type[Kept]) -> Kept:
    """Return the one object of a class that all components share, also those that a plugin constructs one by one."""
    return kept_for(PLUGIN.get(pulumi.runtime.is_dry_run(), get_monitor()), kind)


def serve_one_deployment() -> None:
    """Have all components that this process constructs share a deployment.

    The engine starts a plugin for each deployment, and gives every construction a connection of its own.
    """
    PLUGIN.update({False: Deployment(), True: Deployment()})


def serves_other_languages() -> bool:
    """Tell whether this process is a plugin, to whose programs arguments have their camelCase names."""
    return bool(PLUGIN)


def kept_for(owner: object, kind: type[Kept]) -> Kept:
    """Return the one object of a class that belongs to an owner."""
    kept = RUNS.setdefault(owner, {})
    if kind not in kept:
        kept[kind] = kind()
    found: Any = kept[kind]
    if not isinstance(found, kind):
        raise TypeError(f"{found!r} is kept under {kind!r}")
    return found
