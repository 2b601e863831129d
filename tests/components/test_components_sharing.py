"""Identity, sharing and soft delete of a gallery, and the commands for what azure-native cannot do."""

from typing import Any

import pytest

from tests.components.component_args import GROUP, declare_gallery
from tests.components.component_run import SUBSCRIPTION, run_program

ONE = "11111111-1111-1111-1111-111111111111"
TWO = "22222222-2222-2222-2222-222222222222"
IDENTITY = (
    f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me"
)
COMMUNITY = {
    "eula": "https://example.com/eula",
    "public_name_prefix": "contoso",
    "publisher_contact": "images@example.com",
    "publisher_uri": "https://example.com",
}
PLACE = f"--subscription {SUBSCRIPTION} --resource-group {GROUP} --gallery-name myGallery"


def test_nothing_is_sent_unasked() -> None:
    """Sharing, soft delete and identity are not sent where they are not given: even false needs a feature there."""
    inputs = run_program(declare_gallery).succeeded().inputs("images-gallery")
    assert set(inputs) == {"galleryName", "location", "resourceGroupName"}


def test_a_protection_goes_without_soft_delete() -> None:
    """An empty policy is not sent, also where the protection would send one: not every cloud has soft delete."""
    protection = {"end_of_life_date": "2099-01-01"}
    inputs = run_program(lambda: declare_gallery(protection=protection, soft_delete_policy={})).succeeded()
    assert "softDeletePolicy" not in inputs.inputs("images-gallery")
    inputs = run_program(lambda: declare_gallery(protection=protection)).succeeded()
    assert inputs.inputs("images-gallery")["softDeletePolicy"] == {"isSoftDeleteEnabled": True}


def test_fields_have_azure_natives_names() -> None:
    """All that a gallery can have is sent under azure-native's names, in Azure's casing."""
    run = run_program(
        lambda: declare_gallery(
            identity={"type": "userassigned", "user_assigned_identities": [IDENTITY]},
            sharing_profile={"permissions": "community", "community_gallery_info": COMMUNITY},
            soft_delete_policy={"is_soft_delete_enabled": False},
        )
    ).succeeded()
    inputs = run.inputs("images-gallery")
    assert inputs["identity"] == {"type": "UserAssigned", "userAssignedIdentities": [IDENTITY]}
    assert inputs["softDeletePolicy"] == {"isSoftDeleteEnabled": False}
    assert inputs["sharingProfile"] == {
        "permissions": "Community",
        "communityGalleryInfo": {
            "eula": "https://example.com/eula",
            "publicNamePrefix": "contoso",
            "publisherContact": "images@example.com",
            "publisherUri": "https://example.com",
        },
    }


def outputs(**own: Any) -> tuple[Any, Any]:  # noqa: ANN401 arguments of any kind
    """Return the commands that share a gallery, and those that end it."""
    made = run_program(lambda: declare_gallery(**own)).succeeded().outputs["images"]
    return made["sharingCommands"], made["sharingResetCommands"]


def test_commands_share_as_declared() -> None:
    """A gallery for groups gives one command with all its subscriptions and tenants; a private one gives none."""
    profile: Any = {"permissions": "Groups", "subscription_ids": [ONE, TWO], "tenant_ids": [ONE]}
    share, reset = outputs(sharing_profile=profile)
    assert share == [f"az sig share add {PLACE} --subscription-ids {ONE} {TWO} --tenant-ids {ONE}"]
    assert reset == [f"az sig share reset {PLACE}"]
    profile = {"permissions": "Community", "community_gallery_info": COMMUNITY}
    assert outputs(sharing_profile=profile) == (
        [f"az sig share enable-community {PLACE}"],
        [f"az sig share reset {PLACE}"],
    )
    assert outputs() == ([], [])
    assert outputs(sharing_profile={"permissions": "Private"}) == ([], [])


def test_members_are_no_inputs() -> None:
    """With whom a gallery is shared goes into the commands, not to azure-native, which has no input for it."""
    profile = {"permissions": "Groups", "subscription_ids": [ONE]}
    inputs = run_program(lambda: declare_gallery(sharing_profile=profile)).succeeded().inputs("images-gallery")
    assert inputs["sharingProfile"] == {"permissions": "Groups"}


def test_commands_of_a_new_gallery_wait_for_it() -> None:
    """In the preview of a gallery that is not there yet its subscription is not known, and so neither are they."""
    profile = {"permissions": "Groups", "subscription_ids": [ONE]}
    run_program(lambda: declare_gallery(sharing_profile=profile), preview=True).succeeded()


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"sharing_profile": {"subscription_ids": [ONE]}}, 'Write permissions: "Groups"'),
        ({"sharing_profile": {"permissions": "Group"}}, 'sharing_profile.permissions: "Group"'),
        ({"sharing_profile": {"permissions": "Groups", "tenant_ids": ["contoso"]}}, "tenant_ids[0]"),
        ({"identity": {"type": "UserAsigned"}}, "identity.type"),
        ({"soft_delete_policy": {"is_soft_delete_enabled": "yes"}}, "soft_delete_policy.is_soft_delete_enabled"),
        ({"soft_delete_policy": True}, "soft_delete_policy"),
    ],
)
def test_mistakes_are_told_once(own: dict[str, Any], said: str) -> None:
    """A mistake in sharing, identity or soft delete is one finding under its argument's name."""
    (finding,) = run_program(lambda: declare_gallery(**own)).refused()
    assert said in finding


def test_community_names_what_is_missing() -> None:
    """A community gallery without its info is told all four parts in one run."""
    profile = {"permissions": "Community"}
    found = run_program(lambda: declare_gallery(sharing_profile=profile)).refused()
    for field in COMMUNITY:
        assert any(f"sharing_profile.community_gallery_info.{field} is missing" in finding for finding in found)
