"""Additional replicas of a version in one region, on other storage."""

from collections.abc import Iterator

from compute_gallery_rules.azure.replication import TARGET_REGIONS
from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.storage_types import STORAGE_ACCOUNT_TYPES, canonical_storage_account_type
from compute_gallery_rules.values.inputs import Inputs, entries, misshapen, read

__all__ = ["additional_replica_sets"]

FIELD = "storageAccountType"


def additional_replica_sets(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of additional replica sets that do not say on which storage, or say the same twice.

    Source: Azure's gallery.json: a list of storage account types, each with a number of replicas.
    """
    for path, region in entries(inputs, TARGET_REGIONS):
        seen: dict[str, str] = {}
        for inner, replicas in entries(region, "additionalReplicaSets"):
            value = read(replicas, FIELD)
            field = f"{path}.{inner}.{FIELD}"
            if value is None and not misshapen(replicas, FIELD):
                shown = ", ".join(STORAGE_ACCOUNT_TYPES)
                yield Problem(field, None, "is missing", shown, severity=Severity.WARNING)
            kind = canonical_storage_account_type(value) if isinstance(value, str) else None
            if kind and (first := seen.setdefault(kind, inner)) != inner:
                problem = f"is the storage of {first} too"
                allowed = "one set of replicas for each type of storage"
                instead = "one set with the replicas of both"
                yield Problem(field, value, problem, allowed, instead, Severity.WARNING)
