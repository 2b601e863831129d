"""A policy made of a rule and its page."""

from collections.abc import Callable
from datetime import UTC, datetime

from pulumi_policy import EnforcementLevel, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy, Severity

import compute_gallery_rules
from compute_gallery_policies.page import parse_page
from compute_gallery_policies.plain import plain_inputs
from compute_gallery_policies.tokens import parse_token
from compute_gallery_rules import RULES, Context

__all__ = ["rule_policy"]

RULES_BY_NAME = {rule.name: rule for rule in RULES}
LEVELS = {
    compute_gallery_rules.Severity.ERROR: EnforcementLevel.MANDATORY,
    compute_gallery_rules.Severity.WARNING: EnforcementLevel.ADVISORY,
}


def rule_policy(
    page_text: str | None,
    *,
    severity: Severity,
    tags: list[str],
    rule_name: str | None = None,
    reports: compute_gallery_rules.Severity | None = None,
) -> ResourceValidationPolicy:
    """Make the policy of a rule.

    The page gives the name, which is the rule's own unless `rule_name` says otherwise, what to do, and a link. The
    policy reports the findings of one severity: that of the rule, unless `reports` says otherwise. Errors are
    mandatory, warnings advisory.

    Raises ValueError for a page that is none, KeyError for a rule that does not exist.
    """
    page = parse_page(page_text)
    rule = RULES_BY_NAME[rule_name or page.name]
    weight = reports or rule.severity
    return ResourceValidationPolicy(
        name=page.name,
        description=page.summary,
        validate=_validation(rule, weight),
        enforcement_level=LEVELS[weight],
        display_name=page.name.replace("-", " ").capitalize(),
        severity=severity,
        tags=tags,
        remediation_steps=page.fix,
        url=page.source,
    )


def _validation(
    rule: compute_gallery_rules.Rule, weight: compute_gallery_rules.Severity
) -> Callable[[ResourceValidationArgs, ReportViolation], None]:
    def validate(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
        resource_type = parse_token(args.resource_type)
        if resource_type is None or resource_type.kind not in rule.kinds:
            args.not_applicable(f"{rule.name} does not judge {args.resource_type}")
            return
        # A policy cannot see what exists already: an end of life that has passed stays a warning (estates age).
        context = Context(resource_type.kind, today=datetime.now(UTC), published=True)
        try:
            findings = rule.judge(plain_inputs(args.props, resource_type), context)
        except Exception as error:  # noqa: BLE001 # whatever escapes would end the whole preview with a stack trace
            args.not_applicable(f"{rule.name} could not judge these inputs: {type(error).__name__}")
            return
        for finding in findings:
            if finding.severity is weight:
                report_violation(finding.text(f"{resource_type.kind.value} {args.name}"), None)

    return validate
