"""The emulator as a cloud of its own: what clients ask before they sign in, and where they do it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.operations import Answer
from compute_gallery_emulator.requests import ArmRequest
from compute_gallery_emulator.tokens import TENANT, issue_token, managed_identity_token

__all__ = ["answer_cloud"]

_TENANT = r"/(?P<tenant>[A-Za-z0-9][A-Za-z0-9.-]{0,63})"
_ONE_CLOUD_SINCE = "2020"
"""Versions of the metadata from this year on describe one cloud; those before list all."""
_OLDEST = "2015-01-01"


def answer_cloud(request: ArmRequest, now: int) -> Answer | None:
    """Answer a request for metadata, a tenant or a token, or return None for an address of another kind."""
    path = request.raw_path.decode("latin-1").rstrip("/")
    for method, pattern, act in _ADDRESSES:
        match = pattern.fullmatch(path)
        if match and request.method in {method, "HEAD" if method == "GET" else method}:
            return act(request, match.groupdict().get("tenant", ""), now)
    return None


def _metadata(request: ArmRequest, _tenant: str, _now: int) -> Answer:
    """Answer the cloud's endpoints in the shape of the version that is asked for."""
    base, asked = request.base, request.query.get("api-version", "")
    if asked == _OLDEST:
        login: JsonObject = {"loginEndpoint": f"{base}/adfs", "audiences": [f"{base}/"]}
        return Answer(
            200, {"galleryEndpoint": base, "graphEndpoint": base, "portalEndpoint": base, "authentication": login}
        )
    cloud: JsonObject = {
        "name": "ComputeGalleryEmulator",
        "portal": base,
        "authentication": {
            "loginEndpoint": f"{base}/adfs",
            "audiences": [f"{base}/"],
            "tenant": TENANT,
            "identityProvider": "ADFS",
        },
        "graph": base,
        "graphAudience": f"{base}/",
        "media": base,
        "resourceManager": f"{base}/",
        "sqlManagement": base,
        "suffixes": {"storage": "core.localhost", "keyVaultDns": "vault.localhost"},
        "gallery": base,
    }
    return Answer(200, cloud if asked >= _ONE_CLOUD_SINCE else [cloud])


def _openid(request: ArmRequest, tenant: str, _now: int) -> Answer:
    """Answer the addresses of an authority; those of AD FS have no version."""
    root = f"{request.base}/{tenant}"
    versioned = "/v2.0/" in request.raw_path.decode("latin-1").lower()
    oauth = f"{root}/oauth2/v2.0" if versioned else f"{root}/oauth2"
    return Answer(
        200,
        {
            "issuer": f"{root}/v2.0" if versioned else root,
            "authorization_endpoint": f"{oauth}/authorize",
            "device_authorization_endpoint": f"{oauth}/devicecode",
            "token_endpoint": f"{oauth}/token",
            "jwks_uri": f"{root}/discovery/keys",
            "response_types_supported": ["token"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["none"],
        },
    )


def _instance(request: ArmRequest, _tenant: str, _now: int) -> Answer:
    """Say that this host is an authority of its own."""
    host = urlsplit(request.base).netloc
    aliases: JsonObject = {"preferred_network": host, "preferred_cache": host, "aliases": [host]}
    discovery = f"{request.base}/{TENANT}/v2.0/.well-known/openid-configuration"
    return Answer(200, {"tenant_discovery_endpoint": discovery, "api-version": "1.1", "metadata": [aliases]})


def _tenants(_request: ArmRequest, _tenant: str, _now: int) -> Answer:
    tenant: JsonObject = {"id": f"/tenants/{TENANT}", "tenantId": TENANT, "displayName": "Emulated tenant"}
    return Answer(200, {"value": [tenant]})


_ADDRESSES: tuple[tuple[str, re.Pattern[str], Callable[[ArmRequest, str, int], Answer]], ...] = tuple(
    (method, re.compile(pattern, re.IGNORECASE | re.ASCII), act)
    for method, pattern, act in (
        ("GET", "/metadata/endpoints", _metadata),
        ("GET", "/tenants", _tenants),
        ("GET", f"{_TENANT}(/v2.0)?/.well-known/openid-configuration".replace(".well", r"\.well"), _openid),
        ("GET", "/common/discovery/instance", _instance),
        (
            "GET",
            "/(msi/token|metadata/identity/oauth2/token)",
            lambda request, _, now: managed_identity_token(request, now),
        ),
        ("POST", f"{_TENANT}/oauth2(/v2.0)?/token", issue_token),
    )
)
"""Method, path and what answers; the first that fits."""
