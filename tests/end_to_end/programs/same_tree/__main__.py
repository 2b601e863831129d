"""The same tree by the package, by the SDK that Pulumi generates from the plugin, or by raw registration."""

import os
from typing import Any

import pulumi
import tree

THROUGH = os.environ["THROUGH"]


class Registered(pulumi.ComponentResource):
    """A component of the plugin, with the one output that the program uses."""

    name: pulumi.Output[str]


def camel(value: Any) -> Any:  # noqa: ANN401 arguments of any shape
    """Return the arguments under the names that the plugin's schema has; the keys of tags are nobody's names."""
    if isinstance(value, dict):
        return {word(key): part if key == "tags" else camel(part) for key, part in value.items()}
    return [camel(part) for part in value] if isinstance(value, list) else value


def word(name: str) -> str:
    """Return a name in camelCase."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def declare(kind: str, name: str, args: dict[str, Any], opts: pulumi.ResourceOptions | None = None) -> Any:  # noqa: ANN401
    """Declare one component."""
    if THROUGH == "registration":
        inputs = {**camel(args), "name": None}
        return Registered(f"azure-compute-gallery:index:{kind}", name, inputs, opts, remote=True)
    import pulumi_azure_compute_gallery as package  # noqa: PLC0415 either of two, and not there for a registration

    component = getattr(package, kind)
    return component(name, opts=opts, **args) if THROUGH == "sdk" else component(name, args, opts)


def later(value: Any, after: pulumi.Output[str]) -> pulumi.Output[Any]:  # noqa: ANN401 as above
    """Return a value that is known only when something else is."""
    return after.apply(lambda _: camel(value) if THROUGH == "registration" else value)


declare("Gallery", "nested", tree.NESTED, pulumi.ResourceOptions(protect=True))
gallery = declare("Gallery", "images", tree.SEPARATE)
definition = declare("ImageDefinition", "alone", {"gallery_name": gallery.name, **tree.ALONE})
version = declare(
    "ImageVersion",
    "alone-1.0.0",
    {
        "gallery_name": gallery.name,
        "image_definition_name": definition.name,
        **tree.PLACE,
        "version": "1.0.0",
        "source": {"snapshot_id": pulumi.Output.secret(f"{tree.SOURCES}/snapshots/myOSSnapshot")},
        "replica_count": gallery.name.apply(len),
        "target_regions": later(tree.REGIONS, gallery.name),
        "data_disks": later(tree.DATA_DISKS, definition.name),
    },
    pulumi.ResourceOptions(depends_on=[definition], retain_on_delete=True),
)
pulumi.export("version", version.name)
