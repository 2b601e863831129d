"""How a gallery is shared, and which identities it has."""

from collections.abc import Sequence
from typing import TypedDict

from pulumi import Input

__all__ = ["CommunityGalleryInfo", "GalleryIdentity", "SharingProfile", "SoftDeletePolicy"]


class GalleryIdentity(TypedDict, total=False):
    """Managed identities of a gallery."""

    type: Input[str]
    """SystemAssigned, UserAssigned, "SystemAssigned, UserAssigned" or None. Required."""
    user_assigned_identities: Input[Sequence[Input[str]]]
    """Resource ids of the user-assigned identities, where the type names them."""


class CommunityGalleryInfo(TypedDict, total=False):
    """Who publishes a community gallery, and as what: all four."""

    eula: Input[str]
    """Terms of use, or their address."""
    public_name_prefix: Input[str]
    """5 to 16 letters and digits; Azure makes the public name from it."""
    publisher_contact: Input[str]
    """Email address of the publisher."""
    publisher_uri: Input[str]
    """Address of the publisher."""


class SharingProfile(TypedDict, total=False):
    """Who beside the owners of roles may use a gallery's images.

    Azure takes the permissions when it creates the gallery, and never a change of them by an update. With whom a
    gallery is shared is no input of azure-native: the output `sharing_commands` has the commands for it.
    """

    permissions: Input[str]
    """Private, Groups (subscriptions and tenants) or Community (everybody). Default: Azure's, Private."""
    community_gallery_info: Input[CommunityGalleryInfo]
    """Required with Community, of no effect otherwise."""
    subscription_ids: Input[Sequence[Input[str]]]
    """Subscriptions that a gallery with the permissions Groups is shared with: at most 30."""
    tenant_ids: Input[Sequence[Input[str]]]
    """Tenants that a gallery with the permissions Groups is shared with: at most 5."""


class SoftDeletePolicy(TypedDict, total=False):
    """What happens to a version that is deleted."""

    is_soft_delete_enabled: Input[bool]
    """Whether it can be restored for some days. Sent only where given: even false needs a feature of Azure."""
