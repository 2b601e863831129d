"""The examples of the pages of whole-stack rules, as the resources that they stand for."""

from collections.abc import Mapping, Sequence

from compute_gallery_policies.origins import KINDS
from compute_gallery_rules import ResourceKind
from compute_gallery_rules.together.declared import DeclaredOrigin, DeclaredResource


def declared(example: object) -> list[DeclaredResource]:
    """Read a list of resources; what is not named is called by its position."""
    assert isinstance(example, Sequence)
    return [_declared(each, f"resource-{index}") for index, each in enumerate(example)]


def _declared(example: Mapping[str, object], default: str) -> DeclaredResource:
    assert example.keys() <= {"type", "name", "inputs", "dependsOn", "origin"}
    name = str(example.get("name", default))
    inputs, depends_on = example["inputs"], example.get("dependsOn", [])
    assert isinstance(inputs, Mapping)
    assert isinstance(depends_on, list)
    return DeclaredResource(
        urn=name,
        name=name,
        kind=ResourceKind(example["type"]),
        inputs=inputs,
        depends_on=frozenset(depends_on),
        resource_id=str(inputs["id"]) if "id" in inputs else None,
        origin=_origin(example["origin"]) if "origin" in example else None,
    )


def _origin(example: object) -> DeclaredOrigin:
    assert isinstance(example, Mapping)
    assert example.keys() == {"type", "name", "inputs"}
    inputs = example["inputs"]
    return DeclaredOrigin(example["name"], KINDS[example["type"]], inputs, is_new="id" not in inputs)
