"""The rules that a team sets for names, tags and regions, and that Azure's verdict stays its own."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from compute_gallery_rules import UNKNOWN, Context, ResourceKind, Severity, judge
from compute_gallery_rules.team.replica_limits import replica_limits
from compute_gallery_rules.team.team_names import naming_convention, required_tags
from compute_gallery_rules.team.team_problem import team_problem
from compute_gallery_rules.team.team_regions import allowed_regions, minimum_regions, zone_redundant_storage

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
GALLERY, DEFINITION, VERSION = (
    Context(kind, TODAY) for kind in (ResourceKind.GALLERY, ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION)
)
NO_PATTERNS = dict.fromkeys(("gallery", "definition", "version", "publisher", "offer", "sku"), "")


def regions(*listed: object, **profile: object) -> dict[str, object]:
    """Make the inputs of a version with these target regions."""
    return {"publishingProfile": {"targetRegions": list(listed), **profile}}


def named(context: Context, inputs: Mapping[str, object], **patterns: str) -> list[str]:
    """Judge names; return the fields that do not fit."""
    return [each.field for each in naming_convention(inputs, context, **{**NO_PATTERNS, **patterns})]


@pytest.mark.parametrize(
    ("context", "inputs", "patterns", "fields"),
    [
        (GALLERY, {"galleryName": "img_prod"}, {"gallery": "img_[a-z]+"}, []),
        (GALLERY, {"galleryName": "img_PROD"}, {"gallery": "img_[a-z]+"}, ["galleryName"]),
        (GALLERY, {"galleryName": "img_prod2"}, {"gallery": "img_[a-z]+"}, ["galleryName"]),
        (GALLERY, {}, {"gallery": "img_[a-z]+"}, ["galleryName"]),
        (GALLERY, {"galleryName": 7}, {"gallery": ".*"}, ["galleryName"]),
        (GALLERY, {"galleryName": UNKNOWN}, {"gallery": "x"}, []),
        (GALLERY, {"galleryName": "anything"}, {}, []),
        (DEFINITION, {"galleryName": "x", "galleryImageName": "ubuntu"}, {"gallery": "y", "definition": "u.*"}, []),
        (
            DEFINITION,
            {"identifier": {"publisher": "Contoso", "offer": "ubuntu", "sku": "22"}},
            {"publisher": "[a-z]+", "offer": "[a-z]+", "sku": "[a-z]+"},
            ["identifier.publisher", "identifier.sku"],
        ),
        (VERSION, {"galleryImageVersionName": "2026.11.22"}, {"version": r"20\d\d\.\d+\.\d+"}, []),
        (VERSION, {"galleryImageVersionName": "1.0.0"}, {"version": r"20\d\d\.\d+\.\d+"}, ["galleryImageVersionName"]),
    ],
)
def test_names_follow_the_teams_patterns(
    context: Context, inputs: dict[str, object], patterns: dict[str, str], fields: list[str]
) -> None:
    """Each name is judged on the resource that it names, by the whole pattern; unknown names are not."""
    assert named(context, inputs, **patterns) == fields


@pytest.mark.parametrize("pattern", ["(", "[", "a{99999999999999}", "*"])
def test_a_pattern_that_is_none_is_told(pattern: str) -> None:
    """The message shows the pattern, and nothing is raised."""
    [problem] = naming_convention({"galleryName": "x"}, GALLERY, **{**NO_PATTERNS, "gallery": pattern})
    assert "pattern" in problem.problem
    assert repr(pattern) in problem.problem


@pytest.mark.parametrize(
    ("tags", "fields"),
    [
        ({"owner": "platform", "environment": "test"}, []),
        ({"Owner": "platform", "ENVIRONMENT": "test"}, []),
        ({"owner": "platform", "environment": "play"}, ["tags.environment"]),
        ({"owner": " ", "environment": "test"}, ["tags.owner"]),
        ({"owner": None, "environment": "test"}, ["tags.owner"]),
        ({"owner": UNKNOWN, "environment": UNKNOWN}, []),
        ({1: "x"}, ["tags.owner", "tags.environment"]),
        (None, ["tags.owner", "tags.environment"]),
        ([], ["tags.owner", "tags.environment"]),
        (UNKNOWN, []),
    ],
)
def test_tags_are_asked_for(tags: object, fields: list[str]) -> None:
    """By name without regard to case, and with one of the values where the team lists some."""
    settings = {"names": ["owner"], "values": {"environment": ["test", "production"]}, "defaults": {}}
    assert [each.field for each in required_tags({"tags": tags}, GALLERY, **settings)] == fields  # type: ignore[arg-type]


def test_a_tags_value_is_not_printed_and_its_default_is_proposed() -> None:
    """Only what the team wrote into the settings stands in a message."""
    problems = required_tags(
        {"tags": {"owner": "s3cr3t"}}, GALLERY, names=["team"], values={"owner": ["a"]}, defaults={"team": "images"}
    )
    found = {each.field: each for each in problems}
    assert set(found) == {"tags.team", "tags.owner"}
    assert found["tags.team"].instead == '"images"'
    assert "s3cr3t" not in str(found)


@pytest.mark.parametrize(
    ("inputs", "fields"),
    [
        ({"location": "West Europe", **regions({"name": "westeurope"})}, []),
        ({"location": "eastus"}, ["location"]),
        (regions({"name": "westeurope"}, {"name": "East US"}), ["publishingProfile.targetRegions[1].name"]),
        ({"publishingProfile": {"targetExtendedLocations": [{"name": "westus"}]}}, None),
        ({"location": UNKNOWN, **regions({"name": UNKNOWN}, UNKNOWN, None, 7)}, []),
        ({"location": 5}, []),
    ],
)
def test_only_allowed_regions(inputs: dict[str, object], fields: list[str] | None) -> None:
    """In either spelling, for the resource itself, its replicas and its edge zones."""
    expected = ["publishingProfile.targetExtendedLocations[0].name"] if fields is None else fields
    assert [
        each.field for each in allowed_regions(inputs, VERSION, regions=["West Europe", "north europe"])
    ] == expected
    assert list(allowed_regions(inputs, VERSION, regions=[])) == []


def test_the_allowed_region_that_was_meant_is_proposed() -> None:
    """The message lists what is allowed, by display name where there is one."""
    [problem] = allowed_regions({"location": "westeurop"}, GALLERY, regions=["westeurope", "moonbase1"])
    assert (problem.allowed, problem.instead) == ("West Europe, moonbase1", '"West Europe"')


@pytest.mark.parametrize(
    ("listed", "minimum", "few"),
    [
        ([{"name": "westeurope"}, {"name": "northeurope"}], 2, False),
        ([{"name": "westeurope"}, {"name": "West Europe"}], 2, True),
        ([{"name": "westeurope"}], 2, True),
        ([{"name": "westeurope"}, {"name": UNKNOWN}], 2, False),
        ([], 2, True),
        (None, 2, True),
        (None, 1, False),
        (UNKNOWN, 9, False),
        ("westeurope", 2, False),
    ],
)
def test_a_version_is_in_enough_regions(listed: object, minimum: int, few: bool) -> None:  # noqa: FBT001
    """A region counts once; without a list there is the location alone; what is not known yet counts as another."""
    inputs = {"publishingProfile": {"targetRegions": listed}}
    found = [each.field for each in minimum_regions(inputs, VERSION, minimum=minimum)]
    assert found == (["publishingProfile.targetRegions"] if few else [])


@pytest.mark.parametrize(
    ("name", "own", "default", "wanted"),
    [
        ("West Europe", "standard_zrs", None, False),
        ("West Europe", None, "Standard_ZRS", False),
        ("West Europe", "Premium_LRS", "Standard_ZRS", True),
        ("West Europe", None, None, True),
        ("West Europe", UNKNOWN, None, False),
        ("West Europe", 3, None, True),
        ("westus", "Standard_LRS", None, False),
        ("moon", "Standard_LRS", None, False),
        (UNKNOWN, "Standard_LRS", None, False),
    ],
)
def test_zone_redundant_storage_is_preferred(name: object, own: object, default: object, wanted: bool) -> None:  # noqa: FBT001
    """Where a region is known to have zones, and only there."""
    inputs = regions({"name": name, "storageAccountType": own}, storageAccountType=default)
    found = [each.field for each in zone_redundant_storage(inputs, VERSION, regions=())]
    assert found == (["publishingProfile.targetRegions[0].storageAccountType"] if wanted else [])
    assert list(zone_redundant_storage(inputs, VERSION, regions=("northeurope",))) == []


@pytest.mark.parametrize(
    ("mode", "few"),
    [("Shallow", False), ("shallow", False), (" SHALLOW ", False), (UNKNOWN, False), ("Full", True), (None, True)],
)
def test_a_shallow_version_may_have_one_replica(mode: object, few: bool) -> None:  # noqa: FBT001 # a verdict
    """The team's own minimum is for full replication; the mode is read in any casing."""
    inputs = regions({"name": "westeurope", "regionalReplicaCount": 1}, replicationMode=mode)
    found = [each.field for each in replica_limits(inputs, VERSION, minimum=2, maximum=10)]
    assert found == (["publishingProfile.targetRegions[0].regionalReplicaCount"] if few else [])


def test_team_rules_do_not_change_what_azure_says() -> None:
    """A version that breaks every team rule has no finding of Azure's, and a team's problem is a warning."""
    source = {"id": "/subscriptions/2/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu"}
    inputs = {
        "galleryName": "images",
        "galleryImageName": "ubuntu",
        "galleryImageVersionName": "1.0.0",
        "location": "westeurope",
        **regions({"name": "West Europe", "storageAccountType": "Standard_LRS"}),
        "safetyProfile": {"allowDeletionOfReplicatedLocations": True},
        "storageProfile": {"source": source},
    }
    assert judge(inputs, VERSION) == ()
    assert team_problem("a", 1, "is", "b").severity is Severity.WARNING
