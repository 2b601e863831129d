"""A rule is not run again where all that it looked at is the same, and runs wherever anything of it is not."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compute_gallery_policies import gallery_policies
from compute_gallery_policies.unchanged import Watched, changed, spelled
from compute_gallery_rules import UNKNOWN, ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer
from tests.rules.declarations import declarations

VERSION = token(ResourceKind.IMAGE_VERSION)
GOOD_VERSION = GOOD[ResourceKind.IMAGE_VERSION]
SHARED = Analyzer()
PLAIN = Analyzer([*gallery_policies()])

ANYTHING: tuple[object, ...] = (None, UNKNOWN, True, 1, "1", 0, "", "x", "moon", "Premium_LRS", 101, [], {})
VALUES = st.sampled_from(ANYTHING)
REGIONS = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(("China East 2", "chinanorth2", "moon", UNKNOWN))},
        optional={"regionalReplicaCount": VALUES, "storageAccountType": VALUES, "encryption": VALUES},
    ),
    max_size=2,
)
VERSIONS = st.fixed_dictionaries(
    {},
    optional={
        "location": VALUES,
        "galleryImageVersionName": st.sampled_from(("1.0.0", "1.0.1", "v1", UNKNOWN)),
        "publishingProfile": st.fixed_dictionaries({}, optional={"targetRegions": REGIONS, "endOfLifeDate": VALUES}),
        "tags": VALUES,
        "storageProfile": VALUES,
        "unheardOf": VALUES,
    },
)


@settings(deadline=None)
@given(st.lists(VERSIONS, min_size=2, max_size=4))
def test_what_came_before_changes_no_verdict(series: list[dict[str, object]]) -> None:
    """Each of a series of versions gets the verdict that it gets from a pack that remembers nothing."""
    for fields in series:
        inputs = {**GOOD_VERSION, **fields}
        assert SHARED.analyze(VERSION, inputs) == PLAIN.analyze(VERSION, inputs)


def test_published_declarations_judged_in_any_order_get_the_same_verdict() -> None:
    """From the first to the last and back: the verdict on a declaration does not depend on the one before."""
    analyzer = Analyzer()
    forth = [(f"azure-native:compute:{each.kind.value}", dict(each.inputs)) for each in declarations()]
    verdicts = [analyzer.analyze(*each) for each in forth]
    assert [analyzer.analyze(*each) for each in reversed(forth)] == verdicts[::-1]


@pytest.mark.parametrize(
    ("look", "looked_at"),
    [
        (lambda inputs: inputs["location"], {"location"}),
        (lambda inputs: inputs.get("tags"), {"tags"}),
        (lambda inputs: "tags" in inputs, {"tags"}),
        (dict, {"location", "*"}),
        (lambda inputs: {**inputs}, {"location", "*"}),
        (bool, {"*"}),
        (lambda inputs: inputs == {}, {"location", "*"}),
        (repr, set()),
    ],
)
def test_every_look_is_noted(look: Callable[[Mapping[str, object]], object], looked_at: set[str]) -> None:
    """A field that is read, asked for or missed; all of them, where they are gone through or counted."""
    inputs = Watched({"location": "chinaeast2"})
    look(inputs)
    assert inputs.looked_at == looked_at


@pytest.mark.parametrize(("before", "after"), [(True, 1), (1, 1.0), ("1", 1), (None, UNKNOWN), ([True], [1])])
def test_what_python_calls_equal_is_told_apart(before: object, after: object) -> None:
    """A rule says one thing of true and another of 1, so that one is a change of the other."""
    assert changed(spelled({"a": before}), spelled({"a": after})) == {"a", "*"}
    assert not changed(spelled({"a": before}), spelled({"a": before}))
