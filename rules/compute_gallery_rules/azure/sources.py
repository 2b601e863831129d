"""Where a version's disks come from."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, boolean, entries, is_given, misshapen, read, text
from compute_gallery_rules.values.printable import printable
from compute_gallery_rules.values.resource_ids import ResourceId, parse_resource_id, source_kind
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = [
    "DATA_DISKS",
    "DIRECT_SOURCE",
    "DIRECT_SOURCES",
    "OS_DISK_SOURCE",
    "SOURCE_IDS",
    "blob_address",
    "disk_sources",
    "disk_sources_unique",
    "one_os_source",
    "source_id",
]

DIRECT_SOURCE = "storageProfile.source"
SOURCE_IDS = (f"{DIRECT_SOURCE}.id", f"{DIRECT_SOURCE}.virtualMachineId")
"""The fields for the resource id of a source that brings all disks along."""
DIRECT_SOURCES = (*SOURCE_IDS, f"{DIRECT_SOURCE}.communityGalleryImageId")
"""All fields for a source that brings all disks along."""
OS_DISK_SOURCE = "storageProfile.osDiskImage.source"
DATA_DISKS = "storageProfile.dataDiskImages"
ONE_SOURCE = (
    "one source: a virtual machine, managed image or image version in storageProfile.source, or an OS disk's own source"
)
# What each field takes: its kinds, and how they are called in a message.
TAKES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "storageProfile.source.id": (
        ("virtual_machine", "managed_image", "image_version", "shared_gallery_image"),
        "the resource id of a managed image, virtual machine or image version",
    ),
    "storageProfile.source.virtualMachineId": (("virtual_machine",), "the resource id of a virtual machine"),
    "storageProfile.source.communityGalleryImageId": (
        ("community_gallery_image",),
        "the id of a community gallery's image: /communityGalleries/<name>/images/<name>",
    ),
}
BESIDE_ADDRESS = ("storage_account", "disk", "snapshot")
DISK_TAKES = (("disk", "snapshot"), "the resource id of a managed disk or snapshot")


def one_os_source(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that there is one source of the OS disk (S8).

    Source: recorded from Azure, "The gallery artifact version source can only be specified either directly under
    storageProfile or within individual OS or data disks. One and only one source type (...) can be provided". A version
    that is restored after a soft delete needs none.
    """
    given = {path: value for path, value in _os_sources(inputs) if is_given(value)}
    certain = [path for path, value in given.items() if value is not UNKNOWN]
    for path in certain[1:]:
        yield Problem(path, given[path], f"is a second source beside {certain[0]}", ONE_SOURCE, "only one of the two")
    if not given and _needs_source(inputs):
        yield Problem("storageProfile", read(inputs, "storageProfile"), "names no source of the OS disk", ONE_SOURCE)
    if certain and certain[0].startswith(f"{DIRECT_SOURCE}."):
        for path, disk in entries(inputs, DATA_DISKS):
            disk_source = text(read(disk, "source.id")) or text(read(disk, "source.uri"))
            if isinstance(disk_source, str):
                problem = f"is a data disk's own source beside {certain[0]}, which brings its data disks along"
                yield Problem(f"{path}.source", disk_source, problem, ONE_SOURCE, "only one of the two")


