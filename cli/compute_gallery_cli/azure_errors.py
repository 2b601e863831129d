"""Errors of Azure's client as one readable line each, and which of them pass."""

import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    DecodeError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
)

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.place import Place

__all__ = ["failure_of", "may_pass", "readable"]

NETWORK = (ServiceRequestError, ServiceResponseError, IncompleteReadError, DecodeError)
"""No answer, or a part of one."""
SUBSCRIPTION_CODES = frozenset({"SubscriptionNotFound", "InvalidSubscriptionId"})
WRONG_CLOUD = re.compile(r"AADSTS(?:90002|500011|900382|900439)|InvalidAuthenticationTokenTenant|NationalCloud")
CUT = re.compile(r"failed to (?:resolve|establish)|connect to proxy|connection was refused|timed out", re.IGNORECASE)
"""Words of a sign-in that got no answer."""
TRIED = re.compile(r"^\t(\w+Credential: .*)$", re.MULTILINE)
NOT_THERE = re.compile(
    r"unavailable|not found on path|not installed|could not be found|requires the '|az login|azd auth"
)
"""Words on a way to sign in that nobody has set up: it is not what went wrong."""
MAX_CHARACTERS = 300
RETRY_AFTER = {"retry-after-ms": 1000, "x-ms-retry-after-ms": 1000, "Retry-After": 1}
"""Headers that say when to come back, with their parts of a second; the last may be a date instead."""


@contextmanager
def readable(place: Place) -> Generator[None]:
    """Turn what Azure's client raises into a GalleryError."""
    try:
        yield
    except AzureError as error:
        raise failure_of(error, place) from error


def may_pass(error: AzureError) -> bool:
    """Tell whether the same request may succeed later: no answer, throttling, an error of Azure's own."""
    if isinstance(error, NETWORK):
        return True
    status = error.status_code if isinstance(error, HttpResponseError) else None
    return status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS} or (
        status is not None and status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )


def failure_of(error: AzureError, place: Place) -> GalleryError:
    """Return what to tell the person at the terminal."""
    told, where = message_of(error), place.title
    status = error.status_code if isinstance(error, HttpResponseError) else None
    code = code_of(error)
    if isinstance(error, NETWORK) or (isinstance(error, ClientAuthenticationError) and CUT.search(told)):
        advice = "Check the network, a proxy (HTTPS_PROXY), or whether the emulator runs"
        text, exit_status = f"{where} does not answer: {told} {advice}.", ExitStatus.UNREACHABLE
    elif WRONG_CLOUD.search(f"{code} {told}"):
        advice = "Choose the cloud: --cloud public, china or usgovernment"
        text, exit_status = f"{where} does not know this sign-in: {told} {advice}.", ExitStatus.SIGN_IN
    elif isinstance(error, ClientAuthenticationError) or status == HTTPStatus.UNAUTHORIZED:
        text, exit_status = f"not signed in to {where}: {told} {sign_in(place)}.", ExitStatus.SIGN_IN
    elif status == HTTPStatus.FORBIDDEN:
        advice = "The role Reader on the gallery's resource group is enough to look; publishing needs more"
        text, exit_status = f"{where} forbids this: {told} {advice}.", ExitStatus.FORBIDDEN
    elif code in SUBSCRIPTION_CODES:
        advice = "Check --subscription and --cloud: a subscription belongs to one cloud"
        text, exit_status = f"{where}: {told} {advice}.", ExitStatus.NOT_FOUND
    elif status == HTTPStatus.NOT_FOUND:
        text, exit_status = f"{where}: {told}", ExitStatus.NOT_FOUND
    elif status is None or may_pass(error):
        text, exit_status = f"{where} could not answer: {told} Try again later.", ExitStatus.UNREACHABLE
    else:
        text, exit_status = f"{where} refused ({status}): {told}", ExitStatus.FAILED
    return GalleryError(text, exit_status, retry_after(error))


def retry_after(error: AzureError) -> float | None:
    """Return the seconds after which Azure asks to be asked again; None where it does not say, or not readably."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    for name, divisor in RETRY_AFTER.items():
        value = str(headers.get(name, "")).strip()
        if value.isdecimal():
            return int(value) / divisor
        with suppress(ValueError):
            return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    return None


def sign_in(place: Place) -> str:
    """Return how to sign in."""
    cli = {"public": "AzureCloud", "china": "AzureChinaCloud", "usgovernment": "AzureUSGovernment"}
    name = cli[place.cloud.cloud.value]
    return (
        f"Sign in by `az cloud set -n {name}` and `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and "
        "AZURE_CLIENT_SECRET"
    )


def code_of(error: AzureError) -> str:
    """Return Azure's code of an error; empty where it gave none."""
    told = getattr(error, "error", None)
    code = getattr(told, "code", None)
    return code if isinstance(code, str) else ""


def message_of(error: AzureError) -> str:
    """Return the first sentence of what went wrong, without the addresses that it was tried at."""
    told = getattr(getattr(error, "error", None), "message", None) or error.message or type(error).__name__
    text = " ".join(str(told).split())
    if text.startswith("DefaultAzureCredential failed"):
        text = sign_in_reasons(str(told)) or "no credentials were found in the environment, a managed identity or az"
    if "Connection refused" in text:
        return "the connection was refused."
    text = text.replace("ERROR: ", "")
    shown = text if len(text) <= MAX_CHARACTERS else f"{text[:MAX_CHARACTERS].rstrip()}..."
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."


def sign_in_reasons(told: str) -> str:
    """Return why the ways to sign in have failed that somebody has set up; empty where nobody has."""
    return "; ".join(" ".join(line.split()) for line in TRIED.findall(told) if not NOT_THERE.search(line))
