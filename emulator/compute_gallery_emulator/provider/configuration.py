"""How one provider is set up, and whether it may work at all.

The plugin answers under the official one's name. So it works only where it is clear that nothing real is meant:
with a running emulator, on the project's own local backend, and without settings of a real cloud, unless the
environment says by name which cloud the emulator stands in for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["PLUGIN_VERSION", "Configuration", "NotPermittedError", "read_configuration"]

PLUGIN_VERSION = "3.29.0"
"""The version of the official plugin whose behaviour this one follows."""

_EMULATOR = "COMPUTE_GALLERY_EMULATOR"
_LOCAL_BACKEND = "COMPUTE_GALLERY_LOCAL_BACKEND"
_STANDS_IN_FOR = "COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR"
_BACKEND = "PULUMI_BACKEND_URL"
_SUBSCRIPTION = "ARM_SUBSCRIPTION_ID"
_DEFAULT_SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
_PREFIX = "azure-native:config:"
_DEFAULT_CLOUD = "public"
_LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
_REAL_CLOUD_SETTINGS = (
    "auxiliaryTenantIds",
    "clientCertificatePassword",
    "clientCertificatePath",
    "clientId",
    "clientSecret",
    "environment",
    "metadataHost",
    "msiEndpoint",
    "oidcRequestToken",
    "oidcRequestUrl",
    "oidcToken",
    "oidcTokenFilePath",
    "tenantId",
    "useMsi",
    "useOidc",
)


class NotPermittedError(Exception):
    """The plugin must not work here. Its text says what is missing and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"this is the stand-in plugin of the local stack, and {reason}; for real Azure take it off PATH and "
            f"install the official one: pulumi plugin install resource azure-native {PLUGIN_VERSION}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What requests need to know."""

    emulator: str
    """The emulator's base address, for instance http://127.0.0.1:8123."""
    subscription_id: str
    location: str | None
    """The region of resources that name none."""


def _emulator(environment: Mapping[str, str]) -> str:
    address = environment.get(_EMULATOR, "").rstrip("/")
    if not address:
        raise NotPermittedError(f"{_EMULATOR} does not name a running emulator (start one with: make up)")
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in {"http", "https"} and parts.hostname in _LOOPBACK_HOSTS and parts.port is not None
    except ValueError:
        is_address = False
    if not is_address:
        raise NotPermittedError(f"{_EMULATOR}={address!r} is not a loopback address such as http://127.0.0.1:8123")
    return address


def _require_local_backend(environment: Mapping[str, str]) -> None:
    local = _folder(environment.get(_LOCAL_BACKEND, ""))
    if not local.startswith("file://"):
        raise NotPermittedError(f"{_LOCAL_BACKEND} does not name the local backend (file://...; start with: make up)")
    if _folder(environment.get(_BACKEND, "")) != local:
        raise NotPermittedError(f"the stack is not on the local backend: {_BACKEND} must be {local}")


def _folder(backend: str) -> str:
    """Return which folder an address means, whatever it says of how files are kept there."""
    return backend.partition("?")[0].rstrip("/")


def _require_stand_in(environment: Mapping[str, str], settings: Mapping[str, str]) -> None:
    real = [name for name in _REAL_CLOUD_SETTINGS if settings.get(name, "") not in {"", "false"}]
    if not real:
        return
    cloud = settings.get("environment", "") or _DEFAULT_CLOUD
    allowed = {name.strip().casefold() for name in environment.get(_STANDS_IN_FOR, "").split(",")}
    if cloud.casefold() not in allowed:
        names = ", ".join(f"azure-native:{name}" for name in real)
        raise NotPermittedError(
            f"the configuration is for real Azure ({names}): to try it on the emulator set {_STANDS_IN_FOR}={cloud}"
        )


def read_configuration(environment: Mapping[str, str], variables: Mapping[str, str]) -> Configuration:
    """Return the configuration from the environment and the provider's variables (`azure-native:config:NAME`).

    Raises `NotPermittedError`, without repeating the value of a setting that may be secret.
    """
    settings = {name.removeprefix(_PREFIX): value for name, value in variables.items()}
    emulator = _emulator(environment)
    _require_local_backend(environment)
    _require_stand_in(environment, settings)
    return Configuration(
        emulator=emulator,
        subscription_id=settings.get("subscriptionId") or environment.get(_SUBSCRIPTION) or _DEFAULT_SUBSCRIPTION,
        location=settings.get("location") or None,
    )
