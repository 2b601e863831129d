"""Which version waits for which: those made from one virtual machine or managed image, and those made from each other."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pulumi
from compute_gallery_rules import parse_resource_id

__all__ = ["VersionOrder"]

ONE_AT_A_TIME = ("managed_image_id", "virtual_machine_id")
"""Azure builds one version at a time from these (S23)."""

PLACE = ("resource_group_name", "gallery_name", "image_definition_name", "version")


class VersionOrder:
    """All versions that one run declares, and what each is made from."""

    def __init__(self) -> None:
        self._by_source: dict[Hashable, list[pulumi.Resource]] = {}
        self._by_place: dict[tuple[str, ...], pulumi.Resource] = {}
        self._made_from: dict[pulumi.Resource, tuple[str, ...]] = {}

    def declare(self, args: Mapping[str, Any], version: pulumi.Resource) -> None:
        """Take note of a version. Order by source holds where the id is known, or is the same Output."""
        source = args.get("source")
        source = source if isinstance(source, Mapping) else {}
        for name in ONE_AT_A_TIME:
            if name in source:
                self._by_source.setdefault(key_of(source[name]), []).append(version)
        place = [args.get(name) for name in PLACE]
        if all(isinstance(name, str) for name in place):
            self._by_place[tuple(str(name).lower() for name in place)] = version
        if made_from := place_of(source.get("image_version_id")):
            self._made_from[version] = made_from

    def waits_for(self, version: pulumi.Resource) -> Sequence[pulumi.Resource]:
        """The versions that come before one. Asked when all versions are declared. Raises RunError on a circle."""
        before = [
            versions[versions.index(version) - 1]
            for versions in self._by_source.values()
            if version in versions and versions[0] is not version
        ]
        if origin := self._origin(version):
            before.append(origin)
        return before

    def _origin(self, version: pulumi.Resource) -> pulumi.Resource | None:
        """The declared version that one is made from."""
        first = origin = self._by_place.get(self._made_from.get(version, ()))
        seen: set[pulumi.Resource] = {version}
        while origin is not None:
            if origin in seen:
                raise pulumi.RunError(f"{'/'.join(self._made_from[version])} is made from itself, directly or through others")
            seen.add(origin)
            origin = self._by_place.get(self._made_from.get(origin, ()))
        return first


def key_of(source: object) -> Hashable:
    """What makes two sources the same: the id without regard to casing, or being the same Output."""
    return source.lower() if isinstance(source, str) else id(source)


def place_of(version_id: object) -> tuple[str, ...] | None:
    """Resource group, gallery, definition and version of an image version's id."""
    parsed = parse_resource_id(version_id) if isinstance(version_id, str) else None
    if parsed is None or parsed.resource_group is None:
        return None
    return tuple(part.lower() for part in (parsed.resource_group, *parsed.names))
