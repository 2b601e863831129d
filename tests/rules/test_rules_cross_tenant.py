"""A source in another tenant needs that tenant's sign-in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import UNKNOWN, Severity, SignIn, judge_auxiliary_tenants, version_against_sign_in

OWN, OTHER = "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-00000000000A"
HOME, AWAY = "11111111-0000-0000-0000-000000000000", "22222222-0000-0000-0000-000000000000"


def image(subscription: str, kind: str = "images") -> str:
    """Return the id of a source."""
    return f"/subscriptions/{subscription}/resourceGroups/rg/providers/Microsoft.Compute/{kind}/a"


def made_from(source_id: object) -> dict[str, Any]:
    """Return a version's inputs."""
    return {"storageProfile": {"source": {"id": source_id}}}


def signed_in(*auxiliary: str, tenant: str | None = HOME, subscription: str | None = OWN) -> SignIn:
    """Return a sign-in."""
    return SignIn(subscription, tenant, auxiliary)


def test_tenant_that_is_not_signed_in_to() -> None:
    """S25: a source in a tenant that is not among the auxiliary ones is an error with the command to run."""
    (finding,) = version_against_sign_in(made_from(image(OTHER)), signed_in("x"), {OTHER.lower(): AWAY})
    assert finding.severity is Severity.ERROR
    assert finding.field == "storageProfile.source.id"
    assert finding.instead is not None
    assert f"pulumi config set --path 'azure-native:auxiliaryTenantIds[1]' {AWAY}" in finding.instead


def test_subscription_of_unknown_tenant() -> None:
    """S25: a source in another subscription, without a word on its tenant, is a warning that says what to write."""
    (finding,) = version_against_sign_in(made_from(image(OTHER)), signed_in(), {})
    assert finding.severity is Severity.WARNING
    assert finding.instead is not None
    assert OTHER.lower() in finding.instead


@pytest.mark.parametrize(
    ("source", "sign_in", "tenants"),
    [
        (image(OTHER), signed_in(AWAY.upper()), {OTHER: AWAY}),
        (image(OTHER), signed_in(), {OTHER: HOME.upper()}),
        (image(OTHER), signed_in(AWAY), {}),
        (image(OTHER), signed_in(tenant=None), {OTHER: AWAY}),
        (image(OTHER), signed_in(subscription=None), {}),
        (image(OTHER), SignIn(OWN, HOME, None), {OTHER: AWAY}),
        (image(OTHER), signed_in(), {OTHER: UNKNOWN}),
        (image(OWN.upper()), signed_in(), {}),
        (UNKNOWN, signed_in(), {}),
        ("/communityGalleries/a/images/b/versions/1.0.0", signed_in(), {}),
    ],
)
def test_nothing_to_say(source: object, sign_in: SignIn, tenants: dict[str, object]) -> None:
    """S25: nothing is said of a tenant that is signed in to, of the own one, and of what is not known."""
    assert version_against_sign_in(made_from(source), sign_in, tenants) == ()


def test_every_source_is_looked_at() -> None:
    """S25: the OS disk's, data disks' and storage accounts' subscriptions count, each under its own field."""
    account = f"/subscriptions/{OTHER}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a"
    version = {
        "storageProfile": {
            "osDiskImage": {"source": {"id": image(OTHER, "disks")}},
            "dataDiskImages": [{"lun": 0, "source": {"uri": "https://a/b", "storageAccountId": account}}],
        }
    }
    found = version_against_sign_in(version, signed_in(), {})
    assert [finding.field for finding in found] == [
        "storageProfile.osDiskImage.source.id",
        "storageProfile.dataDiskImages[0].source.storageAccountId",
    ]


@given(st.lists(st.uuids().map(str), max_size=6))
def test_three_auxiliary_tenants(tenants: list[str]) -> None:
    """S25: more than three auxiliary tenants are an error, three are none."""
    found = judge_auxiliary_tenants(SignIn(auxiliary_tenants=tenants))
    assert bool(found) == (len(tenants) > 3)


@given(
    st.recursive(
        st.none() | st.text() | st.integers() | st.just(UNKNOWN),
        lambda inner: (
            st.dictionaries(st.sampled_from(["storageProfile", "source", "id", "osDiskImage", "dataDiskImages"]), inner)
            | st.lists(inner)
        ),
    )
)
def test_any_inputs(inputs: object) -> None:
    """Whatever stands in a version, nothing is raised."""
    version = inputs if isinstance(inputs, dict) else {"storageProfile": inputs}
    assert isinstance(version_against_sign_in(version, signed_in(), {OTHER: inputs}), tuple)