def source_id(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that each source's id is one of a kind that its field takes (S2 to S5).

    Source: Azure's troubleshooting page, "must either be a managed image, virtual machine or another gallery image
    version", "must be a managed disk or snapshot", "Expect fully qualified resource Id". An empty id of the OS disk's
    source, or beside a VHD, is no source, which is another rule's. A virtual machine in storageProfile.source.id is a
    warning: older API versions take it, from 2023-07-03 on Azure answers that it "must be specified in
    'galleryImageVersion.properties.storageProfile.source.virtualMachineId'", as a reader of its page reported.
    """
    for path, (kinds, allowed) in TAKES.items():
        if is_given(value := read(inputs, path)):
            yield from _judge_id(path, value, kinds, allowed)
    for path, source in disk_sources(inputs):
        kinds, allowed = DISK_TAKES
        if read(source, "uri") is not None:
            kinds = (*kinds, "storage_account")  # The storage account of the address, as the Azure CLI sends it.
        value = read(source, "id")
        if is_given(value) or not (path == OS_DISK_SOURCE or _begins_vhd(source)):
            yield from _judge_id(f"{path}.id", value, kinds, allowed)
    whole = read(inputs, f"{DIRECT_SOURCE}.id")
    if isinstance(whole, str) and source_kind(whole) == "virtual_machine":
        problem = "is the id of a virtual machine, which recent API versions refuse in this field"
        allowed = "the id of a managed image or image version, unless the version is published already"
        instead = f"it in {DIRECT_SOURCE}.virtualMachineId"
        yield Problem(f"{DIRECT_SOURCE}.id", whole, problem, allowed, instead, Severity.WARNING)


def disk_sources_unique(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that each disk has a source of its own.

    Source: Azure's troubleshooting page, "Source id should be unique for each disk", "OSDiskImage and DataDiskImage
    cannot point to same blob". Casing tells blobs apart, but neither ids nor hosts.
    """
    seen: dict[str, str] = {}
    for path, source in disk_sources(inputs):
        field = "id" if read(source, "uri") is None else "uri"
        value = text(read(source, field))
        if not isinstance(value, str):
            continue
        first = seen.setdefault(value.lower() if field == "id" else blob_address(value), path)
        if first != path:
            yield Problem(
                f"{path}.{field}", value, f"is the source of {first} too", "a source of its own for each disk"
            )


def disk_sources(inputs: Inputs) -> Iterator[tuple[str, object]]:
    """Yield the path and the value of each disk's own source: the OS disk's first, then those of the data disks."""
    yield OS_DISK_SOURCE, read(inputs, OS_DISK_SOURCE)
    for path, disk in entries(inputs, DATA_DISKS):
        yield f"{path}.source", read(disk, "source")


def blob_address(address: str) -> str:
    """Return the address of a blob as it is compared: without its token, and scheme and host in lower case."""
    scheme, mark, rest = address.strip().partition("?")[0].partition("://")
    host, slash, name = rest.partition("/")
    return f"{scheme.lower()}{mark}{host.lower()}{slash}{name}"


def _judge_id(path: str, value: object, kinds: tuple[str, ...], allowed: str) -> Iterator[Problem]:
    if value is None or value is UNKNOWN:
        return
    if not isinstance(value, str) or not value.strip():
        yield Problem(path, value, "is no resource id", allowed)
    elif not (parsed := parse_resource_id(value)):
        candidate = f"/{value}"
        instead = printable(candidate) if parse_resource_id(candidate) else None
        yield Problem(path, value, "is no complete resource id", allowed, instead)
    elif (kind := source_kind(value)) not in kinds:
        what = kind.replace("_", " ") if kind else "resource of another type"
        yield Problem(path, value, f"is the id of a {what}", allowed, _instead(path, parsed, kind))
    elif parsed.lacks_group:
        yield Problem(path, value, "names no resource group", allowed, "/resourceGroups/<group> before /providers")


def _instead(path: str, parsed: ResourceId, kind: str | None) -> str | None:
    if kind is None and parsed.type.lower() == "microsoft.compute/galleries/images":
        return "the id of one of its versions: <this id>/versions/<number>"
    fitting = next((field for field, (kinds, _) in TAKES.items() if kind in kinds and field != path), None)
    if fitting:
        return f"it in {fitting}"
    if kind in DISK_TAKES[0] and path in TAKES:
        return f"it in {OS_DISK_SOURCE}.id"
    return None


def _needs_source(inputs: Inputs) -> bool:
    """Tell whether a version without a source is to have one, and no other rule finds what is wrong."""
    return (
        boolean(inputs.get("restore")) not in (True, UNKNOWN)
        and not _begins_vhd(read(inputs, OS_DISK_SOURCE))
        and not any(misshapen(inputs, f"{place}.id") for place in (DIRECT_SOURCE, OS_DISK_SOURCE))
    )


def _begins_vhd(source: object) -> bool:
    """Tell whether a disk's source has a part of a VHD, whose other part `vhd_address` asks for."""
    return any(read(source, field) is not None for field in ("uri", "storageAccountId"))


def _os_sources(inputs: Inputs) -> Iterator[tuple[str, object]]:
    for path in DIRECT_SOURCES:
        yield path, read(inputs, path)
    disk = read(inputs, OS_DISK_SOURCE)
    uri, disk_id = read(disk, "uri"), read(disk, "id")
    if uri is not None and (not isinstance(disk_id, str) or source_kind(disk_id) in (*BESIDE_ADDRESS, None)):
        disk_id = None  # The storage account of the address, as the Azure CLI sends it, or what another rule finds.
    yield f"{OS_DISK_SOURCE}.id", disk_id
    yield f"{OS_DISK_SOURCE}.uri", uri
