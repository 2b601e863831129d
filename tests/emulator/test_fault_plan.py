"""Reading faults: a wrong plan is one readable error that names the key, its value and what is allowed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.fault_plan import (
    FAULTS,
    FaultPlanError,
    FaultRule,
    load_fault_plan,
    read_fault_plan,
)
from compute_gallery_emulator.faults import Faults
from tests.emulator.emulator_harness import Arm

ALL = ", ".join(sorted(FAULTS))
KEYS = "count, fault, methods, path, probability, skip"


def rule(**members: object) -> dict[str, object]:
    """Return a plan with one rule."""
    return {"rules": [{"fault": "throttled"} | members]}


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ([], "the plan is []; allowed: an object with rules, seed"),
        ({}, "rules is missing; allowed: a list of at most 1000 rules"),
        ({"rules": {}}, "rules is {}; allowed: a list of at most 1000 rules"),
        ({"rules": [], "sead": 1}, 'the plan has the key "sead"; allowed: rules, seed'),
        ({"rules": [], "seed": 1.5}, "seed is 1.5; allowed: a whole number from -1000000000 to 1000000000"),
        ({"rules": ["throttled"]}, f'rules[0] is "throttled"; allowed: an object with {KEYS}'),
        ({"rules": [{}]}, f"rules[0].fault is missing; allowed: {ALL}"),
        (rule(fault="explode"), f'rules[0].fault is "explode"; allowed: {ALL}'),
        (rule(fault=["throttled"]), f'rules[0].fault is ["throttled"]; allowed: {ALL}'),
        (rule(probabilty=1), f'rules[0] has the key "probabilty"; allowed: {KEYS[:-6]}, retryAfterSeconds, skip'),
        (rule(seconds=1), f'rules[0] has the key "seconds"; allowed: {KEYS[:-6]}, retryAfterSeconds, skip'),
        (rule(probability=1.5), "rules[0].probability is 1.5; allowed: a number from 0 to 1"),
        (rule(probability=True), "rules[0].probability is true; allowed: a number from 0 to 1"),
        (rule(count=0), "rules[0].count is 0; allowed: a whole number from 1 to 1000000000"),
        (rule(skip="1"), 'rules[0].skip is "1"; allowed: a whole number from 0 to 1000000000'),
        (
            rule(methods=["GET", "FETCH"]),
            'rules[0].methods[1] is "FETCH"; allowed: DELETE, GET, HEAD, PATCH, POST, PUT',
        ),
        (rule(methods=[]), "rules[0].methods is []; allowed: a list of DELETE, GET, HEAD, PATCH, POST, PUT"),
        (
            rule(path="galleries"),
            'rules[0].path is "galleries"; allowed: a pattern that begins with / or *, of at most 1000 characters',
        ),
        (rule(retryAfterSeconds=-1), "rules[0].retryAfterSeconds is -1; allowed: a whole number from 0 to 3600"),
        (
            rule(fault="slowAnswer", seconds=1e9),
            "rules[0].seconds is 1000000000.0; allowed: a number from 0 to 3600",
        ),
        (
            rule(fault="replicationFailure"),
            "rules[0].regions is missing; allowed: a list of regions, such as chinanorth",
        ),
        (
            rule(fault="replicationFailure", regions=["chinanroth"]),
            'rules[0].regions[0] is "chinanroth"; allowed: a region of Azure, such as chinanorth or China North',
        ),
    ],
)
def test_a_wrong_plan_is_told_in_one_line(arm: Arm, plan: object, message: str) -> None:
    """The same sentence comes from the reader and from the emulator, which keeps the plan that it had."""
    with pytest.raises(FaultPlanError) as caught:
        read_fault_plan(plan)  # type: ignore[arg-type] # wrong on purpose
    assert str(caught.value) == message
    arm.http.put("/emulator/faults", json=rule(count=3))
    answer = arm.http.put("/emulator/faults", json=plan)
    assert answer.status_code == 400
    assert isinstance(plan, list) or answer.json()["error"] == {
        "code": "InvalidParameter",
        "message": f"{message}.",
        "target": "faults",
    }
    assert arm.http.get("/emulator/faults").json()["plan"] == rule(count=3)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A missing file, a folder, text that is no JSON, and a wrong plan each name the file."""
    broken, wrong = tmp_path / "broken.json", tmp_path / "wrong.json"
    broken.write_text("rules: []")
    wrong.write_text(json.dumps(rule(fault="x")))
    for path in (tmp_path / "missing.json", tmp_path, broken, wrong):
        with pytest.raises(FaultPlanError, match=str(path)) as caught:
            load_fault_plan(path)
        assert "\n" not in str(caught.value)


RULES = st.fixed_dictionaries(
    {"fault": st.sampled_from([name for name, keys in FAULTS.items() if "regions" not in keys])},
    optional={
        "methods": st.lists(st.sampled_from(["GET", "put", "Delete"]), min_size=1),
        "path": st.sampled_from(["*", "/subscriptions/*", "*/[a-z]*", "*?", "*[", "/é*"]),
        "probability": st.floats(0, 1),
        "count": st.integers(1, 5),
        "skip": st.integers(0, 5),
    },
)


@given(st.lists(RULES, max_size=5), st.integers(-1000, 1000), st.lists(st.sampled_from(["GET", "PUT"]), max_size=60))
def test_no_rule_happens_more_often_than_it_may(rules: list[dict[str, object]], seed: int, methods: list[str]) -> None:
    """Whatever the plan, its counts hold, what is drawn belongs to its rules, and it reads back as it was written."""
    plan = read_fault_plan({"rules": [*rules], "seed": seed})  # type: ignore[list-item] # plain JSON
    assert read_fault_plan(json.loads(json.dumps(plan.written))) == plan
    faults = Faults(plan)
    matches = [0] * len(rules)
    for method in methods:
        drawn = faults.draw(method, b"/subscriptions/s/%C3%A9")
        for number, written in enumerate(plan.rules):
            matches[number] += method in written.methods
        assert drawn.ending is None or drawn.ending in plan.rules
    for count, matched, written in zip(faults.happened, matches, plan.rules, strict=True):
        assert 0 <= count <= min(written.count, max(0, matched - written.skip))


def test_the_rules_of_one_plan_do_not_depend_on_those_that_are_certain() -> None:
    """A rule with probability 1 takes nothing from the series of the others."""

    def series(draw: Callable[[], object]) -> list[bool]:
        return [draw() is not None for _ in range(50)]

    plain = read_fault_plan({"rules": [{"fault": "throttled", "path": "*", "probability": 0.5}], "seed": 3})
    more = read_fault_plan(
        {"rules": [{"fault": "throttled", "path": "/other"}, *plain.written["rules"]], "seed": 3}  # type: ignore[misc]
    )
    assert plain.rules == (FaultRule(fault="throttled", probability=0.5, path="*", retry_after_seconds=1),)
    first, second = Faults(plain), Faults(more)
    assert series(lambda: first.draw("GET", b"/x").ending) == series(lambda: second.draw("GET", b"/x").ending)
