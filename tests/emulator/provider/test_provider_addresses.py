"""Resource ids and names."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.provider.addresses import AddressError, parse_resource_id, resource_id
from compute_gallery_emulator.provider.naming import CREATE_BEFORE_DELETE, Autonaming, assigned_name
from compute_gallery_emulator.provider.resource_types import (
    ResourceType,
    UnknownResourceTypeError,
    find_resource_type,
    resource_types,
)
from compute_gallery_emulator.provider.values import UNKNOWN

_VERSION = find_resource_type("azure-native:compute:GalleryImageVersion")
_GALLERY = find_resource_type("azure-native:compute:Gallery")
_ROLE = find_resource_type("azure-native:authorization:RoleAssignment")
_LOCK = find_resource_type("azure-native:authorization:ManagementLockByScope")
_names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda name: name not in {".", ".."}
)


@given(st.fixed_dictionaries(dict.fromkeys(_VERSION.path_parameters, _names)))
def test_an_id_can_be_taken_apart_again(names: dict[str, str]) -> None:
    """Whatever the names hold, slashes included, they come back from the id."""
    assert parse_resource_id(_VERSION, resource_id(_VERSION, {**names}, "sub")) == names


@pytest.mark.parametrize("row", resource_types().values(), ids=lambda row: row.token)
def test_every_type_has_an_id_of_its_own(row: ResourceType) -> None:
    """The id that a type's inputs make is recognised as one of that type."""
    inputs: JsonObject = {name: f"/{name}" if name == "scope" else name for name in row.path_parameters}
    assert parse_resource_id(row, resource_id(row, inputs, "sub")) == inputs


def test_a_lock_has_the_address_of_what_it_locks() -> None:
    """The scope is an id itself, and keeps its slashes."""
    scope = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/g"
    id_ = resource_id(_LOCK, {"scope": scope, "lockName": "keep"}, "other")
    assert id_ == f"{scope}/providers/Microsoft.Authorization/locks/keep"
    assert parse_resource_id(_LOCK, id_) == {"scope": scope, "lockName": "keep"}


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "missing"), (UNKNOWN, "not known yet"), (7, "not a string"), ("..", "'..'"), ("", "''")]
)
def test_a_name_that_makes_no_address_is_refused(value: JsonValue, shown: str) -> None:
    """The error names the type, the input and what is wrong with it."""
    inputs: JsonObject = {"resourceGroupName": "rg", "galleryName": value}
    with pytest.raises(AddressError, match=rf"compute:Gallery.*{shown}"):
        resource_id(_GALLERY, inputs, "sub")


def test_the_id_of_another_type_is_refused() -> None:
    """The error shows what an id of this type looks like."""
    with pytest.raises(AddressError, match="should look like /subscriptions/"):
        parse_resource_id(_GALLERY, "/subscriptions/s/resourceGroups/rg")


@pytest.mark.parametrize("name", ["g?x=1", "g#x", "..", ".", "g h", "", "g\n"])
def test_an_id_that_leads_elsewhere_is_refused(name: str) -> None:
    """An id that the user types for an import cannot smuggle in a query or another path."""
    with pytest.raises(AddressError):
        parse_resource_id(_GALLERY, f"/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/galleries/{name}")


def test_ids_are_compared_without_case() -> None:
    """Azure writes the words of an id in any case."""
    id_ = resource_id(_GALLERY, {"resourceGroupName": "rg", "galleryName": "g"}, "s").upper()
    assert parse_resource_id(_GALLERY, id_) == {"resourceGroupName": "RG", "galleryName": "G"}


@given(st.binary(min_size=1), _names)
def test_a_gallery_gets_a_random_name(seed: bytes, name: str) -> None:
    """The logical name and eight hexadecimal digits, the same for the same seed."""
    given_name = assigned_name(_GALLERY, name, seed, {}, None)
    assert given_name == assigned_name(_GALLERY, name, seed, {}, None)
    assert isinstance(given_name["galleryName"], str)
    assert given_name["galleryName"][:-8] == name
    assert int(given_name["galleryName"][-8:], 16) >= 0
    assert given_name[CREATE_BEFORE_DELETE] is True


def test_resources_without_a_seed_get_different_names() -> None:
    """Names are random where the engine gives no seed."""
    assert assigned_name(_GALLERY, "g", b"", {}, None) != assigned_name(_GALLERY, "g", b"", {}, None)


def test_a_version_is_named_as_in_the_program() -> None:
    """What stands within another resource gets its logical name."""
    assert assigned_name(_VERSION, "1.0.0", b"seed", {}, None) == {"galleryImageVersionName": "1.0.0"}


def test_a_role_assignment_gets_a_uuid() -> None:
    """Azure wants a UUID there, whatever name is proposed."""
    named = assigned_name(_ROLE, "reader", b"seed", {}, Autonaming("propose", "reader"))
    assert uuid.UUID(str(named["roleAssignmentName"]))


def test_an_old_name_stays() -> None:
    """A resource keeps the name it was given once, and whether it was random."""
    old: JsonObject = {"galleryName": "old", CREATE_BEFORE_DELETE: True, "description": "x"}
    assert assigned_name(_GALLERY, "g", b"seed", old, None) == {"galleryName": "old", CREATE_BEFORE_DELETE: True}


@pytest.mark.parametrize(
    ("autonaming", "name"),
    [
        (Autonaming("propose", "proposed"), "proposed"),
        (Autonaming("enforce", "enforced"), "enforced"),
        (Autonaming("disable", ""), None),
    ],
)
def test_the_stacks_configuration_decides_names(autonaming: Autonaming, name: str | None) -> None:
    """pulumi:autonaming can propose, enforce and disable names."""
    assert assigned_name(_GALLERY, "g", b"seed", {}, autonaming).get("galleryName") == name


def test_a_versioned_token_brings_its_api_version() -> None:
    """azure-native:compute/v20230703:Gallery is a gallery, in that version."""
    assert find_resource_type("azure-native:compute/v20230703:Gallery").api_version == "2023-07-03"
    assert find_resource_type("azure-native:compute/v20240301preview:Gallery").api_version == "2024-03-01-preview"


@pytest.mark.parametrize("token", ["azure-native:compute:Nothing", "aws:s3:Bucket", "", "azure-native:compute"])
def test_an_unknown_type_is_named(token: str) -> None:
    """The error names the token and what is known."""
    with pytest.raises(UnknownResourceTypeError, match="azure-native:compute:Gallery,"):
        find_resource_type(token)
