"""Which version waits for which: those made from one machine or managed image, and those made from each other."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Any

import pulumi

from compute_gallery_rules import parse_resource_id
from pulumi_azure_compute_gallery.judging.declared import Declared, numbered
from pulumi_azure_compute_gallery.judging.sign_in import known_subscription
from pulumi_azure_compute_gallery.running.deferred import has_deferred
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from pulumi_azure_compute_gallery.running.waiting import declared_dependencies, waits_for

__all__ = ["VersionOrder", "place_of"]

ONE_AT_A_TIME = ("managed_image_id", "virtual_machine_id")
"""Azure builds one version at a time from these (S23)."""


class VersionOrder:
    """All versions that one run declares, and what each is made from."""

    def __init__(self) -> None:
        self._last_of_source: dict[Hashable, pulumi.Resource] = {}
        self._previous: dict[pulumi.Resource, list[pulumi.Resource]] = {}
        self._declared = of_this_deployment(Declared)
        self._made_from: dict[pulumi.Resource, tuple[str, ...]] = {}
        self._dependencies: dict[pulumi.Resource, Sequence[pulumi.Resource]] = {}
        self._clear: set[pulumi.Resource] = set()
        self._places = 0

    def declare(
        self, args: Mapping[str, Any], version: pulumi.Resource, options: pulumi.ResourceOptions | None = None
    ) -> None:
        """Take note of a version. Order by source holds where the id is known, or is the same Output."""
        source = args.get("source")
        source = source if isinstance(source, Mapping) else {}
        self._clear.clear()
        for name in ONE_AT_A_TIME:
            if name in source:
                key = key_of(source[name])
                if previous := self._last_of_source.get(key):
                    self._previous.setdefault(version, []).append(previous)
                self._last_of_source[key] = version
        if made_from := place_of(source.get("image_version_id"), self._place(version), known_subscription(version)):
            self._made_from[version] = made_from
        self._dependencies[version] = [
            one for one in declared_dependencies(options) if isinstance(one, pulumi.Resource)
        ]

    def dependencies(
        self, version: pulumi.Resource, permitted: pulumi.Output[None], options: pulumi.ResourceOptions | None
    ) -> pulumi.Input[Sequence[pulumi.Resource]]:
        """Return `depends_on` of a declared version's azure-native resource.

        What it is made from may be declared after it; everything else is known at once, and then so is the list, which
        is much cheaper for Pulumi to read.
        """
        declared = declared_dependencies(options)
        if version in self._made_from or has_deferred(declared):
            return waits_for(permitted, options, lambda: self.waits_for(version))
        return [*declared, *self._previous.get(version, ())]

    def waits_for(self, version: pulumi.Resource) -> Sequence[pulumi.Resource]:
        """Return the versions that come before one, when all are declared. Raises RunError on a circle."""
        self._refuse_circle(version)
        return list(self._before(version))

    def _before(self, version: pulumi.Resource) -> Iterator[pulumi.Resource]:
        """Yield what one version waits for on account of sources."""
        yield from self._previous.get(version, ())
        origin = self._declared.at(self._made_from.get(version, ()))
        if origin is not None:
            yield origin.component

    def _refuse_circle(self, version: pulumi.Resource) -> None:
        """Raise RunError when a version waits for itself: neither it nor the others would ever be made.

        What was found to lead into no circle is not walked again, until another place is declared.
        """
        if self._places != self._declared.places:
            self._clear.clear()
            self._places = self._declared.places
        walked: dict[pulumi.Resource, Sequence[pulumi.Resource]] = {}
        open_ends = [version]
        while open_ends:
            one = open_ends.pop()
            if one in walked or one in self._clear:
                continue
            walked[one] = [*self._before(one), *self._dependencies.get(one, ())]
            if version in walked[one]:
                raise pulumi.RunError(
                    f"{self._name(version)} is made from itself, or waits for itself, directly or through others"
                )
            open_ends.extend(walked[one])
        with suppress(CycleError):  # A circle of others is told at them.
            TopologicalSorter(walked).prepare()
            self._clear.update(walked)

    def _name(self, version: pulumi.Resource) -> str:
        """Name a version by where it is."""
        return f"image version {'/'.join(self._place(version))}"

    def _place(self, version: pulumi.Resource) -> tuple[str, ...]:
        """Return where a version is, as far as it is known by now."""
        noted = self._declared.of(version)
        return (noted.place if noted else None) or ()


def key_of(source: object) -> Hashable:
    """Return what makes two sources the same: the id without regard to casing, or being the same Output."""
    return source.lower() if isinstance(source, str) else ("output", source)


def place_of(version_id: object, own: tuple[str, ...], subscription: str | None) -> tuple[str, ...] | None:
    """Return group, gallery, definition and version of a source's id, if it may be one of the program's own.

    A source of the very same names is in another subscription, unless the subscription is known.
    """
    parsed = parse_resource_id(version_id) if isinstance(version_id, str) else None
    if parsed is None or parsed.subscription is None or parsed.resource_group is None:
        return None
    place = numbered(tuple(part.lower() for part in (parsed.resource_group, *parsed.names)))
    is_elsewhere = parsed.subscription.lower() != subscription.lower() if subscription else place == own
    return None if is_elsewhere else place
