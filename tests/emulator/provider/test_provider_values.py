"""Property values: what the engine's marks become, and that none of them is lost."""

import json
import math

import pytest
from google.protobuf import struct_pb2
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.sas import sas_marks
from compute_gallery_emulator.provider.values import (
    UNKNOWN,
    InvalidValueError,
    decode,
    encode,
    is_unknown,
    marks_like,
    secret_marks,
)

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - the public marker of a secret
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_ASSET = "c44067f5952c0a294b673a41bacd8c17"
_SAS = "https://store.blob.core.chinacloudapi.cn/vhds/os.vhd?sv=2024-11-04&sr=b&sig=abc%3D"

_leaves = (
    st.booleans()
    | st.integers(-(2**52), 2**52)
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer())
    | st.text()
)
_names = st.text(min_size=1).filter(lambda name: name != _SIGNATURE)
_values: st.SearchStrategy[JsonValue] = st.recursive(
    _leaves, lambda below: st.lists(below, max_size=4) | st.dictionaries(_names, below, max_size=4), max_leaves=12
)
_objects = st.dictionaries(_names, _values, max_size=5)


def _struct(**fields: struct_pb2.Value) -> struct_pb2.Struct:
    return struct_pb2.Struct(fields=fields)


def _text(text: str) -> struct_pb2.Value:
    return struct_pb2.Value(string_value=text)


def _wrapped(signature: str, **fields: struct_pb2.Value) -> struct_pb2.Value:
    return struct_pb2.Value(struct_value=struct_pb2.Struct(fields={_SIGNATURE: _text(signature), **fields}))


@given(_objects)
def test_plain_values_survive_the_wire(values: JsonObject) -> None:
    """What is encoded and decoded is what it was, with integers still integers."""
    assert decode(encode(values)) == values


@given(_objects, st.data())
def test_secrets_survive_the_wire(values: JsonObject, data: st.DataObject) -> None:
    """Marking any members secret changes no value, and exactly those members are secret afterwards."""
    names = data.draw(st.sets(st.sampled_from(sorted(values)))) if values else set()
    struct = encode(values, dict.fromkeys(names, True))
    assert decode(struct) == values
    assert secret_marks(struct) == dict.fromkeys(names, True)


@given(_objects)
def test_a_secret_value_never_stands_in_clear(values: JsonObject) -> None:
    """Marks that say secret below a member whose value is no object hide the whole value."""
    struct = encode({"outer": json.dumps(values)}, {"outer": {"inner": True}})
    assert secret_marks(struct) == {"outer": True}


def test_a_secret_in_a_list_makes_the_list_secret() -> None:
    """The elements of a list may come back in another order, so the whole list is secret."""
    item = _wrapped(_SECRET, value=_text("hidden"))
    struct = _struct(items=struct_pb2.Value(list_value=struct_pb2.ListValue(values=[_text("shown"), item])))
    assert secret_marks(struct) == {"items": True}
    assert decode(struct) == {"items": ["shown", "hidden"]}


def test_outputs_are_taken_apart() -> None:
    """An output is its value, secret where it says so, and unknown when it has none."""
    struct = _struct(
        known=_wrapped(_OUTPUT, value=_text("x"), secret=struct_pb2.Value(bool_value=True)),
        unknown=_wrapped(_OUTPUT),
    )
    assert decode(struct) == {"known": "x", "unknown": UNKNOWN}
    assert secret_marks(struct) == {"known": True}


def test_nulls_are_left_out_of_objects() -> None:
    """A member that is null is as good as missing."""
    assert decode(_struct(gone=struct_pb2.Value(null_value=struct_pb2.NULL_VALUE), here=_text("x"))) == {"here": "x"}


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_must_be_finite(number: float) -> None:
    """A number that JSON cannot hold is refused by its path."""
    nested = struct_pb2.Value(struct_value=_struct(replicaCount=struct_pb2.Value(number_value=number)))
    with pytest.raises(InvalidValueError, match=r"publishingProfile\.replicaCount.*must be finite"):
        decode(_struct(publishingProfile=nested))


def test_assets_are_refused() -> None:
    """No property takes an asset."""
    with pytest.raises(InvalidValueError, match="description: assets"):
        decode(_struct(description=_wrapped(_ASSET, text=_text("x"))))


def test_marks_join() -> None:
    """Secret is what is secret in any of the marks."""
    assert marks_like({"a": {"b": True}}, {"a": {"c": True}, "d": True}) == {"a": {"b": True, "c": True}, "d": True}
    assert marks_like({"a": {"b": True}}, {"a": True}) == {"a": True}


def test_an_address_with_a_sas_is_secret() -> None:
    """A shared access signature is found at any depth, and other addresses stay readable."""
    values: JsonObject = {
        "osDiskImage": {"source": {"uri": _SAS, "storageAccountId": "/subscriptions/s?x=sig"}},
        "dataDiskImages": [{"lun": 0, "source": {"uri": _SAS}}],
        "description": "no sig=nature here",
    }
    assert sas_marks(values) == {"osDiskImage": {"source": {"uri": True}}, "dataDiskImages": True}


def test_unknown_markers_of_every_type_are_known() -> None:
    """The engine marks unknown values by type."""
    assert all(map(is_unknown, [UNKNOWN, "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"]))
    assert not is_unknown("chinaeast2")
    assert not is_unknown([UNKNOWN])
