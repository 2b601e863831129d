"""Locks, which refuse what they forbid, and role assignments, which stand on any scope."""

import pytest

from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm

LOCKS = "providers/Microsoft.Authorization/locks"


def test_a_lock_keeps_what_it_is_on(arm: Arm) -> None:
    """A lock on a gallery or on its group refuses the deletion of the gallery, and of the group, until it is gone."""
    gallery = arm.create_gallery()
    for scope in (gallery, GROUP):
        lock = f"{scope}/providers/Microsoft.Authorization/locks/keep"
        arm.done("PUT", lock, {"properties": {"level": "CanNotDelete"}}, api="2020-05-01")
        for target in (gallery, GROUP):
            refused = arm("DELETE", target)
            assert (refused.status_code, refused.json()["error"]["code"]) == (409, "ScopeLocked")
        arm.done("DELETE", lock, api="2020-05-01")
    arm.done("DELETE", gallery)


@pytest.mark.parametrize("scope", [GROUP, f"{COMPUTE}/galleries/images"])
def test_a_read_only_lock_refuses_changes_too(arm: Arm, scope: str) -> None:
    """Under a ReadOnly lock nothing is created, changed, shared or deleted, all can be read, and the lock can go."""
    gallery = arm.create_gallery()
    definition = arm.create_definition(gallery)
    arm.done("PUT", f"{scope}/{LOCKS}/keep", {"properties": {"level": "ReadOnly"}}, api="2020-05-01")
    for method, path, body in (
        ("PUT", gallery, {"location": "chinaeast2", "tags": {"a": "b"}}),
        ("PATCH", definition, {"tags": {"a": "b"}}),
        ("PUT", f"{gallery}/images/other", {"location": "chinaeast2"}),
        ("POST", f"{gallery}/share", {"operationType": "Reset"}),
        ("DELETE", definition, None),
    ):
        refused = arm(method, path, body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (409, "ScopeLocked"), (method, path)
    assert arm("GET", definition).status_code == 200
    arm.done("DELETE", f"{scope}/{LOCKS}/keep", api="2020-05-01")
    arm.done("PATCH", definition, {"tags": {"a": "b"}})


def test_a_lock_against_deletion_lets_changes_pass(arm: Arm) -> None:
    """CanNotDelete on a gallery refuses deletions in it and nothing else."""
    gallery = arm.create_gallery()
    definition = arm.create_definition(gallery)
    arm.done("PUT", f"{gallery}/{LOCKS}/keep", {"properties": {"level": "CanNotDelete"}}, api="2020-05-01")
    arm.done("PUT", gallery, {"location": "chinaeast2", "tags": {"a": "b"}})
    refused = arm("DELETE", definition).json()["error"]
    assert refused["code"] == "ScopeLocked"
    assert f"'{gallery}'" in refused["message"]


def test_roles_are_assigned_on_any_scope(arm: Arm) -> None:
    """A role assignment stands on a gallery and is listed there and nowhere else."""
    gallery = arm.create_gallery()
    role = {"properties": {"principalId": "p", "roleDefinitionId": "r"}}
    made = arm.done("PUT", f"{gallery}/providers/Microsoft.Authorization/roleAssignments/1", role, api="2022-04-01")
    assert made["id"] == f"{gallery}/providers/Microsoft.Authorization/roleAssignments/1"
    listed = arm("GET", f"{gallery}/providers/Microsoft.Authorization/roleAssignments", api="2022-04-01").json()[
        "value"
    ]
    assert listed == [made]
    assert arm("GET", f"{GROUP}/providers/Microsoft.Authorization/roleAssignments").json() == {"value": []}
