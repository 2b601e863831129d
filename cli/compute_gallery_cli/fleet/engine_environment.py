"""What the engine finds in its environment: it works in a folder that is gone afterwards, not in the caller's."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

__all__ = ["engine_environment", "is_unreadable_login", "pulumi_home", "state_folder"]

SETTINGS = {"PULUMI_SKIP_UPDATE_CHECK": "true", "PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"}
BACKEND = "PULUMI_BACKEND_URL"
FILES = "file://"
PATHS = (
    "ARM_CLIENT_CERTIFICATE_PATH",
    "ARM_OIDC_TOKEN_FILE_PATH",
    "AZURE_CONFIG_DIR",
    "AZURE_FEDERATED_TOKEN_FILE",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
    "PULUMI_CREDENTIALS_PATH",
    "PULUMI_HOME",
)
"""Variables that name files and folders."""


def engine_environment(variables: Mapping[str, str], folder: Path, login: str | None = None) -> dict[str, str]:
    """Return what is to be set for the engine to find all that it would find in the caller's folder.

    `login` is where `pulumi login` keeps the state, if that could not be read from Pulumi's own file.
    """
    paths = {name: str(folder / variables[name]) for name in PATHS if variables.get(name)}
    backend = variables.get(BACKEND) or login or logged_in({**variables, **paths})
    return {
        **SETTINGS,
        **paths,
        **({BACKEND: without_attributes(backend, folder)} if backend.startswith(FILES) else {}),
    }


def is_unreadable_login(variables: Mapping[str, str]) -> bool:
    """Tell whether only Pulumi itself can read where `pulumi login` keeps the state: it may encrypt its file."""
    return not variables.get(BACKEND) and login_file(variables).exists() and not logged_in(variables)


def logged_in(variables: Mapping[str, str]) -> str:
    """Return the address that `pulumi login` has noted, as it was written there; nothing where it cannot be read."""
    try:
        noted = json.loads(login_file(variables).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    current = noted.get("current") if isinstance(noted, dict) else None
    return current if isinstance(current, str) else ""


def login_file(variables: Mapping[str, str]) -> Path:
    """Return the file that `pulumi login` writes."""
    folder = variables.get("PULUMI_CREDENTIALS_PATH")
    return (Path(folder) if folder else pulumi_home(variables)) / "credentials.json"


def pulumi_home(variables: Mapping[str, str]) -> Path:
    """Return the folder in which Pulumi keeps what is of this user."""
    home = variables.get("PULUMI_HOME")
    return Path(home) if home else Path.home() / ".pulumi"


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where the engine keeps its state; None where that is in no folder here."""
    backend = environment.get(BACKEND, "")
    path = unquote(backend.removeprefix(FILES).partition("?")[0])
    return Path(path).expanduser() if backend.startswith(FILES) else None


def without_attributes(backend: str, folder: Path) -> str:
    """Return the address of a folder as Pulumi resolves it in the caller's; `~` is the user's own everywhere.

    Pulumi would keep attributes beside each file of the state, which nobody reads. When a run is killed just as it
    writes them, it refuses to read the state: `failed to load checkpoint: EOF`.
    """
    path, _, query = backend.removeprefix(FILES).partition("?")
    if not path.startswith("~"):
        path = os.path.normpath(folder / path)
    options = [*filter(None, [query]), *([] if "metadata=" in query else ["metadata=skip"])]
    return f"{FILES}{path}?{'&'.join(options)}"
