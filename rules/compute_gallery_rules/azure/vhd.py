"""Disks that come from a VHD in a storage account."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from compute_gallery_rules.azure.sources import disk_sources
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.values.inputs import Inputs, is_given, read, text
from compute_gallery_rules.values.resource_ids import source_kind
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["vhd_address"]

ADDRESS_ALLOWED = "the http or https address of a VHD, together with the resource id of its storage account"
ACCOUNT_ALLOWED = "the resource id of the storage account, together with the address of the VHD"
ACCOUNT_NAME = re.compile(r"[a-z0-9]{3,24}")
ACCOUNT_ID = "/subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Storage/storageAccounts/{}"


def vhd_address(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check that a VHD's address is one, and that it stands with the id of its storage account (S6).

    The id goes to storageAccountId. In id, where the Azure CLI used to put it, it is a warning: recent API versions
    refuse it there, as users of Ansible reported. Sources: azurerm (blob_uri with storage_account_id, http or https);
    the Azure CLI ("--os-vhd-uri and --os-vhd-storage-account should be used together"). An address may carry a SAS
    token, so messages show it without its query.
    """
    for path, source in disk_sources(inputs):
        uri, account, other = read(source, "uri"), read(source, "storageAccountId"), read(source, "id")
        if uri is not None and uri is not UNKNOWN:
            yield from _address(f"{path}.uri", uri)
        if account is not None and account is not UNKNOWN:
            yield from _account(f"{path}.storageAccountId", account)
        if account is None and not is_given(other) and isinstance(text(uri), str):
            yield Problem(f"{path}.storageAccountId", None, "is missing beside the address of a VHD", ACCOUNT_ALLOWED)
        if uri is None and isinstance(text(account), str):
            yield Problem(f"{path}.uri", None, "is missing beside a storage account", ADDRESS_ALLOWED)
        if isinstance(text(uri), str) and isinstance(other, str) and source_kind(other) in ("disk", "snapshot"):
            yield Problem(f"{path}.id", other, "is a disk beside the address of a VHD", "only one of the two")
        account_in_id = isinstance(other, str) and source_kind(other) == "storage_account"
        if account_in_id and isinstance(text(uri), str):
            problem = "is the storage account of a VHD, which recent API versions refuse in this field"
            allowed = "it in storageAccountId, unless the version is published already"
            yield Problem(f"{path}.id", other, problem, allowed, "it in storageAccountId", Severity.WARNING)


def _address(path: str, uri: object) -> Iterator[Problem]:
    if not isinstance(uri, str):
        yield Problem(path, uri, "is no address", ADDRESS_ALLOWED)
        return
    try:
        parts = urlsplit(uri.strip())
        complete = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path.strip("/") != ""
    except ValueError:
        complete = False
    if not complete:
        yield Problem(
            path, uri, "is no complete address of a VHD", ADDRESS_ALLOWED, "https://<account>/<container>/<name>.vhd"
        )


def _account(path: str, account: object) -> Iterator[Problem]:
    if isinstance(account, str) and source_kind(account) == "storage_account":
        return
    name = account if isinstance(account, str) and ACCOUNT_NAME.fullmatch(account) else "<name>"
    yield Problem(path, account, "is no resource id of a storage account", ACCOUNT_ALLOWED, ACCOUNT_ID.format(name))
