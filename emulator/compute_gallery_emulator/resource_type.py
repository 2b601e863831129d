"""What the emulator knows about one type of resource.

A row of the table in `catalogue`, and what its functions are given.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from compute_gallery_emulator.json_values import JsonObject, JsonValue, object_at, text_at
from compute_gallery_emulator.records import Record
from compute_gallery_emulator.resource_id import Address, parse_address
from compute_gallery_emulator.settings import Settings
from compute_gallery_emulator.store import Store

__all__ = ["Accepted", "Action", "Change", "Estate", "ResourceType", "View", "accept_plainly", "view_plainly"]


@dataclass(frozen=True, slots=True)
class Estate:
    """Everything else that exists, as it is at one moment: what a type may look at while it judges a change."""

    store: Store
    now: int

    def at(self, id_text: str) -> Record | None:
        """Return the resource that an id in a body names, or None."""
        address = parse_address(id_text)
        return self.store.get(address.key, self.now) if address else None

    def children(self, container: str, type_name: str) -> list[Record]:
        """Return the resources of a type that stand directly in a resource, group or scope."""
        return self.store.in_container(container, type_name, self.now)

    def of_type(self, subscription: str, type_name: str) -> list[Record]:
        """Return the resources of a type in a subscription."""
        return self.store.in_subscription(subscription, type_name, self.now)

    def may_have(self, subscription: str, type_name: str, number: int) -> bool:
        """Say whether a subscription may have so many of a type; what was just deleted still counts."""
        # Walking the index takes milliseconds where there are thousands: an emulator that never made so many is spared.
        return self.store.created() >= number and self.store.count(subscription, type_name) >= number

    def unsettled(self, subscription: str, type_name: str) -> list[Record]:
        """Return the resources of a type in a subscription on which an operation is going on."""
        return self.store.unsettled(subscription, type_name, self.now)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A PUT, or a PATCH already merged with what exists, that a type is to judge and complete.

    `body` has the canonical location, and properties as the type's schema read them. `existing` is None for a creation.
    """

    address: Address
    api_version: str
    body: JsonObject
    existing: Record | None
    estate: Estate
    settings: Settings

    @property
    def now(self) -> int:
        """The moment of the request."""
        return self.estate.now

    @property
    def location(self) -> str:
        """The canonical location, or empty for a type without one."""
        return text_at(self.body, "location") or ""

    @property
    def properties(self) -> JsonObject:
        """The properties of the request."""
        return object_at(self.body, "properties")

    @property
    def existing_properties(self) -> JsonObject:
        """The properties before the change; empty for a creation."""
        return object_at(self.existing.body, "properties") if self.existing else {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """What a change leads to: the settled properties, what is kept unseen, and how long it takes (nanoseconds)."""

    properties: JsonObject
    private: JsonObject = field(default_factory=dict)
    takes: int = 0
    more: JsonObject = field(default_factory=dict)
    """Top-level members that the type sets itself."""
    failure: JsonObject | None = None
    """The error with which the operation ends, or None when it succeeds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """How a resource is looked at.

    When, in which state, by which version of the API, and with what `$expand` and `$select`.
    """

    now: int
    state: str
    api_version: str
    expand: str = ""
    listed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A POST on a resource. `act` returns the changed record and the JSON to answer with, or None for an empty body."""

    act: Callable[[Record, JsonObject, Estate], tuple[Record, JsonObject | None]]
    status: int = 202
    method: str = "POST"


def view_plainly(record: Record, view: View) -> JsonObject:
    """Return the properties with the provisioning state first, as most services answer them."""
    return {"provisioningState": view.state} | object_at(record.body, "properties")


def accept_plainly(change: Change) -> Accepted:
    """Accept the properties as they are sent."""
    return Accepted(properties=change.properties)


@dataclass(frozen=True, kw_only=True, slots=True)
class ResourceType:
    """One row. Status codes are the recorded ones.

    A status of 200 or 201 without `operations` is a synchronous answer.
    """

    name: str
    """Azure's name, for instance Microsoft.Compute/galleries/images."""
    read_properties: Callable[[JsonObject], JsonObject] = dict
    """Checks the shape of the properties of a request; raises `ArmError`."""
    accept: Callable[[Change], Accepted] = accept_plainly
    """Judges and completes a change; raises `ArmError`."""
    view: Callable[[Record, View], JsonObject] = view_plainly
    """Gives the properties to answer with."""
    view_member: Callable[[str, JsonValue, View], JsonValue] = lambda _name, value, _view: value
    """Gives one of the `top_level` members to answer with."""
    judge_name: Callable[[str], None] = lambda _: None
    """Refuses a name at creation; raises `ArmError`."""
    repeated_in_patch: tuple[str, ...] = ()
    """Properties that a PATCH of others has to repeat; 409 PropertyChangeNotAllowed otherwise."""
    schema_root: str = ""
    """Azure's name of the body in the targets of errors, for instance galleryImage."""
    judge_deletion: Callable[[Record, Estate], None] = lambda _record, _estate: None
    """Refuses a deletion beyond what `children` refuse; raises `ArmError`."""
    deletion_takes: Callable[[Settings], int] = lambda _: 0
    """How long a deletion takes, in nanoseconds."""
    keeps_deleted: Callable[[Record, Estate], bool] = lambda _record, _estate: False
    """Whether a deleted resource is only soft-deleted."""
    actions: Mapping[str, Action] = field(default_factory=dict)
    """POST (or GET) on a resource, by lower-case name."""
    api_versions: tuple[str, ...] = ()
    """The versions that are served; empty serves any that looks like one."""
    operations: str = ""
    """The path segment of asynchronous operations, or empty for a synchronous type."""
    create_status: int = 201
    update_status: int = 200
    delete_status: int = 202
    put_has_location: bool = False
    """Whether a PUT also answers a Location header."""
    answered_type: str = ""
    """What Azure answers as the type, where that is not the name."""
    id_first: bool = True
    """Whether id stands before name (Compute's galleries: name, id)."""
    needs_location: bool = True
    listed_group_is_upper: bool = False
    """Whether a list writes the resource group of ids in capitals."""
    children: tuple[str, ...] = ()
    """Nested types that must be gone before a deletion."""
    created_state: str = "Creating"
    updated_state: str = "Updating"
    top_level: tuple[str, ...] = ()
    """Members beside location, tags and properties that are kept, in the order of the answer."""
    keeps_empty_tags: bool = True

    @property
    def namespace(self) -> str:
        """The resource provider."""
        return self.name.split("/", 1)[0]

    @property
    def types(self) -> tuple[str, ...]:
        """The segments after the provider."""
        return tuple(self.name.split("/")[1:])
