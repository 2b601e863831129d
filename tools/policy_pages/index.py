"""The index of the rules."""

from compute_gallery_policies import POLICIES
from compute_gallery_policies.presets import LEVELS, PRESETS
from compute_gallery_policies.rule_policy import RulePolicy
from tools.policy_pages.rule_page import judged

__all__ = ["index"]

HEAD = """\
# The rules

Every rule of the policy pack, with its level under each preset. This page and the rules' own pages are made from the
rules by `python -m tools.policy_pages`; a test compares them. How to choose a preset, levels and settings:
[the policy pack](../policies.md).

**Mandatory** stops a preview, **advisory** prints a warning, **disabled** says nothing. A rule that is marked *mends*
has the level `remediate` too, which no preset uses.
"""


def index() -> str:
    """Return the index page."""
    lines = [HEAD, "| rule | what must hold | judges | " + " | ".join(PRESETS) + " | severity | mends |"]
    lines.append("|---" * (len(PRESETS) + 5) + "|")
    for policy in POLICIES:
        page, severity = policy.definition.page, policy.definition.severity.value
        levels = " | ".join(level.value for level in LEVELS[page.name])
        mends = "mends" if isinstance(policy, RulePolicy) and policy.has_remediation() else ""
        link = f"[{page.name}]({page.name}.md)"
        lines.append(f"| {link} | {page.summary} | {judged(policy)} | {levels} | {severity} | {mends} |")
    return "\n".join(lines) + "\n"
