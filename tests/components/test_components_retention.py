"""Retention in the components: which versions are no longer declared, and what is said about it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pulumi
import pytest

from compute_gallery_rules import UNKNOWN
from pulumi_azure_compute_gallery import ImageDefinition
from pulumi_azure_compute_gallery.rollout.retention import Retired, made_from
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from tests.components.component_args import (
    GROUP,
    HOME,
    declare_definition,
    declare_gallery,
    late,
    nested_definition,
    nested_version,
)
from tests.components.component_run import Run, resource_id, run_program

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
RINGS = [{"name": "early", "replicate_to": ["chinanorth2"]}, {"name": "all", "replicate_to": ["chinanorth3"]}]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed clock."""
    for module in ("rollout.nested_rollout", "image_definition"):
        monkeypatch.setattr(f"pulumi_azure_compute_gallery.{module}.now", lambda: TODAY)


def version(**own: Any) -> Any:  # noqa: ANN401 a TypedDict, or on purpose none
    """A nested version in its home region and another one."""
    return nested_version(**{"target_regions": None, "replicate_to": [HOME, "chinanorth2"], **own})


def run(versions: Any, keep: object = 2, **definition: Any) -> Run:  # noqa: ANN401 as above
    """Run a program whose definition keeps some versions."""
    args = nested_definition(**{"retention": {"keep": keep}, **definition}, versions=versions)
    return run_program(lambda: declare_gallery(definitions={"ubuntu": args}))


def kept(done: Run, definition: str = "ubuntu") -> list[str]:
    """The numbers of the versions that are declared."""
    prefix = f"images-{definition}-"
    versions = [one.name for one in done.succeeded().custom if one.type.endswith("GalleryImageVersion")]
    return [name.removeprefix(prefix).removesuffix("-version") for name in versions if name.startswith(prefix)]


def retired(done: Run, definition: str = "ubuntu") -> list[str]:
    """What the catalogue tells of versions that left."""
    listed: list[str] = done.outputs["images"]["catalogue"][definition]["retired"]
    return listed


NUMBERS = ("1.0.10", "1.0.9", "1.0.2", "1.0.1")


def test_the_oldest_are_no_longer_declared() -> None:
    """Of four versions the newest two by number stay; the others are in the catalogue as retired."""
    done = run({number: version() for number in NUMBERS})
    assert sorted(kept(done)) == ["1.0.10", "1.0.9"]
    assert retired(done) == ["1.0.1", "1.0.2"]


def test_without_retention_all_stay() -> None:
    """Where retention is not declared, nothing leaves and the catalogue does not speak of it."""
    done = run({number: version() for number in NUMBERS}, retention=None)
    assert len(kept(done)) == 4
    assert "retired" not in done.outputs["images"]["catalogue"]["ubuntu"]


FIRST, SECOND = (resource_id(GROUP, "MYGALLERY", "ubuntu", number) for number in ("1.0.0", "1.0.1"))
BLOCKED = {"block_deletion_before_end_of_life": True}

