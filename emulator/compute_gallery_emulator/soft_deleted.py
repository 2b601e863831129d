"""The soft-deleted versions of an image definition, as a gallery lists them (azure-cli's recordings of 2026-09)."""

from compute_gallery_emulator.arm_error import ArmError, invalid_parameter
from compute_gallery_emulator.clock import SECOND, format_timestamp
from compute_gallery_emulator.json_values import JsonObject, JsonValue, object_at
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.resource_id import Address
from compute_gallery_emulator.store import Store

__all__ = ["answer_soft_deleted", "is_soft_deleted"]

_TYPE = "Microsoft.Compute/galleries/softDeletedArtifactTypes/artifacts/versions"
_VERSIONS = "Microsoft.Compute/galleries/images/versions"
_TERMS_SINCE = "2026-03-03"
_DEFAULT_RETENTION_DAYS = 7
_DEFAULT_GRACE_DAYS = 7
_DAY = 86_400 * SECOND


def is_soft_deleted(address: Address) -> bool:
    """Say whether an address is the list of soft-deleted versions of a definition."""
    return address.type_name.lower() == _TYPE.lower() and not address.is_resource


def answer_soft_deleted(address: Address, request: ArmRequest, store: Store, now: int) -> Answer:
    """Answer the list; raises `ArmError` for a gallery that does not exist and artifacts other than images."""
    gallery_name, artifacts, definition_name = address.names
    gallery_id = f"{address.scope}/providers/Microsoft.Compute/galleries/{gallery_name}"
    gallery = store.get(gallery_id.lower(), now)
    if gallery is None:
        message = f"Can not perform requested operation on nested resource. Parent resource '{gallery_name}' not found."
        raise ArmError(404, "ParentResourceNotFound", message)
    if artifacts.lower() != "images":
        raise invalid_parameter(
            "artifactType",
            f"The value '{artifacts}' of parameter 'artifactType' is invalid. Allowed values are: Images.",
        )
    records = store.soft_deleted_in(f"{gallery.id}/images/{definition_name}".lower(), _VERSIONS, now)
    with_terms = request.query.get("api-version", "").lower() >= _TERMS_SINCE
    value: list[JsonValue] = [_shown(record, gallery, definition_name, with_terms=with_terms) for record in records]
    return Answer(200, {"value": value})


def _shown(record: Record, gallery: Record, definition_name: str, *, with_terms: bool) -> JsonObject:
    policy = object_at(gallery.body, "properties", "softDeletePolicy")
    deleted = record.private.get("softDeleted")
    since = deleted if isinstance(deleted, int) else record.due
    properties: JsonObject = {
        "resourceArmId": record.id,
        "softDeletedTime": format_timestamp(since),
        "softDeletedArtifactType": "Images",
    }
    if with_terms:
        end = since + _days(policy.get("retentionPeriodInDays"), _DEFAULT_RETENTION_DAYS)
        gone = end + _days(policy.get("gracePeriodInDays"), _DEFAULT_GRACE_DAYS)
        properties |= {"consumptionEndTime": format_timestamp(end), "hardDeletionTargetTime": format_timestamp(gone)}
    return {
        "name": record.name,
        "id": f"{gallery.id}/softDeletedArtifactTypes/Images/artifacts/{definition_name}/versions/{record.name}",
        "type": _TYPE,
        "location": record.body.get("location"),
        "properties": properties,
    }


def _days(value: JsonValue, default: int) -> int:
    return (value if isinstance(value, int) else default) * _DAY
