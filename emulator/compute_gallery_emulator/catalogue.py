"""The table of resource types that the emulator serves. A new type is a new row."""

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.gallery_types import GALLERY_ROWS
from compute_gallery_emulator.neighbour_types import NEIGHBOUR_ROWS
from compute_gallery_emulator.resource_type import ResourceType

__all__ = ["RESOURCE_TYPES", "resource_type"]

RESOURCE_TYPES = {row.name.lower(): row for row in (*GALLERY_ROWS, *NEIGHBOUR_ROWS)}
"""The rows by lower-case name."""

_NAMESPACES = {row.namespace.lower(): row.namespace for row in RESOURCE_TYPES.values()}


def resource_type(type_name: str, api_version: str) -> ResourceType:
    """Return the row of a type; raises `ArmError` (404) for one that is not served."""
    row = RESOURCE_TYPES.get(type_name.lower())
    if row is not None:
        return row
    namespace = type_name.split("/", 1)[0]
    if namespace.lower() not in _NAMESPACES:
        raise ArmError(404, "InvalidResourceNamespace", f"The resource namespace '{namespace}' is invalid.")
    message = f"The resource type could not be found in the namespace '{namespace}' for api version '{api_version}'."
    raise ArmError(404, "InvalidResourceType", message)
