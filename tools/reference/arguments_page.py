"""The reference page of all arguments and outputs."""

from collections.abc import Iterator, Mapping
from typing import Any, is_typeddict

from pulumi_azure_compute_gallery import Gallery, GalleryArgs, ImageDefinition, ImageVersion
from pulumi_azure_compute_gallery.arguments.image_definition_args import ImageDefinitionArgs
from pulumi_azure_compute_gallery.arguments.image_version_args import ImageVersionArgs
from pulumi_azure_compute_gallery.arguments.reader import element_type, get_origin_container
from pulumi_azure_compute_gallery.arguments.spelling import camel_case
from tools.reference.fields import Field, documentation, fields, nested_types, outputs

__all__ = ["arguments_page"]

COMPONENTS = ((Gallery, GalleryArgs), (ImageDefinition, ImageDefinitionArgs), (ImageVersion, ImageVersionArgs))
SCALARS = {str: "text", int: "whole number", float: "number", bool: "true or false"}
HEAD = """\
# Arguments and outputs

The three components with all that they take and give, made from their types by `make docs`. Names are as in Python; in
the stack's config and in every other language they are in camelCase: `resource_group_name` is `resourceGroupName`.
Where that does not follow from the words, both are named. S1 to S26 are the rows of
[what the source document asks](coverage.md).

Every value may be an Output, except those marked *known*: what is declared must be known when the program runs. Every
component takes Pulumi's usual resource options. In the stack's config the gallery stands under
`compute-gallery:gallery`, and `target_regions` may hold the shorthand `region[=replicas][=storage]` beside objects;
`stacks/compute-gallery.schema.json` checks it in an editor.
"""


def arguments_page() -> str:
    """Return the page."""
    lines = [HEAD]
    components: list[type] = [type_ for _, type_ in COMPONENTS]
    for component, args in COMPONENTS:
        lines += [f"## {component.__name__}\n", f"{documentation(args)}\n", *table(args), ""]
        lines += ["| output | meaning |", "|---|---|"]
        lines += [f"| `{name}` | {cell(text)} |" for name, text in outputs(component)]
        lines.append("")
    lines.append("## What arguments are made of\n")
    for type_ in sorted(nested_types(GalleryArgs), key=lambda type_: type_.__name__):
        if type_ not in components:
            lines += [f"### {type_.__name__}\n", f"{documentation(type_)}\n", *table(type_), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def table(type_: type) -> Iterator[str]:
    """Yield the lines of a table of arguments."""
    yield "| argument | takes | meaning |"
    yield "|---|---|---|"
    for field in fields(type_):
        known = "" if field.may_be_output else ", *known*"
        yield f"| {names(field)} | {kind(field.type)}{known} | {cell(field.text)} |"


def names(field: Field) -> str:
    """Return an argument's name, with its camelCase where that does not follow from its words."""
    first, *rest = field.name.split("_")
    regular = first + "".join(word.capitalize() for word in rest)
    other = camel_case(field.name)
    return f"`{field.name}`" if other == regular else f"`{field.name}` (`{other}`)"


def kind(hint: Any) -> str:  # noqa: ANN401 a type as the typing module has it
    """Say what an argument takes."""
    if is_typeddict(hint):
        name = hint.__name__
        heading = {type_: component.__name__ for component, type_ in COMPONENTS}.get(hint, name)
        return f"[{name}](#{heading.lower()})"
    container = get_origin_container(hint)
    if container:
        inner = kind(element_type(hint))
        return f"{'map' if container is Mapping else 'list'} of {inner}"
    return SCALARS.get(hint, "any value")


def cell(text: str) -> str:
    """Return a text that a table's cell can hold."""
    return text.replace("|", "\\|").replace("<", "&lt;")
