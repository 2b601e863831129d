"""Imported resources in a stack's state, with the inputs that the components send for them.

An import takes all that Azure gives back as inputs: what Azure filled in itself is among them, and what it takes and
never gives back is not. Neither makes the image another one, but Pulumi would show each as a change.
"""

import copy
import re
from collections.abc import Container, Iterable, Mapping, MutableMapping
from typing import Any

from compute_gallery_cli.adopted_definition import DEFAULTS as DEFINITION_DEFAULTS
from compute_gallery_cli.adopted_definition import FEATURES
from compute_gallery_cli.adopted_fields import mapping, sequence
from compute_gallery_cli.adopted_regions import ZONE_DEFAULTS
from compute_gallery_cli.adopted_version import CACHING_DEFAULTS, PROFILE_DEFAULTS
from compute_gallery_rules import EndOfLifeError, canonical_end_of_life, source_kind

__all__ = ["settled_state"]

Inputs = MutableMapping[str, Any]

TYPE = re.compile(r"azure-native:compute:(GalleryImage|GalleryImageVersion)")
COMPONENTS = "azure-compute-gallery:index:"
ONE_REQUEST = "allowDeletionOfReplicatedLocations"
SAFETY_DEFAULTS = {ONE_REQUEST: False, "blockDeletionBeforeEndOfLife": False}


def settled_state(exported: Mapping[str, Any], names: Container[str] | None = None) -> tuple[dict[str, Any], list[str]]:
    """Return an exported state with settled inputs, and the logical names of the resources that it changed.

    Only definitions and versions inside this project's components are touched, and of these only the inputs; of all of
    them, or of those with these logical names.
    """
    state = copy.deepcopy(dict(exported))
    changed = []
    for resource in sequence(mapping(state.get("deployment")).get("resources")):
        found = TYPE.fullmatch(str(mapping(resource).get("type")))
        inputs = resource.get("inputs") if found else None
        if not found or not isinstance(inputs, dict) or COMPONENTS not in str(resource.get("parent", "")):
            continue
        name = str(resource["urn"]).rpartition("::")[2]
        if names is not None and name not in names:
            continue
        before = copy.deepcopy(inputs)
        SETTLED[found[1]](inputs)
        if inputs != before:
            changed.append(name)
    return state, changed


def settle_definition(inputs: Inputs) -> None:
    """Put the features into the components' order, and defaults in by name."""
    with_defaults(inputs, DEFINITION_DEFAULTS)
    settle_date(inputs)
    order = list(FEATURES)
    if isinstance(features := inputs.get("features"), list):
        features.sort(key=lambda feature: order.index(name) if (name := feature.get("name")) in order else len(order))


def settle_version(inputs: Inputs) -> None:
    """Put defaults in by name, and take out what Azure filled in."""
    profile = inputs.setdefault("publishingProfile", {})
    with_defaults(profile, PROFILE_DEFAULTS)
    settle_date(profile)
    own = {
        "regionalReplicaCount": profile["replicaCount"],
        "storageAccountType": profile["storageAccountType"],
        "excludeFromLatest": False,
    }
    for region in sequence(profile.get("targetRegions")):
        with_defaults(region, own)
    for zone in sequence(profile.get("targetExtendedLocations")):
        with_defaults(zone, ZONE_DEFAULTS)
        if isinstance(place := zone.get("extendedLocation"), dict):
            with_defaults(place, {"type": "EdgeZone"})
    safety = inputs.setdefault("safetyProfile", {})
    with_defaults(safety, SAFETY_DEFAULTS)
    # A switch of one request, which Azure remembers; the components send it only while a region is retired.
    safety[ONE_REQUEST] = False
    settle_storage(inputs.setdefault("storageProfile", {}))


def settle_storage(storage: Inputs) -> None:
    """Leave of the disks what the version was made from."""
    source = storage.get("source")
    if isinstance(source, dict) and source_kind(str(source.get("id"))) == "virtual_machine":
        source["virtualMachineId"] = source.pop("id")
    disks = [disk for disk in sequence(storage.get("dataDiskImages")) if disk.get("source")]
    if disks:
        storage["dataDiskImages"] = disks
    else:
        storage.pop("dataDiskImages", None)
    image = mapping(storage.get("osDiskImage"))
    if storage.get("osDiskImage") is not None and not image.get("source"):
        del storage["osDiskImage"]
    else:
        settle_disks([storage["osDiskImage"]] if image else [], CACHING_DEFAULTS["os"])
    settle_disks(disks, CACHING_DEFAULTS["data"])


def settle_disks(disks: Iterable[Inputs], usual: str) -> None:
    """Leave out the caching that Azure chose; name a storage account as the components do."""
    for disk in disks:
        if disk.get("hostCaching") == usual:
            del disk["hostCaching"]
        source = disk["source"]
        if isinstance(source, dict) and source_kind(str(source.get("id"))) == "storage_account":
            source["storageAccountId"] = source.pop("id")


def settle_date(inputs: Inputs) -> None:
    """Write an end of life in the one form that is sent."""
    if "endOfLifeDate" in inputs:
        try:
            inputs["endOfLifeDate"] = canonical_end_of_life(inputs["endOfLifeDate"])
        except EndOfLifeError:
            return


def with_defaults(inputs: Inputs, defaults: Mapping[str, Any]) -> None:
    """Put defaults where there is no value."""
    for name, value in defaults.items():
        inputs.setdefault(name, value)


SETTLED = {"GalleryImage": settle_definition, "GalleryImageVersion": settle_version}
