"""What the guards say of one operation, given what the program declares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

import pulumi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compute_gallery_rules import Finding, ImageVersionNumber, next_free_version, region_name
from pulumi_azure_compute_gallery.guarding import guarded
from pulumi_azure_compute_gallery.guarding.guarded import Guarded, refused_delete
from pulumi_azure_compute_gallery.guarding.permissions import Permissions
from pulumi_azure_compute_gallery.judging.declared import PLACES, Declared, DeclaredResource
from pulumi_azure_compute_gallery.running.this_run import PLUGIN, serve_one_deployment

TODAY = datetime(2026, 6, 1, tzinfo=UTC)
GALLERY = ("rg", "images")
DEFINITION = (*GALLERY, "ubuntu")
KINDS = {len(place): kind for kind, place in PLACES.items()}


@pytest.fixture(autouse=True)
def deployment() -> Iterator[None]:
    """A deployment of the test's own, without an engine."""
    before = dict(PLUGIN)
    serve_one_deployment()
    yield
    PLUGIN.clear()
    PLUGIN.update(before)


def declare(declared: Declared, place: tuple[str, ...], inputs: Mapping[str, Any] | None = None) -> None:
    """Declare what belongs into a place, called by its own name."""
    kind = KINDS[len(place)]
    names = dict(zip(PLACES[kind], place, strict=True))
    component = cast("pulumi.Resource", object())  # an identity is all that is asked of it
    declared.note(DeclaredResource(kind, component, f"{kind.value} {place[-1]}", names, inputs or {}), names)


def deleted(
    place: tuple[str, ...], declared: Declared, old: Mapping[str, Any] | None = None, permitted: Sequence[str] = ()
) -> Sequence[Finding]:
    """Judge the deletion of what is in a place."""
    permissions = Permissions(declared)
    permissions.permit(permitted, ())
    return refused_delete(Guarded(KINDS[len(place)], place, old or {}, {}, declared, permissions, TODAY))


@pytest.mark.parametrize(("place", "inner"), [(DEFINITION, "1.0.0"), (GALLERY, "ubuntu")])
def test_what_still_holds_others_stays(place: tuple[str, ...], inner: str) -> None:
    """A definition or gallery that left the program is not deleted while what is in it stays declared."""
    declared = Declared()
    assert deleted(place, declared) == ()
    declare(declared, (*place, inner))
    (finding,) = deleted(tuple(name.upper() for name in place), declared)
    assert f"holds {KINDS[len(place) + 1].value} {inner}, declared as before" in finding.problem
    assert deleted(place, declared, permitted=["/".join(place[1:])]) == ()
    declare(declared, place)
    assert deleted(place, declared) == ()


@pytest.mark.parametrize("number", ["1.0.0", "2.0.0"])
def test_another_casing_of_a_name_is_told_as_such(number: str) -> None:
    """A definition that is renamed in its casing alone is refused with its versions, and the old name is told."""
    declared = Declared()
    names = {"galleryName": "images", "galleryImageName": "Ubuntu"}
    declare(declared, (*GALLERY, "Ubuntu"), names)
    for each in ("1.0.0", "2.0.0"):
        declare(declared, (*GALLERY, "Ubuntu", each), {**in_regions("chinaeast2"), **names})
    old = {**in_regions("chinaeast2"), "galleryName": "images", "galleryImageName": "ubuntu"}
    for place in (DEFINITION, (*DEFINITION, number)):
        (finding,) = deleted(place, declared, old)
        assert (finding.field, finding.value, finding.instead) == ("galleryImageName", '"Ubuntu"', '"ubuntu"')
        assert deleted(place, declared, old, permitted=["images/ubuntu"]) == ()


class Read(dict[str, Any]):
    """A version's inputs that count how often somebody asks for their profile."""

    times = 0

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 any value
        """Return what stands under a name."""
        self.times += name == "publishingProfile"
        return super().get(name, default)


def in_regions(*names: str) -> dict[str, Any]:
    """The inputs of a version in regions."""
    return {"publishingProfile": {"targetRegions": [{"name": name} for name in names]}}


def test_deletions_of_one_definition_read_its_versions_once() -> None:
    """However many versions leave a definition, those that stay are read once."""
    declared, stays = Declared(), Read(in_regions("chinaeast2"))
    declare(declared, (*DEFINITION, "2.0.0"), stays)
    assert deleted((*DEFINITION, "1.0.0"), declared, in_regions("chinaeast2")) == ()
    once = stays.times
    assert once > 0
    for patch in range(1, 5):
        (finding,) = deleted((*DEFINITION, f"1.0.{patch}"), declared, in_regions("chinaeast2", "chinanorth"))
        assert "is the latest of China North:" in finding.problem
    assert stays.times == once


def test_what_becomes_known_later_counts() -> None:
    """A version that is declared, or whose regions become known, between two deletions counts for the second."""
    declared, old = Declared(), in_regions("chinaeast2")
    declare(declared, (*DEFINITION, "0.9.0"), old)
    assert len(deleted((*DEFINITION, "1.0.0"), declared, old)) == 1
    declare(declared, (*DEFINITION, "2.0.0"), old)
    assert deleted((*DEFINITION, "1.0.0"), declared, old) == ()


def test_declared_version_does_not_stand_in_for_itself() -> None:
    """A version that is deleted to be made again is no newer version of itself."""
    declared, old = Declared(), in_regions("chinaeast2")
    declare(declared, (*DEFINITION, "1.0.0"), old)
    (finding,) = deleted((*DEFINITION, "1.0.0"), declared, old)
    assert "is the latest of China East 2:" in finding.problem


REGIONS = ("chinaeast2", "chinanorth", "chinanorth2")


@given(st.dictionaries(st.integers(0, 6), st.sets(st.sampled_from(REGIONS)), min_size=1), st.integers(0, 6))
def test_any_deletion_is_judged_as_by_all_other_versions(published: dict[int, set[str]], gone: int) -> None:
    """Whichever version goes, declared or not, the guard says what follows from all the others."""
    declared, old = Declared(), in_regions(*sorted(REGIONS))
    for patch, regions in published.items():
        declare(declared, (*DEFINITION, f"1.0.{patch}"), in_regions(*sorted(regions)))
    served = {region for patch, regions in published.items() if patch > gone for region in regions}
    found = deleted((*DEFINITION, f"1.0.{gone}"), declared, old)
    lost = [name for name in ("China East 2", "China North", "China North 2") if region_name(name) not in served]
    assert bool(found) == bool(lost)
    assert all(f"is the latest of {', '.join(lost)}:" in one.problem for one in found)


def test_next_number_is_looked_for_only_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The siblings of a version are looked through for a free number only where a change of it is refused."""
    asked: list[object] = []

    def free(known: Iterable[ImageVersionNumber | str]) -> ImageVersionNumber | None:
        asked.append(known)
        return next_free_version(known)

    monkeypatch.setattr(guarded, "next_free_version", free)
    declared, old = Declared(), in_regions("chinaeast2")
    declare(declared, (*DEFINITION, "2.0.0"), old)
    place = (*DEFINITION, "1.0.0")

    def updated(**profile: object) -> Sequence[Finding]:
        new = {"publishingProfile": {**old["publishingProfile"], **profile}}
        return guarded.refused_update(
            Guarded(KINDS[len(place)], place, old, new, declared, Permissions(declared), TODAY)
        )

    assert updated(excludeFromLatest=True) == []
    assert asked == []
    (finding,) = updated(replicationMode="Shallow")
    assert finding.instead == 'version "2.0.1" for the change'
    assert len(asked) == 1
