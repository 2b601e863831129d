"""The home region, planned replicas, and the summary of what is stored."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.components.component_args import (
    HOME,
    declare_definition,
    declare_gallery,
    declare_version,
    late,
    nested_definition,
    nested_version,
)
from tests.components.component_run import Run, run_program, unknown

BOTH = [HOME, "chinanorth2"]


def planned(demand: Any, *, definition: Any = (), **own: Any) -> Run:  # noqa: ANN401 arguments, or on purpose none
    """Run a program whose definition has a demand."""
    versions = {"1.0.0": nested_version(**{"target_regions": None, "replicate_to": BOTH, **own})}
    args = nested_definition(demand=demand, versions=versions, **dict(definition))
    return run_program(lambda: declare_gallery(definitions={"ubuntu": args}))


def counts(done: Run) -> dict[str, int]:
    """The replicas of each region."""
    profile = done.succeeded().inputs("images-ubuntu-1.0.0-version")["publishingProfile"]
    return {one["name"]: one["regionalReplicaCount"] for one in profile["targetRegions"]}


def test_demand_gives_the_count() -> None:
    """A region holds 1 replica for every 50 machines and 1 for each scale set, in whichever spelling (S18)."""
    demand = {"China North 2": {"virtual_machines": 120, "virtual_machine_scale_sets": 2}}
    assert counts(planned(demand, replica_count=7)) == {"China East 2": 7, "China North 2": 5}


def test_number_of_its_own_goes_before_the_demand() -> None:
    """A region that names its number has that number."""
    demand = {"chinanorth2": {"virtual_machines": 500}, HOME: {"virtual_machine_scale_sets": 3}}
    regions = ["chinaeast2", "chinanorth2=2"]
    assert counts(planned(demand, replicate_to=regions)) == {"China East 2": 3, "China North 2": 2}


def test_demand_serves_rings() -> None:
    """The regions of rings are planned for as well, the added home region among them."""
    rings = [{"name": "all", "replicate_to": ["chinanorth2"]}]
    demand = {HOME: {"virtual_machines": 51}, "chinanorth2": {"virtual_machine_scale_sets": 4}}
    done = planned(demand, definition={"rings": rings}, replicate_to=None)
    assert counts(done) == {"China East 2": 2, "China North 2": 4}


def test_demand_that_comes_later() -> None:
    """Numbers and names of regions may be Outputs."""

    def program() -> None:
        regions = [{"name": HOME}, {"name": late("China North 2", 0.01)}]
        declare_definition(
            demand={"chinanorth2": {"virtual_machines": late(150, 0.01)}},
            versions={"1.0.0": nested_version(target_regions=regions)},
        )

    done = run_program(program).succeeded()
    regions = done.inputs("ubuntu-1.0.0-version")["publishingProfile"]["targetRegions"]
    assert [one["regionalReplicaCount"] for one in regions] == [1, 3]


def test_shallow_versions_stay_with_one_replica() -> None:
    """Shallow replication takes one replica, whatever the demand."""
    done = planned({HOME: {"virtual_machines": 500}}, replicate_to=[HOME], replication_mode="Shallow")
    assert counts(done) == {"China East 2": 1}


DEFINITION = "ImageDefinition 'images-ubuntu': demand."

DOUBTFUL = {
    "more than a region holds": (
        {HOME: {"virtual_machines": 5001}},
        ("chinaeast2: a mapping asks for 101 replicas of each version.", "at most 100 replicas, which is what is"),
    ),
    "no version there": (
        {"chinaeast3": {"virtual_machines": 1}},
        (
            'chinaeast3: "chinaeast3" is a region that no version is replicated to.',
            "one of China East 2, China North 2.",
        ),
    ),
    "misspelt": (
        {"chinanorht2": {"virtual_machines": 1}},
        ('chinanorht2: "chinanorht2" is a region that is not known here.', 'Write "China North 2", if that was meant.'),
    ),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_demand_that_is_doubtful_is_a_warning(case: str) -> None:
    """A demand that cannot be met, or is nobody's, is told, and refuses nothing."""
    demand, expected = DOUBTFUL[case]
    text = planned(demand).succeeded().warnings[0]
    assert text.startswith(f"{DEFINITION}{expected[0]}")
    assert expected[1] in text


@pytest.mark.parametrize(
    ("demand", "expected"),
    [
        ({HOME: {"virtual_machines": -1}}, "demand.chinaeast2.virtual_machines: -1 is out of range"),
        ({HOME: {}, "China East 2": {}}, 'demand.China East 2: "China East 2" is the same region as chinaeast2'),
        ({HOME: {"virtual_machines": "many"}}, 'virtual_machines: "many" is a string. Allowed: a whole number.'),
        ({HOME: {"machines": 1}}, "is not a known argument"),
        ({HOME: 5}, "demand.chinaeast2: 5 is a number. Allowed: a mapping of names to values."),
        ([HOME], "demand is a list. Allowed: a mapping of names to values."),
    ],
)
def test_demand_that_is_wrong_is_refused(demand: object, expected: str) -> None:
    """A mistake in the demand is one readable finding."""
    (text,) = planned(demand).refused()
    assert expected in text


