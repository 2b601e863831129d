"""Data disks: their LUNs and sizes."""

from collections.abc import Iterator
from dataclasses import replace

from compute_gallery_rules.azure.shallow import is_shallow
from compute_gallery_rules.azure.sources import DATA_DISKS
from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import REGIONS, Cloud, region_name
from compute_gallery_rules.values.inputs import Inputs, entries, integer, misshapen, read
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["data_disk_limit", "data_disk_luns", "data_disk_size"]

LUN_ALLOWED = "a whole number from 0, another one for each data disk"
MAX_GB = 2048
MAX_GB_CHINA = 1024
MAX_GB_SHALLOW = 32 * 1024


def data_disk_luns(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that each data disk has a LUN of its own (S7).

    Source: Azure's troubleshooting page, "Lun number must be unique for each data disk". It gives no highest LUN;
    neither do we.
    """
    taken: dict[int, str] = {}
    for path, disk in entries(inputs, DATA_DISKS):
        value = read(disk, "lun")
        lun = integer(value)
        if lun is UNKNOWN or (value is None and misshapen(disk, "lun")):
            continue
        if not isinstance(lun, int) or lun < 0:
            problem = "is missing" if value is None else "is no LUN"
            yield Problem(f"{path}.lun", value, problem, LUN_ALLOWED, str(_free(inputs)))
        elif (first := taken.setdefault(lun, path)) != path:
            yield Problem(f"{path}.lun", lun, f"is the LUN of {first} too", LUN_ALLOWED, str(_free(inputs)))


def data_disk_size(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Check the size of each data disk where it is declared (S9).

    The source document allows 1 TB, which holds for Azure China; elsewhere Azure refuses more than 2048 GB, and takes
    up to 32 TB with shallow replication (its troubleshooting page and its page on galleries).
    `Context.max_data_disk_gb` sets another limit.
    """
    limit = context.max_data_disk_gb or _azure_limit(inputs)
    allowed = f"at most {limit} GB"
    for path, disk in entries(inputs, DATA_DISKS):
        value = read(disk, "sizeInGB")
        size = integer(value)
        if value is None or size is UNKNOWN:
            continue
        if not isinstance(size, int) or size < 1:
            yield Problem(f"{path}.sizeInGB", value, "is no size in GB", allowed)
        elif size > limit:
            yield Problem(f"{path}.sizeInGB", value, "is too large for an image", allowed, "a smaller disk")


def data_disk_limit(inputs: Inputs, context: Context, *, maximum_gb: int) -> Iterator[Problem]:
    """Check the size of each data disk as `data_disk_size` does, against a limit in GB; 0 means Azure's own limit."""
    yield from data_disk_size(inputs, replace(context, max_data_disk_gb=maximum_gb or None))


def _azure_limit(inputs: Inputs) -> int:
    if is_shallow(inputs):
        return MAX_GB_SHALLOW
    location = inputs.get("location")
    region = REGIONS.get(region_name(location)) if isinstance(location, str) else None
    return MAX_GB_CHINA if region and region.cloud is Cloud.CHINA else MAX_GB


def _free(inputs: Inputs) -> int:
    taken = {integer(read(disk, "lun")) for _, disk in entries(inputs, DATA_DISKS)}
    return next(lun for lun in range(len(taken) + 1) if lun not in taken)
