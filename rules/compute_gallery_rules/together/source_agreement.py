"""Whether a version and its definition agree with the source that the program declares too (S3, S13, S15)."""

from collections.abc import Iterator, Mapping
from typing import Literal

from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.tables.regions import region_name
from compute_gallery_rules.together.agreement import agree, plans_agree
from compute_gallery_rules.values.inputs import Inputs, entries, read

__all__ = ["DeclaredSource", "definition_with_source", "machine_as_source", "version_against_source"]

RULE = "version-agrees-with-source"
DeclaredSource = Literal["virtual_machine", "managed_image", "disk", "snapshot"]
"""The kinds of source that a version is compared with."""

# Where each kind of source says what the definition says: the definition's field, and the source's.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "virtual_machine": {"osType": "storageProfile.osDisk.osType"},
    "managed_image": {
        "osType": "storageProfile.osDisk.osType",
        "osState": "storageProfile.osDisk.osState",
        "hyperVGeneration": "hyperVGeneration",
    },
    "disk": {
        "osType": "osType",
        "hyperVGeneration": "hyperVGeneration",
        "architecture": "supportedCapabilities.architecture",
    },
    "snapshot": {
        "osType": "osType",
        "hyperVGeneration": "hyperVGeneration",
        "architecture": "supportedCapabilities.architecture",
    },
}
PLANS = {"virtual_machine": "plan", "disk": "purchasePlan", "snapshot": "purchasePlan"}
# What Azure takes a definition to be that does not say it (recorded).
DEFAULTS = {"hyperVGeneration": "V1", "architecture": "x64"}


def version_against_source(
    version: Inputs, source: Inputs, kind: DeclaredSource, definition: Inputs | None = None
) -> tuple[Finding, ...]:
    """Judge a version, and the definition it belongs to, against the source resource: all in azure-native's shape.

    `source` holds the inputs of a VirtualMachine, Image, Disk or Snapshot, as `kind` says. The version must lie in the
    source's region; the definition must have the source's OS type and state, generation, architecture and purchase
    plan; and a virtual machine may have no ephemeral OS disk, no Ultra disk and no unmanaged disk. Fields of the
    definition are named as such.

    Source: Azure's troubleshooting page, "Please check source exists, and is in the same region", "has a different
    Hypervisor generation", "has a different OS type", "has a different plan", "cannot contain an ephemeral OS disk".
    """
    problems = list(agree("location", version.get("location"), source.get("location"), "the source", region_name))
    if definition is not None:
        problems += definition_with_source(definition, source, kind)
    if kind == "virtual_machine":
        problems += machine_as_source(source)
    return tuple(Finding.of(RULE, problem) for problem in problems)


def definition_with_source(definition: Inputs, source: Inputs, kind: DeclaredSource) -> Iterator[Problem]:
    """Yield what `version_against_source` finds on the definition."""
    for field, path in FIELDS[kind].items():
        own = definition.get(field)
        yield from agree(
            field, DEFAULTS.get(field) if own is None else own, read(source, path), "the source", str.lower
        )
    if kind in PLANS:
        yield from plans_agree(definition.get("purchasePlan"), source.get(PLANS[kind]), "the source")


def machine_as_source(machine: Inputs) -> Iterator[Problem]:
    """Yield what `version_against_source` finds on a virtual machine, with paths of the machine."""
    allowed = "a virtual machine with managed disks, none of them ephemeral or Ultra"
    if read(machine, "storageProfile.osDisk.diffDiskSettings.option") == "Local":
        yield Problem("storageProfile.osDisk.diffDiskSettings.option", "Local", "is an ephemeral OS disk", allowed)
    disks = [("storageProfile.osDisk", read(machine, "storageProfile.osDisk"))]
    disks += entries(machine, "storageProfile.dataDisks")
    for path, disk in disks:
        if read(disk, "managedDisk.storageAccountType") == "UltraSSD_LRS":
            yield Problem(f"{path}.managedDisk.storageAccountType", "UltraSSD_LRS", "is an Ultra disk", allowed)
        if isinstance(uri := read(disk, "vhd.uri"), str):
            yield Problem(f"{path}.vhd.uri", uri, "is an unmanaged disk", allowed)
