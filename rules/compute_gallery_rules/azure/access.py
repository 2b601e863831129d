"""Locks and role assignments, as they are declared beside a gallery or a definition."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Finding, Problem, Severity
from compute_gallery_rules.tables.roles import GUID, ROLES, role_definition_guid
from compute_gallery_rules.values.inputs import read, text
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["LOCK_LEVELS", "PRINCIPAL_TYPES", "judge_lock", "judge_role_assignments"]

LOCK_LEVELS = ("CanNotDelete", "ReadOnly")
"""Source: Azure's page "Lock your resources"."""

PRINCIPAL_TYPES = ("User", "Group", "ServicePrincipal", "ForeignGroup", "Device")
"""Source: Azure's authorization API 2022-04-01."""

MAX_NOTES = 512
ROLE_ALLOWED = f"{', '.join(ROLES)}, or the id of a role definition"


def judge_lock(lock: object) -> tuple[Finding, ...]:
    """Judge a lock: a mapping with level, name and notes; None is no lock."""
    return tuple(Finding.of("lock", problem) for problem in _lock(lock)) if isinstance(lock, Mapping) else ()


def judge_role_assignments(assignments: object) -> tuple[Finding, ...]:
    """Judge role assignments at one scope: mappings with principal_id, role, principal_type and so on."""
    listed = assignments if isinstance(assignments, list | tuple) else ()
    return tuple(Finding.of("role-assignment", problem) for problem in _assignments(listed))


def _lock(lock: Mapping[str, object]) -> Iterator[Problem]:
    level = lock.get("level")
    if level is not UNKNOWN:
        plain = level.strip().lower() if isinstance(level, str) else ""
        known = {each.lower(): each for each in LOCK_LEVELS}.get(plain)
        if not known:
            problem = "is missing" if level is None else "is no level of a lock"
            meant = suggestion(level, LOCK_LEVELS) if isinstance(level, str) else None
            yield Problem("lock.level", level, problem, ", ".join(LOCK_LEVELS), meant)
        elif known == "ReadOnly":
            problem = "keeps versions from being published and definitions from being changed, by this program as well"
            yield Problem("lock.level", level, problem, ", ".join(LOCK_LEVELS), "CanNotDelete", Severity.WARNING)
    notes = lock.get("notes")
    if isinstance(notes, str) and len(notes) > MAX_NOTES:
        yield Problem("lock.notes", len(notes), "is the length of the notes", f"at most {MAX_NOTES} characters")


def _assignments(assignments: list[object] | tuple[object, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for index, assignment in enumerate(assignments):
        field = f"role_assignments[{index}]"
        if not isinstance(assignment, Mapping):
            continue
        yield from _parts(field, assignment)
        role, principal = assignment.get("role"), assignment.get("principal_id")
        guid = role_definition_guid(role) if isinstance(role, str) else None
        if guid and isinstance(principal, str):
            first = seen.setdefault((guid, principal.strip().lower()), index)
            if first != index:
                problem = f"is the same role for the same principal as role_assignments[{first}]"
                yield Problem(field, role, problem, "a role once for a principal")


def _parts(field: str, assignment: Mapping[str, object]) -> Iterator[Problem]:
    principal, role, kind = (assignment.get(name) for name in ("principal_id", "role", "principal_type"))
    if principal is not UNKNOWN and not (isinstance(principal, str) and GUID.fullmatch(principal.strip().lower())):
        problem = "is missing" if principal is None else "is no object id"
        allowed = "the object id of a user, group, service principal or managed identity, a GUID"
        yield Problem(f"{field}.principal_id", principal, problem, allowed)
    if role is not UNKNOWN and not (isinstance(role, str) and role_definition_guid(role)):
        problem = "is missing" if role is None else "is no role that is known here"
        meant = suggestion(role, ROLES) if isinstance(role, str) else None
        yield Problem(f"{field}.role", role, problem, ROLE_ALLOWED, meant)
    if isinstance(kind, str) and kind.strip().lower() not in {each.lower() for each in PRINCIPAL_TYPES}:
        meant = suggestion(kind, PRINCIPAL_TYPES)
        yield Problem(f"{field}.principal_type", kind, "is no type of principal", ", ".join(PRINCIPAL_TYPES), meant)
    version, condition = read(assignment, "condition_version"), read(assignment, "condition")
    if isinstance(text(version), str) and condition is None:
        problem, allowed = "stands without a condition", "a condition beside it, or neither"
        yield Problem(f"{field}.condition_version", version, problem, allowed)
