"""Ruff has the rules of bandit (S): each place that is excepted is known here, and says why."""

import re
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("bench", "cli", "components", "emulator", "examples", "policies", "rules", "tools")
EXCEPTION = re.compile(r"# noqa: (?P<rules>[A-Z0-9]+(?:, ?[A-Z0-9]+)*)(?P<reason>.*)")

EXCEPTIONS = {
    "bench/emulator.py": {"S101": 1},
    "cli/compute_gallery_cli/pulumi_checks.py": {"S603": 1},
    "cli/compute_gallery_cli/pulumi_program.py": {"S603": 1},
    "components/pulumi_azure_compute_gallery/judging/declared_source.py": {"S112": 1},
    "emulator/compute_gallery_emulator/faults.py": {"S311": 1},
    "emulator/compute_gallery_emulator/galleries.py": {"S608": 1},
    "emulator/compute_gallery_emulator/provider/values.py": {"S105": 1},
    "emulator/compute_gallery_emulator/store.py": {"S608": 5},
    "policies/compute_gallery_policies/classic.py": {"S101": 1},
    "tools/local/shell.py": {"S105": 1},
}
"""How often each module outside the tests is excepted from a rule. What is added here was looked at."""

BY_FOLDER = {
    "bench/**": {"S603"},
    "tools/**": {"S603", "S607"},
    "tests/**": {"S101", "S603", "S606", "S607"},
}
"""What pyproject.toml excepts whole folders from."""


def excepted(file: Path) -> list[tuple[str, str]]:
    """Each rule of bandit that a module is excepted from, with the reason behind it."""
    found = EXCEPTION.finditer(file.read_text("utf-8"))
    pairs = [(rule, one["reason"]) for one in found for rule in re.split(", ?", one["rules"])]
    return [(rule, reason) for rule, reason in pairs if re.fullmatch(r"S\d{3}", rule)]


def test_exceptions_are_those_that_were_looked_at() -> None:
    """No module is excepted from a rule of bandit without a line in the table above."""
    files = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    counted = {file.relative_to(ROOT).as_posix(): Counter(rule for rule, _ in excepted(file)) for file in files}
    assert {file: dict(rules) for file, rules in counted.items() if rules} == EXCEPTIONS


def test_each_exception_says_why() -> None:
    """A reason stands behind each, in the tests too."""
    silent = [
        str(file.relative_to(ROOT))
        for folder in (*FOLDERS, "tests")
        for file in (ROOT / folder).rglob("*.py")
        for _, reason in excepted(file)
        if len(re.findall(r"\w+", reason)) < 2 and file != Path(__file__)
    ]
    assert silent == []


def test_folders_are_excepted_from_little() -> None:
    """All rules are on, and pyproject.toml excepts folders only from what the table says."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert lint["select"] == ["ALL"]
    assert not [rule for rule in lint["ignore"] if re.fullmatch(r"S\d*", rule)]
    by_folder = {
        folder: {rule for rule in rules if re.fullmatch(r"S\d{3}", rule)}
        for folder, rules in lint["per-file-ignores"].items()
    }
    assert {folder: rules for folder, rules in by_folder.items() if rules} == BY_FOLDER
