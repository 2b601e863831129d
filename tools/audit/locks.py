"""The lock files of the repository, and the vulnerabilities in them that are known and accepted."""

import datetime as dt
import json
from pathlib import Path

__all__ = ["NPM_LOCKS", "PYTHON_LOCKS", "AcceptedError", "accepted"]

ROOT = Path(__file__).parents[2]
PYTHON_LOCKS = (
    "requirements.lock",
    "tests/emulator/azure_cli/azure-cli.lock",
    "tests/typing/pyright.lock",
    "tools/audit/pip-audit.lock",
    "tools/engine/go-toolchain.lock",
    "tools/environment/uv.lock",
)
NPM_LOCKS = ("examples/typescript/package-lock.json",)
FIELDS = {"id", "reason", "until"}


class AcceptedError(Exception):
    """The list of what is accepted cannot be read; the text says why."""


def accepted(file: Path, today: dt.date) -> list[str]:
    """Return the ids that need not be told today: a list of objects with id, reason and the date until when."""
    try:
        entries = json.loads(file.read_text("utf-8"))
        for entry in entries:
            if entry.keys() != FIELDS or not entry["reason"].strip():
                raise AcceptedError(f"{file.name}: {entry} needs id, reason and until, and nothing else")
        return [entry["id"] for entry in entries if dt.date.fromisoformat(entry["until"]) >= today]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise AcceptedError(f"{file.name} is no list of objects with id, reason and until: {error}") from error
