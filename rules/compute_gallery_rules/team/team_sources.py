"""Where a team lets its images come from."""

from collections.abc import Iterator, Sequence

from compute_gallery_rules.azure.sources import DIRECT_SOURCES, disk_sources
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.team.team_problem import team_problem
from compute_gallery_rules.values.inputs import Inputs, read, text
from compute_gallery_rules.values.printable import carries_token
from compute_gallery_rules.values.resource_ids import ResourceId, parse_resource_id

__all__ = ["allowed_source_galleries", "vhd_address_private"]

GALLERY_TYPES = ("galleries", "communitygalleries", "sharedgalleries")


def allowed_source_galleries(
    inputs: Inputs, _: Context, *, subscriptions: Sequence[str], galleries: Sequence[str]
) -> Iterator[Problem]:
    """Check that a version's sources lie in the team's subscriptions or galleries.

    `subscriptions` are ids of subscriptions; every source in one of them is allowed. `galleries` are resource ids or
    names of galleries, or the public names of community galleries; images in one of them are allowed. With galleries
    alone only images that come from a gallery are judged. With both lists empty everything is allowed.
    """
    own = {subscription.strip().lower() for subscription in subscriptions}
    trusted = {gallery.strip().strip("/").lower() for gallery in galleries}
    if not own and not trusted:
        return
    allowed = "; ".join(
        part
        for part in (
            f"sources in the subscriptions {', '.join(subscriptions)}" if own else "",
            f"images of the galleries {', '.join(galleries)}" if trusted else "",
        )
        if part
    )
    for path, value in _ids(inputs):
        parsed = parse_resource_id(value) if isinstance(value, str) else None
        if parsed is None:
            continue
        gallery = _gallery_names(parsed)
        inside = (parsed.subscription or "").lower() in own or gallery & trusted
        if not inside and (gallery or own):
            what = "gallery" if gallery else "subscription"
            yield team_problem(
                path, value, f"comes from a {what} that the team does not allow", allowed, "one of these"
            )


def vhd_address_private(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a VHD's address uses https, and that it carries no SAS token.

    Azure reads the VHD with the storage account's id, so a token is not needed; in an address it can end up in logs and
    in the state. A message never shows it.
    """
    for path, source in disk_sources(inputs):
        uri = text(read(source, "uri"))
        if not isinstance(uri, str):
            continue
        if uri.strip().lower().startswith("http:"):
            yield team_problem(
                f"{path}.uri", uri, "is not encrypted on its way", "an https address", "https instead of http"
            )
        if carries_token(uri):
            allowed = "the address without its query, beside the id of the storage account"
            yield team_problem(
                f"{path}.uri", uri, "carries a SAS token", allowed, "the address up to the question mark"
            )


def _ids(inputs: Inputs) -> Iterator[tuple[str, object]]:
    yield from ((path, read(inputs, path)) for path in DIRECT_SOURCES)
    for path, source in disk_sources(inputs):
        for field in ("id", "storageAccountId"):
            yield f"{path}.{field}", read(source, field)


def _gallery_names(parsed: ResourceId) -> set[str]:
    if parsed.types[0].lower() not in GALLERY_TYPES:
        return set()
    name = parsed.names[0].lower()
    if not parsed.namespace:
        return {name, f"{parsed.types[0].lower()}/{name}"}
    where = f"subscriptions/{parsed.subscription}/resourcegroups/{parsed.resource_group}".lower()
    return {name, f"{where}/providers/{parsed.namespace.lower()}/galleries/{name}"}