def test_home_region_is_added_first() -> None:
    """With include_home_region the version's own region comes first, with the defaults (S21)."""
    done = run_program(
        lambda: declare_version(
            include_home_region=True, target_regions=None, replicate_to=["chinanorth2=2"], replica_count=3
        )
    )
    regions = done.succeeded().inputs("first-version")["publishingProfile"]["targetRegions"]
    assert [(one["name"], one["regionalReplicaCount"]) for one in regions] == [
        ("China East 2", 3),
        ("China North 2", 2),
    ]


@pytest.mark.parametrize("listed", [["China East 2=4", "chinanorth2"], ["chinanorth2", "chinaeast2=4"]])
def test_home_region_that_is_listed_stays(listed: list[str]) -> None:
    """Where the home region is listed already nothing is added, and the order stays."""
    done = run_program(lambda: declare_version(include_home_region=True, target_regions=None, replicate_to=listed))
    regions = done.succeeded().inputs("first-version")["publishingProfile"]["targetRegions"]
    assert sorted(one["regionalReplicaCount"] for one in regions) == [1, 4]
    assert len(regions) == 2


def test_home_region_alone() -> None:
    """Without a list the home region is the list."""
    done = run_program(lambda: declare_version(include_home_region=True, target_regions=None))
    regions = done.succeeded().inputs("first-version")["publishingProfile"]["targetRegions"]
    assert [one["name"] for one in regions] == ["China East 2"]


def test_home_region_that_comes_later() -> None:
    """Location, flag and names may be Outputs, known in the end or not."""

    def program(location: Callable[[], object]) -> None:
        declare_version(
            include_home_region=late(value=True, seconds=0.01),
            location=location(),
            target_regions=[{"name": late("chinanorth2", 0.01)}],
        )

    done = run_program(lambda: program(lambda: late("chinaeast2", 0.01))).succeeded()
    regions = done.inputs("first-version")["publishingProfile"]["targetRegions"]
    assert [one["name"] for one in regions] == ["China East 2", "China North 2"]
    run_program(lambda: program(unknown), preview=True).succeeded()


def test_home_region_is_added_only_when_asked_for() -> None:
    """Without include_home_region a list that lacks the home region is refused, as Azure would (S21)."""
    (text,) = run_program(lambda: declare_version(target_regions=[{"name": "chinanorth2"}])).refused()
    assert "does not contain the version's own region" in text


def test_findings_after_an_added_home_region_name_the_declared_place() -> None:
    """The added region does not shift the places that findings name."""
    regions = [{"name": "chinanorth2", "regional_replica_count": 0}]
    (text,) = run_program(lambda: declare_version(include_home_region=True, target_regions=regions)).refused()
    assert "target_regions[0].regional_replica_count: 0 is out of range" in text


def test_home_region_needs_a_location() -> None:
    """Without a location there is nothing to add."""
    (text,) = run_program(lambda: declare_version(include_home_region=True, location=None)).refused()
    assert "location is missing, and include_home_region adds it" in text


def test_summary() -> None:
    """The gallery tells how many images are stored where and on what, and how much of the quota it uses."""
    versions = {
        "1.0.0": nested_version(target_regions=None, replicate_to=["chinaeast2=2", "chinanorth3=3=standard_zrs"]),
        "1.0.1": nested_version(target_regions=None, replica_count=4, storage_account_type="premium_lrs"),
    }
    identifier = {"publisher": "p", "offer": "o", "sku": "s"}
    north = nested_definition(location="China North 2", identifier=identifier)
    definitions = {"ubuntu": nested_definition(versions=versions), "north": north}
    summary = run_program(lambda: declare_gallery(definitions=definitions)).succeeded().outputs["images"]["summary"]
    assert summary == {
        "storedImages": 9,
        "replicas": {"chinaeast2": 6, "chinanorth3": 3},
        "storage": {"Premium_LRS": 4, "Standard_LRS": 2, "Standard_ZRS": 3},
        "quota": {
            "chinaeast2": {
                "galleries": {"used": 1, "limit": 100},
                "definitions": {"used": 1, "limit": 1000},
                "versions": {"used": 2, "limit": 10000},
            },
            "chinanorth2": {
                "galleries": {"used": 0, "limit": 100},
                "definitions": {"used": 1, "limit": 1000},
                "versions": {"used": 0, "limit": 10000},
            },
        },
    }


def test_quota_is_warned_of_once() -> None:
    """The program is told once when it declares more galleries in a region than Azure documents."""

    def program() -> None:
        for index in range(103):
            declare_gallery(f"g{index}", gallery_name=f"gallery{index}")
        declare_definition()

    (text,) = run_program(program).succeeded().warnings
    assert text.startswith("Gallery 'g100': location: \"chinaeast2\" is a region with more than 100 galleries in this")
    assert "Allowed: 100 in one subscription and region, unless Azure has raised the quota." in text
