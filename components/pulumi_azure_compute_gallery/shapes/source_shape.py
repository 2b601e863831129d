"""Where each kind of source goes in azure-native's inputs, and the name of a source in the catalogue."""

from collections.abc import Iterator, Mapping
from typing import Any

from compute_gallery_rules import Finding, Severity, parse_resource_id, printable, source_kind
from pulumi_azure_compute_gallery.arguments.reader import RULE
from pulumi_azure_compute_gallery.running.deferred import is_deferred, later
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["data_disk_inputs", "os_source_inputs", "source_in_words", "source_problems"]

WHOLE_IMAGE = {
    "virtual_machine_id": "virtualMachineId",
    "managed_image_id": "id",
    "image_version_id": "id",
    "community_gallery_image_id": "communityGalleryImageId",
}
"""Sources that bring all disks along, with their place in storageProfile.source."""

KINDS = {
    "virtual_machine_id": ("virtual_machine",),
    "managed_image_id": ("managed_image",),
    "image_version_id": ("image_version", "shared_gallery_image"),
    "community_gallery_image_id": ("community_gallery_image",),
    "disk_id": ("disk",),
    "snapshot_id": ("snapshot",),
}
"""Which kinds of resource id each argument takes."""

SAME_PLACE = (("managed_image_id", "image_version_id"), ("disk_id", "snapshot_id"))
"""Arguments that end up in one and the same input."""


def os_source_inputs(source: Mapping[str, Any], caching: object) -> dict[str, Any]:
    """Return storageProfile without data disks. Two sources give both, for the rules to judge."""
    whole = {place: source[name] for name, place in WHOLE_IMAGE.items() if name in source}
    disk = disk_source_inputs(source)
    image = without_missing({"source": disk if is_deferred(disk) else disk or None, "hostCaching": caching})
    return without_missing({"source": whole or None, "osDiskImage": image or None})


def disk_source_inputs(source: Mapping[str, Any]) -> Any:  # noqa: ANN401 a mapping, or what will be one
    """Return the source of one disk."""
    ids = [source[name] for name in ("disk_id", "snapshot_id") if name in source]
    if "vhd" in source:
        return later(source["vhd"], lambda vhd: {**vhd_inputs(vhd), **({"id": ids[0]} if ids else {})})
    return {"id": ids[0]} if ids else {}


def vhd_inputs(vhd: Mapping[str, Any]) -> dict[str, Any]:
    """Return a VHD's address and the account that holds it."""
    return without_missing({"uri": vhd.get("uri"), "storageAccountId": vhd.get("storage_account")})


def data_disk_inputs(disk: Mapping[str, Any]) -> dict[str, Any]:
    """Return one data disk."""
    return without_missing(
        {
            "lun": disk.get("lun"),
            "source": later(disk.get("source"), disk_source_inputs),
            "hostCaching": disk.get("host_caching"),
        }
    )


def source_problems(args: Mapping[str, Any]) -> Iterator[Finding]:
    """Find sources that take each other's place, or are ids of another kind: azure-native's inputs hide both."""
    yield from problems_of("source", args.get("source"))
    disks = args.get("data_disks")
    for index, disk in enumerate(disks if isinstance(disks, list) else []):
        if isinstance(disk, Mapping):
            yield from problems_of(f"data_disks[{index}].source", disk.get("source"))


def problems_of(field: str, source: object) -> Iterator[Finding]:
    """Find the same in one source."""
    if not isinstance(source, Mapping):
        return
    for together in SAME_PLACE:
        names = [name for name in together if name in source]
        if len(names) > 1:
            problem, allowed = "are given together", "exactly one source"
            yield Finding("one-os-source", field, " and ".join(names), problem, allowed, None, Severity.ERROR)
    for name, value in source.items():
        kind = source_kind(value) if isinstance(value, str) else None
        if kind and kind not in KINDS.get(name, (kind,)):
            right = next((other for other, kinds in KINDS.items() if kind in kinds), None)
            problem = f"is the id of a {kind.replace('_', ' ')}"
            allowed = f"the id of a {name.removesuffix('_id').replace('_', ' ')}"
            yield Finding(RULE, f"{field}.{name}", printable(value), problem, allowed, right, Severity.ERROR)


def source_in_words(source: object) -> str:
    """Describe a source for the catalogue's reader: its kind and its own name, never an address with its token."""
    if not isinstance(source, Mapping):
        return ""
    for name, value in source.items():
        kind = name.removesuffix("_id").replace("_", " ")
        if name == "vhd":
            uri = value.get("uri") if isinstance(value, Mapping) else None
            file = uri.partition("?")[0].rpartition("/")[2] if isinstance(uri, str) else ""
            return f"VHD {file}".rstrip()
        parsed = parse_resource_id(value) if isinstance(value, str) else None
        names = parsed.names if parsed else ()
        return f"{kind} {'/'.join(names[-2:]) if kind == 'image version' else ''.join(names[-1:])}".rstrip()
    return ""
