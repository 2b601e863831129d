"""A component's resource options: what the component itself takes, and what its azure-native resource takes.

Pulumi hands providers, transforms, protect and retain_on_delete on to children. It does not hand on depends_on,
ignore_changes, replace_on_changes, custom_timeouts, import_, version and the like: those belong to the one
azure-native resource that a component is about, and get there here.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pulumi

from pulumi_azure_compute_gallery.running.native_paths import native_path

__all__ = ["of_child", "of_companion", "of_component"]

NATIVE = "azure-native:"

ONLY_FOR_THE_CHILD = (
    "additional_secret_outputs",
    "custom_timeouts",
    "delete_before_replace",
    "depends_on",
    "hide_diffs",
    "hooks",
    "ignore_changes",
    "import_",
    "plugin_download_url",
    "replace_on_changes",
    "version",
)
"""Options that mean nothing on a component, which has no inputs and no operations of its own."""

HANDED_ON = (
    "additional_secret_outputs",
    "delete_before_replace",
    "hide_diffs",
    "import_",
    "plugin_download_url",
    "retain_on_delete",
    "version",
)
"""Options that the child takes as they are."""

OPERATIONS = ("create", "update", "delete")


def of_component(options: pulumi.ResourceOptions | None, *, inherits_protect: bool = True) -> pulumi.ResourceOptions:
    """Return what the component itself is registered with. The given options stay as they are.

    A component waits for nothing itself, so that findings on it are told at once. Where it does not inherit protect,
    only what was given for this very component holds: what protects a gallery must not keep retention from its work.
    """
    own = pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions())
    for name in ONLY_FOR_THE_CHILD:
        setattr(own, name, None)
    own.aliases = [alias for alias in own.aliases or () if not is_of_native(alias)] or None
    if not inherits_protect:
        own.protect = bool(own.protect)
    return own


def of_child(  # noqa: PLR0913 what the three components differ in
    component: pulumi.Resource,
    name: str,
    options: pulumi.ResourceOptions | None,
    *,
    depends_on: pulumi.Input[Sequence[pulumi.Resource]],
    guards: pulumi.ResourceHookBinding,
    protect: bool | None = None,
    timeout: str | None = None,
) -> pulumi.ResourceOptions:
    """Return what the azure-native resource of a component is registered with.

    `name` is the component's logical name, `guards` are the hooks that come before those of the options, `protect` is
    what holds where the options do not say it, `timeout` how long creating, updating and deleting may take where the
    options do not say it.
    """
    given = options or pulumi.ResourceOptions()
    kind = type(component).__name__
    child = pulumi.ResourceOptions(parent=component, depends_on=depends_on)
    for option in HANDED_ON:
        setattr(child, option, getattr(given, option, None))
    child.ignore_changes = paths(kind, given.ignore_changes)
    child.replace_on_changes = paths(kind, given.replace_on_changes)
    child.custom_timeouts = timeouts(given.custom_timeouts, timeout)
    child.protect = protect if given.protect is None else given.protect
    child.hooks = pulumi.ResourceHookBinding.merge(guards, given.hooks) if given.hooks else guards
    child.aliases = [*aliases_of_native(name, given)] or None
    return child


def of_companion(
    component: pulumi.Resource, options: pulumi.ResourceOptions | None, after: Sequence[pulumi.Resource] = ()
) -> pulumi.ResourceOptions:
    """Return what a lock or a role assignment is registered with. It is not protected: it goes as easily as it came."""
    given = options or pulumi.ResourceOptions()
    return pulumi.ResourceOptions(
        parent=component,
        depends_on=[*after],
        protect=False,
        plugin_download_url=given.plugin_download_url,
        version=given.version,
    )


def paths(kind: str, declared: Sequence[str] | None) -> list[str] | None:
    """Return the paths of an option under azure-native's names."""
    return None if declared is None else [native_path(kind, path) for path in declared]


def timeouts(given: pulumi.CustomTimeouts | None, default: str | None) -> pulumi.CustomTimeouts | None:
    """Return the given timeouts, with the default for the operations that they leave out."""
    if default is None:
        return given
    named: dict[str, Any] = {operation: getattr(given, operation, None) or default for operation in OPERATIONS}
    return pulumi.CustomTimeouts(**named)


def aliases_of_native(name: str, options: pulumi.ResourceOptions) -> Iterator[Any]:
    """Yield the aliases that name an azure-native resource: raw resources that the component takes over.

    What an alias leaves out is the component's: its logical name, and the parent around it.
    """
    for alias in options.aliases or ():
        if not is_of_native(alias):
            continue
        if isinstance(alias, pulumi.Alias):
            of_component: dict[str, Any] = {"name": name, "parent": options.parent or pulumi.ROOT_STACK_RESOURCE}
            fields: dict[str, Any] = {
                field: value
                for field in ("name", "type_", "parent", "stack", "project")
                if (value := getattr(alias, field)) is not ... and value is not None
            }
            yield pulumi.Alias(**{**of_component, **fields})
        else:
            yield alias


def is_of_native(alias: object) -> bool:
    """Tell whether an alias, a URN or its parts, names an azure-native resource."""
    if isinstance(alias, pulumi.Alias):
        return isinstance(alias.type_, str) and alias.type_.startswith(NATIVE)
    types = alias.split("::")[2:3] if isinstance(alias, str) else []
    return any(one.rpartition("$")[2].startswith(NATIVE) for one in types)
