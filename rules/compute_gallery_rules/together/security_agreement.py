"""Whether a version fits the security type of the definition that it belongs to."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.confidential_vms import TYPE_FIELD, outside_home
from compute_gallery_rules.azure.features import features_known, security_type
from compute_gallery_rules.azure.replication import TARGET_REGIONS, destinations
from compute_gallery_rules.azure.sources import DIRECT_SOURCE, OS_DISK_SOURCE
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.tables.enumerations import CONFIDENTIAL_TYPES
from compute_gallery_rules.values.inputs import Inputs, entries, misshapen, read, text
from compute_gallery_rules.values.resource_ids import source_kind

__all__ = ["version_with_security_type"]

CONFIDENTIAL = "ConfidentialVM"
OF_MACHINES: Mapping[str, str] = {
    "TrustedLaunchSupported": "TrustedLaunch",
    "ConfidentialVMSupported": CONFIDENTIAL,
    "TrustedLaunchAndConfidentialVmSupported": f"TrustedLaunch or {CONFIDENTIAL}",
}
"""The types of images that run on machines of that type and on others, each with the types for machines as sources."""
UEFI_SECURITY_TYPES = ("TrustedLaunchSupported", "TrustedLaunchAndConfidentialVmSupported")
CONFIDENTIAL_SOURCES = "a virtual machine, disk or snapshot"


def version_with_security_type(version: Inputs, definition: Inputs) -> Iterator[Problem]:
    """Yield where a version does not fit its definition's security type; see `version_against_definition`."""
    kind = security_type(definition)
    if kind is None and not features_known(definition):
        return
    yield from _source(version, kind)
    yield from _regions(version, kind)
    keys = read(version, "securityProfile.uefiSettings")
    if isinstance(keys, Mapping) and kind not in UEFI_SECURITY_TYPES:
        problem = f"goes with a definition of another security type than {kind or 'none'}"
        allowed = f"the feature SecurityType {' or '.join(UEFI_SECURITY_TYPES)} on the definition"
        yield Problem("securityProfile.uefiSettings", keys, problem, allowed, severity=Severity.WARNING)


def _source(version: Inputs, kind: str | None) -> Iterator[Problem]:
    for field in (f"{DIRECT_SOURCE}.id", f"{DIRECT_SOURCE}.virtualMachineId"):
        source = read(version, field)
        found = source_kind(source) if isinstance(source, str) else None
        if found == "virtual_machine" and kind and kind in OF_MACHINES:
            problem = f"is a virtual machine, while the definition has the security type {kind}"
            allowed = f"a VHD, managed image or image version for {kind}; a virtual machine for {OF_MACHINES[kind]}"
            yield Problem(field, source, problem, allowed, severity=Severity.WARNING)
        if found in ("managed_image", "image_version") and kind == CONFIDENTIAL:
            what = "a managed image" if found == "managed_image" else "an image version"
            problem = f"is {what}, while the definition has the security type {kind}"
            severity = Severity.ERROR if found == "managed_image" else Severity.WARNING
            yield Problem(field, source, problem, CONFIDENTIAL_SOURCES, severity=severity)
    address = text(read(version, f"{OS_DISK_SOURCE}.uri"))
    if isinstance(address, str) and kind == CONFIDENTIAL:
        problem = f"is a VHD, while the definition has the security type {kind}"
        yield Problem(f"{OS_DISK_SOURCE}.uri", address, problem, CONFIDENTIAL_SOURCES, severity=Severity.WARNING)


def _regions(version: Inputs, kind: str | None) -> Iterator[Problem]:
    if kind == CONFIDENTIAL:
        for path, region in entries(version, TARGET_REGIONS):
            if isinstance(region, Mapping) and read(region, TYPE_FIELD) is None and not misshapen(region, TYPE_FIELD):
                problem = f"is missing, while the definition has the security type {kind}"
                yield Problem(f"{path}.{TYPE_FIELD}", None, problem, f"one of {', '.join(CONFIDENTIAL_TYPES)}")
        yield from outside_home(version, Severity.ERROR)
    elif "Confidential" not in (kind or ""):
        for path, place in destinations(version):
            encryption = text(read(place, TYPE_FIELD))
            if isinstance(encryption, str):
                problem = "is for confidential VMs, which the definition does not speak of"
                allowed = f"a definition with the feature SecurityType {CONFIDENTIAL}"
                yield Problem(f"{path}.{TYPE_FIELD}", encryption, problem, allowed, severity=Severity.WARNING)
