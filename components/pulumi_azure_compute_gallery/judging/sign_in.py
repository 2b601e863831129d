"""Whom providers sign in as, the default one above all, and versions whose sources are in another tenant (S25)."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pulumi

from compute_gallery_rules import (
    Finding,
    Severity,
    SignIn,
    judge_auxiliary_tenants,
    printable,
    version_against_sign_in,
)
from pulumi_azure_compute_gallery.judging.declared import DeclaredResource
from pulumi_azure_compute_gallery.running.native_resource import client_config

__all__ = ["DefaultSignIn", "known_subscription"]

SETTING, VARIABLE = "azure-native:auxiliaryTenantIds", "ARM_AUXILIARY_TENANT_IDS"


class DefaultSignIn:
    """Whom the provider that is set up by the stack's config and the environment signs in as: one for each run."""

    def __init__(self) -> None:
        self._asked: pulumi.Output[Any] | None = None
        self._clients: dict[pulumi.ProviderResource | None, pulumi.Output[Mapping[str, Any]]] = {}
        self._wrong: list[Finding] = []
        auxiliary = setting("auxiliaryTenantIds", VARIABLE)
        self._known = SignIn(
            subscription=setting("subscriptionId", "ARM_SUBSCRIPTION_ID"),
            tenant=setting("tenantId", "ARM_TENANT_ID"),
            auxiliary_tenants=self._read(auxiliary) if auxiliary else (),
        )
        self._wrong += judge_auxiliary_tenants(self._known)

    def findings(self, version: DeclaredResource) -> Iterator[Finding]:
        """Find what a version's sources need that the sign-in lacks, in azure-native's names.

        Nothing for a version with a provider of its own, whose settings are not known here. What is wrong with the
        settings themselves is told at the first version.
        """
        if of_its_own(version.component):
            return
        yield from self._wrong
        self._wrong.clear()
        tenants = version.args.get("source_tenants")
        yield from version_against_sign_in(version.inputs, self._known, tenants if isinstance(tenants, Mapping) else {})

    def asked(self, component: pulumi.Resource, tenants: object) -> pulumi.Output[Any] | None:
        """Return what tells the provider's own tenant; None where it is known, or where nobody needs to know."""
        if not tenants or self._known.tenant or of_its_own(component):
            return None
        if self._asked is None:
            self._asked = self.client(component).apply(self._learn)
        return self._asked

    def client(self, component: pulumi.Resource) -> pulumi.Output[Mapping[str, Any]]:
        """Return what the provider of a component signs in as: its own, or the default one. Each is asked once."""
        provider = own_provider(component)
        if provider not in self._clients:
            self._clients[provider] = client_config(component)
        return self._clients[provider]

    def _learn(self, client: Mapping[str, Any]) -> None:
        """Take note of what the provider says of itself."""
        known = self._known
        self._known = replace(
            known,
            tenant=client.get("tenantId") or None,
            subscription=known.subscription or client.get("subscriptionId") or None,
        )

    def _read(self, text: str) -> Sequence[str] | None:
        """Read auxiliary tenants as azure-native does: a JSON list of texts; None where they are none."""
        try:
            tenants = json.loads(text)
        except ValueError:
            tenants = None
        if isinstance(tenants, list) and all(isinstance(tenant, str) for tenant in tenants):
            return tenants
        place = SETTING if pulumi.Config("azure-native").get("auxiliaryTenantIds") else VARIABLE
        listed = json.dumps([part for part in text.replace(";", ",").replace(" ", "").split(",") if part])
        problem, allowed = "is no JSON list of tenant ids, which azure-native asks for", "a JSON list of texts"
        self._wrong.append(Finding("source-tenant", place, printable(text), problem, allowed, listed, Severity.ERROR))
        return None


def known_subscription(version: pulumi.Resource) -> str | None:
    """Return the subscription of a version where config or environment tell, and no provider of its own may differ."""
    return None if of_its_own(version) else setting("subscriptionId", "ARM_SUBSCRIPTION_ID")


def of_its_own(version: pulumi.Resource) -> bool:
    """Tell whether a version has a provider of its own."""
    return own_provider(version) is not None


def own_provider(version: pulumi.Resource) -> pulumi.ProviderResource | None:
    """Return the provider that a version was given; None for the default one."""
    return version.get_provider("azure-native:compute:GalleryImageVersion")


def setting(name: str, variable: str) -> str | None:
    """Return a setting of the default provider, from the stack's config or else the environment."""
    return pulumi.Config("azure-native").get(name) or os.environ.get(variable) or None
