"""Galleries as others see them: shared with a subscription or tenant, and public ones (recorded).

A gallery is found by its unique or public name, in a region to which something in it has been replicated.
"""

from collections.abc import Callable

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.json_values import JsonObject, JsonValue, list_at, object_at, text_at
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.regions import canonical_region
from compute_gallery_emulator.resource_id import Address
from compute_gallery_emulator.store import Store
from compute_gallery_emulator.tokens import TENANT

__all__ = ["answer_gallery_view", "is_gallery_view", "version_is_in", "viewed_gallery"]

_GALLERIES = "Microsoft.Compute/galleries"
_DEFINITIONS = "Microsoft.Compute/galleries/images"
_VERSIONS = "Microsoft.Compute/galleries/images/versions"
_DISCLAIMER = "https://aka.ms/community-gallery-disclaimer"
_NESTED = ("", "images", "versions")
_ROOTS = {"sharedgalleries": "SharedGalleries", "communitygalleries": "CommunityGalleries"}
_DEFINITION_MEMBERS = (
    "osType",
    "osState",
    "endOfLifeDate",
    "recommended",
    "disallowed",
    "hyperVGeneration",
    "features",
    "purchasePlan",
    "architecture",
    "identifier",
    "privacyStatementUri",
    "eula",
)
_METADATA = ("publisherUri", "publisherContact", "eula", "publicNames")


def is_gallery_view(address: Address) -> bool:
    """Say whether an address, which begins with a location, is about a gallery that somebody else owns."""
    types = tuple(type_.lower() for type_ in address.types[1:])
    return types[:1] in {("sharedgalleries",), ("communitygalleries",)} and all(
        type_ == expected for type_, expected in zip(types[1:], _NESTED[1:], strict=False)
    )


def answer_gallery_view(address: Address, store: Store, now: int) -> Answer:
    """Answer a GET of a gallery, definition or version as seen from outside, or a list of them."""
    root = _ROOTS[address.types[1].lower()]
    seen = _Seen(root, address.names[0], address.subscription, store, now)
    names = address.names[1:]
    depth = len(address.types) - 1
    if depth > len(_NESTED):
        raise _not_found(names)
    chain: list[Record] = []
    for name in names:
        found = next((record for record in seen.inside(chain) if seen.name_of(record).lower() == name.lower()), None)
        if found is None:
            raise _not_found(address.types[2:])
        chain.append(found)
    if len(names) == depth:
        return Answer(200, seen.show(chain))
    value: list[JsonValue] = [seen.show([*chain, record], listed=True) for record in seen.inside(chain)]
    return Answer(200, {"value": value})


def _not_found(nested: tuple[str, ...]) -> ArmError:
    target = "galleryImage.name" if nested else "gallery.name"
    return ArmError(404, "NotFound", "The entity was not found in this Azure location.", target=target)


class _Seen:
    """What one subscription sees in one region."""

    def __init__(self, root: str, location: str, subscription: str, store: Store, now: int) -> None:
        self._root, self._location, self._subscription = root, location, subscription
        self._store, self._now = store, now

    def inside(self, chain: list[Record]) -> list[Record]:
        """Return what can be seen at the top (no chain), in a gallery, or in a definition."""
        if not chain:
            candidates = self._store.of_type(_GALLERIES, self._now)
            return [record for record in candidates if self.is_open(record) and self._has_something(record)]
        nested = (_DEFINITIONS, _VERSIONS)[len(chain) - 1]
        records = self._store.in_container(chain[-1].key, nested, self._now)
        return [record for record in records if self._has_something(record)]

    def is_open(self, gallery: Record) -> bool:
        if self._root == "CommunityGalleries":
            return bool(_public_names(gallery))
        return _is_shared_with(gallery, self._subscription)

    def _has_something(self, record: Record) -> bool:
        if record.type.lower() == _VERSIONS.lower():
            return version_is_in(record, self._location, self._now)
        if record.body.get("location") == canonical_region(self._location):
            return True
        nested = _DEFINITIONS if record.type.lower() == _GALLERIES.lower() else _VERSIONS
        return any(self._has_something(inner) for inner in self._store.in_container(record.key, nested, self._now))

    def name_of(self, record: Record) -> str:
        """Return the name by which others know a resource."""
        if record.type.lower() != _GALLERIES.lower():
            return record.name
        if self._root == "CommunityGalleries":
            return _public_names(record)[0]
        return text_at(record.body, "properties", "identifier", "uniqueName") or ""

    def show(self, chain: list[Record], *, listed: bool = False) -> JsonObject:
        """Return the last of the chain in the recorded form."""
        record = chain[-1]
        community = self._root == "CommunityGalleries"
        shows: tuple[Callable[[Record], JsonObject], ...] = (_gallery, _definition, _version)
        properties = shows[len(chain) - 1](record)
        disclaimer: JsonObject = {"disclaimer": _DISCLAIMER} if community else {}
        path = "".join(
            f"/{word}/{self.name_of(r)}" for word, r in zip((self._root, "Images", "Versions"), chain, strict=False)
        )
        answer: JsonObject = {"properties": disclaimer | properties}
        if len(chain) == 1 and community:
            answer = {"properties": properties | disclaimer, **properties}
        elif len(chain) == 1 and listed:
            answer = {}
        if community and len(chain) == 2:  # noqa: PLR2004 - a definition
            object_at(answer, "properties")["identifier"] = {"publisher": "", "offer": "", "sku": ""}
        names: JsonObject = {"location": self._location, "name": self.name_of(record), "identifier": {"uniqueId": path}}
        return answer | names


