"""From the guarded inputs that a policy is given to plain ones, with `UNKNOWN` where a preview cannot know a value."""

from collections.abc import Mapping, Sequence

from pulumi_policy.proxy import UnknownValueError

from compute_gallery_policies.tokens import ResourceType
from compute_gallery_rules import UNKNOWN, ResourceKind

__all__ = ["plain_inputs"]

# From this API version on, a definition without a generation becomes V2 (Azure's page on galleries).
SECOND_GENERATION_BY_DEFAULT = "20250303"


def plain_inputs(props: Mapping[str, object], resource_type: ResourceType) -> dict[str, object]:
    """Copy a resource's inputs into dicts and lists, once, so that a check can look at one field and leave the others.

    The guards of `pulumi_policy` raise on every look at an unknown value, even through `in`, and let it pass as a text
    in a slice. A default that Azure has only in later API versions is filled in where the token names such a version.
    """
    inputs = {name: _entry(props, name) for name in props}
    is_definition = resource_type.kind is ResourceKind.IMAGE_DEFINITION
    if is_definition and (resource_type.api_version or "") >= SECOND_GENERATION_BY_DEFAULT:
        inputs.setdefault("hyperVGeneration", "V2")
    return inputs


def _entry(container: Mapping[str, object] | Sequence[object], key: str | int) -> object:
    try:
        value = container[key]  # type: ignore[index] # a name for a mapping, an index for a sequence
    except UnknownValueError:
        return UNKNOWN
    return _plain(value)


def _plain(value: object) -> object:
    match value:
        case Mapping():
            return {name: _entry(value, name) for name in value}
        case str() | bytes():
            return value
        case Sequence():
            return [_entry(value, index) for index in range(len(value))]
        case _:
            return value
