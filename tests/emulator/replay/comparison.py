"""Recorded and emulated answers, field by field, and what of a recording cannot repeat."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, Self

__all__ = ["EXCLUSIONS", "Comparison", "Exclusion", "in_future"]


class Exclusion(NamedTuple):
    """What is not compared for equality, what is compared instead, and why."""

    what: str
    instead: str
    reason: str


EXCLUSIONS = (
    Exclusion("times", "ours is a time; equal recorded ones of a field stay equal", "the recording was made earlier"),
    Exclusion("GUIDs", "ours is a GUID; a recorded one always becomes the same one", "Azure draws them at random"),
    Exclusion(
        "properties.identifier.uniqueName",
        "the subscription, a hyphen, the gallery's name in capitals",
        "the recording has the random name there that its ids have no more",
    ),
    Exclusion(
        "the resource group in the ids of a list",
        "in capitals where the recorded one is",
        "the recording has the random name there that its other ids have no more",
    ),
    Exclusion(
        "how often an operation is asked about",
        "the last answer; the first one too, where the emulator's operation also takes time",
        "how long Azure takes differs from run to run",
    ),
    Exclusion(
        "t, c, s, h and p in the addresses of operations",
        "everything else of the address",
        "Azure signs addresses for itself; clients send them back as they are",
    ),
    Exclusion(
        "a first answer or last answer of collapsed GETs of a resource",
        "the same request gets it at some moment of the conversation",
        "recordings that are grouped by request do not say when it was",
    ),
    Exclusion(
        "the order of members, for what stands beside galleries",
        "the members themselves",
        "recordings of the same months differ in it",
    ),
    Exclusion(
        "galleries of strangers in the list of shared galleries", "the others", "they were not made in the conversation"
    ),
    Exclusion(
        "the year of an end of life in the past", "the same moment of a later year", "Azure refuses a date in the past"
    ),
)

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)")
_LATER = "2096"
"""A leap year, as the date may be 29 February."""
_GROUP = re.compile(r"(?<=/resourceGroups/)[^/]+", re.IGNORECASE)


def in_future(value: str) -> str:
    """Return a date that has passed as the same one of a later year, and any other as it is."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    past = moment.replace(tzinfo=moment.tzinfo or UTC) < datetime.now(UTC)
    return _LATER + value[4:] if past else value


@dataclass
class Comparison:
    """What one replay has learned: which of our values stands for which recorded one."""

    subscription: str
    guids: dict[str, str] = field(default_factory=dict)
    times: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Our unique names of galleries by recorded ones."""
    ordered: bool = True
    """Whether the order of members counts."""

    def copy(self) -> Self:
        """Return a comparison that has learned the same, and keeps to itself what it learns."""
        return replace(self, guids=dict(self.guids), times=dict(self.times), names=dict(self.names))

    def ours(self, text: str) -> str:
        """Return a recorded text as it is sent to the emulator."""
        text = text.replace("{sub}", self.subscription)
        for recorded, own in self.names.items():
            text = text.replace(recorded, own)
        return _GUID.sub(lambda match: self.guids.get(match[0].lower(), match[0]), text)

    def is_ours(self, unique_name: str) -> bool:
        """Say whether a gallery is one of this conversation."""
        return unique_name in self.names or unique_name.startswith("{sub}")

    def sent(self, value: Any, name: str = "") -> Any:  # noqa: ANN401 - any JSON
        """Return a recorded request body as it is sent; its GUIDs are going to be answered unchanged."""
        if isinstance(value, dict):
            return {key: self.sent(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.sent(inner, name) for inner in value]
        if not isinstance(value, str):
            return value
        for guid in _GUID.findall(value):
            self.guids.setdefault(guid.lower(), guid)
        return in_future(value) if name == "endOfLifeDate" else self.ours(value)

    def differences(self, recorded: Any, ours: Any, where: str = "") -> list[str]:  # noqa: ANN401 - any JSON
        """Return what differs, one line for each field; the order of members counts."""
        if isinstance(recorded, dict) and isinstance(ours, dict):
            return self._of_objects(recorded, ours, where)
        if isinstance(recorded, list) and isinstance(ours, list):
            if len(recorded) != len(ours):
                return [f"{where}: {len(recorded)} items recorded, {len(ours)} answered"]
            pairs = zip(recorded, ours, strict=True)
            return [line for i, (r, o) in enumerate(pairs) for line in self.differences(r, o, f"{where}[{i}]")]
        if isinstance(recorded, str) and isinstance(ours, str):
            same = self._same_text(recorded, ours, where)
        else:
            same = type(recorded) is type(ours) and recorded == ours
        return [] if same else [f"{where}: recorded {recorded!r}, answered {ours!r}"]

    def _of_objects(self, recorded: dict[str, Any], ours: dict[str, Any], where: str) -> list[str]:
        lines = [f"{where}.{name}: recorded {recorded[name]!r}, not answered" for name in recorded.keys() - ours.keys()]
        lines += [f"{where}.{name}: not recorded, answered {ours[name]!r}" for name in ours.keys() - recorded.keys()]
        if self.ordered and not lines and [*recorded] != [*ours]:
            lines.append(f"{where}: the order {[*recorded]} recorded, {[*ours]} answered")
        for name, value in recorded.items():
            if name in ours:
                lines += self.differences(value, ours[name], f"{where}.{name}".lstrip("."))
        return lines

    def _same_text(self, recorded: str, ours: str, where: str) -> bool:
        name = where.rsplit(".", 1)[-1]
        if name == "uniqueName" and re.fullmatch(rf"(?:{_GUID.pattern}|{{sub}})-[^a-z]+", recorded):
            self.names[recorded] = ours
            if not recorded.startswith("{sub}"):
                self.guids[recorded[:36].lower()] = self.subscription
            return ours.startswith(f"{self.subscription}-") and ours == self.subscription + ours[36:].upper()
        if name == "endOfLifeDate":
            recorded = in_future(recorded)
        if name == "id" and where.startswith("value["):
            group = _GROUP.search(recorded)
            if group and group[0].isupper():
                return self._same(_GROUP.sub("G", recorded), _GROUP.sub("G", ours)) and bool(
                    (ours_group := _GROUP.search(ours)) and ours_group[0] == ours_group[0].upper()
                )
        if _TIME.fullmatch(recorded) and name != "endOfLifeDate":
            return bool(_TIME.fullmatch(ours)) and self.times.setdefault((name, recorded), ours) == ours
        return self._same(recorded, ours)

    def _same(self, recorded: str, ours: str) -> bool:
        for name, own in self.names.items():
            recorded = recorded.replace(name, own)
        recorded = recorded.replace("{sub}", self.subscription)
        if _GUID.sub("", recorded) != _GUID.sub("", ours):
            return False
        theirs = [guid.lower() for guid in _GUID.findall(recorded)]
        return all(
            guid == self.subscription or self.guids.setdefault(guid, own) == own
            for guid, own in zip(theirs, _GUID.findall(ours), strict=True)
        )

    def header_differences(self, recorded: dict[str, str], answered: dict[str, str]) -> list[str]:
        """Compare the addresses of an operation: which there are, and what they look like."""
        lines = []
        for name in ("azure-asyncoperation", "location"):
            address = re.sub(r"^https?://[^/]+", "", answered.get(name, ""))
            expected = recorded.get(name, "")
            if bool(address) != bool(expected) or not self._same(expected, address):
                lines.append(f"header {name}: recorded {expected!r}, answered {address!r}")
        return lines
