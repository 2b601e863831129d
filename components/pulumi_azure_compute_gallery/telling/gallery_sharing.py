"""What the outputs of a gallery say of its sharing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pulumi

from compute_gallery_rules import Finding, judge_direct_sharing, parse_resource_id
from pulumi_azure_compute_gallery.running.native_resource import NativeResource

__all__ = ["commands", "problems_of_sharing", "public_names"]

Commands = Callable[[str, str, Mapping[str, object], str], list[str]]
"""Resource group, gallery, sharing profile and subscription, to commands."""


def commands(args: Mapping[str, Any], gallery: NativeResource, function: Commands) -> pulumi.Output[Sequence[str]]:
    """Return commands of the Azure CLI about a gallery: known when its id is known, at once where it is not shared."""
    profile = args.get("sharing_profile")
    if not profile:
        return pulumi.Output.from_input([])

    def known(resolved: Sequence[Any]) -> Sequence[str]:
        gallery_id, profile = resolved
        place = parse_resource_id(gallery_id)
        if place is None:
            raise ValueError(f"{gallery_id} is not the id of a gallery, though Azure gave it")
        return function(place.resource_group or "", place.name, profile, place.subscription or "")

    return pulumi.Output.all(gallery.id, profile).apply(known)


def public_names(gallery: NativeResource) -> pulumi.Output[Sequence[str]]:
    """Return the names under which everybody finds a community gallery; none for another gallery."""

    def names(profile: Any) -> Sequence[str]:  # noqa: ANN401 azure-native's answer, or nothing
        info = (profile or {}).get("communityGalleryInfo") or {}
        return list(info.get("publicNames") or [])

    found: pulumi.Output[Sequence[str]] = gallery.output("sharingProfile").apply(names)
    return found


def problems_of_sharing(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find what is wrong with the subscriptions and tenants that a gallery is shared with."""
    yield from judge_direct_sharing(args.get("sharing_profile"))
