"""Whether a version fits the security type of the definition that it belongs to."""

from collections.abc import Iterator, Mapping

from compute_gallery_rules.azure.confidential_vms import TYPE_FIELD, outside_home
from compute_gallery_rules.azure.features import features_known, security_type
from compute_gallery_rules.azure.replication import TARGET_REGIONS, destinations
from compute_gallery_rules.azure.sources import OS_DISK_SOURCE, SOURCE_IDS
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.tables.enumerations import CONFIDENTIAL_TYPES
from compute_gallery_rules.values.inputs import Inputs, entries, misshapen, read, text
from compute_gallery_rules.values.resource_ids import source_kind

__all__ = ["confidential_version", "version_with_security_type"]

CONFIDENTIAL = "ConfidentialVM"
OF_MACHINES: Mapping[str, str] = {
    "TrustedLaunchSupported": "TrustedLaunch",
    "ConfidentialVMSupported": CONFIDENTIAL,
    "TrustedLaunchAndConfidentialVmSupported": f"TrustedLaunch or {CONFIDENTIAL}",
}
"""The types of images that run on machines of that type and on others, each with the types for machines as sources."""
UEFI_SECURITY_TYPES = ("TrustedLaunchSupported", "TrustedLaunchAndConfidentialVmSupported")
MACHINE, IMAGE = "a virtual machine", "a managed image"
CALLED: Mapping[str | None, str] = {
    "virtual_machine": MACHINE,
    "managed_image": IMAGE,
    "image_version": "an image version",
}
CONFIDENTIAL_SOURCES = "a virtual machine, disk or snapshot"


def confidential_version(version: Inputs, definition: Inputs) -> Iterator[Problem]:
    """Yield what Azure refuses under the security type ConfidentialVM; see `version_against_definition`."""
    if security_type(definition) != CONFIDENTIAL:
        return
    for field, what in _sources(version):
        if what == IMAGE:
            problem = f"is {what}, while the definition has the security type {CONFIDENTIAL}"
            yield Problem(field, read(version, field), problem, CONFIDENTIAL_SOURCES)
    for path, region in entries(version, TARGET_REGIONS):
        if isinstance(region, Mapping) and read(region, TYPE_FIELD) is None and not misshapen(region, TYPE_FIELD):
            problem = f"is missing, while the definition has the security type {CONFIDENTIAL}"
            yield Problem(f"{path}.{TYPE_FIELD}", None, problem, f"one of {', '.join(CONFIDENTIAL_TYPES)}")
    yield from outside_home(version, Severity.ERROR)


def version_with_security_type(version: Inputs, definition: Inputs) -> Iterator[Problem]:
    """Yield what is doubtful under the definition's security type; see `version_against_definition`."""
    kind = security_type(definition)
    if kind is None and not features_known(definition):
        return
    for field, what in _sources(version):
        problem = f"is {what}, while the definition has the security type {kind}"
        if what == MACHINE and kind and kind in OF_MACHINES:
            allowed = f"a VHD, managed image or image version for {kind}; a virtual machine for {OF_MACHINES[kind]}"
            yield Problem(field, read(version, field), problem, allowed, severity=Severity.WARNING)
        elif what not in (MACHINE, IMAGE) and kind == CONFIDENTIAL:
            yield Problem(field, read(version, field), problem, CONFIDENTIAL_SOURCES, severity=Severity.WARNING)
    for path, place in destinations(version) if "Confidential" not in (kind or "") else ():
        encryption = text(read(place, TYPE_FIELD))
        if isinstance(encryption, str):
            problem = "is for confidential VMs, which the definition does not speak of"
            allowed = f"a definition with the feature SecurityType {CONFIDENTIAL}"
            yield Problem(f"{path}.{TYPE_FIELD}", encryption, problem, allowed, severity=Severity.WARNING)
    keys = read(version, "securityProfile.uefiSettings")
    if isinstance(keys, Mapping) and kind not in UEFI_SECURITY_TYPES:
        problem = f"goes with a definition of another security type than {kind or 'none'}"
        allowed = f"the feature SecurityType {' or '.join(UEFI_SECURITY_TYPES)} on the definition"
        yield Problem("securityProfile.uefiSettings", keys, problem, allowed, severity=Severity.WARNING)


def _sources(version: Inputs) -> Iterator[tuple[str, str]]:
    """Yield the field of each source that some security type does not take, and what the source is."""
    for field in SOURCE_IDS:
        source = read(version, field)
        what = CALLED.get(source_kind(source)) if isinstance(source, str) else None
        if what:
            yield field, what
    if isinstance(text(read(version, f"{OS_DISK_SOURCE}.uri")), str):
        yield f"{OS_DISK_SOURCE}.uri", "a VHD"
