"""Sources in another subscription or tenant, by the default provider's settings."""

import json

import pulumi
import pytest

from pulumi_azure_compute_gallery import Gallery
from tests.components.component_args import (
    declare_gallery,
    declare_version,
    gallery_args,
    nested_definition,
    nested_version,
)
from tests.components.component_run import SUBSCRIPTION, Run, compute_id, run_program

OTHER = "00000000-0000-0000-0000-00000000000f"
HOME, AWAY = "11111111-0000-0000-0000-000000000000", "22222222-0000-0000-0000-000000000000"
SOURCE = {"managed_image_id": compute_id("images", "a", OTHER)}
SIGNED_IN = {"azure-native:subscriptionId": SUBSCRIPTION, "azure-native:tenantId": HOME}


def with_tenant(**settings: str) -> Run:
    """Run a program whose gallery names the tenant of its source's subscription."""
    tree = {"ubuntu": nested_definition(versions={"1.0.0": nested_version(source=SOURCE)})}
    config = {**SIGNED_IN, **{f"azure-native:{name}": value for name, value in settings.items()}}
    return run_program(lambda: declare_gallery(source_tenants={OTHER: AWAY}, definitions=tree), config=config)


def test_missing_auxiliary_tenant() -> None:
    """S25: a source in a tenant that the provider does not sign in to is refused with the command that mends it."""
    (text,) = with_tenant().refused()
    assert text.startswith("ImageVersion 'images-ubuntu-1.0.0': source: \"/subscriptions/")
    assert f"is in tenant {AWAY}, which the provider does not sign in to" in text
    assert f"pulumi config set --path 'azure-native:auxiliaryTenantIds[0]' {AWAY}" in text


def test_configured_auxiliary_tenant() -> None:
    """S25: with the tenant among the auxiliary ones there is nothing to say."""
    run = with_tenant(auxiliaryTenantIds=json.dumps([AWAY])).succeeded()
    assert run.warnings == []
    assert run.calls == []


def test_auxiliary_tenant_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """S25: auxiliary tenants may stand in the environment, as azure-native reads them."""
    monkeypatch.setenv("ARM_AUXILIARY_TENANT_IDS", json.dumps([AWAY]))
    assert with_tenant().succeeded().warnings == []


def test_auxiliary_tenants_as_terraform_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """S25: a list that azure-native cannot read is told with the form that it can."""
    monkeypatch.setenv("ARM_AUXILIARY_TENANT_IDS", f"{HOME};{AWAY}")
    (text,) = with_tenant().refused()
    assert f'ARM_AUXILIARY_TENANT_IDS: "{HOME};{AWAY}" is no JSON list' in text
    assert f'Write ["{HOME}", "{AWAY}"].' in text


def test_too_many_auxiliary_tenants() -> None:
    """S25: four auxiliary tenants are refused, once, whatever the sources are."""
    four = json.dumps([f"{number}" for number in range(4)])
    (text,) = with_tenant(auxiliaryTenantIds=four[:-1] + f', "{AWAY}"]').refused()
    assert "azure-native:auxiliaryTenantIds" in text
    assert "are 5 tenants" in text
    assert "at most 3" in text


def test_own_tenant_is_asked_for() -> None:
    """S25: where neither config nor environment tell the own tenant, the provider is asked, once."""

    def program() -> None:
        for number in ("1.0.0", "1.0.1"):
            declare_version(number, version=number, source=SOURCE, source_tenants={OTHER: AWAY})

    run = run_program(program, config={"azure-native:subscriptionId": SUBSCRIPTION})
    assert isinstance(run.error, pulumi.RunError)
    assert len([text for text in run.errors if f"is in tenant {AWAY}" in text]) >= 1
    assert run.calls == ["azure-native:authorization:getClientConfig"]
    assert run.custom == []


def test_other_subscription() -> None:
    """S25: a source in another subscription is a warning while nothing is told of its tenant."""
    run = run_program(lambda: declare_version(source=SOURCE), config=SIGNED_IN).succeeded()
    (text,) = run.warnings
    assert "is in another subscription, whose tenant is not known" in text
    assert f"source_tenants {{{OTHER}: <tenant id>}}" in text


def test_provider_of_its_own() -> None:
    """S25: nothing is said of a version with a provider of its own, whose settings are not known."""

    def program() -> None:
        provider = pulumi.ProviderResource("azure-native", "other", {})
        with_provider = pulumi.ResourceOptions(provider=provider)
        tree = {"ubuntu": nested_definition(versions={"1.0.0": nested_version(source=SOURCE)})}
        Gallery("images", gallery_args(source_tenants={OTHER: AWAY}, definitions=tree), with_provider)

    assert run_program(program, config=SIGNED_IN).succeeded().warnings == []
