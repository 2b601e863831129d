"""Faults as they are written down: a JSON object with a seed and rules, read strictly, one readable error at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.regions import REGIONS, canonical_region

__all__ = ["FAULTS", "FaultPlan", "FaultPlanError", "FaultRule", "load_fault_plan", "read_fault_plan"]

FAULTS: Mapping[str, tuple[str, ...]] = {
    "connectionCutAfterWork": (),
    "connectionCutBeforeWork": (),
    "expiredToken": (),
    "internalServerError": (),
    "notYetVisible": ("seconds",),
    "replicationFailure": ("regions",),
    "serviceUnavailable": ("retryAfterSeconds",),
    "slowAnswer": ("seconds",),
    "throttled": ("retryAfterSeconds",),
}
"""Each fault with the keys that it takes beside those of every rule."""

_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_PLAN_KEYS = ("rules", "seed")
_RULE_KEYS = ("count", "fault", "methods", "path", "probability", "skip")
_DEFAULT_PATH = "/subscriptions*"
_LONGEST_PATH = 1000
_MOST_RULES = 1000
_MOST = 1_000_000_000
_LONGEST_SECONDS = 3600.0
_DEFAULT_SECONDS = 1.0


class FaultPlanError(Exception):
    """Faults that cannot be read. The text names the key, its value and what is allowed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultRule:
    """One fault, where and how often it happens."""

    fault: str
    """One of `FAULTS`."""
    methods: tuple[str, ...] = _METHODS
    path: str = _DEFAULT_PATH
    """A pattern for the decoded path without its query, compared without case: * is any text, also with slashes."""
    probability: float = 1.0
    """How likely it is for each request that matches: 0 to 1."""
    count: int = _MOST
    """How often it happens at most."""
    skip: int = 0
    """How many requests that match are left alone first."""
    seconds: float = _DEFAULT_SECONDS
    """How long an answer is held back, or a new resource cannot be seen: 0 to 3600."""
    retry_after_seconds: int | None = None
    """The Retry-After of the answer; None sends none."""
    regions: tuple[str, ...] = ()
    """Canonical names of the regions in which a replication fails."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultPlan:
    """What is to go wrong. The seed makes the same requests, in the same order, meet the same faults."""

    seed: int = 0
    rules: tuple[FaultRule, ...] = ()
    written: JsonObject = field(default_factory=lambda: {"seed": 0, "rules": []})
    """The plan as it was written."""


def load_fault_plan(path: Path) -> FaultPlan:
    """Read a file; raises `FaultPlanError` with the file's name and what is wrong with it."""
    try:
        value: JsonValue = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FaultPlanError(f"the faults file {path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise FaultPlanError(f"the faults file {path} is not JSON: {error}") from None
    try:
        return read_fault_plan(value)
    except FaultPlanError as error:
        raise FaultPlanError(f"the faults file {path}: {error}") from None


def read_fault_plan(value: JsonValue) -> FaultPlan:
    """Return the plan that a JSON value describes; raises `FaultPlanError`."""
    plan = _object(value, "the plan", _PLAN_KEYS)
    seed = _number(plan, "", "seed", 0, (-_MOST, _MOST))
    rules = plan.get("rules")
    if not isinstance(rules, list) or len(rules) > _MOST_RULES:
        raise _wrong("rules", rules, f"a list of at most {_MOST_RULES} rules")
    read = tuple(_rule(rule, f"rules[{index}]") for index, rule in enumerate(rules))
    return FaultPlan(seed=int(seed), rules=read, written=plan)


def _rule(value: JsonValue, where: str) -> FaultRule:
    fault = value.get("fault") if isinstance(value, dict) else None
    own = FAULTS.get(fault, ()) if isinstance(fault, str) else ()
    rule = _object(value, where, (*_RULE_KEYS, *own))
    if not isinstance(fault, str) or fault not in FAULTS:
        raise _wrong(f"{where}.fault", fault, _listed(FAULTS))
    retry_after = None
    if rule.get("retryAfterSeconds") is not None:
        retry_after = int(_number(rule, where, "retryAfterSeconds", 1, (0, int(_LONGEST_SECONDS))))
    elif fault == "throttled":
        retry_after = 1
    return FaultRule(
        fault=fault,
        methods=_methods(rule, where),
        path=_path(rule, where),
        probability=_number(rule, where, "probability", 1.0, (0.0, 1.0)),
        count=int(_number(rule, where, "count", _MOST, (1, _MOST))),
        skip=int(_number(rule, where, "skip", 0, (0, _MOST))),
        seconds=_number(rule, where, "seconds", _DEFAULT_SECONDS, (0.0, _LONGEST_SECONDS)),
        retry_after_seconds=retry_after,
        regions=_regions(rule, where) if "regions" in own else (),
    )


def _object(value: JsonValue, where: str, keys: tuple[str, ...]) -> JsonObject:
    if not isinstance(value, dict):
        raise _wrong(where, value, f"an object with {_listed(keys)}")
    for name in value:
        if name not in keys:
            raise FaultPlanError(f"{where} has the key {_shown(name)}; allowed: {_listed(keys)}")
    return value


def _number(values: JsonObject, where: str, name: str, default: float, limits: tuple[float, float]) -> float:
    """Return a number; a whole one where the limits are whole."""
    low, high = limits
    value = values.get(name, default)
    kinds = int if isinstance(low, int) else int | float
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        what = "a whole number" if isinstance(low, int) else "a number"
        raise _wrong(f"{where}.{name}".lstrip("."), value, f"{what} from {low:.0f} to {high:.0f}")
    return value


def _methods(rule: JsonObject, where: str) -> tuple[str, ...]:
    given = rule.get("methods", [*_METHODS])
    if not isinstance(given, list) or not given:
        raise _wrong(f"{where}.methods", given, f"a list of {_listed(_METHODS)}")
    methods: list[str] = []
    for index, method in enumerate(given):
        if not isinstance(method, str) or method.upper() not in _METHODS:
            raise _wrong(f"{where}.methods[{index}]", method, _listed(_METHODS))
        methods.append(method.upper())
    return tuple(methods)


def _path(rule: JsonObject, where: str) -> str:
    path = rule.get("path", _DEFAULT_PATH)
    if not isinstance(path, str) or not path.startswith(("/", "*")) or len(path) > _LONGEST_PATH:
        example = "a pattern that begins with / or *"
        raise _wrong(f"{where}.path", path, f"{example}, of at most {_LONGEST_PATH} characters")
    return path


def _regions(rule: JsonObject, where: str) -> tuple[str, ...]:
    given = rule.get("regions")
    if not isinstance(given, list) or not given:
        raise _wrong(f"{where}.regions", given, "a list of regions, such as chinanorth")
    regions: list[str] = []
    for index, region in enumerate(given):
        name = canonical_region(region) if isinstance(region, str) else ""
        if name not in REGIONS:
            raise _wrong(f"{where}.regions[{index}]", region, "a region of Azure, such as chinanorth or China North")
        regions.append(name)
    return tuple(regions)


def _wrong(where: str, value: JsonValue, allowed: str) -> FaultPlanError:
    return FaultPlanError(f"{where} is {_shown(value)}; allowed: {allowed}")


def _shown(value: JsonValue) -> str:
    text = json.dumps(value)
    return "missing" if value is None else text if len(text) <= 80 else f"{text[:77]}..."  # noqa: PLR2004 - one line


def _listed(names: Mapping[str, object] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names))
