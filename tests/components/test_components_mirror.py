"""A mirror: a second gallery with copies of all definitions and versions, each made from the first one's."""

from typing import Any

import pulumi
import pytest

from pulumi_azure_compute_gallery.rollout.retention import Retired
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from tests.components.component_args import GROUP, declare_gallery, identifier, nested_definition, nested_version
from tests.components.component_run import resource_id, run_program, unknown

AWAY = "chinanorth3"
MIRROR = {"gallery_name": "myMirror", "location": AWAY, "tags": {"kind": "mirror"}}
REGIONS = [
    {"name": "chinaeast2", "regional_replica_count": 2, "storage_account_type": "premium_lrs"},
    {"name": AWAY, "exclude_from_latest": True},
]


def tree(**own: Any) -> Any:  # noqa: ANN401 a definition by its key
    """Return one definition with one version in two regions."""
    version = nested_version(**{"target_regions": REGIONS, "tags": {"a": "b"}, **own})
    return {"ubuntu": nested_definition(location="chinaeast2", versions={"1.0.0": version})}


def test_mirror_holds_the_same_definitions_and_versions() -> None:
    """The mirror has the gallery's definition and version, in its own region, the version made from the first one's."""
    run = run_program(lambda: declare_gallery(mirror=MIRROR, description="d", definitions=tree())).succeeded()
    gallery = run.inputs("images-mirror-gallery")
    assert gallery == {
        "resourceGroupName": GROUP,
        "galleryName": "myMirror",
        "location": AWAY,
        "description": "d",
        "tags": {"kind": "mirror"},
    }
    first, copy = (run.inputs(f"images-{infix}ubuntu-definition") for infix in ("", "mirror-"))
    assert copy == {**first, "galleryName": "myMirror", "location": AWAY}
    first, copy = (run.inputs(f"images-{infix}ubuntu-1.0.0-version") for infix in ("", "mirror-"))
    assert copy["location"] == AWAY
    assert copy["storageProfile"] == {
        "source": {"id": resource_id(GROUP, "myGallery", "ubuntu", "1.0.0")},
    }
    assert copy["publishingProfile"] == first["publishingProfile"]
    assert copy["tags"] == first["tags"]
    assert run.outputs["images"]["mirror"]["name"] == "myMirror"
    assert list(run.outputs["images"]["mirror"]["catalogue"]) == ["ubuntu"]


def test_copy_waits_for_its_source() -> None:
    """S4: a copy depends on the version that it is made from, so it is made after it and leaves before it."""
    run = run_program(lambda: declare_gallery(mirror=MIRROR, definitions=tree())).succeeded()
    assert "images-ubuntu-1.0.0-version" in run.named("images-mirror-ubuntu-1.0.0-version").depends_on


def test_copy_has_the_regions_of_the_rings() -> None:
    """Where a definition has rings, a copy comes to the same regions and is the latest in the same ones."""
    rings = [{"name": "first", "replicate_to": [AWAY]}, {"name": "all", "replicate_to": ["chinanorth2=3"]}]
    version = {"source": {"snapshot_id": resource_id("g", "g").replace("galleries", "snapshots")}}
    definition = nested_definition(
        rings=rings, versions={"1.0.0": {**version, "promoted_to": "first"}, "1.0.1": version}
    )
    run = run_program(lambda: declare_gallery(mirror=MIRROR, definitions={"ubuntu": definition})).succeeded()
    for number in ("1.0.0", "1.0.1"):
        first, copy = (run.inputs(f"images-{infix}ubuntu-{number}-version") for infix in ("", "mirror-"))
        assert len(copy["publishingProfile"]["targetRegions"]) == 3
        assert copy["publishingProfile"] == first["publishingProfile"]


def test_retired_version_leaves_the_mirror_too() -> None:
    """What the gallery's retention lets go is not in the mirror either, and its deletion there is permitted."""
    retired: list[bool] = []

    def program() -> None:
        versions = {f"1.0.{patch}": nested_version(target_regions=REGIONS) for patch in range(3)}
        definition = nested_definition(retention={"keep": 1}, versions=versions)
        declare_gallery(mirror={**MIRROR, "resource_group_name": "other"}, definitions={"ubuntu": definition})
        places = [("other", "myMirror", "ubuntu", number) for number in versions]
        retired.extend(place in of_this_deployment(Retired) for place in places)

    run = run_program(program).succeeded()
    numbers = [one.inputs["galleryImageVersionName"] for one in run.custom if one.name.endswith("-version")]
    kept = sorted(set(numbers))
    assert [numbers.count(number) for number in kept] == [2] * len(kept)
    assert retired == [f"1.0.{patch}" not in kept for patch in range(3)]
    assert True in retired


