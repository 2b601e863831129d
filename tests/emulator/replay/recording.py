"""Recorded conversations with Azure, read from files of two shapes: whole conversations, and single refusals."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

__all__ = ["Exchange", "Recording", "read_recording", "read_recordings"]

_TOKENS = re.compile(r"(?<=[?&])(?:[tcsh]|p)=[^&]*&?")
_GROUP_TAIL = re.compile(r"^.*?(?=resourceGroups/)", re.IGNORECASE)
_COMPUTE_TAIL = re.compile(r"^.*?icrosoft\.Compute/(?=locations/)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and its recorded answer. `{sub}` in it stands for the subscription."""

    method: str
    path: str
    """With the query, without Azure's partition and signature tokens."""
    status: int
    request: Any = None
    response: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    polls: int = 1
    """How many equal requests the recording has collapsed into this one."""
    first_response: Any = None
    """The first answer to them, where it differs from the last."""

    @property
    def bare_path(self) -> str:
        """The path without its query, decoded."""
        return unquote(self.path.split("?", 1)[0])

    @property
    def error(self) -> dict[str, Any]:
        """The recorded refusal, or an empty object."""
        found = self.response.get("error") if isinstance(self.response, dict) else None
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A conversation in the order in which it was recorded."""

    name: str
    exchanges: tuple[Exchange, ...]


def read_recordings(folder: Path) -> list[Recording]:
    """Return all conversations of a folder; each single refusal is a conversation of its own."""
    return [recording for path in sorted(folder.glob("*.json")) for recording in read_recording(path)]


def read_recording(path: Path) -> list[Recording]:
    """Return the conversations of one file: a list of exchanges, alone or under "exchanges" beside their source."""
    content = json.loads(path.read_text(encoding="utf-8"))
    rows = content["exchanges"] if isinstance(content, dict) else content
    if any("error" in row and "response" not in row for row in rows):
        return [Recording(name=f"{path.stem}[{number}]", exchanges=(_refusal(row),)) for number, row in enumerate(rows)]
    return [Recording(name=path.stem, exchanges=tuple(_exchange(row) for row in rows))]


def _exchange(row: dict[str, Any]) -> Exchange:
    return Exchange(
        method=row["method"],
        path=_TOKENS.sub("", row["path"]).rstrip("?&"),
        status=row["status"],
        request=row.get("request"),
        response=row.get("response"),
        headers={name: _TOKENS.sub("", value).rstrip("?&") for name, value in (row.get("headers") or {}).items()},
        polls=row.get("polls") or 1,
        first_response=row.get("first_response"),
    )


def _refusal(row: dict[str, Any]) -> Exchange:
    """Return the exchange of a refusal, whose path was kept from somewhere in its middle."""
    path = row.get("path") or row["path_tail"]
    if "resourcegroups/" in path.lower():
        path = _GROUP_TAIL.sub("/subscriptions/{sub}/", path)
    else:
        path = _COMPUTE_TAIL.sub("/subscriptions/{sub}/providers/Microsoft.Compute/", path)
    return _exchange(row | {"path": path, "response": {"error": row["error"]}})
