"""What a registration waits for: the verdict, what its component depends on, and other resources."""

from collections.abc import Callable, Sequence

import pulumi

__all__ = ["waits_for", "without_waiting"]


def nothing_else() -> Sequence[pulumi.Resource]:
    """No further resources."""
    return ()


def waits_for(
    permitted: pulumi.Output[None],
    component: pulumi.ResourceOptions | None,
    others: Callable[[], Sequence[pulumi.Resource]] = nothing_else,
) -> pulumi.Output[list[pulumi.Resource]]:
    """`depends_on` of a child. Pulumi itself does not hand a component's `depends_on` on to its children."""
    declared = component.depends_on if component is not None else None
    first = [declared] if isinstance(declared, pulumi.Resource) else declared or []

    def resources(resolved: Sequence[object]) -> list[pulumi.Resource]:
        waited = resolved[1] if isinstance(resolved[1], list) else [resolved[1]]
        return [*(one for one in waited if isinstance(one, pulumi.Resource)), *others()]

    return pulumi.Output.all(permitted, first).apply(resources)


def without_waiting(component: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions:
    """A component's own options: it has nothing to wait for itself, and findings on it are told without delay."""
    own = pulumi.ResourceOptions.merge(component, pulumi.ResourceOptions())
    own.depends_on = None
    return own
