"""The features of an image definition."""

from collections.abc import Iterator

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, entries, is_nested, misshapen, read, text
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN
from compute_gallery_rules.values.versions import parse_version

__all__ = [
    "PRIVATE_SECURITY_TYPES",
    "SECURITY_TYPE",
    "SECURITY_TYPES",
    "architecture_generation",
    "features",
    "features_known",
    "nvme_generation",
    "security_type",
]

BOOLEANS = ("True", "False")
SECURITY_TYPE = "SecurityType"
"""The name of the feature that holds a definition's security type."""
SECURITY_TYPES = (
    "Standard",
    "TrustedLaunch",
    "TrustedLaunchSupported",
    "ConfidentialVM",
    "ConfidentialVMSupported",
    "TrustedLaunchAndConfidentialVmSupported",
)
PRIVATE_SECURITY_TYPES = ("TrustedLaunch", "ConfidentialVM")
"""The security types that Azure takes in private galleries only."""
DISK_CONTROLLERS = ("SCSI", "SCSI, NVMe")
VALUES = {
    "IsAcceleratedNetworkSupported": BOOLEANS,
    "IsHibernateSupported": BOOLEANS,
    "IsMeasuredBootSupported": BOOLEANS,
    "IsSecureBootSupported": BOOLEANS,
    "DiskControllerTypes": DISK_CONTROLLERS,
    SECURITY_TYPE: SECURITY_TYPES,
}
ON_THE_PAGE = {"diskcontrollertype": "DiskControllerTypes"}
"""Names that Azure's page "Store and share images" has, in lower case, and what the Azure CLI and azurerm send."""
NEAR = 0.85


def features(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check each feature's name and value, that none stands twice, and that a security type goes with the generation.

    Sources: Azure's page "Store and share images", table of features; az sig image-definition create --features
    (measured and secure boot); recorded from Azure: values are taken in any casing, and a definition without a
    generation becomes V1. An unknown feature is refused only where it is nearly the name of a known one, because Azure
    adds features.
    """
    seen: set[str] = set()
    for path, feature in entries(inputs, "features"):
        name = text(read(feature, "name"))
        if feature is UNKNOWN or name is UNKNOWN or misshapen(feature, "name"):
            continue
        if not isinstance(name, str):
            yield Problem(f"{path}.name", read(feature, "name"), "is no name of a feature", ", ".join(VALUES))
            continue
        plain = name.strip().lower()
        known = {each.lower(): each for each in VALUES}.get(plain) or ON_THE_PAGE.get(plain)
        if (known or name) in seen:
            yield Problem(f"{path}.name", name, "stands twice", "each feature once")
        seen.add(known or name)
        if known:
            if plain in ON_THE_PAGE:
                problem = "is the name on Azure's page, while its clients send another"
                yield Problem(f"{path}.name", name, problem, ", ".join(VALUES), known, Severity.WARNING)
            yield from _value(path, known, feature)
        else:
            meant = suggestion(name, VALUES, NEAR)
            severity = Severity.ERROR if meant else Severity.WARNING
            yield Problem(f"{path}.name", name, "is no feature that is known", ", ".join(VALUES), meant, severity)
        yield from _start(path, feature)
    yield from _generation(inputs)


def architecture_generation(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of an Arm64 definition of the first generation: Arm64 virtual machines are of the second generation.

    Source: Azure's page on generation 2 virtual machines; its troubleshooting page does not speak of definitions.
    """
    generation, architecture = inputs.get("hyperVGeneration"), inputs.get("architecture")
    is_arm = isinstance(architecture, str) and architecture.strip().lower() == "arm64"
    if is_arm and (generation is None or (isinstance(generation, str) and generation.strip().upper() == "V1")):
        problem = "is the first generation (Azure's default), while the architecture is Arm64"
        yield Problem("hyperVGeneration", generation, problem, "V2 with Arm64", "V2", Severity.WARNING)


def nvme_generation(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of NVMe on a definition of the first generation.

    Source: Azure's reference of DiskControllerTypes: it is supported only where the operating system disk is of the
    second generation.
    """
    generation = inputs.get("hyperVGeneration")
    first = generation is None or (isinstance(generation, str) and generation.strip().upper() == "V1")
    for _index, feature in entries(inputs, "features"):
        name, value = read(feature, "name"), read(feature, "value")
        controllers = isinstance(name, str) and name.strip().lower() == "diskcontrollertypes"
        if first and controllers and isinstance(value, str) and "nvme" in value.lower():
            problem = "is the first generation (Azure's default), while the disk controllers include NVMe"
            yield Problem("hyperVGeneration", generation, problem, "V2 with NVMe", "V2", Severity.WARNING)


def features_known(inputs: Inputs) -> bool:
    """Tell whether a preview knows all features of a definition, or that there are none."""
    return inputs.get("features") is not UNKNOWN and not any(
        UNKNOWN in (feature, read(feature, "name"), read(feature, "value"))
        for _, feature in entries(inputs, "features")
    )


def security_type(inputs: Inputs) -> str | None:
    """Return the security type of a definition in Azure's spelling, None where there is none or none that is known."""
    for _, feature in entries(inputs, "features"):
        name, value = read(feature, "name"), read(feature, "value")
        if isinstance(name, str) and isinstance(value, str) and name.strip().lower() == SECURITY_TYPE.lower():
            return {each.lower(): each for each in SECURITY_TYPES}.get(value.strip().lower())
    return None


def _value(path: str, name: str, feature: object) -> Iterator[Problem]:
    value, allowed = read(feature, "value"), VALUES[name]
    if value is UNKNOWN or is_nested(value) or (isinstance(value, bool) and allowed is BOOLEANS):
        return
    shown = "; ".join(allowed)
    if not isinstance(value, str) or not value.strip():
        problem = f"is missing for the feature {name}" if value is None else f"is no value of {name}"
        yield Problem(f"{path}.value", value, problem, shown)
        return
    plain = value.strip().lower()
    if name == "DiskControllerTypes":
        types = sorted(each.strip() for each in plain.split(","))
        if types == ["nvme", "scsi"] and value != DISK_CONTROLLERS[1]:
            problem = (
                "is written otherwise than Azure gives it back, so later deployments change it, and may be refused"
            )
            yield Problem(f"{path}.value", value, problem, shown, f'"{DISK_CONTROLLERS[1]}"', Severity.WARNING)
        if types in (["nvme", "scsi"], ["scsi"]):
            return
    if plain not in (each.lower() for each in allowed):
        yield Problem(f"{path}.value", value, f"is no value of {name}", shown, suggestion(value, allowed))


def _start(path: str, feature: object) -> Iterator[Problem]:
    start = read(feature, "startsAtVersion")
    if start is not None and start is not UNKNOWN and not (isinstance(start, str) and parse_version(start)):
        yield Problem(f"{path}.startsAtVersion", start, "is no version number", "Major.Minor.Patch", '"1.0.0"')


def _generation(inputs: Inputs) -> Iterator[Problem]:
    kind = security_type(inputs)
    generation = inputs.get("hyperVGeneration")
    if kind in (None, "Standard") or generation is UNKNOWN:
        return
    if generation is None or (isinstance(generation, str) and generation.strip().upper() == "V1"):
        problem = f"does not go with the security type {kind}"
        if generation is None:
            problem = f"is V1 by default, which does not go with the security type {kind}"
        yield Problem("hyperVGeneration", generation, problem, "V2 with a security type", "V2")
