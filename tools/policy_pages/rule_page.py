"""The page of each rule: what it holds, why, its settings, an example of each verdict, and how to mend it."""

import json
from collections.abc import Iterator

from compute_gallery_policies import POLICIES
from compute_gallery_policies.presets import LEVELS, PRESETS, SETTINGS
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_policies.settings import described
from compute_gallery_policies.stack_policy import StackPolicy

__all__ = ["judged", "rule_pages"]

KINDS = {"Gallery": "galleries", "GalleryImage": "image definitions", "GalleryImageVersion": "image versions"}


def rule_pages() -> dict[str, str]:
    """Return the page of every rule by the rule's name."""
    return {policy.name: "\n".join(_page(policy)) for policy in POLICIES}


def judged(policy: RulePolicy | StackPolicy) -> str:
    """Say what a rule looks at."""
    if isinstance(policy, StackPolicy):
        return "a whole stack"
    return ", ".join(KINDS[kind.value] for kind in policy.definition.kinds)


def _page(policy: RulePolicy | StackPolicy) -> Iterator[str]:
    definition = policy.definition
    page = definition.page
    yield f"# {page.name}\n\n{page.summary}\n"
    yield "| " + " | ".join(PRESETS) + " | severity | judges | tags |"
    yield "|---" * (len(PRESETS) + 3) + "|"
    levels = " | ".join(level.value for level in LEVELS[page.name])
    yield f"| {levels} | {definition.severity.value} | {judged(policy)} | {', '.join(definition.tags)} |\n"
    yield f"## Why\n\n{page.why}\n"
    if policy.settings:
        yield from _settings(policy)
    yield "## What fails\n"
    if page.settings:
        yield f"With the settings `{json.dumps(page.settings)}`:\n"
    yield f"{_fenced(page.refused)}\n"
    yield f"## What passes\n\n{_fenced(page.accepted)}\n"
    yield f"## How to fix it\n\n{page.fix}\n"
    if isinstance(policy, RulePolicy) and policy.has_remediation():
        yield "At the level `remediate` the rule does it for you; it never has this level unless you ask for it.\n"
    yield f"## More\n\n- [What the rule rests on]({page.source})\n- [All rules](README.md)\n"


def _settings(policy: RulePolicy | StackPolicy) -> Iterator[str]:
    yield "## Settings\n"
    yield "| setting | what | takes | default |\n|---|---|---|---|"
    for name, setting in policy.settings.items():
        presets = [
            f"{preset}: `{json.dumps(chosen[policy.name][name])}`"
            for preset, chosen in SETTINGS.items()
            if name in chosen.get(policy.name, {})
        ]
        default = "; ".join([f"`{json.dumps(setting['default'])}`", *presets])
        yield f"| `{name}` | {setting['description']} | {described(setting).replace('|', chr(92) + '|')} | {default} |"
    yield ""


def _fenced(example: object) -> str:
    return f"```json\n{json.dumps(example, indent=2)}\n```"
