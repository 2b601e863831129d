"""The two spellings of a field's name: snake_case in Python, camelCase in every other language and in the config."""

import re
from functools import cache

__all__ = ["camel_case", "snake_case"]

IRREGULAR = {
    "confidential_vm_encryption_type": "confidentialVMEncryptionType",
    "secure_vm_disk_encryption_set_id": "secureVMDiskEncryptionSetId",
    "v_cpus": "vCPUs",
}
"""Names whose camelCase does not follow from their words, as azure-native spells them."""

REGULAR = {camel: snake for snake, camel in IRREGULAR.items()}


@cache
def camel_case(name: str) -> str:
    """`os_state` as `osState`."""
    first, *rest = name.split("_")
    return IRREGULAR.get(name) or first + "".join(word[:1].upper() + word[1:] for word in rest)


@cache
def snake_case(name: str) -> str:
    """`osState` as `os_state`; a name in snake_case stays as it is."""
    return REGULAR.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
