"""Promotion rings in the components: what is sent, and what is refused."""

import pytest

from compute_gallery_rules import UNKNOWN
from tests.components.component_args import (
    HOME,
    declare_definition,
    declare_gallery,
    declare_version,
    late,
    nested_definition,
)
from tests.components.component_run import Run, compute_id, run_program, unknown
from tests.components.ringed_program import RINGS, ringed, run


def sent(done: Run) -> list[tuple[str, int, str, bool]]:
    """Name, replicas, storage and exclusion of each region that the version is replicated to."""
    profile = done.succeeded().inputs("images-ubuntu-1.0.0-version")["publishingProfile"]
    return [
        (one["name"], one["regionalReplicaCount"], one["storageAccountType"], one["excludeFromLatest"])
        for one in profile["targetRegions"]
    ]


def test_version_goes_to_all_rings_and_is_promoted_at_home() -> None:
    """A version that names no ring is replicated to all of them, and may be the latest in its home region only."""
    assert sent(run(ringed(storage_account_type="premium_lrs"))) == [
        ("China East 2", 1, "Premium_LRS", False),
        ("China North 2", 2, "Premium_LRS", True),
        ("China North 3", 1, "Standard_ZRS", True),
    ]


@pytest.mark.parametrize(
    ("choice", "promoted"),
    [
        ({"promoted_to": "early"}, ["China East 2", "China North 2"]),
        ({"promoted_to": "broad"}, ["China East 2", "China North 2", "China North 3"]),
        ({"replicated_to": "early"}, ["China East 2"]),
        ({"replicated_to": "early", "promoted_to": "early"}, ["China East 2", "China North 2"]),
    ],
)
def test_promotion(choice: dict[str, str], promoted: list[str]) -> None:
    """A version may be the latest at home and in the rings up to the one that it is promoted to (S16)."""
    regions = sent(run(ringed(**choice)))
    assert [name for name, *_, excluded in regions if not excluded] == promoted
    assert len(regions) == (2 if "replicated_to" in choice else 3)


def test_promotion_changes_only_flags() -> None:
    """Promoting and moving back changes nothing of a version but where it is excluded from latest."""
    before, after = (run(ringed(**choice)) for choice in ({}, {"promoted_to": "broad"}))
    assert [region[:3] for region in sent(before)] == [region[:3] for region in sent(after)]
    name = "images-ubuntu-1.0.0-version"
    inputs = [dict(done.inputs(name)) for done in (before, after)]
    for one in inputs:
        one["publishingProfile"] = {**one["publishingProfile"], "targetRegions": None}
    assert inputs[0] == inputs[1]


def test_home_region_in_a_ring() -> None:
    """A home region that a ring names stays where it is, under either spelling, and is promoted."""
    rings = [*RINGS, {"name": "all", "replicate_to": ["China East 2=3"]}]
    assert [(name, count, out) for name, count, _, out in sent(run(ringed(), rings=rings))] == [
        ("China North 2", 2, True),
        ("China North 3", 1, True),
        ("China East 2", 3, False),
    ]


def test_values_that_come_later() -> None:
    """Location, ring and what belongs to a region may be Outputs."""

    def program() -> None:
        keys = [compute_id("diskEncryptionSets", name) for name in ("east", "north")]
        encryption = [{"os_disk_image": {"disk_encryption_set_id": late(key, 0.01)}} for key in keys]
        regions = [
            {"name": name, "encryption": one} for name, one in zip((HOME, "chinanorth2"), encryption, strict=True)
        ]
        declare_definition(
            rings=[{"name": "early", "target_regions": regions}],
            location=late("China East 2", 0.01),
            versions={"1.0.0": ringed(promoted_to=late("early", 0.01), location=late(HOME, 0.02))},
        )

    profile = run_program(program).succeeded().inputs("ubuntu-1.0.0-version")["publishingProfile"]
    assert [(one["name"], one["excludeFromLatest"]) for one in profile["targetRegions"]] == [
        ("China East 2", False),
        ("China North 2", False),
    ]
    last = profile["targetRegions"][1]["encryption"]["osDiskImage"]
    assert last["diskEncryptionSetId"].endswith("/north")


def test_unknown_location_in_a_preview() -> None:
    """Where the home region is not known yet the regions are not either, and nothing is refused."""

    def program() -> None:
        declare_definition(rings=RINGS, versions={"1.0.0": ringed(location=unknown())})

    done = run_program(program, preview=True).succeeded()
    assert done.inputs("ubuntu-1.0.0-version")["publishingProfile"]["targetRegions"] is UNKNOWN


def test_region_that_is_nearly_right_is_told_at_its_ring() -> None:
    """A region that is not known is a warning at the ring, told once however many versions go there."""
    rings = [{"name": "all", "replicate_to": ["chinanorht3", HOME]}]
    versions = {number: ringed() for number in ("1.0.0", "1.0.1")}
    args = nested_definition(rings=rings, versions=versions)
    done = run_program(lambda: declare_gallery(definitions={"ubuntu": args})).succeeded()
    (text,) = done.warnings
    assert text.startswith(
        "ImageDefinition 'images-ubuntu': rings[0].replicate_to[0].name: \"chinanorht3\" is a region"
    )
    assert '"China North 3"' in text


def test_what_only_a_version_can_tell_names_the_ring() -> None:
    """Shallow replication is told at the version, and names the ring's region that it cannot reach."""
    first, second = run(ringed(replication_mode="Shallow", replicated_to="broad")).refused()[:2]
    assert first.startswith("ImageVersion 'images-ubuntu-1.0.0': rings[0].replicate_to[0].name: \"China North 2\" is a")
    assert "rings[0].replicate_to[0].regional_replica_count: 2 is more than one replica" in second


def test_rings_need_the_home_region() -> None:
    """Without a location nobody knows where to promote first."""
    args = nested_definition(rings=RINGS, versions={"1.0.0": ringed()})
    done = run_program(lambda: declare_gallery(location=None, definitions={"ubuntu": args}))
    (text,) = done.refused()
    assert "location is missing, and rings promote it first" in text


@pytest.mark.parametrize("field", ["replicated_to", "promoted_to"])
def test_version_of_its_own_has_no_rings(field: str) -> None:
    """A version that is not nested in a definition cannot name a ring."""
    (text,) = run_program(lambda: declare_version(**{field: "early"})).refused()
    assert text.startswith(
        f"ImageVersion 'first': {field}: \"early\" names a ring, but the version's definition has none."
    )
