"""What the store keeps: a resource, and an asynchronous operation."""

from dataclasses import dataclass, field

from compute_gallery_emulator.json_values import JsonObject

__all__ = ["Operation", "Record"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One resource. `body` is its settled form without name, id and type; `private` what no client sees."""

    id: str
    type: str
    container: str
    subscription: str
    body: JsonObject
    private: JsonObject = field(default_factory=dict)
    state: str
    due: int
    sequence: int = 0

    @property
    def key(self) -> str:
        """The id without case, under which the resource is found."""
        return self.id.lower()

    @property
    def name(self) -> str:
        """The resource's own name: the last segment of its id."""
        return self.id.rsplit("/", 1)[-1]

    def is_visible_at(self, now: int) -> bool:
        """Say whether reads see the resource: a new one may take a while to appear."""
        since = self.private.get("visibleFrom")
        return not isinstance(since, int) or now >= since

    def state_at(self, now: int) -> str:
        """Return Creating, Updating, Deleting, Failed or Succeeded."""
        if now < self.due:
            return "Deleting" if self.state == "SoftDeleted" else self.state
        return "Failed" if "failure" in self.private else "Succeeded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One asynchronous operation, done at `due`; `error` is what it then failed with."""

    id: str
    subscription: str
    started: int
    due: int
    error: JsonObject | None = None
