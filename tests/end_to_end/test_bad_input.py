"""What Azure would refuse ends the run with one readable message, and nothing is created: even without a preview."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi

pytestmark = pytest.mark.end_to_end

DECLARED = (ROOT / "stacks" / "Pulumi.local.yaml").read_text()
GALLERY = "compute-gallery:gallery"
SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"
SNAPSHOT = f"{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers/Microsoft.Compute/snapshots/myOSSnapshot"

Tree = dict[str, Any]
Mistake = Callable[[Tree], None]


def versions(tree: Tree, definition: str = "myImageDefinition") -> Tree:
    """The versions of one definition of the walk-through."""
    declared: Tree = tree["definitions"][definition]["versions"]
    return declared


def named(number: str) -> Mistake:
    """A version under another number."""

    def make(tree: Tree) -> None:
        versions(tree)[number] = versions(tree).pop("1.0.0")

    return make


def regions(*shorthand: str) -> Mistake:
    """Other target regions."""

    def make(tree: Tree) -> None:
        versions(tree)["1.0.0"]["targetRegions"] = list(shorthand)

    return make


def definition_name(tree: Tree) -> None:
    """A definition whose name has a space."""
    tree["definitions"]["my image"] = tree["definitions"].pop("myImageDefinition")


def two_sources(tree: Tree) -> None:
    """Two sources of the operating system."""
    versions(tree)["1.0.0"]["source"]["snapshotId"] = SNAPSHOT


def no_source(tree: Tree) -> None:
    """No source of the operating system."""
    del versions(tree)["1.0.0"]["source"]


def lun_twice(tree: Tree) -> None:
    """Two data disks with one logical unit number."""
    for disk in versions(tree, "myDataDiskDefinition")["1.0.0"]["dataDisks"]:
        disk["lun"] = 0


def half_a_plan(tree: Tree) -> None:
    """A purchase plan without product and publisher."""
    tree["definitions"]["myImageDefinition"]["purchasePlan"] = {"name": "myPlan"}


def unknown_key(tree: Tree) -> None:
    """A key that is nearly right."""
    versions(tree)["1.0.0"]["targetRegion"] = ["chinaeast2"]


NUMBER = (
    "ImageVersion 'images-myImageDefinition-",
    "version: ",
    "three whole numbers from 0 to 2147483647",
    'Write "1.0.0"',
)
REGIONS = ("ImageVersion 'images-myImageDefinition-1.0.0'", "target_regions")

MISTAKES: dict[str, tuple[Mistake, tuple[str, ...]]] = {
    "S11 two parts": (named("1.0"), (*NUMBER, '"1.0"')),
    "S11 four parts": (named("1.0.0.0"), (*NUMBER, '"1.0.0.0"')),
    "S11 letter": (named("v1.0.0"), (*NUMBER, '"v1.0.0"')),
    "S11 too large": (named("1.0.4294967296"), (*NUMBER, '"1.0.4294967296"')),
    "S10 space in a name": (
        definition_name,
        (
            "ImageDefinition 'images-my image'",
            "image_definition_name: ",
            '"my image"',
            "English letters",
            'Write "my-image"',
        ),
    ),
    "S21 source region missing": (
        regions("chinanorth", "chinaeast"),
        (*REGIONS, "China North, China East", '"chinaeast2"'),
    ),
    "S20 the document's own line": (
        regions("chinaeast", "chinaeast=1", "chinaeast2=1=premium_lrs"),
        (*REGIONS, '[1].name: "China East"', "the same region as target_regions[0]", "each region once"),
    ),
    "S18 no replicas": (regions("chinaeast2=0"), (*REGIONS, '[0]: "chinaeast2=0"', "0 replicas", "1 to 100")),
    "S19 gold": (
        regions("chinaeast2=1=gold"),
        (*REGIONS, '[0]: "chinaeast2=1=gold"', '"gold"', "Standard_LRS, Standard_ZRS, Premium_LRS"),
    ),
    "S8 two sources": (
        two_sources,
        ("ImageVersion 'images-myImageDefinition-1.0.0'", "source: ", SNAPSHOT, "one source"),
    ),
    "S8 no source": (no_source, ("ImageVersion 'images-myImageDefinition-1.0.0'", "source", "one source")),
    "S7 LUN twice": (
        lun_twice,
        ("ImageVersion 'images-myDataDiskDefinition-1.0.0'", "data_disks[1].lun: 0", "Write 1"),
    ),
    "S15 half a plan": (
        half_a_plan,
        ("ImageDefinition 'images-myImageDefinition'", "purchase_plan.product", "name, product and publisher"),
    ),
    "unknown key": (
        unknown_key,
        (f"config {GALLERY}", "versions.1.0.0.targetRegion", "is not a known argument", 'Write "targetRegions"'),
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_mistake_is_one_readable_error_and_creates_nothing(
    case: str, local_pulumi: LocalPulumi, tmp_path: Path
) -> None:
    """Resource, field, value and what is allowed are named; nothing is created (S7, S8, S10, S11, S15, S18 to S21)."""
    mistake, expected = MISTAKES[case]
    config = yaml.safe_load(DECLARED)
    mistake(config["config"][GALLERY])
    file = tmp_path / "Pulumi.bad.yaml"
    file.write_text(yaml.safe_dump(config))
    stack = "bad-" + "".join(letter if letter.isalnum() else "-" for letter in case)
    local_pulumi.run("stack", "select", "--create", stack)
    done = local_pulumi.run("up", "--yes", "--skip-preview", "--stack", stack, "--config-file", str(file))
    assert done.returncode != 0
    errors = [line for line in done.stdout.splitlines() if "error:" in line]
    assert any(all(part in line for part in expected) for line in errors), done.stdout
    assert "Traceback" not in done.stdout
    exported = json.loads(local_pulumi.run("stack", "export", "--stack", stack).stdout)
    types = {resource["type"] for resource in exported["deployment"].get("resources", [])}
    assert not [name for name in types if name.startswith("azure-native:")]
