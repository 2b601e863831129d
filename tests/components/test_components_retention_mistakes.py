"""Mistakes in retention, and values that come too late: one finding each, at the definition."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.components.component_args import (
    HOME,
    declare_definition,
    declare_gallery,
    late,
    nested_definition,
    nested_version,
)
from tests.components.component_run import Run, run_program

RING = {"name": "early", "replicate_to": ["chinanorth2"]}


def declared(retention: object) -> Run:
    """Run a program with three versions under a retention."""
    versions = {number: nested_version() for number in ("1.0.10", "1.0.9", "1.0.1")}
    args = nested_definition(retention=retention, versions=versions)
    return run_program(lambda: declare_gallery(definitions={"ubuntu": args}))


WRONG = {
    "nothing kept": ({"keep": 0}, "retention.keep: 0 is out of range. Allowed: a whole number, 1 or more."),
    "keep is missing": ({"pinned": ["1.0.0"]}, "retention.keep is missing. Allowed: a whole number, 1 or more."),
    "keep is no number": ({"keep": "two"}, 'retention.keep: "two" is a string. Allowed: a whole number.'),
    "pinned is no number": (
        {"keep": 1, "pinned": ["latest"]},
        'retention.pinned[0]: "latest" is no version number. Allowed: three whole numbers, such as 1.0.0.',
    ),
    "unknown field": ({"keep": 1, "pined": []}, 'Write "pinned".'),
}


@pytest.mark.parametrize("case", WRONG)
def test_mistakes(case: str) -> None:
    """A mistake in retention is one finding at the definition."""
    retention, expected = WRONG[case]
    (text,) = declared(retention).refused()
    assert text.startswith("ImageDefinition 'images-ubuntu': retention.")
    assert expected in text


def test_pinning_what_is_not_declared_is_a_warning() -> None:
    """A pinned version that the definition does not declare holds nothing, and is told with the one that was meant."""
    (text,) = declared({"keep": 9, "pinned": ["1.0.11"]}).succeeded().warnings
    assert 'retention.pinned[0]: "1.0.11" is no version of the definition.' in text
    assert 'Write "1.0.1", if that was meant.' in text or 'Write "1.0.10", if that was meant.' in text


LATE: dict[str, Callable[[], dict[str, Any]]] = {
    "retention": lambda: {"retention": late({"keep": 1}, 0)},
    "retention.keep": lambda: {"retention": {"keep": late(1, 0)}},
    "retention.pinned[0]": lambda: {"retention": {"keep": 1, "pinned": [late("1.0.0", 0)]}},
    "rings": lambda: {"rings": late([RING], 0)},
    "rings[0]": lambda: {"rings": [late(RING, 0)]},
    "rings[0].name": lambda: {"rings": [{**RING, "name": late("early", 0)}]},
    "rings[0].replicate_to": lambda: {"rings": [{**RING, "replicate_to": late([HOME], 0)}]},
    "rings[0].replicate_to[0]": lambda: {"rings": [{**RING, "replicate_to": [late(HOME, 0)]}]},
    "demand": lambda: {"demand": late({}, 0)},
    f"demand.{HOME}": lambda: {"demand": {HOME: late({}, 0)}},
}


@pytest.mark.parametrize("place", LATE)
def test_what_decides_must_be_known(place: str) -> None:
    """What decides which versions and regions are declared cannot be an Output: it is one finding at its place."""
    version = nested_version(target_regions=None)
    (text,) = run_program(lambda: declare_definition(**LATE[place](), versions={"1.0.0": version})).refused()
    assert text.startswith(f"ImageDefinition 'ubuntu': {place}: its value is an Output or a secret as a whole.")
