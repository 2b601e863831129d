"""Test tokens: what a sign-in gets. They prove nothing, and the emulator asks for nothing; clients read what is in."""

import base64
import json
import uuid
from urllib.parse import parse_qsl

from compute_gallery_emulator.clock import SECOND
from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest

__all__ = ["TENANT", "issue_token", "managed_identity_token"]

TENANT = "00000000-0000-0000-0000-000000000000"
"""The tenant of every subscription."""

_LIFETIME = 86_400
"""Seconds for which a token says that it is good. Nothing checks it."""
_GRANTS = ("client_credentials",)


def _encoded(part: JsonObject) -> str:
    text = json.dumps(part, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode("ascii")


def _token(request: ArmRequest, tenant: str, client_id: str, audience: str, now: int) -> str:
    """Return an unsigned JWT with the claims that Azure's clients look for."""
    issued = now // SECOND
    claims: JsonObject = {
        "aud": audience,
        "iss": f"{request.base}/{tenant}/",
        "iat": issued,
        "nbf": issued,
        "exp": issued + _LIFETIME,
        "appid": client_id,
        "oid": str(uuid.uuid5(uuid.NAMESPACE_URL, client_id)),
        "sub": str(uuid.uuid5(uuid.NAMESPACE_URL, client_id)),
        "tid": TENANT if tenant == "adfs" else tenant,
        "ver": "1.0",
    }
    return f"{_encoded({'typ': 'JWT', 'alg': 'none'})}.{_encoded(claims)}.dGVzdA"


def issue_token(request: ArmRequest, tenant: str, now: int) -> Answer:
    """Answer a POST to a token endpoint: any client with any secret, assertion or certificate signs in.

    The body is a form (RFC 6749, section 4.4.2); what is missing or unknown is told as that RFC has it.
    """
    try:
        form = dict(parse_qsl(request.content.decode("ascii"), max_num_fields=50))
    except ValueError:
        return _refused("invalid_request", "The request body is not a form.")
    grant, client_id = form.get("grant_type", ""), form.get("client_id", "")
    if not grant or not client_id:
        missing = "client_id" if grant else "grant_type"
        return _refused("invalid_request", f"The request body must contain the following parameter: '{missing}'.")
    if grant not in _GRANTS:
        shown = grant[:80] if grant.isprintable() else ascii(grant[:80])
        return _refused(
            "unsupported_grant_type",
            f"The grant type '{shown}' is not supported: the emulator signs in service principals "
            f"({', '.join(_GRANTS)}) and managed identities.",
        )
    audience = form.get("resource") or form.get("scope", "").removesuffix("/.default") or request.base
    token = _token(request, tenant, client_id, audience, now)
    return Answer(
        200, {"token_type": "Bearer", "expires_in": _LIFETIME, "ext_expires_in": _LIFETIME, "access_token": token}
    )


def _refused(error: str, description: str) -> Answer:
    return Answer(400, {"error": error, "error_description": description})


def managed_identity_token(request: ArmRequest, now: int) -> Answer:
    """Answer a GET of a managed identity's token, as App Service (IDENTITY_ENDPOINT) and machines (IMDS) do."""
    resource = request.query.get("resource", "")
    if not resource:
        return _refused("invalid_request", "The request must contain the following parameter: 'resource'.")
    client_id = request.query.get("client_id") or str(uuid.uuid5(uuid.NAMESPACE_URL, "system-assigned"))
    expires = str(now // SECOND + _LIFETIME)
    body: JsonObject = {
        "access_token": _token(request, TENANT, client_id, resource, now),
        "client_id": client_id,
        "expires_in": str(_LIFETIME),
        "expires_on": expires,
        "not_before": str(now // SECOND),
        "resource": resource,
        "token_type": "Bearer",
    }
    return Answer(200, body)
