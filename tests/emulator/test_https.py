"""HTTPS with a local authority, and what a client asks before it signs in."""

import base64
import json
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.emulator.emulator_harness import Arm, Process
from tests.emulator.test_command_line import refusal

TENANT = "11111111-1111-4111-8111-111111111111"
FORM = {
    "grant_type": "client_credentials",
    "client_id": "app",
    "client_secret": "secret",
    "scope": "https://arm/.default",
}


def claims(token: str) -> dict[str, Any]:
    """Return what a token says."""
    part = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def test_https_is_trusted_through_the_file_and_only_so(launch: Callable[..., Process], tmp_path: Path) -> None:
    """The authority's certificate is all that a strict client needs, by address and by name; links say https."""
    address = launch("--https", "--ca-file", "ca.pem").arm.url
    assert address.startswith("https://127.0.0.1:")
    strict = ssl.create_default_context(cafile=tmp_path / "ca.pem")
    strict.verify_flags |= ssl.VERIFY_X509_STRICT
    with httpx.Client(verify=strict, trust_env=False) as client:
        for host in ("127.0.0.1", "localhost"):
            base = address.replace("127.0.0.1", host)
            assert client.get(f"{base}/emulator/health").status_code == 200
            assert (
                client.get(f"{base}/metadata/endpoints?api-version=2022-09-01").json()["resourceManager"] == f"{base}/"
            )
    with httpx.Client(trust_env=False) as client, pytest.raises(httpx.ConnectError):
        client.get(f"{address}/emulator/health")
    assert "PRIVATE" not in (tmp_path / "ca.pem").read_text()


def test_a_ca_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Status 2 and one line."""
    path = tmp_path / "missing" / "ca.pem"
    line = refusal("serve", "--https", "--ca-file", str(path))
    assert line == f"gallery-emulator: the CA file {path} cannot be written: No such file or directory\n"


def test_a_faults_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    """Status 2 and one line with the key, its value and what is allowed."""
    path = tmp_path / "faults.json"
    path.write_text('{"rules": [{"fault": "explode"}]}')
    line = refusal("serve", "--faults", str(path))
    assert line.startswith(
        f'gallery-emulator: the faults file {path}: rules[0].fault is "explode"; allowed: connection'
    )
    assert line.count("\n") == 1


def test_the_metadata_have_the_shape_of_their_version(arm: Arm) -> None:
    """One cloud since 2020, a list of clouds in 2019, the first form in 2015: all lead back here."""
    one = arm.http.get("/metadata/endpoints?api-version=2022-09-01").json()
    assert arm.http.get("/metadata/endpoints?api-version=2019-05-01").json() == [one]
    assert arm.http.get("/metadata/endpoints").json() == [one]
    first = arm.http.get("/metadata/endpoints?api-version=2015-01-01").json()
    assert one["authentication"]["loginEndpoint"] == first["authentication"]["loginEndpoint"] == f"{arm.url}/adfs"
    assert one["authentication"]["audiences"] == [f"{arm.url}/"]


@pytest.mark.parametrize(
    ("discovery", "tenant"),
    [("/adfs/.well-known/openid-configuration", ""), (f"/{TENANT}/v2.0/.well-known/openid-configuration", TENANT)],
)
def test_any_service_principal_gets_a_token(arm: Arm, discovery: str, tenant: str) -> None:
    """An authority of either kind names its token endpoint, whose token says who, for what and until when."""
    endpoint = arm.http.get(discovery).json()["token_endpoint"]
    answer = arm.http.post(endpoint, data=FORM).json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 86_400)
    said = claims(answer["access_token"])
    assert (said["aud"], said["appid"]) == ("https://arm", "app")
    assert said["tid"] == (tenant or "00000000-0000-0000-0000-000000000000")
    assert said["exp"] - said["iat"] == 86_400


@pytest.mark.parametrize(
    ("form", "error", "names"),
    [
        ({}, "invalid_request", "grant_type"),
        ({"grant_type": "client_credentials"}, "invalid_request", "client_id"),
        (FORM | {"grant_type": "password"}, "unsupported_grant_type", "password"),
        (FORM | {"grant_type": "a\r\nb"}, "unsupported_grant_type", "service principals"),
    ],
)
def test_a_sign_in_of_another_kind_is_refused_as_oauth_has_it(
    arm: Arm, form: dict[str, str], error: str, names: str
) -> None:
    """400 with error and error_description, which names what is missing or not supported."""
    answer = arm.http.post("/adfs/oauth2/token", data=form)
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert names in answer.json()["error_description"]


def test_a_managed_identity_gets_a_token(arm: Arm) -> None:
    """As App Service and as a machine it is given a token with the times as text; without a resource it is refused."""
    for path in ("/msi/token", "/metadata/identity/oauth2/token"):
        answer = arm.http.get(f"{path}?api-version=2019-08-01&resource=https://arm/").json()
        assert answer["expires_on"] == str(claims(answer["access_token"])["exp"])
        assert arm.http.get(path).json()["error"] == "invalid_request"


def test_tenants_and_discovery_lead_back_here(arm: Arm) -> None:
    """The tenant of the subscriptions is listed, and the host is an authority of its own."""
    (tenant,) = arm.http.get("/tenants?api-version=2022-12-01").json()["value"]
    (subscription,) = arm.http.get("/subscriptions?api-version=2022-12-01").json()["value"]
    assert tenant["tenantId"] == subscription["tenantId"]
    discovery = arm.http.get("/common/discovery/instance?api-version=1.1").json()
    assert arm.http.get(discovery["tenant_discovery_endpoint"]).json()["issuer"].startswith(arm.url)


def test_no_header_changes_the_address_in_the_answers(arm: Arm) -> None:
    """Links carry the scheme of the connection, whatever a client says that a proxy has seen."""
    forwarded = {"x-forwarded-proto": "javascript", "x-forwarded-for": "192.0.2.1", "x-forwarded-host": "evil"}
    answer = arm.http.get("/metadata/endpoints?api-version=2022-09-01", headers=forwarded)
    assert answer.json()["resourceManager"] == f"{arm.url}/"