KEPT: dict[str, tuple[dict[str, Any], set[str]]] = {
    "latest of a region": ({"1.0.1": {"replicate_to": [HOME, "chinaeast3"]}}, {"1.0.1", "1.0.3"}),
    "excluded everywhere does not count": ({"1.0.3": {"exclude_from_latest": True}}, {"1.0.2", "1.0.3"}),
    "blocked until its end": ({"1.0.0": {**BLOCKED, "end_of_life_date": "2026-11-23"}}, {"1.0.0", "1.0.3"}),
    "blocked until an end that has passed": ({"1.0.0": {**BLOCKED, "end_of_life_date": "2026-11-21"}}, {"1.0.3"}),
    "newest is past its end": ({"1.0.3": {"end_of_life_date": "2026-11-01"}}, {"1.0.2", "1.0.3"}),
    "number of its own": ({"1.0.0": {"version": "2.0.0"}}, {"1.0.0"}),
    "source of one that stays": ({"1.0.3": {"source": {"image_version_id": SECOND}}}, {"1.0.1", "1.0.3"}),
    "source of one that leaves": ({"1.0.1": {"source": {"image_version_id": FIRST}}}, {"1.0.3"}),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_stays_beside_the_newest_promoted(case: str) -> None:
    """The latest of a region, what Azure would not delete yet, and sources stay."""
    own, expected = KEPT[case]
    versions = {number: version(**own.get(number, {})) for number in ("1.0.0", "1.0.1", "1.0.2", "1.0.3")}
    assert set(kept(run(versions, 1))) == expected


def test_pinned_versions_stay() -> None:
    """A pinned version stays whatever its age."""
    versions = {number: version() for number in NUMBERS}
    assert set(kept(run(versions, retention={"keep": 1, "pinned": ["1.0.1"]}))) == {"1.0.1", "1.0.10"}


def test_what_is_told() -> None:
    """What left is told as long as the program holds it, and so is what Azure would not delete yet."""
    versions = {number: version() for number in NUMBERS}
    versions["1.0.2"] = version(**BLOCKED, end_of_life_date="2027-01-01")
    assert run(versions, 1).succeeded().infos == [
        "retention lets go of 1.0.1, 1.0.9, which may be taken out of the program after this update",
        "retention waits with 1.0.2: Azure refuses to delete before the end of life",
    ]
    assert run({"1.0.0": version()}).succeeded().infos == []


def test_protection_holds_until_its_date() -> None:
    """Versions under a protection stay until its date, and leave after it."""
    versions = {number: version() for number in NUMBERS}
    assert len(kept(run(versions, 1, protection={"end_of_life_date": "2027-01-01"}))) == 4


def test_rings_say_what_is_promoted() -> None:
    """With rings those versions count that name a ring; a newer one that does not yet stays too."""
    ringed = {"replicate_to": None}
    versions = {
        "1.0.0": version(**ringed, promoted_to="all"),
        "1.0.1": version(**ringed),
        "1.0.2": version(**ringed, promoted_to="all"),
        "1.0.3": version(**ringed),
    }
    assert set(kept(run(versions, 1, rings=RINGS))) == {"1.0.2", "1.0.3"}
    versions["1.0.2"] = version(**ringed, promoted_to="early")
    assert set(kept(run(versions, 1, rings=RINGS))) == {"1.0.0", "1.0.2", "1.0.3"}


def test_source_of_another_definition_stays() -> None:
    """What a version that stays is made from stays, in whichever definition of the gallery."""
    copy = {"image_version_id": resource_id(GROUP, "myGallery", "ubuntu", "1.0.0")}
    identifier = {"publisher": "p", "offer": "o", "sku": "s"}
    definitions = {
        "ubuntu": nested_definition(retention={"keep": 1}, versions={n: version() for n in ("1.0.0", "1.0.1")}),
        "copy": nested_definition(identifier=identifier, versions={"1.0.0": version(source=copy)}),
    }
    done = run_program(lambda: declare_gallery(definitions=definitions))
    assert kept(done) == ["1.0.0", "1.0.1"]
    definitions["copy"] = nested_definition(
        identifier=identifier,
        retention={"keep": 1},
        versions={"1.0.0": version(source=copy), "1.0.1": version()},
    )
    done = run_program(lambda: declare_gallery(definitions=definitions))
    assert (kept(done), kept(done, "copy")) == (["1.0.1"], ["1.0.1"])


def test_what_is_not_known_yet_stays() -> None:
    """A version whose flag or region is an Output stays, and does not count as one of the newest."""

    def program() -> None:
        versions = {
            "1.0.0": version(),
            "1.0.1": version(),
            "1.0.2": version(exclude_from_latest=late(value=False, seconds=0.01)),
            "1.0.3": version(replicate_to=[HOME, late("chinanorth2", 0.01)]),
        }
        declare_definition(retention={"keep": 1}, versions=versions)

    names = {one.name for one in run_program(program).succeeded().custom if one.type.endswith("Version")}
    assert names == {f"ubuntu-1.0.{patch}-version" for patch in (1, 2, 3)}


def test_source_stays_beside_a_version_whose_number_comes_later() -> None:
    """A version whose number is an Output takes nobody's place: what another one is made from stays."""

    def program() -> None:
        copy = {"image_version_id": resource_id(GROUP, "myGallery", "myImageDefinition", "1.0.0")}
        numbers = {"first": "1.0.0", "second": "1.0.1", "late": late("1.5.0", 0.01)}
        versions = {key: version(version=number) for key, number in numbers.items()}
        versions["copy"] = version(version="2.0.0", source=copy)
        declare_definition(retention={"keep": 1}, versions=versions)

    names = {one.name for one in run_program(program).succeeded().custom if one.type.endswith("Version")}
    assert names == {f"ubuntu-{key}-version" for key in ("first", "late", "copy")}


def test_sources_in_definitions_whose_names_come_later() -> None:
    """Where the names of two definitions are Outputs, what a version of either may be made from stays in both."""

    def program() -> None:
        copy = {"image_version_id": resource_id(GROUP, "myGallery", "ubuntu", "1.0.0")}
        tree = {
            key: nested_definition(
                image_definition_name=late(name, 0.01),
                identifier={"publisher": "p", "offer": "o", "sku": key},
                retention={"keep": 1},
                versions={"1.0.0": version(), "2.0.0": version(**own)},
            )
            for key, name, own in (("a", "ubuntu", {"source": copy}), ("b", "debian", {}))
        }
        declare_gallery(definitions=tree)

    done = run_program(program)
    assert (kept(done, "a"), kept(done, "b")) == (["1.0.0", "2.0.0"], ["1.0.0", "2.0.0"])


class Counted(dict[str, Any]):
    """A version's arguments that count how often its number is asked for."""

    times = 0

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 any value
        """Return what stands under a name."""
        self.times += name == "version"
        return super().get(name, default)


@pytest.mark.parametrize("group", [GROUP, UNKNOWN])
def test_sources_are_found_by_their_names(group: object) -> None:
    """Each version's names are read a few times only, whatever the number of versions that are made from others."""
    place = {"resource_group_name": group, "gallery_name": "myGallery", "image_definition_name": "ubuntu"}
    source = {"image_version_id": resource_id(GROUP, "MYGALLERY", "ubuntu", "1.0.0")}
    nodes = {(0, f"1.0.{patch}"): Counted(place, version=f"1.0.{patch}", source=source) for patch in range(30)}
    found = made_from(nodes)
    assert all(found[node] == ([] if node[1] == "1.0.0" else [(0, "1.0.0")]) for node in nodes)
    assert max(args.times for args in list(nodes.values())[1:]) < 5


@pytest.mark.parametrize("group", [lambda: "MyGalleryRG", lambda: late("myGalleryRG", 0.01)])
def test_guards_can_ask(group: Callable[[], object]) -> None:
    """A version that leaves is named as retired under its place in any casing; those that stay are not."""
    found: list[Retired] = []

    def program() -> None:
        versions = {n: version() for n in ("1.0.0", "1.0.1")}
        declare_definition(resource_group_name=group(), retention={"keep": 1}, versions=versions)
        found.append(of_this_deployment(Retired))

    run_program(program).succeeded()
    assert ("MYGALLERYRG", "mygallery", "myImageDefinition", "1.0.0") in found[0]
    assert ("mygalleryrg", "mygallery", "myimagedefinition", "1.0.1") not in found[0]
    assert None not in found[0]


def test_asking_for_a_version_that_left_is_told() -> None:
    """A program that uses a version which has left gets one readable error, and one that never was a KeyError."""
    definitions: list[ImageDefinition] = []

    def program() -> None:
        versions = {n: version() for n in ("1.0.0", "1.0.1")}
        definitions.append(declare_definition(retention={"keep": 1}, versions=versions))

    run_program(program).succeeded()
    declared = definitions[0].versions
    assert list(declared) == ["1.0.1"]
    with pytest.raises(pulumi.RunError, match=r"version 1\.0\.0 has left under the definition's retention"):
        declared["1.0.0"]
    with pytest.raises(KeyError, match=r"9\.0\.0"):
        declared["9.0.0"]
