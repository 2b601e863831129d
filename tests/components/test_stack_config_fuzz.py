"""The loader of the stack's config, on whatever JSON can hold: it is a gallery, or told in readable lines."""

import json
from collections.abc import Iterator
from typing import Any

import pulumi
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compute_gallery_rules import ShorthandError, format_target_region, parse_target_region
from tests.components.component_run import Run
from tests.components.test_stack_config import run, version

ODD_TEXTS = st.sampled_from(
    [
        "",
        "\0",
        "\u202e\u2066abc",
        "\ud800",
        "a\nb\r\n\tc",
        "\x1b[31m",
        "名" * 300,
        "x" * 100_000,
        "1.0.0",
        "chinaeast2=1=standard_zrs",
        "https://x/y.vhd?sig=PLANTED",
        "2035-13-45",
        "NaN",
        "${unresolved}",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(2**63), 2**31, 0.1, -0.0])
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=20)
    | ODD_TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12) | ODD_TEXTS, inner, max_size=4),
    max_leaves=10,
)
PLACES = [
    ("galleryName",),
    ("location",),
    ("definitions",),
    ("definitions", "ubuntu"),
    ("definitions", "ubuntu", "identifier"),
    ("definitions", "ubuntu", "identifier", "sku"),
    ("definitions", "ubuntu", "features"),
    ("definitions", "ubuntu", "versions"),
    ("definitions", "ubuntu", "versions", "1.0.0"),
    ("definitions", "ubuntu", "versions", "1.0.0", "source"),
    ("definitions", "ubuntu", "versions", "1.0.0", "source", "vhd"),
    ("definitions", "ubuntu", "versions", "1.0.0", "dataDisks"),
    ("definitions", "ubuntu", "versions", "1.0.0", "targetRegions"),
    ("definitions", "ubuntu", "versions", "1.0.0", "endOfLifeDate"),
    ("definitions", "ubuntu", "versions", "1.0.0", "tags"),
    ("rings",),
    ("retention",),
    ("mirror",),
    ("sharing",),
    ("roleAssignments",),
    ("lock",),
    ("allowDelete",),
    ("colour",),
]
"""Where a value of any kind is put in the place of a good one."""


def changed(place: tuple[str, ...], value: object) -> dict[str, Any]:
    """A good tree with another value at one place."""
    tree = version()
    inner: Any = tree
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    return tree


def told(done: Run) -> Iterator[str]:
    """All that a run has said, after making sure that it ended as a run may."""
    assert done.error is None or isinstance(done.error, pulumi.RunError | pulumi.ConfigMissingError), repr(done.error)
    yield str(done.error or "")
    yield from (text for _, text, _ in done.logs)


def is_readable(done: Run) -> None:
    """Nothing of a traceback, of a token, and nothing that a terminal would carry out or cannot show."""
    for text in told(done):
        assert "Traceback" not in text
        assert "PLANTED" not in text
        text.encode("utf-8")
        assert all(one.isprintable() for one in text.replace("\n\t", "").replace("\n", "")), ascii(text)
        assert all(len(line) < 3000 for line in text.splitlines())


@pytest.mark.parametrize("examples", [60, pytest.param(3000, marks=pytest.mark.soak)])
def test_any_value_in_any_place_is_told(examples: int) -> None:
    """Wrong kinds, huge numbers, odd texts: the run succeeds, or ends with readable findings."""

    @settings(max_examples=examples, database=None)
    @given(st.sampled_from(PLACES), VALUES)
    @example(("definitions", "ubuntu", "versions", "1.0.0", "targetRegions"), ["\ud800=1", {"name": 10**400}])
    @example(("definitions", "ubuntu", "demand"), {"chinaeast2": {"virtualMachines": float("inf")}})
    @example(("definitions", "ubuntu", "versions"), {"x" * 5000: {}})
    @example(("definitions",), {"\ud800": {}, "a\nb\x1f": {"versions": {"\x1b[31m": None}}})
    def fuzz(place: tuple[str, ...], value: object) -> None:
        is_readable(run(changed(place, value)))

    fuzz()


@pytest.mark.parametrize("examples", [40, pytest.param(3000, marks=pytest.mark.soak)])
def test_any_text_under_the_key_is_told(examples: int) -> None:
    """A config that is no JSON, or JSON of any shape."""

    @settings(max_examples=examples, database=None)
    @given(st.text() | VALUES.map(json.dumps))
    def fuzz(raw: str) -> None:
        is_readable(run(raw))

    fuzz()


@pytest.mark.parametrize("depth", [40, 400, 100_000])
def test_deep_nesting_is_told(depth: int) -> None:
    """A tree deeper than any gallery is one readable error, in lists and in mappings."""
    for raw in ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        is_readable(run(f'{{"resourceGroupName": "rg", "location": "chinaeast2", "definitions": {raw}}}'))
        is_readable(run(raw))


def test_a_number_that_is_none_is_told() -> None:
    """What Go or YAML may write for a number and JSON has not: NaN, infinities, five thousand digits."""
    for number in ("NaN", "Infinity", "-Infinity", "9" * 5000, "1e400"):
        tree = json.dumps(changed(("definitions", "ubuntu", "versions", "1.0.0", "replicaCount"), "HERE"))
        done = run(tree.replace('"HERE"', number))
        assert done.error is not None
        is_readable(done)


@given(st.text() | ODD_TEXTS)
def test_any_shorthand_is_read_or_told(text: str) -> None:
    """A shorthand is read, and reads the same when it is written again; or its error is one printable line."""
    error, region = "", None
    try:
        region = parse_target_region(text)
    except ShorthandError as refusal:
        error = str(refusal)
    if region is None:
        assert error.isprintable()
        assert "Allowed: " in error
        assert "PLANTED" not in error
    else:
        assert parse_target_region(format_target_region(region)) == region


def test_a_key_that_is_there_twice_counts_once() -> None:
    """The last one counts, as everywhere in JSON."""
    raw = json.dumps(version())
    doubled = raw[:-1] + ', "location": "chinanorth"}'
    assert "chinanorth" in run(doubled).refused()[0]