def _public_names(gallery: Record) -> list[str]:
    info = object_at(gallery.body, "properties", "sharingProfile", "communityGalleryInfo")
    names = info.get("publicNames") if info.get("communityGalleryEnabled") is True else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _is_shared_with(gallery: Record, subscription: str) -> bool:
    """Say whether a gallery is shared with a subscription; the owner's own sees it too."""
    sharing = object_at(gallery.body, "properties", "sharingProfile")
    if text_at(sharing, "permissions") != "Groups":
        return False
    members = {subscription.lower(), TENANT}
    ids = [str(i).lower() for group in list_at(sharing, "groups") for i in _ids(group)]
    return gallery.subscription == subscription.lower() or bool(members.intersection(ids))


def _ids(group: JsonObject) -> list[JsonValue]:
    ids = group.get("ids")
    return ids if isinstance(ids, list) else []


def version_is_in(record: Record, location: str, now: int) -> bool:
    """Say whether a version has a finished replica in a region."""
    for replica in list_at(record.private, "replication"):
        due = replica.get("due")
        if replica.get("region") == canonical_region(location) and isinstance(due, int):
            return now >= due and "failure" not in replica and "failure" not in record.private
    return False


def viewed_gallery(store: Store, root: str, name: str, subscription: str, now: int) -> Record | None:
    """Return the gallery that an outside name stands for, where the subscription may see it. `root` in any casing."""
    seen = _Seen(_ROOTS[root.lower()], "", subscription, store, now)
    galleries = store.of_type(_GALLERIES, now)
    return next((g for g in galleries if seen.is_open(g) and seen.name_of(g).lower() == name.lower()), None)


def _gallery(record: Record) -> JsonObject:
    info = object_at(record.body, "properties", "sharingProfile", "communityGalleryInfo")
    metadata: JsonObject = {name: info[name] for name in _METADATA if name in info}
    return {"communityMetadata": metadata} if info else {}


def _definition(record: Record) -> JsonObject:
    properties: JsonObject = {"recommended": {}} | object_at(record.body, "properties")
    return {name: properties[name] for name in _DEFINITION_MEMBERS if name in properties}


def _version(record: Record) -> JsonObject:
    properties = object_at(record.body, "properties")
    profile, storage = object_at(properties, "publishingProfile"), object_at(properties, "storageProfile")
    answer: JsonObject = {
        name: profile[name] for name in ("publishedDate", "endOfLifeDate", "excludeFromLatest") if name in profile
    }
    disks: JsonObject = {"osDiskImage": _disk(object_at(storage, "osDiskImage"))}
    data: list[JsonValue] = [{"lun": disk["lun"], **_disk(disk)} for disk in list_at(storage, "dataDiskImages")]
    answer["storageProfile"] = {**disks, **({"dataDiskImages": data} if data else {})}
    return answer


def _disk(disk: JsonObject) -> JsonObject:
    return {"diskSizeGB": disk.get("sizeInGB"), "hostCaching": disk.get("hostCaching")}
