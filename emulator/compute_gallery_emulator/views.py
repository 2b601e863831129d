"""Addresses that are only read: the subscription's own, galleries as others see them, and what was soft-deleted."""

from compute_gallery_emulator.api_versions import judge_api_version
from compute_gallery_emulator.gallery_views import answer_gallery_view, is_gallery_view
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.resource_id import SUBSCRIPTION_TYPE, Address
from compute_gallery_emulator.soft_deleted import answer_soft_deleted, is_soft_deleted
from compute_gallery_emulator.store import Store
from compute_gallery_emulator.subscriptions import answer_subscription

__all__ = ["answer_view", "is_view"]


def is_view(address: Address) -> bool:
    """Say whether an address is only read, whatever its type."""
    whole = address.type_name == SUBSCRIPTION_TYPE
    return whole or address.types[:1] in {("locations",), ("providers",), ("resources",)} or is_soft_deleted(address)


def answer_view(address: Address, request: ArmRequest, store: Store, now: int) -> Answer:
    """Answer a GET on such an address; raises `ArmError` for one that names nothing."""
    judge_api_version(request.query.get("api-version"), (), address.type_name, "")
    if is_soft_deleted(address):
        return answer_soft_deleted(address, request, store, now)
    if is_gallery_view(address):
        return answer_gallery_view(address, store, now)
    return answer_subscription(address, store, now)
