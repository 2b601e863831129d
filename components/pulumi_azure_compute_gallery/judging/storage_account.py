"""A bare storage account name becomes the resource id that Azure asks for (S6)."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pulumi

from compute_gallery_rules import UNKNOWN
from pulumi_azure_compute_gallery.judging.sign_in import DefaultSignIn
from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.running.this_run import of_this_run

__all__ = ["with_storage_account_ids"]

NAME = re.compile(r"[a-z0-9]{3,24}")
"""What a storage account may be called."""


def with_accounts_to_come(args: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments with UNKNOWN for each account given by name: its id is not known yet."""
    return with_accounts(args, lambda account: UNKNOWN if is_name(account) else account)


def with_storage_account_ids(args: dict[str, Any], parent: pulumi.Resource) -> dict[str, Any]:
    """Return the arguments with the id of the account, in the version's resource group, for each given by name."""
    resource_group = args.get("resource_group_name")

    def account_id(account: object) -> object:
        if not is_name(account):
            return account
        return pulumi.Output.format(
            "/subscriptions/{0}/resourceGroups/{1}/providers/Microsoft.Storage/storageAccounts/{2}",
            of_this_run(DefaultSignIn).client(parent)["subscriptionId"],
            resource_group,
            account,
        )

    return with_accounts(args, account_id)


def is_name(account: object) -> bool:
    """Tell whether an account is given by its bare name."""
    return isinstance(account, str) and NAME.fullmatch(account) is not None


def with_accounts(args: Mapping[str, Any], account_id: Callable[[object], object]) -> dict[str, Any]:
    """Return the arguments with a function of each storage account in them."""

    def resolved(source: dict[str, Any]) -> dict[str, Any]:
        return {**source, "vhd": later(source["vhd"], with_id)} if "vhd" in source else source

    def with_id(vhd: dict[str, Any]) -> dict[str, Any]:
        return (
            {**vhd, "storage_account": later(vhd["storage_account"], account_id)} if "storage_account" in vhd else vhd
        )

    def of_disk(disk: dict[str, Any]) -> dict[str, Any]:
        return {**disk, "source": later(disk.get("source"), resolved)}

    changed = dict(args)
    if "source" in args:
        changed["source"] = later(args["source"], resolved)
    if "data_disks" in args:
        changed["data_disks"] = later(args["data_disks"], lambda disks: [later(disk, of_disk) for disk in disks])
    return changed
