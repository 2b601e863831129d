"""The fields of the components' arguments and outputs, with their types and docstrings."""

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args, get_type_hints, is_typeddict

from pulumi_azure_compute_gallery.arguments.reader import (
    FORWARD,
    element_type,
    get_origin_container,
    is_later,
    plain_type,
)

__all__ = ["Field", "documentation", "fields", "nested_types", "outputs"]


@dataclass(frozen=True, slots=True)
class Field:
    """One argument, or one output."""

    name: str
    type: Any
    """What it takes, without what makes it an Input: a scalar, a TypedDict, a Mapping or a Sequence of such."""
    may_be_output: bool
    """Whether its value may come later."""
    text: str
    """What its docstring says, on one line."""

    @property
    def is_required(self) -> bool:
        """Whether it can never be left out."""
        return self.text.endswith("Required.")


def fields(type_: type) -> Iterator[Field]:
    """Yield the fields of a TypedDict in their declared order. Raises LookupError for one without a docstring."""
    texts = docstrings(type_)
    for name, hint in get_type_hints(type_, localns=FORWARD).items():
        if name not in texts:
            raise LookupError(f"{type_.__name__}.{name} has no docstring")
        yield Field(name, plain_type(hint), any(is_later(part) for part in get_args(hint)), texts[name])


def outputs(component: type) -> Iterator[tuple[str, str]]:
    """Yield the outputs of a component with what their docstrings say."""
    yield from docstrings(component).items()


def documentation(type_: type) -> str:
    """Return what a class says of itself, each paragraph on one line."""
    paragraphs = inspect.cleandoc(type_.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def nested_types(type_: type) -> Sequence[type]:
    """Return all TypedDicts that a TypedDict is made of, itself first, each once."""
    found: dict[type, None] = {}
    open_ends = [type_]
    while open_ends:
        one = open_ends.pop(0)
        if one not in found:
            found[one] = None
            open_ends += [inner for field in fields(one) for inner in typed_dicts(field.type)]
    return list(found)


def typed_dicts(hint: Any) -> Iterator[type]:  # noqa: ANN401 a type as the typing module has it
    """Yield the TypedDict that a type is, or holds."""
    if is_typeddict(hint):
        yield hint
    elif get_origin_container(hint):
        yield from typed_dicts(element_type(hint))


def docstrings(class_: type) -> Mapping[str, str]:
    """Return the text after each annotated name in a class's body."""
    tree = ast.parse(inspect.getsource(class_))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef))
    found = {}
    for declared, text in pairwise(body):
        if isinstance(declared, ast.AnnAssign) and isinstance(declared.target, ast.Name) and is_text(text):
            found[declared.target.id] = " ".join(ast.literal_eval(text.value).split())  # type: ignore[attr-defined]
    return found


def is_text(node: ast.stmt) -> bool:
    """Tell whether a statement is nothing but a text."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
