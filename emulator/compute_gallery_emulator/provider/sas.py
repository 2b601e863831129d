"""Shared access signatures: an address with one is a secret, whether or not the program says so."""

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.values import SecretMarks
from compute_gallery_emulator.signatures import carries_signature

__all__ = ["sas_marks"]


def _value_marks(value: JsonValue) -> SecretMarks:
    if isinstance(value, dict):
        return sas_marks(value)
    if isinstance(value, list):
        return any(_value_marks(item) for item in value)
    return isinstance(value, str) and carries_signature(value)


def sas_marks(values: JsonObject) -> SecretMarks:
    """Return marks for every string that carries a shared access signature (`sig=` among its query parameters)."""
    return {name: marks for name, item in values.items() if (marks := _value_marks(item))}
