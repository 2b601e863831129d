"""Which preset and which rules' levels and settings a team chose, from a file or from a program."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pulumi_policy import EnforcementLevel

from compute_gallery_policies import settings as rule_settings
from compute_gallery_policies.presets import PRESETS
from compute_gallery_rules import printable

__all__ = ["Choice", "ConfigurationError", "choose", "read_configuration"]

LEVELS: Final[Mapping[str, EnforcementLevel]] = {level.value: level for level in EnforcementLevel}
LEVEL: Final = "enforcementLevel"
ALL: Final = "all"
PRESET: Final = "preset"


class ConfigurationError(ValueError):
    """A configuration cannot be used. The text has one line for each mistake, with its key and what is allowed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen."""

    preset: str = PRESETS[0]
    levels: Mapping[str, EnforcementLevel] = field(default_factory=dict)
    """The level of each rule whose level was chosen."""
    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """The settings that were chosen, by rule."""


def read_configuration(path: Path) -> Mapping[str, object]:
    """Read a configuration file: a JSON mapping. Raises ConfigurationError where it is none, or has a key twice."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_each_key_once)
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from None
    except RecursionError:
        raise ConfigurationError(f"{path}: is nested deeper than any configuration") from None
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror or 'cannot be read'}") from None
    except ValueError as error:  # also what is no UTF-8
        raise ConfigurationError(f"{path}: is no JSON: {error}") from None
    if not isinstance(content, Mapping):
        raise ConfigurationError(f"{path}: is no mapping. Allowed: rules by name, {PRESET} and {ALL}")
    return content


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the mapping; what a key says twice would be lost once."""
    mapping: dict[str, object] = {}
    for key, value in pairs:
        if key in mapping:
            raise ConfigurationError(f"{rule_settings.key_shown(key)} is there twice. Allowed: each key once")
        mapping[key] = value
    return mapping


def choose(configuration: Mapping[str, object], schemas: Mapping[str, rule_settings.Schema]) -> Choice:
    """Check a configuration, and return what it chooses.

    It has the form of the file that Pulumi's `--policy-pack-config` takes, with a key more: for each rule a level, or a
    mapping with `enforcementLevel` and the rule's settings; `all` for the level of the rules that it does not name; and
    `preset`. `schemas` has the settings of every rule.

    Raises ConfigurationError, with all mistakes at once.
    """
    mistakes = list(_mistakes(configuration, schemas))
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))
    levels = {rule: LEVELS[str(configuration[ALL])] for rule in schemas} if ALL in configuration else {}
    settings: dict[str, Mapping[str, object]] = {}
    for rule, chosen in configuration.items():
        if rule in (ALL, PRESET):
            continue
        own = chosen if isinstance(chosen, Mapping) else {LEVEL: chosen}
        if LEVEL in own:
            levels[rule] = LEVELS[str(own[LEVEL])]
        settings[rule] = {name: value for name, value in own.items() if name != LEVEL}
    return Choice(str(configuration.get(PRESET, PRESETS[0])), levels, settings)


def _mistakes(configuration: Mapping[str, object], schemas: Mapping[str, rule_settings.Schema]) -> Iterator[str]:
    for key, chosen in configuration.items():
        if key == PRESET:
            yield from _not_among(key, chosen, PRESETS)
        elif key == ALL:
            yield from _not_among(key, chosen, LEVELS)
        elif key not in schemas:
            meant = get_close_matches(str(key), schemas, n=1)
            advice = f" Write {meant[0]}, if that was meant." if meant else ""
            shown = rule_settings.key_shown(key)
            yield f"{shown}: is no rule of this pack. Allowed: {', '.join(sorted(schemas))}.{advice}"
        elif isinstance(chosen, Mapping):
            if LEVEL in chosen:
                yield from _not_among(f"{key}.{LEVEL}", chosen[LEVEL], LEVELS)
            settings = {name: value for name, value in chosen.items() if name != LEVEL}
            yield from (f"{key}: {misfit}." for misfit in rule_settings.problems(schemas[key], settings))
        else:
            yield from _not_among(key, chosen, LEVELS)


def _not_among(key: str, chosen: object, allowed: Mapping[str, object] | tuple[str, ...]) -> Iterator[str]:
    if not isinstance(chosen, str) or chosen not in allowed:
        shown = printable(chosen) if isinstance(chosen, str) else f"a {type(chosen).__name__}"
        yield f"{key}: {shown} is not allowed here. Allowed: {', '.join(allowed)}."
