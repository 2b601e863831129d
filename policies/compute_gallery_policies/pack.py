"""The policies of the pack: one for each module in the package `rules`."""

import os
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

from pulumi_policy import Policy

from compute_gallery_policies import rules
from compute_gallery_policies.configuration import ConfigurationError, choose, read_configuration
from compute_gallery_policies.policy_list import PolicyList
from compute_gallery_policies.presets import SETTINGS, preset_level
from compute_gallery_policies.rule_policy import RulePolicy
from compute_gallery_policies.settings import key_shown
from compute_gallery_policies.stack_policy import StackPolicy

__all__ = ["PACK_NAME", "POLICIES", "configured_policies", "gallery_policies"]

PACK_NAME: Final = "azure-compute-gallery"
PRESET_VARIABLE: Final = "COMPUTE_GALLERY_POLICY_PRESET"
CONFIG_VARIABLE: Final = "COMPUTE_GALLERY_POLICY_CONFIG"


def _policies() -> tuple[RulePolicy | StackPolicy, ...]:
    modules = (import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__))
    return tuple(policy for module in modules if isinstance(policy := module.policy, RulePolicy | StackPolicy))


POLICIES: Final[tuple[RulePolicy | StackPolicy, ...]] = _policies()
"""Every policy in alphabetical order, as the preset `baseline` has it. A policy is added by adding its module."""


def gallery_policies(
    preset: str | None = None, configuration: Mapping[str, object] | None = None, *, also: Iterable[Policy] = ()
) -> PolicyList:
    """Return every rule at its level, for a `PolicyPack`; `also` are a team's own policies, which come last.

    `preset` is baseline, production or strict. `configuration` has levels and settings by rule, in the form of Pulumi's
    `--policy-pack-config`, and may name the preset instead; an explicit `preset` goes first.

    Raises ConfigurationError, which names every key that is wrong and what is allowed there.
    """
    asked = {**(configuration or {}), **({"preset": preset} if preset is not None else {})}
    choice = choose(asked, {policy.name: policy.definition.settings for policy in POLICIES})
    presets = SETTINGS.get(choice.preset, {})
    own = [
        policy.configured(
            choice.levels.get(policy.name, preset_level(policy.name, choice.preset)),
            {**presets.get(policy.name, {}), **choice.settings.get(policy.name, {})},
        )
        for policy in POLICIES
    ]
    # A stack is judged once: the first rule asked is the one whose settings come without unpacking the stack again.
    own.sort(key=lambda policy: not (isinstance(policy, StackPolicy) and policy.settings))
    return PolicyList([*own, *also])


def configured_policies(environment: Mapping[str, str] = os.environ) -> PolicyList:
    """Return the policies as the environment says: a preset, a configuration file, both, or neither.

    COMPUTE_GALLERY_POLICY_PRESET names the preset, COMPUTE_GALLERY_POLICY_CONFIG the file, from the program's folder.

    Raises ConfigurationError, whose text begins with the variable or the file.
    """
    preset, file = environment.get(PRESET_VARIABLE) or None, environment.get(CONFIG_VARIABLE) or None
    configuration = read_configuration(Path(file)) if file else {}
    try:
        return gallery_policies(preset, configuration)
    except ConfigurationError as error:
        where = " and ".join(
            each for each in (file, f"{PRESET_VARIABLE}={key_shown(preset)}" if preset else None) if each
        )
        raise ConfigurationError("\n".join(f"{where}: {line}" for line in str(error).splitlines())) from None
