"""Words in Azure's casing, wherever they stand in the inputs."""

from typing import Any

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import ENUMERATIONS, UNKNOWN, ResourceKind
from pulumi_azure_compute_gallery.shapes.azure_casing import azure_casing, in_azure_casing

PLACES = [(kind, path, words) for kind, fields in ENUMERATIONS.items() for path, words in fields.items()]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["publishingProfile", "targetRegions", "storageProfile", "identity"]), inner)
    ),
    max_leaves=8,
)


def tree(path: str, leaf: object) -> Any:  # noqa: ANN401 inputs of any shape
    """Return inputs in which a leaf stands at a path."""
    first, _, rest = path.partition(".")
    inner = tree(rest, leaf) if rest else leaf
    return {first.removesuffix("[]"): [inner, inner] if first.endswith("[]") else inner}


@pytest.mark.parametrize(("kind", "path", "words"), PLACES)
def test_every_word_is_spelled_everywhere(kind: ResourceKind, path: str, words: tuple[str, ...]) -> None:
    """Each word of each field is taken in any casing; a word that Azure does not know stays."""
    for word in words:
        for written in (word.lower(), word.upper(), f" {word}"):
            assert in_azure_casing(kind, tree(path, written)) == tree(path, word)
    assert in_azure_casing(kind, tree(path, "Nonsense")) == tree(path, "Nonsense")
    assert in_azure_casing(kind, tree(path, UNKNOWN)) == tree(path, UNKNOWN)


@given(st.sampled_from(list(ResourceKind)), st.dictionaries(st.sampled_from(["publishingProfile", "osType"]), ANYTHING))
def test_nothing_else_changes(kind: ResourceKind, inputs: dict[str, Any]) -> None:
    """Inputs of any shape come through, and a second time the same."""
    once = in_azure_casing(kind, inputs)
    assert set(once) == set(inputs)
    assert repr(in_azure_casing(kind, once)) == repr(once)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_strange_word_stays(word: str, words: list[str]) -> None:
    """What is none of the words is returned as it is."""
    known = {each.lower(): each for each in reversed(words)}
    assert azure_casing(words, word) == known.get(word.strip().lower(), word)


@pytest.mark.usefixtures("loop")
def test_what_comes_later_is_spelled_then() -> None:
    """An Output on the way to a word stays an Output."""
    spelled = in_azure_casing(ResourceKind.IMAGE_DEFINITION, {"osType": pulumi.Output.from_input("linux")})
    assert isinstance(spelled["osType"], pulumi.Output)
