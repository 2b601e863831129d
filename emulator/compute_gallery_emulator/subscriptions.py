"""What a client asks about a subscription itself: that it exists, its regions, its providers, everything in it."""

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.catalogue import RESOURCE_TYPES
from compute_gallery_emulator.json_values import JsonObject, JsonValue
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.regions import REGIONS
from compute_gallery_emulator.resource_id import Address
from compute_gallery_emulator.store import Store
from compute_gallery_emulator.tokens import TENANT

__all__ = ["answer_subscription"]

_DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"


def answer_subscription(address: Address, store: Store, now: int) -> Answer:
    """Answer a GET on a subscription, its locations, providers or resources. Any subscription exists."""
    match address.types[0]:
        case "subscriptions" if not address.names:
            return Answer(200, {"value": [_subscription(_DEFAULT_SUBSCRIPTION)]})
        case "subscriptions":
            return Answer(200, {**_subscription(address.name)})
        case "locations" if not address.names:
            return Answer(200, {"value": [_location(address.subscription, name) for name in REGIONS]})
        case "providers" if not address.names:
            namespaces = dict.fromkeys(row.namespace for row in RESOURCE_TYPES.values())
            return Answer(200, {"value": [_provider(address.subscription, namespace) for namespace in namespaces]})
        case "providers":
            return Answer(200, _provider(address.subscription, address.name))
        case "resources" if not address.names:
            records = store.below(address.scope.lower(), now)
            value: list[JsonValue] = [
                {
                    "id": r.id,
                    "name": r.name,
                    "type": RESOURCE_TYPES[r.type.lower()].name,
                    "location": r.body.get("location"),
                }
                for r in records
            ]
            return Answer(200, {"value": value})
    raise ArmError(404, "NotFound", "The requested path names no resource of Azure Resource Manager.")


def _subscription(subscription: str) -> JsonObject:
    return {
        "id": f"/subscriptions/{subscription}",
        "subscriptionId": subscription,
        "displayName": "Emulated subscription",
        "state": "Enabled",
        "tenantId": TENANT,
    }


def _location(subscription: str, name: str) -> JsonValue:
    return {"id": f"/subscriptions/{subscription}/locations/{name}", "name": name, "displayName": REGIONS[name]}


def _provider(subscription: str, namespace: str) -> JsonObject:
    rows = [row for row in RESOURCE_TYPES.values() if row.namespace.lower() == namespace.lower()]
    if not rows:
        raise ArmError(404, "InvalidResourceNamespace", f"The resource namespace '{namespace}' is invalid.")
    types: list[JsonValue] = [
        {
            "resourceType": "/".join(row.types),
            "locations": [*REGIONS.values()],
            "apiVersions": [*reversed(row.api_versions)],
        }
        for row in rows
    ]
    name = rows[0].namespace
    id_ = f"/subscriptions/{subscription}/providers/{name}"
    return {"id": id_, "namespace": name, "resourceTypes": types, "registrationState": "Registered"}
