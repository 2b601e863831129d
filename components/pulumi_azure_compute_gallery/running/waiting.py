"""What a registration waits for: the verdict, what its component depends on, and other resources."""

from collections.abc import Callable, Sequence
from typing import Any

import pulumi

from pulumi_azure_compute_gallery.running.deferred import has_deferred

__all__ = ["declared_dependencies", "waits_for"]


def nothing_else() -> Sequence[pulumi.Resource]:
    """Return no further resources."""
    return ()


def declared_dependencies(options: pulumi.ResourceOptions | None) -> Sequence[Any]:
    """Return `depends_on` as a list: resources, and Outputs of resources."""
    declared = options.depends_on if options is not None else None
    return [*declared] if isinstance(declared, list | tuple) else [] if declared is None else [declared]


def waits_for(
    permitted: pulumi.Output[None],
    component: pulumi.ResourceOptions | None,
    others: Callable[[], Sequence[pulumi.Resource]] = nothing_else,
) -> pulumi.Output[list[pulumi.Resource]]:
    """Return `depends_on` of a child. Pulumi itself does not hand a component's `depends_on` on to its children."""

    def resources(resolved: Sequence[Any]) -> list[pulumi.Resource]:
        """Return all that is waited for, when the verdict is known; an Output may hold one resource or a list."""
        lists = [one if isinstance(one, list | tuple) else [one] for one in resolved]
        return [*(one for each in lists for one in each if isinstance(one, pulumi.Resource)), *others()]

    declared = declared_dependencies(component)
    if has_deferred(declared):
        return pulumi.Output.all(permitted, declared).apply(lambda known: resources(known[1]))
    return permitted.apply(lambda _: resources(declared))
