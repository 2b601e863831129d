"""What `doctor` asks Azure."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.finding import Finding, Verdict
from compute_gallery_cli.gallery_client import GalleryClient, Json
from compute_gallery_cli.permissions import NEEDED, missing_actions
from compute_gallery_cli.place import Place
from compute_gallery_cli.selection import FoundGallery, found_galleries, signed_in
from compute_gallery_cli.stack_file import StackSettings
from compute_gallery_rules import QUOTA, REGIONS, ResourceKind, region_name

__all__ = ["azure_findings", "cloud_finding", "permission_findings", "quota_findings"]

NEARLY = 0.8
"""The part of a quota from which on it is worth a warning."""
WORDS = {
    ResourceKind.GALLERY: "galleries",
    ResourceKind.IMAGE_DEFINITION: "image definitions",
    ResourceKind.IMAGE_VERSION: "image versions",
}


def cloud_finding(place: Place, settings: StackSettings) -> Finding:
    """Say which cloud is asked, and whether the stack's region belongs to it."""
    location = settings.tree.get("location")
    region = REGIONS.get(region_name(location)) if isinstance(location, str) else None
    if region and region.cloud is not place.cloud.cloud and not place.endpoint:
        text = f"{region.display_name} is no region of {place.title}"
        advice = f"write `azure-native:environment: {region.cloud.value}` into the stack's file, or --cloud"
        return Finding("cloud", Verdict.FAILURE, text, advice, ExitStatus.USAGE)
    return Finding("cloud", Verdict.OK, place.title)


def azure_findings(place: Place) -> Iterator[Finding]:
    """Look at all that Azure tells; what does not answer is a finding, and what follows from it is not asked."""
    try:
        with signed_in(place) as client:
            subscription = client.subscription_itself()
            yield subscription_finding(subscription, client.subscription)
            yield from guarded("provider", lambda: [provider_finding(client.provider())])
            yield from of_galleries(client)
    except GalleryError as error:
        yield Finding("sign-in", Verdict.FAILURE, str(error), status=error.status)


def of_galleries(client: GalleryClient) -> Iterator[Finding]:
    """Look at the galleries: whether they are there, what one may do there, how many there are."""
    try:
        found = found_galleries(client)
    except GalleryError as error:
        yield Finding("galleries", Verdict.FAILURE, str(error), status=error.status)
        return
    names = ", ".join(each.name for each in found[:5]) or "none yet"
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""  # noqa: PLR2004 as many as fit on the line
    yield Finding("galleries", Verdict.OK, f"{names}{more}")
    yield from permission_findings(lambda: client.permissions(scope_of(client, found)))
    yield from guarded("quota", lambda: list(quota_findings(used(client))))


def guarded(subject: str, check: Callable[[], list[Finding]]) -> list[Finding]:
    """Return what a check finds, or that it could not be made."""
    try:
        return check()
    except GalleryError as error:
        return [Finding(subject, Verdict.FAILURE, str(error), status=error.status)]


def subscription_finding(subscription: Json, subscription_id: str) -> Finding:
    """Say whether the subscription may be used."""
    state = subscription.get("state")
    text = f"signed in to {subscription.get('displayName')} ({subscription_id}), {state}"
    if state in {None, "Enabled"}:
        return Finding("sign-in", Verdict.OK, text.removesuffix(", None"))
    return Finding("sign-in", Verdict.WARNING, text, "a subscription that is not enabled cannot be published to")


def provider_finding(provider: Json) -> Finding:
    """Say whether Microsoft.Compute is registered."""
    state = provider.get("registrationState")
    if state == "Registered":
        return Finding("provider", Verdict.OK, "Microsoft.Compute is registered")
    text = f"Microsoft.Compute is {state or 'in an unknown state'}"
    return Finding("provider", Verdict.FAILURE, text, "run `az provider register --namespace Microsoft.Compute`")


def scope_of(client: GalleryClient, found: list[FoundGallery]) -> str:
    """Return the narrowest scope that all of the galleries are in."""
    subscription = f"/subscriptions/{client.subscription}"
    if client.place.gallery and found:
        one = found[0]
        group = f"{subscription}/resourceGroups/{one.resource_group}"
        return f"{group}/providers/Microsoft.Compute/galleries/{one.name}"
    return (
        f"{subscription}/resourceGroups/{client.place.resource_group}" if client.place.resource_group else subscription
    )


def permission_findings(permissions: Callable[[], list[Json]]) -> Iterator[Finding]:
    """Say what the signed-in identity may do."""
    try:
        known = permissions()
    except GalleryError:
        text = "which roles there are cannot be read"
        yield Finding("roles", Verdict.WARNING, text, "look at Access control (IAM) of the resource group")
        return
    roles = {
        "look": "Reader, or Compute Gallery Image Reader",
        "publish": "Compute Gallery Artifacts Publisher",
        "manage": "Contributor",
    }
    for purpose, actions in NEEDED.items():
        missing = missing_actions(known, actions)
        if not missing:
            yield Finding("roles", Verdict.OK, f"may {purpose}")
            continue
        verdict = Verdict.FAILURE if purpose == "look" else Verdict.WARNING
        advice = f"ask for the role {roles[purpose]}"
        text = f"may not {purpose}: {', '.join(missing)}"
        yield Finding("roles", verdict, text, advice, ExitStatus.FORBIDDEN)


def used(client: GalleryClient) -> Counter[tuple[str, ResourceKind]]:
    """Count what the subscription has in each region."""
    counts: Counter[tuple[str, ResourceKind]] = Counter()
    for gallery in client.galleries():
        found = FoundGallery(str(gallery["id"]).split("/")[4], str(gallery["name"]), gallery)
        definitions = client.definitions(found.resource_group, found.name)
        versions = client.versions_of(found.resource_group, found.name, [str(each["name"]) for each in definitions])
        counts[place_of(gallery), ResourceKind.GALLERY] += 1
        counts.update((place_of(each), ResourceKind.IMAGE_DEFINITION) for each in definitions)
        counts.update((place_of(each), ResourceKind.IMAGE_VERSION) for listed in versions.values() for each in listed)
    return counts


def place_of(resource: Json) -> str:
    """Return the region of a resource."""
    return region_name(str(resource.get("location", "")))


def quota_findings(counts: Mapping[tuple[str, ResourceKind], int]) -> Iterator[Finding]:
    """Compare counts by region with what Azure documents."""
    regions = sorted({region for region, _ in counts})
    for region in regions:
        use: dict[ResourceKind, int] = {kind: counts.get((region, kind), 0) for kind in QUOTA}
        text = ", ".join(f"{use[kind]:,} of {limit:,} {WORDS[kind]}" for kind, limit in QUOTA.items())
        fullest: Any = max(use[kind] / limit for kind, limit in QUOTA.items())
        if fullest < NEARLY:
            yield Finding("quota", Verdict.OK, f"{region}: {text}")
            continue
        advice = "ask Azure's support to raise the quota, or let retention remove old versions (docs/retention.md)"
        verdict = Verdict.FAILURE if fullest >= 1 else Verdict.WARNING
        yield Finding("quota", verdict, f"{region}: {text}", advice)
    if not regions:
        yield Finding("quota", Verdict.OK, "nothing is used yet")