def test_copy_is_protected_as_its_version() -> None:
    """The gallery's protection, and a version's own, hold for the copies too; replicas for a demand are the same."""
    definition = nested_definition(
        demand={"chinaeast2": {"virtual_machines": 120}},
        versions={
            "1.0.0": nested_version(target_regions=[*REGIONS[1:], {"name": "chinaeast2"}]),
            "1.0.1": nested_version(target_regions=REGIONS, protection={"end_of_life_date": "2041-01-01"}),
        },
    )
    protection = {"end_of_life_date": "2040-01-01"}
    run = run_program(
        lambda: declare_gallery(mirror=MIRROR, protection=protection, definitions={"ubuntu": definition})
    ).succeeded()
    assert run.named("images-mirror-gallery").request.protect
    for number, year in (("1.0.0", "2040"), ("1.0.1", "2041")):
        first, copy = (run.inputs(f"images-{infix}ubuntu-{number}-version") for infix in ("", "mirror-"))
        assert copy["publishingProfile"]["endOfLifeDate"].startswith(year)
        assert (copy["publishingProfile"], copy["safetyProfile"]) == (
            first["publishingProfile"],
            first["safetyProfile"],
        )
    regions = run.inputs("images-mirror-ubuntu-1.0.0-version")["publishingProfile"]["targetRegions"]
    assert [region["regionalReplicaCount"] for region in regions] == [1, 3]


@pytest.mark.parametrize(
    ("mirror", "field", "problem"),
    [
        ({"location": AWAY}, "mirror.gallery_name", "is missing"),
        ({"gallery_name": "other"}, "mirror.location", "is missing"),
        ({"gallery_name": "MYGALLERY", "location": AWAY}, "mirror.gallery_name", "is the name of the gallery itself"),
        ({"gallery_name": "other", "location": "China East 2"}, "mirror.location", "is the region of the gallery"),
        ({"gallery_name": "other", "location": AWAY, "region": "x"}, "mirror.region", "is not a known argument"),
    ],
)
def test_mirror_that_cannot_be(mirror: dict[str, str], field: str, problem: str) -> None:
    """A mirror without a name or region of its own is one finding at the gallery."""
    (text,) = run_program(lambda: declare_gallery(mirror=mirror, definitions=tree())).refused()
    assert text.startswith(f"Gallery 'images': {field}")
    assert problem in text


def test_home_of_the_mirror_is_among_the_regions() -> None:
    """A version that is not replicated to the mirror's home region is refused at that version, once."""
    (text,) = run_program(
        lambda: declare_gallery(mirror=MIRROR, definitions=tree(target_regions=[{"name": "chinaeast2"}]))
    ).refused()
    assert text.startswith("ImageVersion 'images-ubuntu-1.0.0': target_regions: \"China East 2\" does not contain")
    assert f'Write a target region "{AWAY}" as well.' in text


def test_customer_managed_keys_are_not_mirrored() -> None:
    """A version under a disk encryption set is refused as a mirror's source, where it is encrypted."""
    key = resource_id("g", "g").replace("galleries", "diskEncryptionSets")
    regions = [{**region, "encryption": {"os_disk_image": {"disk_encryption_set_id": key}}} for region in REGIONS]
    texts = run_program(lambda: declare_gallery(mirror=MIRROR, definitions=tree(target_regions=regions))).refused()
    assert [text.split("': ")[1].split(":")[0] for text in texts] == [
        "target_regions[0].encryption",
        "target_regions[1].encryption",
    ]
    assert all("customer-managed keys" in text for text in texts)


def test_what_is_refused_is_not_told_again_of_its_copy() -> None:
    """A mistake in a version is told at that version, and not at a copy as well."""
    (text,) = run_program(lambda: declare_gallery(mirror=MIRROR, definitions=tree(replica_count=500))).refused()
    assert text.startswith("ImageVersion 'images-ubuntu-1.0.0': replica_count")


def test_mirror_as_an_output() -> None:
    """Whether there is a mirror must be known at once."""
    (text,) = run_program(
        lambda: declare_gallery(mirror=pulumi.Output.from_input(MIRROR), definitions=tree())
    ).refused()
    assert text.startswith("Gallery 'images': mirror: its value is an Output or a secret as a whole")


def test_values_that_come_later() -> None:
    """A mirror of what is not known yet is declared all the same."""

    def program() -> None:
        region = pulumi.Output.from_input(AWAY)
        regions = pulumi.Output.from_input([{"name": "chinaeast2"}, {"name": region}])
        mirror = {"gallery_name": "myMirror", "location": region, "resource_group_name": unknown()}
        two = nested_definition(
            identifier=identifier("two"), versions={"1.0.0": nested_version(target_regions=regions)}
        )
        declare_gallery(mirror=mirror, definitions={**tree(), "two": two})

    run = run_program(program, preview=True).succeeded()
    assert run.inputs("images-mirror-two-1.0.0-version")["location"] == AWAY


def test_warning_about_the_regions_hides_no_error_of_the_mirror() -> None:
    """A version with more replicas than are documented, a warning, is refused where the mirror's home is missing."""
    regions = [{"name": name, "regional_replica_count": 60} for name in ("chinaeast2", "chinanorth")]
    run = run_program(lambda: declare_gallery(mirror=MIRROR, definitions=tree(target_regions=regions)))
    (text,) = run.refused()
    assert "does not contain the mirror's home region" in text
    assert any("more than Azure documents" in text for text in run.warnings)
