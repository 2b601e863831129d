"""Where a command looks: the cloud or the emulator, the subscription, the resource group, the gallery."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from compute_gallery_cli.clouds import AzureCloud, cloud_named
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.stack_file import StackSettings
from compute_gallery_rules import printable

__all__ = ["Choice", "Place", "place_of"]

ENDPOINT = "COMPUTE_GALLERY_EMULATOR"
CLOUD = ("AZURE_CLOUD", "ARM_ENVIRONMENT", "AZURE_ENVIRONMENT")
SUBSCRIPTION = ("AZURE_SUBSCRIPTION_ID", "ARM_SUBSCRIPTION_ID")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says about the place; None where it says nothing."""

    gallery: str | None = None
    resource_group: str | None = None
    subscription: str | None = None
    cloud: str | None = None
    endpoint: str | None = None
    stack_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command looks."""

    cloud: AzureCloud
    endpoint: str | None
    """Address of an emulator, which takes the place of the cloud; None for Azure itself."""
    subscription: str | None
    resource_group: str | None
    gallery: str | None

    @property
    def title(self) -> str:
        """The cloud or the emulator, for a message."""
        return f"the emulator at {self.endpoint}" if self.endpoint else self.cloud.title


def place_of(choice: Choice, environment: Mapping[str, str], settings: StackSettings | None) -> Place:
    """Return the place: the command line goes before the stack's file, the stack's file before the environment.

    Raises GalleryError for a cloud or an endpoint that cannot be used.
    """
    declared = settings or StackSettings.nowhere()
    endpoint = choice.endpoint or (None if choice.cloud else environment.get(ENDPOINT)) or None
    cloud = choice.cloud or declared.environment or first(environment, CLOUD) or "public"
    same_gallery = choice.gallery is None or choice.gallery.lower() == (declared.gallery or "").lower()
    return Place(
        cloud_named(cloud),
        None if endpoint is None else checked(endpoint),
        choice.subscription or declared.subscription or first(environment, SUBSCRIPTION),
        choice.resource_group or (declared.resource_group if same_gallery else None),
        choice.gallery or declared.gallery,
    )


def first(environment: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """Return the first of the variables that is set."""
    return next((environment[name] for name in names if environment.get(name)), None)


def checked(endpoint: str) -> str:
    """Return the address of an emulator, which is on this machine: nobody is signed in there."""
    try:
        address = urlsplit(endpoint)
        is_good = address.scheme in {"http", "https"} and address.hostname in LOOPBACK and address.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        allowed = "an address of this machine, such as http://127.0.0.1:8480. For Azure itself write --cloud"
        raise GalleryError(f"endpoint: {printable(endpoint)} is no emulator. Allowed: {allowed}.", ExitStatus.USAGE)
    return endpoint.rstrip("/")
