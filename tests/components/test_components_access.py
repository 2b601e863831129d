"""Locks and role assignments beside a gallery and its definitions."""

from typing import Any

import pulumi
import pytest

from compute_gallery_rules import ROLES, role_assignment_name
from pulumi_azure_compute_gallery import Gallery
from tests.components.component_args import (
    GROUP,
    declare_definition,
    declare_gallery,
    gallery_args,
    late,
    nested_definition,
    nested_version,
)
from tests.components.component_run import SUBSCRIPTION, Registered, Run, resource_id, run_program, unknown

PERSON = "11111111-1111-1111-1111-111111111111"
ROBOT = "22222222-2222-2222-2222-222222222222"
READER = {"principal_id": PERSON, "role": "Compute Gallery Image Reader"}
SCOPE = resource_id(GROUP, "myGallery")


def roles(run: Run) -> dict[str, Registered]:
    """Role assignments by logical name."""
    return {one.name: one for one in run.registered if one.type.endswith(":RoleAssignment")}


def test_role_assignment_is_named_by_what_it_says() -> None:
    """Scope, principal and role decide the assignment's GUID; the role's id is of the gallery's subscription."""
    run = run_program(lambda: declare_gallery(role_assignments=[READER])).succeeded()
    (assignment,) = roles(run).values()
    guid = ROLES["Compute Gallery Image Reader"]
    assert assignment.name == f"images-compute-gallery-image-reader-{PERSON}"
    assert assignment.parent == "images"
    assert assignment.inputs == {
        "principalId": PERSON,
        "principalType": "User",
        "roleAssignmentName": role_assignment_name(SCOPE, PERSON, guid),
        "roleDefinitionId": f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/{guid}",
        "scope": SCOPE,
    }


def test_other_assignments_stay_when_one_goes() -> None:
    """The name of an assignment does not depend on its place in the list."""
    second = {"principal_id": ROBOT, "role": "owner", "principal_type": "serviceprincipal"}
    both = roles(run_program(lambda: declare_gallery(role_assignments=[READER, second])).succeeded())
    one = roles(run_program(lambda: declare_gallery(role_assignments=[second])).succeeded())
    assert {name: each.inputs for name, each in one.items()}.items() <= {
        name: each.inputs for name, each in both.items()
    }.items()
    assert [each.inputs["principalType"] for each in one.values()] == ["ServicePrincipal"]


def test_definition_has_roles_of_its_own() -> None:
    """A definition's assignment is about the definition; a condition brings the version of its language."""
    assignment = {**READER, "description": "why", "condition": "c"}
    run = run_program(lambda: declare_definition(role_assignments=[assignment])).succeeded()
    (made,) = roles(run).values()
    assert made.inputs["scope"] == resource_id(GROUP, "myGallery", "myImageDefinition")
    assert (made.inputs["description"], made.inputs["condition"], made.inputs["conditionVersion"]) == (
        "why",
        "c",
        "2.0",
    )


def test_principal_may_come_later() -> None:
    """The id of a principal that the program makes itself may be an Output, unknown in the preview."""

    def program() -> None:
        assignment = {"principal_id": late(PERSON, 0.01), "role": late("Reader", 0.01)}
        declare_gallery(role_assignments=[assignment])

    run = run_program(program).succeeded()
    (made,) = roles(run).values()
    assert made.inputs["roleAssignmentName"] == role_assignment_name(SCOPE, PERSON, ROLES["Reader"])
    run_program(
        lambda: declare_gallery(role_assignments=[{"principal_id": unknown(), "role": "Reader"}]), preview=True
    ).succeeded()


def test_lock_comes_last() -> None:
    """The lock waits for all that is nested in its gallery, so that it goes first when all goes."""
    tree = {"ubuntu": nested_definition(versions={"1.0.0": nested_version()})}
    lock = {"level": "cannotdelete", "notes": "why"}
    run = run_program(lambda: declare_gallery(lock=lock, definitions=tree)).succeeded()
    made = run.named("images-lock")
    assert made.inputs == {"level": "CanNotDelete", "lockName": "myGallery-lock", "notes": "why", "scope": SCOPE}
    assert {"images-gallery", "images-ubuntu-definition", "images-ubuntu-1.0.0-version"} <= made.depends_on


def test_lock_and_roles_are_not_protected() -> None:
    """Protecting a gallery keeps nobody from taking a role away or lifting the lock, in the program, by hand."""
    args = gallery_args(lock={"level": "CanNotDelete"}, role_assignments=[READER])
    run = run_program(lambda: Gallery("images", args, pulumi.ResourceOptions(protect=True))).succeeded()
    beside = [one for one in run.custom if ":authorization:" in one.type]
    assert len(beside) == 2
    assert not any(one.request.protect for one in beside)
    assert run.named("images-gallery").request.protect


def test_read_only_lock_is_a_warning() -> None:
    """A lock that keeps the program itself from publishing is told, and made."""
    run = run_program(lambda: declare_gallery(lock={"level": "ReadOnly"})).succeeded()
    assert ["lock.level" in warning for warning in run.warnings] == [True]


def test_lock_and_retention_do_not_go_together() -> None:
    """A lock keeps retention from deleting: that is told before Azure refuses."""
    tree = {"ubuntu": nested_definition(retention={"keep": 1}, versions={"1.0.0": nested_version()})}
    run = run_program(lambda: declare_gallery(lock={"level": "CanNotDelete"}, definitions=tree)).succeeded()
    (warning,) = [each for each in run.warnings if each.startswith("Gallery")]
    assert 'lock: "ubuntu" has retention, whose deletions Azure refuses under a lock' in warning


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"lock": {}}, "lock.level"),
        ({"lock": {"level": "Never"}}, 'lock.level: "Never" is no level of a lock'),
        ({"lock": {"levl": "CanNotDelete"}}, 'Write "level"'),
        ({"role_assignments": [{**READER, "role": "Galery Image Reader"}]}, "Write Compute Gallery Image Reader"),
        ({"role_assignments": [{"role": "Reader"}]}, "role_assignments[0].principal_id is missing"),
        ({"role_assignments": [READER, READER]}, "role_assignments[1]"),
        ({"role_assignments": READER}, "role_assignments is a mapping. Allowed: a list"),
    ],
)
@pytest.mark.parametrize("preview", [False, True])
def test_mistakes_are_told_once(own: dict[str, Any], said: str, *, preview: bool) -> None:
    """A mistake in a lock or a role assignment is one finding, and nothing is made."""
    (finding,) = run_program(lambda: declare_gallery(**own), preview=preview).refused()
    assert said in finding


@pytest.mark.parametrize("field", ["lock", "role_assignments"])
def test_which_resources_there_are_is_known_at_once(field: str) -> None:
    """A lock, or the list of role assignments, cannot be an Output as a whole: the finding says so."""
    value: Any = {"lock": {"level": "CanNotDelete"}, "role_assignments": [READER]}[field]

    def program() -> None:
        own: Any = {field: late(value, 0.01)}
        declare_gallery(**own)

    (finding,) = run_program(program).refused()
    assert f"{field}" in finding
    assert "is an Output or a secret as a whole" in finding
