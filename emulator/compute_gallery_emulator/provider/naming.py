"""Names for resources whose program gives none."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Literal

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.resource_types import ResourceType

__all__ = ["CREATE_BEFORE_DELETE", "Autonaming", "assigned_name"]

CREATE_BEFORE_DELETE = "__createBeforeDelete"
"""The input that remembers a random name: its replacement can be created before the old resource goes."""
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Autonaming:
    """What the stack's configuration (`pulumi:autonaming`) says of this resource."""

    mode: Literal["propose", "enforce", "disable"]
    name: str


def _random_hex(seed: bytes, digits: int) -> str:
    return hashlib.shake_256(seed).hexdigest(digits // 2) if seed else uuid.uuid4().hex[:digits]


def assigned_name(
    row: ResourceType, logical_name: str, seed: bytes, old_inputs: JsonObject, autonaming: Autonaming | None
) -> JsonObject:
    """Return the inputs that a resource without a name gets: its name, and whether the name is random.

    The name of old inputs stays. Otherwise a resource that stands in a resource group gets its logical name and
    eight hexadecimal digits, a resource within another one (an image definition in a gallery) its logical name, a
    role assignment a UUID; they depend on the engine's seed alone, so that preview and update agree. Empty when the
    configuration disables automatic names.
    """
    key = row.name_parameter
    if key in old_inputs:
        return {name: old_inputs[name] for name in (key, CREATE_BEFORE_DELETE) if name in old_inputs}
    if autonaming is not None:
        if autonaming.mode == "disable":
            return {}
        if autonaming.mode == "enforce" or row.naming != "uuid":
            return {key: autonaming.name, CREATE_BEFORE_DELETE: True}
    if row.naming == "uuid":
        return {key: str(uuid.UUID(_random_hex(seed, 32))), CREATE_BEFORE_DELETE: True}
    if row.naming == "copy":
        return {key: logical_name}
    return {key: logical_name + _random_hex(seed, _DIGITS), CREATE_BEFORE_DELETE: True}
