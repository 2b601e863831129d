"""The table of resource types that the emulator serves. A new type is a new row."""

from collections.abc import Callable

from compute_gallery_emulator.api_versions import GALLERY_API_VERSIONS
from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.disks import (
    accept_disk,
    accept_managed_image,
    view_disk,
    view_disk_member,
    view_managed_image,
)
from compute_gallery_emulator.galleries import (
    GALLERY_TYPE,
    accept_gallery,
    judge_gallery_name,
    keeps_deleted_versions,
    share_gallery,
    view_gallery,
)
from compute_gallery_emulator.gallery_schemas import GALLERY, GALLERY_IMAGE, GALLERY_IMAGE_VERSION
from compute_gallery_emulator.image_definitions import (
    DEFINITION_TYPE,
    accept_definition,
    judge_definition_name,
    view_definition,
)
from compute_gallery_emulator.image_versions import (
    VERSION_TYPE,
    accept_version,
    judge_version_deletion,
    judge_version_name,
    view_version,
)
from compute_gallery_emulator.json_values import JsonObject, object_at
from compute_gallery_emulator.locks import LOCK_TYPE
from compute_gallery_emulator.replication import deletion_takes
from compute_gallery_emulator.resource_id import RESOURCE_GROUP_TYPE
from compute_gallery_emulator.resource_type import Action, ResourceType
from compute_gallery_emulator.schema import Object, read
from compute_gallery_emulator.virtual_machines import (
    VIRTUAL_MACHINE_ACTIONS,
    accept_virtual_machine,
    view_virtual_machine,
)

__all__ = ["RESOURCE_TYPES", "resource_type"]


def _by(schema: Object, root: str) -> Callable[[JsonObject], JsonObject]:
    return lambda properties: object_at(read(schema, properties, root))


def _plain(
    name: str, *, location: bool = True, top_level: tuple[str, ...] = (), delete_status: int = 200
) -> ResourceType:
    """Return the row of a type that stands beside galleries: stored as it is sent, Succeeded at once."""
    return ResourceType(name=name, needs_location=location, top_level=top_level, delete_status=delete_status)


_ROWS = (
    ResourceType(
        name=RESOURCE_GROUP_TYPE,
        operations="operationresults",
        created_state="Succeeded",
        updated_state="Succeeded",
        top_level=("managedBy",),
    ),
    ResourceType(
        name=GALLERY_TYPE,
        read_properties=_by(GALLERY, "gallery"),
        accept=accept_gallery,
        view=view_gallery,
        judge_name=judge_gallery_name,
        actions={"share": Action(act=share_gallery)},
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
        listed_group_is_upper=True,
        children=(DEFINITION_TYPE, "Microsoft.Compute/galleries/applications"),
        top_level=("identity",),
    ),
    ResourceType(
        name=DEFINITION_TYPE,
        read_properties=_by(GALLERY_IMAGE, "galleryImage"),
        accept=accept_definition,
        view=view_definition,
        judge_name=judge_definition_name,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
        children=(VERSION_TYPE,),
    ),
    ResourceType(
        name=VERSION_TYPE,
        read_properties=_by(GALLERY_IMAGE_VERSION, "galleryImageVersion"),
        accept=accept_version,
        view=view_version,
        judge_name=judge_version_name,
        judge_deletion=judge_version_deletion,
        deletion_takes=deletion_takes,
        keeps_deleted=keeps_deleted_versions,
        api_versions=GALLERY_API_VERSIONS,
        operations="capsOperations",
        id_first=False,
    ),
    ResourceType(
        name="Microsoft.Compute/virtualMachines",
        accept=accept_virtual_machine,
        view=view_virtual_machine,
        actions=VIRTUAL_MACHINE_ACTIONS,
        operations="operations",
        top_level=("plan", "identity", "zones", "extendedLocation"),
    ),
    ResourceType(
        name="Microsoft.Compute/images",
        accept=accept_managed_image,
        view=view_managed_image,
        operations="operations",
        keeps_empty_tags=False,
        top_level=("extendedLocation",),
    ),
    *(
        ResourceType(
            name=f"Microsoft.Compute/{name}",
            accept=accept_disk,
            view=view_disk,
            view_member=view_disk_member,
            operations="DiskOperations",
            create_status=202,
            update_status=202,
            put_has_location=True,
            created_state="Updating",
            keeps_empty_tags=False,
            top_level=("sku", "zones", "managedBy", "extendedLocation"),
        )
        for name in ("disks", "snapshots")
    ),
    _plain("Microsoft.Compute/availabilitySets", top_level=("sku",)),
    _plain("Microsoft.Compute/diskEncryptionSets", top_level=("identity",)),
    _plain("Microsoft.Compute/proximityPlacementGroups"),
    _plain("Microsoft.Compute/sshPublicKeys"),
    _plain("Microsoft.Compute/virtualMachineScaleSets", top_level=("sku", "plan", "identity", "zones")),
    _plain("Microsoft.KeyVault/vaults"),
    _plain("Microsoft.ManagedIdentity/userAssignedIdentities"),
    _plain("Microsoft.Network/networkInterfaces"),
    _plain("Microsoft.Network/networkSecurityGroups"),
    _plain("Microsoft.Network/publicIPAddresses", top_level=("sku", "zones")),
    _plain("Microsoft.Network/virtualNetworks"),
    _plain("Microsoft.Network/virtualNetworks/subnets", location=False),
    _plain("Microsoft.Storage/storageAccounts", top_level=("sku", "kind", "identity")),
    _plain(LOCK_TYPE, location=False),
    _plain("Microsoft.Authorization/policyAssignments", location=False, top_level=("identity",)),
    _plain("Microsoft.Authorization/roleAssignments", location=False),
    _plain("Microsoft.Authorization/roleDefinitions", location=False),
)

RESOURCE_TYPES = {row.name.lower(): row for row in _ROWS}
"""The rows by lower-case name."""

_NAMESPACES = {row.namespace.lower(): row.namespace for row in _ROWS}


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
