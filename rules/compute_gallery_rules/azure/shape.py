"""Whether the inputs have the shape that azure-native sends, and no field that is nearly one."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.shape_table import ANY, BOOLEAN, SHAPES, TEXT, Shape
from compute_gallery_rules.values.inputs import Inputs, boolean, is_nested
from compute_gallery_rules.values.printable import escaped, shortened, without_secret
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["field_known", "field_types"]

NEAR = 0.85


def field_types(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Check that a mapping, a list or a truth value stands where Azure takes one.

    Where it takes a text, neither a mapping nor a list does; numbers and truth values are sent as texts.
    """
    yield from _types(inputs, SHAPES[context.kind], "")


def field_known(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Warn of a field that Azure does not know and that is nearly one: it would be passed over in silence.

    Fields like none of the known ones are left alone: a later API version may have them.
    """
    yield from _unknown_fields(inputs, SHAPES[context.kind], "")


def _types(value: object, shape: Shape, path: str) -> Iterator[Problem]:
    if value is None or value is UNKNOWN:
        return
    match shape:
        case dict() if not isinstance(value, Mapping):
            allowed = f"a mapping with {', '.join(shape)}" if "*" not in shape else "a mapping"
            yield Problem(path, value, "stands where a mapping is due", allowed)
        case list() if not isinstance(value, list | tuple):
            yield Problem(path, value, "stands where a list is due", "a list")
        case _ if shape == BOOLEAN and boolean(value) is None:
            yield Problem(path, value, "is no truth value", "true or false")
        case _ if shape == TEXT and is_nested(value):
            field = escaped(shortened(without_secret(path)))  # It may end in a tag's name, which is the user's own.
            yield Problem(field, value, "stands where a text is due", "a text")
        case _:
            for inner_path, inner, inner_shape in _parts(value, shape, path):
                yield from _types(inner, inner_shape, inner_path)


def _unknown_fields(value: object, shape: Shape, path: str) -> Iterator[Problem]:
    if isinstance(shape, dict) and isinstance(value, Mapping) and "*" not in shape:
        for name in value:
            if isinstance(name, str) and name not in shape and (meant := suggestion(name, shape, NEAR)):
                field = f"{path}.{name}".removeprefix(".") if name.isprintable() else path
                yield Problem(field, name, "is no field that Azure knows", ", ".join(shape), meant, Severity.WARNING)
    for inner_path, inner, inner_shape in _parts(value, shape, path):
        yield from _unknown_fields(inner, inner_shape, inner_path)


def _parts(value: object, shape: Shape, path: str) -> Iterator[tuple[str, object, Shape]]:
    """Yield the path, the value and the shape of each part that may be wrong: of a text, only what is none."""
    if isinstance(shape, dict) and isinstance(value, Mapping):
        fields = {name: shape["*"] for name in value if isinstance(name, str)} if "*" in shape else shape
        for name, inner_shape in fields.items():
            if inner_shape != ANY and name in value and (inner_shape != TEXT or is_nested(value[name])):
                yield f"{path}.{name}" if path else name, value[name], inner_shape
    elif isinstance(shape, list) and shape[0] != ANY and isinstance(value, list | tuple):
        for index, entry in enumerate(value):
            yield f"{path}[{index}]", entry, shape[0]
