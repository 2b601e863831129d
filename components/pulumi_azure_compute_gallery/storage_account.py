"""A bare storage account name becomes the resource id that Azure asks for (S6)."""

import re
from typing import Any

import pulumi
from pulumi_azure_native.authorization import get_client_config_output

from pulumi_azure_compute_gallery.deferred import later

__all__ = ["with_storage_account_ids"]

NAME = re.compile(r"[a-z0-9]{3,24}")
"""What a storage account may be called."""


def with_storage_account_ids(args: dict[str, Any], parent: pulumi.Resource) -> dict[str, Any]:
    """The arguments with the id of the account, in the version's resource group, for each account given by name."""
    resource_group = args.get("resource_group_name")

    def account_id(account: object) -> object:
        if not isinstance(account, str) or not NAME.fullmatch(account):
            return account
        client = get_client_config_output(opts=pulumi.InvokeOutputOptions(parent=parent))
        return pulumi.Output.format(
            "/subscriptions/{0}/resourceGroups/{1}/providers/Microsoft.Storage/storageAccounts/{2}",
            client.subscription_id,
            resource_group,
            account,
        )

    def resolved(source: dict[str, Any]) -> dict[str, Any]:
        return {**source, "vhd": later(source["vhd"], with_id)} if "vhd" in source else source

    def with_id(vhd: dict[str, Any]) -> dict[str, Any]:
        return {**vhd, "storage_account": later(vhd.get("storage_account"), account_id)}

    def of_disk(disk: dict[str, Any]) -> dict[str, Any]:
        return {**disk, "source": later(disk.get("source"), resolved)}

    changed = dict(args)
    if "source" in args:
        changed["source"] = later(args["source"], resolved)
    if "data_disks" in args:
        changed["data_disks"] = later(args["data_disks"], lambda disks: [later(disk, of_disk) for disk in disks])
    return changed
