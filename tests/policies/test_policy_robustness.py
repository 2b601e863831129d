"""Whatever resources hold, no policy ends a preview, and no secret reaches a message."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from compute_gallery_policies import POLICIES, gallery_policies
from compute_gallery_policies.classic import CLASSIC_NAMES
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_rules import UNKNOWN, ResourceKind
from tests.policies.inputs_that_pass import GOOD, token
from tests.policies.policy_analyzer import Analyzer, Secret, Verdict, stack_resource, urn_of

PLANTED = "TOPSECRET"
ADDRESS = f"https://account.blob.core.windows.net/vhds/os.vhd?sv=2024&sig={PLANTED}"
ALL = dict.fromkeys((policy.name for policy in POLICIES), "mandatory")
EVERY_RULE = Analyzer(gallery_policies(configuration={**ALL}))
STRICT = Analyzer(gallery_policies("strict"))
KINDS = list(ResourceKind)

SECRETS = st.builds(
    Secret,
    st.sampled_from([ADDRESS, PLANTED, f"{PLANTED}/1.0.{PLANTED}", {PLANTED: PLANTED}, [{"name": PLANTED}], 3, None]),
)
ODD = (
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(2**60), 2**60)
    | st.text(max_size=6)
    | st.sampled_from(
        ["", " ", "\uff21", "\u202e", "\x00", "é" * 300, "v1", "chinaeast2", "Standard_ZRS", "True", "0" * 30]
    )
    | st.just(UNKNOWN)
    | SECRETS
)
ANY = st.recursive(
    ODD,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(["name", "id", "uri", "lun"]), inner, max_size=3)
        | st.builds(Secret, inner)
    ),
    max_leaves=5,
)


@st.composite
def broken(draw: st.DrawFn) -> tuple[ResourceKind, dict[str, object]]:
    """A good resource with a few of its parts, at any depth, missing or replaced by anything."""
    kind = draw(st.sampled_from(KINDS))
    inputs = GOOD[kind]
    for _ in range(draw(st.integers(1, 4))):
        result = _changed(draw, inputs)
        assert isinstance(result, dict)
        inputs = result
    return kind, inputs


def _changed(draw: st.DrawFn, value: object) -> object:
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(value)))
        changed = {key: inner for key, inner in value.items() if key != name}
        return changed if draw(st.integers(0, 3)) == 0 else {**changed, name: _changed_part(draw, value[name])}
    if isinstance(value, list) and value and draw(st.booleans()):
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], _changed_part(draw, value[index]), *value[index + 1 :]]
    return value if isinstance(value, dict) else draw(ANY)


def _changed_part(draw: st.DrawFn, value: object) -> object:
    return _changed(draw, value) if isinstance(value, dict | list) and draw(st.booleans()) else draw(ANY)


def check(verdict: Verdict, not_applicable: set[str]) -> None:
    """Every policy answered, on one line each, and nothing planted came out."""
    assert verdict.not_applicable == not_applicable
    for found in (*verdict.mandatory.values(), *verdict.advisory.values()):
        for message in found:
            assert "can't run policy" not in message
            assert PLANTED not in message
            assert message.count("\n") == 1
            assert message.replace("\n", "").isprintable()


def not_judging(kind: ResourceKind) -> set[str]:
    """The rules that do not judge a kind of resource."""
    return {each.name for each in POLICIES if isinstance(each, RulePolicy) and kind not in each.definition.kinds}


@settings(max_examples=150)
@given(broken())
def test_no_broken_resource_ends_a_preview(case: tuple[ResourceKind, dict[str, object]]) -> None:
    """With every rule mandatory, each answers for any missing, null, mistyped, unknown or secret part."""
    kind, inputs = case
    check(EVERY_RULE.analyze(token(kind), inputs), not_judging(kind))
    check(STRICT.analyze(token(kind), inputs), not_judging(kind))


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=8) | st.sampled_from(sorted(GOOD[KINDS[2]])), ANY), st.sampled_from(KINDS))
def test_no_rubbish_ends_a_preview(inputs: dict[str, object], kind: ResourceKind) -> None:
    """Inputs that have nothing of a gallery's are answered all the same."""
    check(EVERY_RULE.analyze(token(kind), inputs), not_judging(kind))


@settings(max_examples=60)
@given(st.data(), st.sampled_from(sorted(CLASSIC_NAMES)))
def test_no_classic_resource_ends_a_preview(data: st.DataObject, classic: str) -> None:
    """Nor does a resource of the classic provider, whose inputs are moved first."""
    fields = ["name", "location", "targetRegions", "blobUri", "specialized", "sharing", "tags", "trustedLaunchEnabled"]
    inputs = data.draw(st.dictionaries(st.sampled_from(fields), ANY))
    check(EVERY_RULE.analyze(classic, inputs), not_judging(CLASSIC_NAMES[classic]))


@settings(max_examples=60)
@given(st.lists(broken(), max_size=4), st.booleans())
def test_no_stack_ends_a_preview(cases: list[tuple[ResourceKind, dict[str, object]]], seen: bool) -> None:  # noqa: FBT001 # drawn
    """Rules on several resources answer for any outputs, whether or not the pack has seen the inputs."""
    analyzer = Analyzer(gallery_policies(configuration={**ALL}))
    resources = []
    for index, (kind, inputs) in enumerate(cases):
        if seen:
            analyzer.analyze(token(kind), inputs, f"r{index}")
        before = [urn_of(token(other), f"r{number}") for number, (other, _) in enumerate(cases) if number != index]
        links: Mapping[str, list[str]] = {"galleryName": before, "galleryImageName": before, "storageProfile": before}
        resources.append(stack_resource(token(kind), f"r{index}", {**inputs, "id": UNKNOWN}, before, links))
    check(analyzer.analyze_stack(resources), set() if cases else {each for each in ALL if each in STACK})


STACK = {policy.name for policy in POLICIES if not isinstance(policy, RulePolicy)}
