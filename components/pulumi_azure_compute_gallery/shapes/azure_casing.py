"""Words that Azure takes in any casing are sent in its own, in which it gives them back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from compute_gallery_rules import ENUMERATIONS, ResourceKind
from pulumi_azure_compute_gallery.running.deferred import later

__all__ = ["azure_casing", "in_azure_casing"]

EACH = "[]"


def azure_casing(words: Sequence[str], word: object) -> object:
    """Return the word in Azure's casing; one that Azure does not know stays, for the rules to judge."""
    if not isinstance(word, str):
        return word
    return next((known for known in words if known.lower() == word.strip().lower()), word)


SPELLINGS = {
    kind: [(path.replace(EACH, f".{EACH}").split("."), partial(azure_casing, words)) for path, words in of_kind.items()]
    for kind, of_kind in ENUMERATIONS.items()
}
"""For each kind of resource, the steps to each of these words, and what spells it as Azure does."""


def in_azure_casing(kind: ResourceKind, inputs: dict[str, Any]) -> dict[str, Any]:
    """Return a resource's inputs with each of these words in Azure's casing; an Output stays one."""
    for steps, spelling in SPELLINGS[kind]:
        inputs = changed(inputs, steps, spelling)
    return inputs


def changed(tree: Any, steps: Sequence[str], function: Callable[[Any], Any]) -> Any:  # noqa: ANN401 inputs of any shape
    """Return a tree with a function of what stands at the end of the steps, where anything does."""
    if not steps:
        return later(tree, function)
    return later(tree, lambda known: changed_below(known, steps[0], steps[1:], function))


def changed_below(tree: Any, step: str, rest: Sequence[str], function: Callable[[Any], Any]) -> Any:  # noqa: ANN401 as above
    """Do the same for a tree whose outermost part is known."""
    if step == EACH:
        return [changed(part, rest, function) for part in tree] if isinstance(tree, list) else tree
    if not isinstance(tree, dict) or step not in tree:
        return tree
    return {**tree, step: changed(tree[step], rest, function)}
