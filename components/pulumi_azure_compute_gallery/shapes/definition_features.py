"""The features of a definition: named arguments, which Azure takes as a list of names and values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypedDict

import pulumi
from pulumi import Input

from compute_gallery_rules import SECURITY_TYPES, UNKNOWN, Finding
from pulumi_azure_compute_gallery.running.deferred import is_deferred, later
from pulumi_azure_compute_gallery.shapes.azure_casing import azure_casing
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["FeatureVersions", "feature_inputs", "under_feature_names"]

FEATURES = {
    "security_type": "SecurityType",
    "accelerated_networking": "IsAcceleratedNetworkSupported",
    "disk_controller_types": "DiskControllerTypes",
    "hibernation": "IsHibernateSupported",
}
"""The arguments with Azure's names, in the order in which they are sent. Azure keeps the order."""

DISK_CONTROLLERS = ("SCSI", "NVMe")
"""In the order that Azure takes: "NVMe, SCSI" is refused when it is sent again."""

ABSENT = "Standard"
"""The security type that API version 2024-03-03 has no value for: there it is a definition without one."""


class FeatureVersions(TypedDict, total=False):
    """The first version that has a feature, for features that were not there from the beginning."""

    security_type: Input[str]
    """First version that has the security type."""
    accelerated_networking: Input[str]
    """First version that supports accelerated networking."""
    disk_controller_types: Input[str]
    """First version that supports the disk controllers."""
    hibernation: Input[str]
    """First version that supports hibernation."""


def feature_inputs(args: Mapping[str, Any]) -> Any:  # noqa: ANN401 a list, or what will be one
    """Return the features of a definition; None where there is none."""
    kind = args.get("security_type")
    if is_deferred(kind):
        return later(kind, lambda known: feature_inputs({**args, "security_type": known}))
    given = {name: args[name] for name in FEATURES if name in args}
    if isinstance(kind, str) and kind.strip().lower() == ABSENT.lower():
        del given["security_type"]
    return [feature(name, value, args) for name, value in given.items()] or None


def feature(name: str, value: object, args: Mapping[str, Any]) -> dict[str, Any]:
    """Return one feature under Azure's name."""
    own = args.get("features_start_at") or {}
    start = args.get("starts_at_version")
    starts = later(own, lambda known: known.get(name, start)) if own else start
    return without_missing({"name": FEATURES[name], "value": later(value, spelled), "startsAtVersion": starts})


def spelled(value: Any) -> Any:  # noqa: ANN401 any value, read by its kind
    """Return a value as Azure spells it: True, TrustedLaunch, "SCSI, NVMe"."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return controllers(value)
    return azure_casing(SECURITY_TYPES, value)


def controllers(types: Sequence[Any]) -> Any:  # noqa: ANN401 a text, or what will be one
    """Return the disk controllers as one text, in Azure's order."""
    if any(is_deferred(each) for each in types):
        return pulumi.Output.all(*types).apply(controllers)
    if UNKNOWN in types:
        return UNKNOWN
    known = [str(azure_casing(DISK_CONTROLLERS, each)) for each in types]
    ranked = sorted(dict.fromkeys(known), key=lambda each: (*DISK_CONTROLLERS, each).index(each))
    return ", ".join(ranked)


def under_feature_names(
    findings: Iterable[Finding], inputs: Mapping[str, Any], args: Mapping[str, Any]
) -> Iterator[Finding]:
    """Put findings on an entry of the features under the name of the argument that it comes from."""
    listed = inputs.get("features")
    sent = [entry["name"] for entry in listed] if isinstance(listed, list) else []
    fields = {f"features[{index}]": partial(argument, args, name) for index, name in enumerate(sent)}
    for finding in findings:
        entry, _, part = finding.field.partition(".")
        yield replace(finding, field=fields[entry](part)) if entry in fields else finding


def argument(args: Mapping[str, Any], name: str, part: str) -> str:
    """Return the argument behind one part of a feature."""
    field = next(field for field, sent in FEATURES.items() if sent == name)
    if part != "startsAtVersion":
        return field
    own = args.get("features_start_at")
    return f"features_start_at.{field}" if isinstance(own, Mapping) and field in own else "starts_at_version"
