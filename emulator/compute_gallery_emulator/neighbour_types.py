"""The rows of what stands beside a gallery: sources, machines and scale sets, networks, identities, roles, locks."""

from collections.abc import Callable

from compute_gallery_emulator.disks import (
    accept_disk,
    accept_managed_image,
    view_disk,
    view_disk_member,
    view_managed_image,
)
from compute_gallery_emulator.locks import LOCK_TYPE
from compute_gallery_emulator.resource_id import RESOURCE_GROUP_TYPE
from compute_gallery_emulator.resource_type import Accepted, Change, ResourceType, accept_plainly
from compute_gallery_emulator.surroundings import (
    accept_disk_encryption_set,
    accept_identity,
    accept_public_ip,
    accept_scale_set,
    with_nested_ids,
)
from compute_gallery_emulator.virtual_machines import (
    VIRTUAL_MACHINE_ACTIONS,
    accept_virtual_machine,
    view_virtual_machine,
)

__all__ = ["NEIGHBOUR_ROWS"]


def _plain(
    name: str,
    *,
    location: bool = True,
    top_level: tuple[str, ...] = (),
    accept: Callable[[Change], Accepted] = accept_plainly,
) -> ResourceType:
    """Return the row of a type that stands beside galleries: Succeeded at once, and mostly stored as it is sent."""
    return ResourceType(name=name, needs_location=location, top_level=top_level, accept=accept, delete_status=200)


NEIGHBOUR_ROWS = (
    ResourceType(
        name=RESOURCE_GROUP_TYPE,
        operations="operationresults",
        created_state="Succeeded",
        updated_state="Succeeded",
        top_level=("managedBy",),
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
    _plain("Microsoft.Compute/diskEncryptionSets", top_level=("identity",), accept=accept_disk_encryption_set),
    _plain("Microsoft.Compute/proximityPlacementGroups"),
    _plain("Microsoft.Compute/sshPublicKeys"),
    _plain(
        "Microsoft.Compute/virtualMachineScaleSets",
        top_level=("sku", "plan", "identity", "zones"),
        accept=accept_scale_set,
    ),
    _plain("Microsoft.KeyVault/vaults"),
    _plain("Microsoft.ManagedIdentity/userAssignedIdentities", accept=accept_identity),
    _plain("Microsoft.Network/networkInterfaces", accept=with_nested_ids("ipConfigurations")),
    _plain("Microsoft.Network/networkSecurityGroups", accept=with_nested_ids("securityRules")),
    _plain("Microsoft.Network/publicIPAddresses", top_level=("sku", "zones"), accept=accept_public_ip),
    _plain("Microsoft.Network/virtualNetworks", accept=with_nested_ids("subnets")),
    _plain("Microsoft.Network/virtualNetworks/subnets", location=False),
    _plain("Microsoft.Storage/storageAccounts", top_level=("sku", "kind", "identity")),
    _plain(LOCK_TYPE, location=False),
    _plain("Microsoft.Authorization/policyAssignments", location=False, top_level=("identity",)),
    _plain("Microsoft.Authorization/roleAssignments", location=False),
    _plain("Microsoft.Authorization/roleDefinitions", location=False),
)
