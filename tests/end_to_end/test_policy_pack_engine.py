"""The policy pack under the real engine: presets, configuration, remediation, on programs without our components."""

import json
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tests.end_to_end.violations import violations

pytestmark = pytest.mark.end_to_end

PROGRAMS = Path(__file__).with_name("programs")


@pytest.fixture
def mistakes(tmp_path: Path) -> Path:
    """A copy of the program with many mistakes."""
    return Path(shutil.copytree(PROGRAMS / "raw_mistakes", tmp_path / "mistakes"))


@pytest.fixture
def one_mistake(tmp_path: Path) -> Path:
    """A copy of the program whose version lacks its own region."""
    return Path(shutil.copytree(PROGRAMS / "raw_without_source_region", tmp_path / "one_mistake"))


def preview(pulumi: LocalPulumi, program: Path, stack: str, *options: str) -> tuple[int, str]:
    """Preview a program under the pack, and return the exit status and all that was said."""
    pulumi.run("stack", "select", "--create", stack, cwd=program)
    pack = str(ROOT / "policies")
    done = pulumi.run("preview", "--stack", stack, "--policy-pack", pack, *options, cwd=program)
    return done.returncode, done.stdout + done.stderr


def test_each_mistake_is_refused_at_its_resource(local_pulumi: LocalPulumi, mistakes: Path) -> None:
    """One preview names every rule and resource: in a component, on a stack, with unknown and secret values (S21)."""
    status, said = preview(local_pulumi, mistakes, "mistakes")
    assert status != 0
    named = {
        ("gallery-name", "gallery-name"),
        ("identifier", "identifier"),
        ("identifier-unique", "identifier-unique"),
        ("features", "features"),
        ("version-format", "version-format"),
        ("source-region-included", "source-region-included"),
        ("regions-unique", "regions-unique"),
        ("replica-count", "replica-count"),
        ("one-os-source", "one-os-source"),
        ("vhd-address", "vhd-address"),
        ("version-format", "source-region-known-later"),
    }
    assert violations(said) == named
    assert 'GalleryImageVersion version-format: galleryImageVersionName: "v1" is no version number' in said
    assert "TOPSECRET" not in said
    assert "can't run policy" not in said


def test_presets_and_configuration_change_the_verdict(
    local_pulumi: LocalPulumi, one_mistake: Path, tmp_path: Path
) -> None:
    """The environment chooses a preset and a file; Pulumi's own config file has the last word."""
    strict = local_pulumi.with_environment({"COMPUTE_GALLERY_POLICY_PRESET": "strict"})
    _, said = preview(strict, one_mistake, "presets")
    assert {("source-region-included", "version"), ("end-of-life-set", "version")} <= violations(said)

    file = tmp_path / "policies.json"
    chosen = {"preset": "production", "source-region-included": "advisory", "replica-count": {"minimum": 1}}
    file.write_text(json.dumps(chosen), encoding="utf-8")
    configured = local_pulumi.with_environment({"COMPUTE_GALLERY_POLICY_CONFIG": str(file)})
    status, said = preview(configured, one_mistake, "presets")
    assert (status, violations(said)) == (0, set())
    assert ("source-region-included", "version") in violations(said, "advisory")

    of_pulumi = tmp_path / "pulumi.json"
    of_pulumi.write_text(json.dumps({"all": "disabled", "replica-count": {"minimum": 2}}), encoding="utf-8")
    status, said = preview(configured, one_mistake, "presets", "--policy-pack-config", str(of_pulumi))
    assert (status, violations(said), violations(said, "advisory")) == (0, set(), set())

    preset = ROOT / "policies" / "presets" / "production.json"
    status, said = preview(local_pulumi, one_mistake, "presets", "--policy-pack-config", str(preset))
    assert {("source-region-included", "version"), ("replica-count", "version")} <= violations(said)


def test_a_wrong_configuration_is_one_readable_error(
    local_pulumi: LocalPulumi, one_mistake: Path, tmp_path: Path
) -> None:
    """A line for each mistake, and no stack trace."""
    file = tmp_path / "policies.json"
    file.write_text('{"gallery-nam": "mandatory", "tags": "mandatry"}', encoding="utf-8")
    configured = local_pulumi.with_environment({"COMPUTE_GALLERY_POLICY_CONFIG": str(file)})
    status, said = preview(configured, one_mistake, "wrong")
    assert status != 0
    assert "policies.json: gallery-nam: is no rule of this pack. Allowed: " in said
    assert "Write gallery-name, if that was meant." in said
    assert 'tags: "mandatry" is not allowed here. Allowed: advisory, mandatory, remediate, disabled.' in said
    assert "Traceback" not in said


def test_a_wrong_setting_in_pulumis_own_file_is_told(
    local_pulumi: LocalPulumi, one_mistake: Path, tmp_path: Path
) -> None:
    """Pulumi names the rule, the setting and the type; a setting that the rule does not have is told by the pack."""
    file = tmp_path / "pulumi.json"
    file.write_text('{"replica-count": {"minimum": "two"}}', encoding="utf-8")
    status, said = preview(local_pulumi, one_mistake, "wrong", "--policy-pack-config", str(file))
    assert status != 0
    assert "replica-count: minimum: Invalid type. Expected: integer, given: string" in said
    file.write_text('{"replica-count": {"minmum": 2}}', encoding="utf-8")
    _, said = preview(local_pulumi, one_mistake, "wrong", "--policy-pack-config", str(file))
    assert "the setting minmum is no setting of this rule. Allowed: minimum, maximum" in said


def test_remediation_mends_what_is_deployed(local_pulumi: LocalPulumi, one_mistake: Path, tmp_path: Path) -> None:
    """With the level `remediate` the version is deployed with its own region, and the regions as Azure spells them."""
    file = tmp_path / "policies.json"
    file.write_text('{"source-region-included": "remediate", "region-spelling": "remediate"}', encoding="utf-8")
    mending = local_pulumi.with_environment({"COMPUTE_GALLERY_POLICY_CONFIG": str(file)})
    mending.run("stack", "select", "--create", "mended", cwd=one_mistake)
    pack = str(ROOT / "policies")
    done = mending.run("up", "--yes", "--stack", "mended", "--policy-pack", pack, cwd=one_mistake)
    assert done.returncode == 0, done.stdout + done.stderr
    exported = json.loads(mending.run("stack", "export", "--stack", "mended", cwd=one_mistake).stdout)
    (version,) = (each for each in exported["deployment"]["resources"] if each["type"].endswith("GalleryImageVersion"))
    regions = version["inputs"]["publishingProfile"]["targetRegions"]
    assert [each["name"] for each in regions] == ["China North 2", "China East", "China East 2"]
    mending.run("destroy", "--yes", "--stack", "mended", cwd=one_mistake)
