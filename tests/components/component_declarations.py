"""Published declarations, from azure-native's shape into the arguments of a component, where those can say it."""

from collections.abc import Mapping
from typing import Any

from compute_gallery_rules import ResourceKind, source_kind
from pulumi_azure_compute_gallery.arguments.spelling import snake_case

__all__ = ["Inexpressible", "component_args"]

FEATURES = {
    "securitytype": "security_type",
    "isacceleratednetworksupported": "accelerated_networking",
    "ishibernatesupported": "hibernation",
    "diskcontrollertypes": "disk_controller_types",
}
TRUTH = {"true": True, "false": False}
WHOLE = {
    "managed_image": "managed_image_id",
    "image_version": "image_version_id",
    "virtual_machine": "virtual_machine_id",
}
DISKS = {"disk": "disk_id", "snapshot": "snapshot_id"}
OS_DISK = {"source", "hostCaching"}


class Inexpressible(Exception):  # noqa: N818 no error: the arguments are narrower on purpose
    """Azure-native's inputs can say this, the arguments cannot."""


def component_args(kind: ResourceKind, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments that come to the same; raises Inexpressible where there are none."""
    if kind is ResourceKind.IMAGE_VERSION:
        return version_args(inputs)
    args = {name: part for name, part in snaked(inputs).items() if name != "features"}
    if kind is ResourceKind.IMAGE_DEFINITION:
        args["image_definition_name"] = args.pop("gallery_image_name", None)
        args |= feature_args(inputs.get("features") or [])
    return args


def snaked(value: Any) -> Any:  # noqa: ANN401 inputs of any shape
    """Return inputs under their snake_case names; the names of tags stay."""
    if isinstance(value, Mapping):
        return {snake_case(name): part if name == "tags" else snaked(part) for name, part in value.items()}
    return [snaked(part) for part in value] if isinstance(value, list) else value


def feature_args(features: Any) -> dict[str, Any]:  # noqa: ANN401 as above
    """Return features as arguments of their own."""
    args: dict[str, Any] = {}
    for feature in features:
        name = FEATURES.get(str(feature.get("name")).lower())
        value = feature.get("value")
        if name is None or name in args or not isinstance(value, str):
            raise Inexpressible(feature)
        if name == "disk_controller_types":
            args[name] = [part.strip() for part in value.split(",")]
        elif name == "security_type":
            args[name] = value
        elif value.lower() in TRUTH:
            args[name] = TRUTH[value.lower()]
        else:
            raise Inexpressible(feature)
        if "startsAtVersion" in feature:
            args.setdefault("features_start_at", {})[name] = feature["startsAtVersion"]
    return args


def version_args(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version's arguments."""
    args: dict[str, Any] = snaked(inputs)
    args["image_definition_name"] = args.pop("gallery_image_name", None)
    args["version"] = args.pop("gallery_image_version_name", None)
    safety = args.pop("safety_profile", {})
    if safety.pop("allow_deletion_of_replicated_locations", False):
        raise Inexpressible("a region leaves by retire_regions")
    args |= args.pop("publishing_profile", {})
    args |= safety
    args.pop("storage_profile", None)
    return args | storage_args(inputs.get("storageProfile") or {})


def storage_args(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return the source and the data disks."""
    os_disk = profile.get("osDiskImage") or {}
    whole = {"id", "virtualMachineId", "communityGalleryImageId"} & {*(profile.get("source") or {})}
    if set(profile) - {"source", "osDiskImage", "dataDiskImages"} or set(os_disk) - OS_DISK or len(whole) > 1:
        raise Inexpressible(profile)
    source: dict[str, Any] = {}
    for name in whole:
        value = profile["source"][name]
        source[WHOLE.get(source_kind(str(value)) or "", "managed_image_id") if name == "id" else snake_case(name)] = (
            value
        )
    source |= disk_source(os_disk.get("source") or {})
    disks = [data_disk(disk) for disk in profile.get("dataDiskImages") or []]
    named = {"source": source, "host_caching": os_disk.get("hostCaching"), "data_disks": disks}
    return {name: part for name, part in named.items() if part}


def disk_source(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the source of one disk."""
    if "uri" in source:
        account = source.get("storageAccountId", source.get("id"))
        vhd = {"uri": source["uri"], "storage_account": account}
        return {"vhd": {name: part for name, part in vhd.items() if part is not None}}
    if "storageAccountId" in source:
        return {"vhd": {"storage_account": source["storageAccountId"]}}
    return {DISKS.get(source_kind(str(source["id"])) or "", "disk_id"): source["id"]} if "id" in source else {}


def data_disk(disk: Mapping[str, Any]) -> dict[str, Any]:
    """Return one data disk."""
    if set(disk) - {"lun", "source", "hostCaching"}:
        raise Inexpressible(disk)
    source = disk_source(disk.get("source") or {})
    return {**{snake_case(name): part for name, part in disk.items() if name != "source"}, "source": source}
