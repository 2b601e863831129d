"""Mistakes in promotion rings: each is one finding, at the version or the definition where it was made."""

from typing import Any

import pytest

from tests.components.ringed_program import RINGS, ringed, run

VERSION = "ImageVersion 'images-ubuntu-1.0.0': "
DEFINITION = "ImageDefinition 'images-ubuntu': "

REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = {
    "unknown ring": (
        {"promoted_to": "earyl"},
        {},
        (f'{VERSION}promoted_to: "earyl" is no ring of the definition.', "one of early, broad.", 'Write "early".'),
    ),
    "promoted beyond": (
        {"promoted_to": "broad", "replicated_to": "early"},
        {},
        (f'{VERSION}promoted_to: "broad" comes after "early", which is as far as', 'Write replicated_to "broad".'),
    ),
    "own regions": (
        {"replicate_to": ["chinaeast2"]},
        {},
        (
            f"{VERSION}replicate_to: a list of 1 is given beside the rings of the definition.",
            "replicated_to and promoted_to, which name a ring; or no rings on the definition.",
        ),
    ),
    "excluded and promoted": (
        {"promoted_to": "early", "exclude_from_latest": True},
        {},
        (f"{VERSION}exclude_from_latest: true is given beside promoted_to. Allowed: one of the two.",),
    ),
    "no rings": (
        {"promoted_to": "early"},
        {"rings": None},
        (f'{VERSION}promoted_to: "early" names a ring, but the version\'s definition has none.', "once it has rings."),
    ),
    "empty list": (
        {},
        {"rings": []},
        (f"{DEFINITION}rings: a list of 0 is empty.", "at least one ring; leave rings out"),
    ),
    "ring without regions": (
        {},
        {"rings": [*RINGS, {"name": "all"}]},
        (f"{DEFINITION}rings[2]: a mapping names no regions.", "target_regions or replicate_to, with at least one"),
    ),
    "ring without name": (
        {},
        {"rings": [{"replicate_to": ["chinanorth2"]}]},
        (f'{DEFINITION}rings[0].name is missing. Allowed: a name such as "early".',),
    ),
    "name twice": (
        {},
        {"rings": [*RINGS, {"name": "early", "replicate_to": ["chinaeast3"]}]},
        (f'{DEFINITION}rings[2].name: "early" is the name of rings[0] already. Allowed: each name once.',),
    ),
    "region twice": (
        {},
        {"rings": [*RINGS, {"name": "all", "replicate_to": ["China North 2"]}]},
        (
            f'{DEFINITION}rings[2].replicate_to[0].name: "chinanorth2" is the same region as rings[0].replicate_to[0].',
            "each region once, in one ring. Write one entry for this region.",
        ),
    ),
    "flag in a ring": (
        {},
        {"rings": [{"name": "all", "target_regions": [{"name": "chinanorth2", "exclude_from_latest": True}]}]},
        (f"{DEFINITION}rings[0].target_regions[0].exclude_from_latest: true stands in a ring.", "promoted_to on the"),
    ),
    "bad shorthand": (
        {},
        {"rings": [{"name": "all", "replicate_to": ["chinanorth2=0"]}]},
        (f'{DEFINITION}rings[0].replicate_to[0]: "chinanorth2=0" asks for 0 replicas', "1 to 100"),
    ),
    "bad count": (
        {},
        {"rings": [{"name": "all", "target_regions": [{"name": "chinanorth2", "regional_replica_count": 101}]}]},
        (f"{DEFINITION}rings[0].target_regions[0].regional_replica_count: 101 is out of range.", "Write 100."),
    ),
    "rings are no list": (
        {"promoted_to": "early"},
        {"rings": "early"},
        (f'{DEFINITION}rings: "early" is a string. Allowed: a list.',),
    ),
    "ring is no mapping": (
        {},
        {"rings": ["early"]},
        (f'{DEFINITION}rings[0]: "early" is a string. Allowed: a mapping of names to values.',),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_mistakes_are_told_once_and_where_they_are(case: str) -> None:
    """Each mistake is one finding, at the version or the definition where it was made."""
    version, definition, expected = REFUSED[case]
    (text,) = run(ringed(**version), **definition).refused()
    assert text.startswith(expected[0]), text
    assert all(part in text for part in expected), text
