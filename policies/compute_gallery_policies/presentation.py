"""What Pulumi shows of a policy, made from the rule's page."""

from typing import TypedDict

from pulumi_policy import PolicyConfigSchema, Severity

from compute_gallery_policies.page import Page, page_address
from compute_gallery_policies.settings import Schema

__all__ = ["Presentation", "presentation"]


class Presentation(TypedDict):
    """Arguments that resource policies and stack policies of pulumi-policy both take."""

    name: str
    description: str
    config_schema: PolicyConfigSchema | None
    display_name: str
    severity: Severity
    tags: list[str]
    remediation_steps: str
    url: str


def presentation(page: Page, severity: Severity, tags: tuple[str, ...], settings: Schema) -> Presentation:
    """Return how a rule presents itself; a rule without settings has no schema."""
    schema = PolicyConfigSchema({name: dict(each) for name, each in settings.items()}) if settings else None
    return {
        "name": page.name,
        "description": page.summary,
        "config_schema": schema,
        "display_name": page.name.replace("-", " ").capitalize(),
        "severity": severity,
        "tags": list(tags),
        "remediation_steps": page.fix,
        "url": page_address(page.name),
    }
