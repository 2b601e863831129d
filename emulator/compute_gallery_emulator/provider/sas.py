"""Shared access signatures: an address with one is a secret, whether or not the program says so."""

import re

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.values import SecretMarks

__all__ = ["sas_marks"]

_SIGNATURE_PARAMETER = re.compile(r"[?&]sig=", re.IGNORECASE)


def _value_marks(value: JsonValue) -> SecretMarks:
    if isinstance(value, dict):
        return sas_marks(value)
    if isinstance(value, list):
        return any(_value_marks(item) for item in value)
    return isinstance(value, str) and _SIGNATURE_PARAMETER.search(value) is not None


def sas_marks(values: JsonObject) -> SecretMarks:
    """Return marks for every string that carries a shared access signature (`sig=` among its query parameters)."""
    return {name: marks for name, item in values.items() if (marks := _value_marks(item))}
