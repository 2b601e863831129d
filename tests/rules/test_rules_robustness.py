"""Nothing that stands in the inputs breaks a rule, and no secret leaves one."""

import copy
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import compute_gallery_rules
from compute_gallery_rules import (
    RULES,
    UNKNOWN,
    Context,
    Finding,
    Problem,
    ResourceKind,
    Severity,
    definition_against_gallery,
    judge,
    printable,
    version_against_definition,
    version_against_gallery,
    version_against_source,
)
from compute_gallery_rules.tables.shape_table import SHAPES, Shape

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
GRAVEST = {rule.name: rule.severity for rule in RULES}
WORDS = ["Shallow", "Standard_ZRS", "V1", "Community", "SecurityType", "chinaeast2", "1.0.0", "2030-01-01"]
ADDRESSES = ["https://[", "/subscriptions/1", "https://a/b?sig=SECRET", "?sig=SECRET"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**40)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(WORDS + ADDRESSES)
    | st.just(UNKNOWN)
    | st.dates()
    | st.just("\ud800")
    | st.binary(max_size=3)
)
RUBBISH = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
)


def of_shape(shape: Shape) -> st.SearchStrategy[object]:
    """Make inputs that are mostly of the right shape, with rubbish anywhere."""
    if isinstance(shape, dict):
        fields = {name: of_shape(inner) for name, inner in shape.items() if name != "*"}
        return st.fixed_dictionaries({}, optional=fields) | RUBBISH
    if isinstance(shape, list):
        return st.lists(of_shape(shape[0]), max_size=3) | RUBBISH
    return RUBBISH


def inputs_of(kind: ResourceKind) -> st.SearchStrategy[dict[str, object]]:
    """Make inputs of one kind of resource."""
    fields = {name: of_shape(shape) for name, shape in SHAPES[kind].items()}
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("kind", list(ResourceKind), ids=lambda kind: kind.value)
@settings(max_examples=150)
@given(data=st.data())
def test_no_rule_ever_raises(kind: ResourceKind, data: st.DataObject) -> None:
    """Whatever stands anywhere, there is a verdict: always the same, no graver than its rule, on one line, no token."""
    inputs = data.draw(inputs_of(kind))
    findings = judge(inputs, Context(kind, TODAY))
    assert findings == judge(copy.deepcopy(inputs), Context(kind, TODAY))
    for finding in findings:
        text = finding.text("resource")
        assert finding.severity is Severity.WARNING or GRAVEST[finding.rule] is Severity.ERROR
        assert "SECRET" not in text
        assert len(text.splitlines()) == 1
        text.encode()


def filled(shape: Shape, value: object) -> object:
    """Make inputs with one value in every place."""
    if isinstance(shape, dict):
        return {name: filled(inner, value) for name, inner in shape.items()}
    return [filled(shape[0], value)] if isinstance(shape, list) else value


@pytest.mark.parametrize("kind", list(ResourceKind), ids=lambda kind: kind.value)
def test_no_value_breaks_any_field(kind: ResourceKind) -> None:
    """Numbers too long to print, half characters, numbers that are none: in every field at once."""
    for value in (10**5000, -(10**5000), "\ud800", float("nan"), "9" * 10_000, b"x", object(), {}, [], (), [None]):
        inputs = {name: filled(shape, value) for name, shape in SHAPES[kind].items()}
        for finding in judge(inputs, Context(kind, TODAY)):
            assert len(finding.text("resource")) < 2000


@settings(max_examples=100)
@given(
    inputs_of(ResourceKind.IMAGE_VERSION),
    inputs_of(ResourceKind.IMAGE_DEFINITION),
    inputs_of(ResourceKind.GALLERY),
    RUBBISH,
)
def test_no_comparison_ever_raises(
    version: dict[str, object], definition: dict[str, object], gallery: dict[str, object], rubbish: object
) -> None:
    """Whatever two declarations say, comparing them gives findings or none."""
    version_against_definition(version, definition)
    version_against_gallery(version, gallery)
    definition_against_gallery(definition, gallery)
    source = {"location": rubbish, "storageProfile": rubbish, "plan": rubbish, "osType": rubbish}
    for kind in ("virtual_machine", "managed_image", "disk", "snapshot"):
        version_against_source(version, source, kind, definition)


def test_any_mapping_serves_as_inputs() -> None:
    """Not only dicts: what is read-only is judged alike."""
    context = Context(ResourceKind.GALLERY, TODAY)
    assert judge(MappingProxyType({"galleryName": "a-b"}), context) == judge({"galleryName": "a-b"}, context)


def test_unknown_stays_itself() -> None:
    """A copy of the marker is the marker."""
    assert copy.deepcopy(UNKNOWN) is UNKNOWN
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN  # noqa: S301 # our own


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "(missing)"),
        (UNKNOWN, "<not known yet>"),
        (True, "true"),
        (2.0, "2"),
        (1.5, "1.5"),
        (float("nan"), "nan"),
        (10**5000, "a number beyond all limits"),
        ("a\nb", '"a\\nb"'),
        ("https://a/b.vhd?sig=SECRET", '"https://a/b.vhd?..."'),
        ("https://user:SECRET@a/b", '"https://a/b"'),
        ("AccountKey=SECRET", '"?..."'),
        ("x" * 300, '"' + "x" * 200 + '..."'),
        ({"sig": "SECRET"}, "a mapping"),
        (["SECRET"], "a list of 1"),
        (date(2030, 1, 1), "a date"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_printed_short_and_without_secrets(value: object, shown: str) -> None:
    """On one line; of what holds other values only the kind."""
    assert printable(value) == shown


@pytest.mark.parametrize("advice", ["https://a/b?sig=SECRET", 'Write "AccountKey=SECRET"'])
def test_advice_with_a_token_is_not_told(advice: str) -> None:
    """Whatever rule advises it, what carries a token is left out; other advice stays."""
    problem = Problem("eula", None, "is missing", "an address", advice)
    assert Finding.of("eula", problem).instead is None
    assert Finding.of("eula", replace(problem, instead="what is this?")).instead == "what is this?"


def test_every_rule_is_listed_once_under_the_name_of_its_check() -> None:
    """The name in the table is the check's name, and the title is a sentence."""
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert rule.name == rule.check.__name__.replace("_", "-")
        assert rule.title.endswith(".")
        assert rule.title[0].isupper()
        assert rule.kinds


def test_public_names_are_sorted_and_real() -> None:
    """The package exports what it says, each with a docstring where it can have one."""
    assert list(compute_gallery_rules.__all__) == sorted(
        compute_gallery_rules.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    for name in compute_gallery_rules.__all__:
        public = getattr(compute_gallery_rules, name)
        assert not callable(public) or public.__doc__
