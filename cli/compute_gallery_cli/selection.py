"""The gallery that is meant: by its name alone, because names are unique in a subscription."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.gallery_client import GalleryClient, Json
from compute_gallery_cli.place import Place
from compute_gallery_rules import parse_resource_id, printable, suggestion

__all__ = ["FoundGallery", "found_definition", "found_galleries", "found_gallery", "signed_in"]


@dataclass(frozen=True, slots=True)
class FoundGallery:
    """One gallery in Azure."""

    resource_group: str
    name: str
    resource: Json


@contextmanager
def signed_in(place: Place, *, tries_again: bool = True) -> Generator[GalleryClient]:
    """Yield a client of the subscription; where none is named and there is only one, of that one.

    `tries_again` is whether the client itself repeats what fails for a reason that may pass.
    """
    with GalleryClient(place, subscription_of(place), tries_again=tries_again) as client:
        yield client


def subscription_of(place: Place) -> str:
    """Return the subscription that is meant. Raises GalleryError where that cannot be told."""
    if place.subscription:
        return place.subscription
    with GalleryClient(place) as client:
        known = {str(each.get("subscriptionId")): str(each.get("displayName", "")) for each in client.subscriptions()}
        if len(known) != 1:
            names = ", ".join(f"{key} ({name})" for key, name in list(known.items())[:5]) or "none that you may see"
            text = f"subscription: is missing. Allowed: --subscription with one of {names}."
            raise GalleryError(text, ExitStatus.USAGE if known else ExitStatus.NOT_FOUND)
        (subscription,) = known
        return subscription


def found_galleries(client: GalleryClient) -> list[FoundGallery]:
    """Return the gallery that the place names, or else all of its resource group or subscription."""
    if client.place.gallery:
        return [found_gallery(client)]
    listed = client.galleries(client.place.resource_group)
    return [FoundGallery(group_of(each), str(each["name"]), each) for each in listed]


def found_gallery(client: GalleryClient) -> FoundGallery:
    """Return the gallery that the place names, or the only one there is. Raises GalleryError."""
    place = client.place
    if place.gallery and place.resource_group:
        return FoundGallery(place.resource_group, place.gallery, client.gallery(place.resource_group, place.gallery))
    listed = client.galleries(place.resource_group)
    names = {str(each["name"]): each for each in listed}
    if place.gallery is None:
        if len(names) != 1:
            status = ExitStatus.USAGE if names else ExitStatus.NOT_FOUND
            raise GalleryError(f"gallery: is missing. Allowed: --gallery with one of {listed_names(names)}.", status)
        (name,) = names
    else:
        by_case = {each.lower(): each for each in names}
        if place.gallery.lower() not in by_case:
            meant = suggestion(place.gallery, names)
            advice = f' Write "{meant}".' if meant else f" There is {listed_names(names)}."
            text = f"gallery {printable(place.gallery)} does not exist in subscription {client.subscription} of"
            raise GalleryError(f"{text} {place.title}.{advice}", ExitStatus.NOT_FOUND)
        name = by_case[place.gallery.lower()]
    group = group_of(names[name])
    return FoundGallery(group, name, client.gallery(group, name))


def found_definition(client: GalleryClient, gallery: FoundGallery, name: str) -> str:
    """Return a definition's name as Azure spells it. Raises GalleryError where there is none of it."""
    listed = [str(each["name"]) for each in client.definitions(gallery.resource_group, gallery.name)]
    found = next((each for each in listed if each.lower() == name.lower()), None)
    if found is None:
        meant = suggestion(name, listed)
        advice = f' Write "{meant}".' if meant else f" There is {listed_names(listed)}."
        text = f"definition {printable(name)} does not exist in gallery {gallery.name}.{advice}"
        raise GalleryError(text, ExitStatus.NOT_FOUND)
    return found


def group_of(resource: Mapping[str, object]) -> str:
    """Return the resource group of a resource. A list of galleries spells it in capitals, which are the same group."""
    parsed = parse_resource_id(str(resource.get("id")))
    return (parsed.resource_group if parsed else None) or ""


def listed_names(names: Iterable[str], shown: int = 5) -> str:
    """Return some names in words."""
    listed = sorted(names)
    more = f" and {len(listed) - shown} more" if len(listed) > shown else ""
    return f"{', '.join(listed[:shown])}{more}" if listed else "none that you may see"
