"""A policy made of a rule that judges one resource, and of its page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pulumi_policy import (
    EnforcementLevel,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    Severity,
)

import compute_gallery_rules
from compute_gallery_policies import settings as rule_settings
from compute_gallery_policies.page import Page, parse_page
from compute_gallery_policies.presentation import presentation
from compute_gallery_policies.presets import preset_level
from compute_gallery_policies.remediation import mended
from compute_gallery_policies.request import Request, current_request
from compute_gallery_policies.subject import Subject
from compute_gallery_policies.unchanged import Watched
from compute_gallery_rules import RULES, ResourceKind
from compute_gallery_rules.finding import Finding, Problem
from compute_gallery_rules.team.change import Remedy

__all__ = ["RulePolicy", "rule_policy"]

RULES_BY_NAME = {rule.name: rule for rule in RULES}
Check = Callable[..., Iterable[Problem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDefinition:
    """What a rule's module says of it."""

    page: Page
    severity: Severity
    tags: tuple[str, ...]
    kinds: tuple[ResourceKind, ...]
    check: Check
    """Takes inputs, a `Context` and the settings by keyword."""
    reports: compute_gallery_rules.Severity | None
    """The weight of the findings that are reported; None for all."""
    settings: rule_settings.Schema
    remedy: Remedy | None


class RulePolicy(ResourceValidationPolicy):
    """A rule as a policy: with a level, and with settings."""

    def __init__(
        self, definition: RuleDefinition, level: EnforcementLevel, chosen: Mapping[str, object] | None = None
    ) -> None:
        """Enforce a rule at a level, with settings that replace the rule's own defaults."""
        self.definition = definition
        self.settings = rule_settings.with_defaults(definition.settings, chosen or {})
        shown = presentation(definition.page, definition.severity, definition.tags, self.settings)
        super().__init__(enforcement_level=level, **shown)

    def configured(self, level: EnforcementLevel, chosen: Mapping[str, object] | None = None) -> "RulePolicy":
        """Return the same rule at another level and with other settings."""
        return RulePolicy(self.definition, level, chosen)

    def findings(self, subject: Subject, arguments: Mapping[str, object]) -> tuple[Finding, ...]:
        """Judge a resource; nothing for a kind that the rule does not judge. `arguments` are the settings."""
        return tuple(Finding.of(self.name, problem) for problem in self._problems(subject, arguments))

    def is_settled(self, request: Request) -> bool:
        """Whether the rule need not be asked, since the resource that was read has nothing for it to report."""
        subject = request.subject
        if subject is None or subject.kind not in self.definition.kinds:
            return False
        if not request.is_enabled(self.name):
            return True
        arguments = request.known_arguments(self.name)
        if arguments is None:
            return False
        if request.is_unchanged(self.name):
            return True
        watched = Watched(subject.inputs)
        try:
            is_settled = next(self._problems(replace(subject, inputs=watched), arguments), None) is None
        except Exception:  # noqa: BLE001 # the rule is asked, and says so itself
            return False
        if is_settled:
            request.settled[self.name] = frozenset(watched.looked_at)
        return is_settled

    def _problems(self, subject: Subject, arguments: Mapping[str, object]) -> Iterator[Problem]:
        definition = self.definition
        if subject.kind in definition.kinds:
            for problem in definition.check(subject.inputs, subject.context, **arguments):
                if definition.reports is None or problem.severity is definition.reports:
                    yield problem

    def has_validation(self) -> bool:
        """Whether the rule is to be asked: not where the resource that was read is none that it judges."""
        request = current_request()
        if request.urn is None or request.memory.configs is None:
            return True
        return request.subject is not None and request.subject.kind in self.definition.kinds

    def validate(self, args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
        """Report what the rule finds; a resource that it does not judge is not applicable."""
        request = current_request()
        config = args.get_config()
        misfits = tuple(rule_settings.problems(self.settings, config))
        arguments = rule_settings.arguments(self.settings, {} if misfits else config)
        request.told(self.name, config, None if misfits else arguments)
        subject = request.read(args)
        if subject is None or subject.kind not in self.definition.kinds:
            args.not_applicable(f"{self.name} does not judge {args.resource_type}")
            return
        for misfit in misfits:
            report_violation(f"{subject.title}: the setting {misfit}.", None)
        if misfits:
            return
        try:
            findings = self.findings(subject, arguments)
            public = findings if subject.public is None else self.findings(subject.in_public(), arguments)
        except Exception as error:  # noqa: BLE001 # whatever escapes would end the whole preview with a stack trace
            args.not_applicable(f"{self.name} could not judge these inputs: {type(error).__name__}")
            return
        for finding in findings:
            said = subject.say(finding) if finding in public else subject.say_in_public(finding, self.url or "")
            report_violation(said, None)

    def has_remediation(self) -> bool:
        """Whether the rule can mend what it finds."""
        return self.definition.remedy is not None

    def remediate(self, args: ResourceValidationArgs) -> Mapping[str, object] | None:  # type: ignore[override] # as documented
        """Mend what the rule finds, at level `remediate`; None where there is nothing to mend."""
        subject = Subject.of(args)
        remedy = self.definition.remedy
        if remedy is None or subject is None or subject.kind not in self.definition.kinds:
            return None
        if subject.resource_type.is_classic:
            return None  # Its fields have other names: the rule tells, and the user mends.
        try:
            changes = tuple(
                remedy(subject.inputs, subject.context, **rule_settings.arguments(self.settings, args.get_config()))
            )
        except Exception:  # noqa: BLE001 # the resource stays as it is, and the rule's verdict on it stands
            return None
        return mended(args.props, changes) if changes else None


def rule_policy(  # noqa: PLR0913 # each is named, and most rules need three
    page_text: str | None,
    *,
    severity: Severity,
    tags: list[str],
    kinds: tuple[ResourceKind, ...] = (),
    check: Check | None = None,
    settings: rule_settings.Schema | None = None,
    remedy: Remedy | None = None,
    rule_name: str | None = None,
    reports: compute_gallery_rules.Severity | None = None,
) -> RulePolicy:
    """Make the policy of a rule, at its level under the preset `baseline`.

    The page gives the name, what to do, and a link. A rule of Azure's takes its kinds and its check from `RULES`, under
    the page's name unless `rule_name` says otherwise, and reports the findings of one weight: that of the rule, unless
    `reports` says otherwise. A team's own rule gives its kinds and its check, and reports all.

    Raises ValueError for a page that is none, KeyError for a rule that does not exist or is in no preset.
    """
    page = parse_page(page_text)
    if check is not None and kinds:
        weight = reports
    else:
        rule = RULES_BY_NAME[rule_name or page.name]
        kinds, check, weight = rule.kinds, check or rule.check, reports or rule.severity
    definition = RuleDefinition(
        page=page,
        severity=severity,
        tags=tuple(tags),
        kinds=kinds,
        check=check,
        reports=weight,
        settings=settings or {},
        remedy=remedy,
    )
    return RulePolicy(definition, preset_level(page.name))
