"""How a gallery is shared."""

import re
from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import REGIONS, Cloud, region_name
from compute_gallery_rules.values.inputs import Inputs, is_nested, read, text
from compute_gallery_rules.values.printable import carries_token, without_secret

__all__ = ["community_gallery", "community_gallery_addresses", "sharing_cloud", "sharing_permissions"]

COMMUNITY = "sharingProfile.communityGalleryInfo"
PREFIX = re.compile(r"[A-Za-z0-9]{5,16}")
REQUIRED = {
    "publicNamePrefix": "5 to 16 English letters and digits",
    "eula": "the terms of use, or their address",
    "publisherContact": "an email address",
    "publisherUri": "an address of the publisher",
}


def sharing_permissions(inputs: Inputs) -> str | None:
    """Return a gallery's permissions in lower case: private (also by default), groups, community; None if unknown."""
    value = read(inputs, "sharingProfile.permissions")
    if value is None:
        return "private"
    return value.strip().lower() if isinstance(value, str) else None


def community_gallery(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a community gallery says who publishes it and under which name.

    Source: azurerm (community_gallery is required with the permission Community; a prefix of 5 to 16 letters and
    digits).
    """
    info = read(inputs, COMMUNITY)
    if not isinstance(info, Mapping | None):
        return  # It is not known yet, or another rule's.
    if sharing_permissions(inputs) == "community":
        for field, allowed in REQUIRED.items():
            value = read(info, field)
            if text(value) is None and not is_nested(value):
                yield Problem(f"{COMMUNITY}.{field}", value, "is missing for a community gallery", allowed)
    elif info is not None and sharing_permissions(inputs) is not None:
        problem = "has no effect without the sharing permissions Community"
        yield Problem(COMMUNITY, info, problem, "sharingProfile.permissions Community", severity=Severity.WARNING)
    prefix = read(info, "publicNamePrefix")
    if isinstance(prefix, str) and prefix.strip() and not PREFIX.fullmatch(prefix):
        fixed = re.sub("[^A-Za-z0-9]", "", without_secret(prefix))[:16]
        instead = f'"{fixed}"' if PREFIX.fullmatch(fixed) else None
        yield Problem(
            f"{COMMUNITY}.publicNamePrefix", prefix, "is no public name", REQUIRED["publicNamePrefix"], instead
        )


def community_gallery_addresses(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of an address with a secret in it, which a community gallery would show to everybody.

    Source: Azure's page on community galleries: no secret or shared access signature in the agreement's address.
    """
    if sharing_permissions(inputs) not in ("community", None):
        return
    for field in ("eula", "publisherUri"):
        value = read(inputs, f"{COMMUNITY}.{field}")
        if isinstance(value, str) and carries_token(value):
            problem = "carries a token, which everybody would see"
            allowed = "an address without a secret"
            instead = "the address up to the question mark"
            yield Problem(f"{COMMUNITY}.{field}", value, problem, allowed, instead, Severity.WARNING)


def sharing_cloud(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a gallery in Azure Government is not shared directly or with the community.

    Sources: Azure's pages on direct sharing and on community galleries: neither is available in government clouds.
    """
    location = inputs.get("location")
    region = REGIONS.get(region_name(location)) if isinstance(location, str) else None
    permissions = sharing_permissions(inputs)
    if region and region.cloud is Cloud.US_GOVERNMENT and permissions in ("groups", "community"):
        value = read(inputs, "sharingProfile.permissions")
        problem = f"is not available in {region.display_name}"
        yield Problem("sharingProfile.permissions", value, problem, "Private, and roles for access", "Private")
