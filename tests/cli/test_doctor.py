"""`gallery doctor` says what is missing, and what to do about it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from compute_gallery_cli.azure_checks import cloud_finding, permission_findings, provider_finding, quota_findings
from compute_gallery_cli.finding import Verdict, worst
from compute_gallery_cli.place import Choice, place_of
from compute_gallery_cli.pulumi_checks import OLDEST_ENGINE, engine_finding, plugin_finding
from compute_gallery_cli.stack_file import StackSettings
from compute_gallery_rules import ResourceKind
from tests.cli.existing_galleries import plain
from tests.cli.gallery_command import Emulator, gallery
from tools.engine.versions import OLDEST

READER = {"actions": ["*/read"], "notActions": []}
PUBLISHER = {"actions": ["microsoft.compute/GALLERIES/*"], "notActions": ["Microsoft.Compute/galleries/write"]}


def test_everything_is_looked_at(emulator: Emulator, tmp_path: Path) -> None:
    """Sign-in, provider, galleries, roles, quota and engine each have a line; a missing engine is a failure."""
    plain(emulator)
    done = gallery("doctor", emulator=emulator, PATH=str(tmp_path))
    assert done.returncode == 1
    subjects = [line.split()[1] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert subjects == ["cloud", "sign-in", "provider", "galleries", "roles", "quota", "engine"]
    assert "1 of 100 galleries, 1 of 1,000 image definitions, 2 of 10,000 image versions" in done.stdout


def test_oldest_engine_is_the_projects() -> None:
    """The command and the project's own set-up ask for the same engine."""
    assert OLDEST_ENGINE == OLDEST


@pytest.mark.parametrize(
    ("permissions", "verdicts"),
    [
        ([READER], [Verdict.OK, Verdict.WARNING, Verdict.WARNING]),
        ([PUBLISHER], [Verdict.OK, Verdict.OK, Verdict.WARNING]),
        ([READER, {"actions": ["*"]}], [Verdict.OK] * 3),
        ([], [Verdict.FAILURE, Verdict.WARNING, Verdict.WARNING]),
        ([{"actions": None, "notActions": "*"}], [Verdict.FAILURE, Verdict.WARNING, Verdict.WARNING]),
    ],
)
def test_roles_are_read_as_azure_reads_them(permissions: list[Mapping[str, Any]], verdicts: list[Verdict]) -> None:
    """Wildcards and casing count, and what one role takes away another may give."""
    assert [finding.verdict for finding in permission_findings(lambda: permissions)] == verdicts


@pytest.mark.parametrize(("used", "verdict"), [(9, Verdict.OK), (80, Verdict.WARNING), (100, Verdict.FAILURE)])
def test_quota_is_warned_of_before_it_is_full(used: int, verdict: Verdict) -> None:
    """From four fifths on there is something to do."""
    (finding,) = quota_findings({("chinaeast2", ResourceKind.GALLERY): used})
    assert (finding.verdict, bool(finding.advice)) == (verdict, verdict is not Verdict.OK)


def test_provider_that_is_not_registered_is_a_failure() -> None:
    """The advice is the command."""
    finding = provider_finding({"registrationState": "NotRegistered"})
    assert finding.verdict is Verdict.FAILURE
    assert "az provider register --namespace Microsoft.Compute" in finding.advice


def test_region_of_another_cloud_is_told() -> None:
    """A stack for China East 2 that would be sent to public Azure is refused before the sign-in is."""
    settings = StackSettings(None, None, None, None, {"location": "China East 2"})
    finding = cloud_finding(place_of(Choice(), {}, settings), settings)
    assert "azure-native:environment: china" in finding.advice
    assert worst([finding]) == 2


@pytest.mark.parametrize(
    ("version", "verdict"),
    [("v3.259.0", Verdict.OK), ("v3.258.9", Verdict.FAILURE), ("4.0.0-alpha", Verdict.OK), ("?", Verdict.FAILURE)],
)
def test_engine_is_compared_by_number(version: str, verdict: Verdict) -> None:
    """An engine that is too old, or does not tell, is a failure."""
    assert engine_finding("pulumi", version).verdict is verdict


@pytest.mark.parametrize(
    ("listed", "verdict"),
    [
        ('[{"name": "azure-native", "version": "3.29.0"}]', Verdict.OK),
        ('[{"name": "azure-native", "version": "2.9.0"}]', Verdict.WARNING),
        ("[]", Verdict.OK),
        ("no JSON", Verdict.OK),
        ('[1, {"name": "azure-native", "version": null}]', Verdict.OK),
    ],
)
def test_plugin_of_another_major_version_is_warned_of(listed: str, verdict: Verdict) -> None:
    """A plugin that is missing is downloaded; one of another major version is told."""
    assert plugin_finding(listed).verdict is verdict
