"""What the guards say of one operation, given what the program declares."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

import pulumi
import pytest

from compute_gallery_rules import Finding
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
