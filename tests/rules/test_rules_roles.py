"""Roles by name, and the names of their assignments."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import ROLES, role_assignment_name, role_definition_guid, role_definition_id

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
SCOPE = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/galleries/g"
GUIDS = st.uuids().map(str)


@pytest.mark.parametrize("name", ROLES)
def test_a_role_has_one_guid_however_it_is_given(name: str) -> None:
    """A name in any casing, the GUID, and the resource id with or without a subscription are one role."""
    guid = ROLES[name]
    short = f"/providers/Microsoft.Authorization/roleDefinitions/{guid}"
    long = f"/subscriptions/{SUBSCRIPTION}{short}"
    given_as = (name, name.upper(), f" {name} ", guid, guid.upper(), short, long)
    assert {role_definition_guid(each) for each in given_as} == {guid}
    assert {role_definition_id(each, SCOPE) for each in given_as} == {long}


def test_an_id_of_another_subscription_stays() -> None:
    """A custom role's own id is sent as it is."""
    other = "/subscriptions/other/providers/Microsoft.Authorization/roleDefinitions/" + ROLES["Owner"]
    assert role_definition_id(other, SCOPE) == other


@pytest.mark.parametrize(
    "text", ["", "Reeder", SCOPE, "/providers/Microsoft.Authorization/roleDefinitions/Reader?", "é" * 300]
)
def test_what_is_no_role_has_no_id(text: str) -> None:
    """A text that names no role gives None, never an id that Azure would refuse."""
    assert role_definition_guid(text) is None
    assert role_definition_id(text, SCOPE) is None


@given(GUIDS, GUIDS, GUIDS)
def test_assignment_names_are_guids_that_stay(principal: str, other: str, role: str) -> None:
    """The name is a GUID, the same in any casing, and another one for another principal."""
    name = role_assignment_name(SCOPE, principal, role)
    assert str(uuid.UUID(name)) == name
    assert role_assignment_name(SCOPE.upper(), principal.upper(), role) == name
    assert (role_assignment_name(SCOPE, other, role) == name) == (other == principal)
