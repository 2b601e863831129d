"""Sources in another subscription or tenant than the one that a version is made in (S25)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compute_gallery_rules.azure.sources import SOURCE_IDS, disk_sources
from compute_gallery_rules.finding import Finding, Problem, Severity
from compute_gallery_rules.values.inputs import Inputs, read
from compute_gallery_rules.values.resource_ids import parse_resource_id

__all__ = ["MAX_AUXILIARY_TENANTS", "SignIn", "judge_auxiliary_tenants", "version_against_sign_in"]

RULE = "source-tenant"
MAX_AUXILIARY_TENANTS = 3
AUXILIARY = "azure-native:auxiliaryTenantIds"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom a provider signs in as; None stands for what is not known."""

    subscription: str | None = None
    """Id of the subscription that versions are made in."""
    tenant: str | None = None
    """Id of that subscription's tenant."""
    auxiliary_tenants: Sequence[str] | None = None
    """Ids of the further tenants that each request carries a token of."""


def judge_auxiliary_tenants(sign_in: SignIn) -> tuple[Finding, ...]:
    """Judge how many auxiliary tenants a provider has.

    Source: Azure's page "Authenticate requests across tenants": up to three tokens in x-ms-authorization-auxiliary.
    """
    tenants = sign_in.auxiliary_tenants or ()
    if len(tenants) <= MAX_AUXILIARY_TENANTS:
        return ()
    problem = f"are {len(tenants)} tenants"
    allowed = f"at most {MAX_AUXILIARY_TENANTS} auxiliary tenants for one provider"
    instead = "the tenants of other sources into a stack, or a provider, of their own"
    return (Finding.of(RULE, Problem(AUXILIARY, ", ".join(tenants), problem, allowed, instead)),)


def version_against_sign_in(version: Inputs, sign_in: SignIn, tenants: Mapping[str, object]) -> tuple[Finding, ...]:
    """Judge the sources of a version, in azure-native's shape, by whom its provider signs in as.

    `tenants` names the tenant of each subscription that is known to the writer. A source in another tenant needs that
    tenant among the auxiliary ones: an error. Of a source in another subscription whose tenant nobody told, and no
    auxiliary tenants at all, it is a warning.

    Source: Azure's page "Share gallery images across Azure tenants" (an app registration that both tenants know, with
    the role Reader on the source, signed in to both).
    """
    told = {subscription.lower(): tenant for subscription, tenant in tenants.items()}
    return tuple(
        Finding.of(RULE, problem)
        for path, source_id, subscription in _sources(version)
        for problem in _judged(path, source_id, subscription, sign_in, told)
    )


def _judged(
    path: str, source_id: str, subscription: str, sign_in: SignIn, tenants: Mapping[str, object]
) -> Iterator[Problem]:
    auxiliary = sign_in.auxiliary_tenants
    if auxiliary is None or _same(subscription, sign_in.subscription):
        return
    tenant = tenants.get(subscription)
    if isinstance(tenant, str):
        is_elsewhere = sign_in.tenant is not None and not _same(tenant, sign_in.tenant)
        if is_elsewhere and not any(_same(tenant, one) for one in auxiliary):
            problem = f"is in tenant {tenant}, which the provider does not sign in to"
            allowed = f"a source in the provider's own tenant, or in one of {AUXILIARY}"
            command = f"pulumi config set --path '{AUXILIARY}[{len(auxiliary)}]' {tenant}"
            yield Problem(path, source_id, problem, allowed, f"its tenant into the config: {command}")
    elif tenant is None and not auxiliary and sign_in.subscription is not None:
        problem = "is in another subscription, whose tenant is not known"
        allowed = f"a source in the provider's own tenant, or in one of {AUXILIARY}"
        instead = f"the subscription's tenant: source_tenants {{{subscription}: <tenant id>}}"
        yield Problem(path, source_id, problem, allowed, instead, Severity.WARNING)


def _sources(version: Inputs) -> Iterator[tuple[str, str, str]]:
    ids = [(field, read(version, field)) for field in SOURCE_IDS]
    for path, source in disk_sources(version):
        ids += [(f"{path}.{name}", read(source, name)) for name in ("id", "storageAccountId")]
    for path, source_id in ids:
        parsed = parse_resource_id(source_id) if isinstance(source_id, str) else None
        if parsed and parsed.subscription:
            yield path, str(source_id), parsed.subscription.lower()


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.lower() == other.lower()
