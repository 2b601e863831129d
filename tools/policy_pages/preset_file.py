"""Each preset as a file that Pulumi's `--policy-pack-config` takes."""

import json

from compute_gallery_policies import gallery_policies
from compute_gallery_policies.presets import PRESETS
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_policies.stack_policy import StackPolicy

__all__ = ["preset_files"]


def preset_files() -> dict[str, str]:
    """Return the text of each preset's file, by the preset's name."""
    return {preset: json.dumps(_content(preset), indent=2) + "\n" for preset in PRESETS}


def _content(preset: str) -> dict[str, dict[str, object]]:
    return {
        policy.name: {
            "enforcementLevel": policy.enforcement_level.value,
            **{name: setting["default"] for name, setting in policy.settings.items()},
        }
        for policy in sorted(gallery_policies(preset), key=lambda each: each.name)
        if isinstance(policy, RulePolicy | StackPolicy) and policy.enforcement_level
    }
