"""Which exchanges of a recording are about what the emulator serves, and why the others are passed over."""

import re

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.catalogue import resource_type
from compute_gallery_emulator.resource_id import parse_path
from tests.emulator.replay.recording import Exchange

__all__ = ["kind_of", "reason_to_skip"]

_ELSEWHERE = (
    (re.compile(r"/providers/Microsoft\.Resources/deployments", re.IGNORECASE), "template deployments"),
    (re.compile(r"/locations/[^/]+/publishers/", re.IGNORECASE), "the marketplace's images"),
    (re.compile(r"/locations/[^/]+/(?:usages|vmSizes|runCommands)", re.IGNORECASE), "quotas and sizes of machines"),
    (re.compile(r"/virtualMachines/[^/]+/(?:runCommand|extensions)", re.IGNORECASE), "what runs inside a machine"),
    (re.compile(r"/providers/Microsoft\.Network/locations/", re.IGNORECASE), "operations of the network"),
    (re.compile(r"/providers/Microsoft\.[A-Za-z]+$", re.IGNORECASE), "the versions of a provider's API"),
)
"""Paths of Azure Resource Manager that stand outside of the emulator on purpose."""
_OPERATION = re.compile(r"/locations/[^/]+/(?:capsOperations|DiskOperations|operations)/", re.IGNORECASE)
_VIEW = re.compile(r"/locations/[^/]+/(?:shared|community)Galleries", re.IGNORECASE)
_KINDS = (
    ("operation of a gallery", re.compile(r"/capsOperations/", re.IGNORECASE)),
    ("community and shared view", _VIEW),
    ("version", re.compile(r"/galleries/[^/]+/images/[^/]+/versions", re.IGNORECASE)),
    ("definition", re.compile(r"/galleries/[^/]+/images", re.IGNORECASE)),
    ("share", re.compile(r"/galleries/[^/]+/share$", re.IGNORECASE)),
    ("application", re.compile(r"/galleries/[^/]+/applications", re.IGNORECASE)),
    ("access control profile", re.compile(r"/galleries/[^/]+/inVMAccessControlProfiles", re.IGNORECASE)),
    ("gallery", re.compile(r"/galleries", re.IGNORECASE)),
)


def kind_of(exchange: Exchange) -> str:
    """Return what an exchange is about, for the table of the report."""
    return next((name for name, pattern in _KINDS if pattern.search(exchange.bare_path)), "beside a gallery")


def reason_to_skip(exchange: Exchange) -> str:
    """Return why an exchange is not played, or an empty string."""
    path = exchange.bare_path
    if not path.lower().startswith("/subscriptions"):
        return "not Azure Resource Manager"
    if exchange.status == 401:
        return "an expired token is a fault, which has tests of its own"
    for pattern, reason in _ELSEWHERE:
        if pattern.search(path):
            return reason
    if _OPERATION.search(path) or _VIEW.search(path):
        return ""
    try:
        address = parse_path(path.replace("{sub}", "s").encode())
        resource_type(address.type_name if address.is_resource else _collection(address.types, address.namespace), "")
    except ArmError:
        return f"not served: {path.rsplit('/providers/', 1)[-1].split('/')[0]}"
    return ""


def _collection(types: tuple[str, ...], namespace: str) -> str:
    """Return the type of a list, or of the resource of an action."""
    name = "/".join((namespace, *types))
    try:
        resource_type(name, "")
    except ArmError:
        return "/".join((namespace, *types[:-1]))
    return name
