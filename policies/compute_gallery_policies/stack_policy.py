"""A policy made of a rule that judges the resources of a stack together, and of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    Severity,
    StackValidationArgs,
    StackValidationPolicy,
)

from compute_gallery_policies import settings as rule_settings
from compute_gallery_policies.page import Page, parse_page
from compute_gallery_policies.presentation import presentation
from compute_gallery_policies.presets import preset_level
from compute_gallery_policies.request import Request, current_request
from compute_gallery_rules.finding import Finding
from compute_gallery_rules.together.declared import DeclaredResource, StackCheck

__all__ = ["StackPolicy", "stack_policy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackDefinition:
    """What a rule's module says of it."""

    page: Page
    severity: Severity
    tags: tuple[str, ...]
    check: StackCheck
    settings: rule_settings.Schema


class StackPolicy(StackValidationPolicy):
    """A rule on several resources as a policy: with a level, and with settings."""

    def __init__(
        self, definition: StackDefinition, level: EnforcementLevel, chosen: Mapping[str, object] | None = None
    ) -> None:
        """Enforce a rule at a level, with settings that replace the rule's own defaults."""
        self.definition = definition
        self.settings = rule_settings.with_defaults(definition.settings, chosen or {})
        shown = presentation(definition.page, definition.severity, definition.tags, self.settings)
        super().__init__(enforcement_level=level, **shown)

    def configured(self, level: EnforcementLevel, chosen: Mapping[str, object] | None = None) -> "StackPolicy":
        """Return the same rule at another level and with other settings."""
        return StackPolicy(self.definition, level, chosen)

    def findings(
        self, resources: Sequence[DeclaredResource], arguments: Mapping[str, object]
    ) -> tuple[tuple[DeclaredResource, Finding], ...]:
        """Judge the resources of a stack together. `arguments` are the settings by keyword."""
        problems = self.definition.check(resources, **arguments)
        return tuple((resource, Finding.of(self.name, problem)) for resource, problem in problems)

    def is_settled(self, request: Request) -> bool:
        """Whether the rule need not be asked, since the stack that was read has nothing for it to report.

        A stack is judged once, so that the config of a rule with settings cannot be known before it is asked.
        """
        if not request.resources or self.settings:
            return False
        try:
            return not self.findings(request.resources, {})
        except Exception:  # noqa: BLE001 # the rule is asked, and says so itself
            return False

    def validate(self, args: StackValidationArgs, report_violation: ReportViolation) -> None:
        """Report what the rule finds, each at the resource that it names."""
        request = current_request()
        resources = request.read_stack(args.resources)
        if not resources:
            args.not_applicable(f"{self.name} finds no galleries in this stack")
            return
        config = args.get_config()
        misfits = [f"the setting {misfit}." for misfit in rule_settings.problems(self.settings, config)]
        for misfit in misfits:
            report_violation(misfit, None)
        if misfits:
            return
        arguments = rule_settings.arguments(self.settings, config)
        try:
            findings = self.findings(resources, arguments)
            public = self._public_findings(request, arguments) if findings else set()
        except Exception as error:  # noqa: BLE001 # whatever escapes would end the whole preview with a stack trace
            args.not_applicable(f"{self.name} could not judge this stack: {type(error).__name__}")
            return
        for resource, finding in findings:
            title = f"{resource.kind.value} {resource.name}"
            hidden = f"{title} depends on a secret, which is not shown, and breaks this rule. Allowed: see {self.url}."
            report_violation(finding.text(title) if (resource.urn, finding) in public else hidden, resource.urn)

    def _public_findings(self, request: Request, arguments: Mapping[str, object]) -> set[tuple[str, Finding]]:
        findings = self.findings(request.public_resources or (), arguments)
        return {(resource.urn, finding) for resource, finding in findings}


def stack_policy(
    page_text: str | None,
    *,
    severity: Severity,
    tags: list[str],
    check: StackCheck,
    settings: rule_settings.Schema | None = None,
) -> StackPolicy:
    """Make the policy of a rule on several resources, at its level under the preset `baseline`.

    Raises ValueError for a page that is none, KeyError for a rule that is in no preset.
    """
    page = parse_page(page_text)
    definition = StackDefinition(page=page, severity=severity, tags=tuple(tags), check=check, settings=settings or {})
    return StackPolicy(definition, preset_level(page.name))
