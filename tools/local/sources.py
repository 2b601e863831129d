"""Creates what the local stack's versions are made from, by ordinary requests to the emulator."""

from pathlib import Path

import httpx
import yaml

from tools.local.folder import LocalError

__all__ = ["create_sources"]


def create_sources(emulator: str, file: Path) -> None:
    """Send the PUT requests that a YAML list describes (`id`, `api-version`, `body`). Raises LocalError.

    What is there already is left as it is.
    """
    with httpx.Client(base_url=emulator, timeout=30, trust_env=False) as client:
        for entry in yaml.safe_load(file.read_text()):
            query = {"api-version": entry["api-version"]}
            if client.get(entry["id"], params=query).is_success:
                continue
            answer = client.put(entry["id"], params=query, json=entry["body"])
            if not answer.is_success:
                raise LocalError(f"{file.name}: the emulator refused {entry['id']}: {answer.text}")
