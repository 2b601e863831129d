"""A locked gallery with a version in it, and roles on the gallery and the definition."""

import os
from typing import Any

import pulumi

from pulumi_azure_compute_gallery import Gallery, source

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"
MACHINE = f"{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers/Microsoft.Compute/virtualMachines/myVM"
PERSON = "11111111-1111-1111-1111-111111111111"
ROBOT = "22222222-2222-2222-2222-222222222222"

roles: list[dict[str, Any]] = [
    {"principal_id": PERSON, "role": "Compute Gallery Image Reader"},
    {"principal_id": ROBOT, "role": "Compute Gallery Artifacts Publisher", "principal_type": "ServicePrincipal"},
]
linux: dict[str, Any] = {
    "os_type": "Linux",
    "os_state": "Specialized",
    "identifier": {"publisher": "contoso", "offer": "linux", "sku": "access"},
    "role_assignments": [{"principal_id": PERSON, "role": "Reader"}],
    "versions": {"1.0.0": {"source": source.virtual_machine(MACHINE), "target_regions": [{"name": "chinaeast2"}]}},
}
args: Any = {
    "gallery_name": "accessGallery",
    "resource_group_name": "myGalleryRG",
    "location": "chinaeast2",
    "lock": {"level": "CanNotDelete", "notes": "Ask the image team"},
    "role_assignments": roles[int(os.environ.get("ROLES_FROM", "0")) :],
    "allow_delete": ["linux/1.0.0"],
    "definitions": {"linux": linux},
}
Gallery("images", args)
pulumi.export("roles", len(args["role_assignments"]))
