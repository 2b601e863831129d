"""What each guard refuses, as operations on one small gallery, judged by the guards themselves."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pulumi

from compute_gallery_rules import Finding, ResourceKind
from pulumi_azure_compute_gallery.guarding.guarded import Guarded, refused_create, refused_delete, refused_update
from pulumi_azure_compute_gallery.guarding.permissions import Permissions
from pulumi_azure_compute_gallery.judging.declared import PLACES, Declared, DeclaredResource
from pulumi_azure_compute_gallery.running.this_run import PLUGIN, serve_one_deployment
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names

__all__ = ["GALLERY", "SOURCE", "UBUNTU", "Example", "message", "published", "with_disks"]

Inputs = Mapping[str, Any]

TODAY = datetime(2026, 6, 1, tzinfo=UTC)
COMPUTE = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/image-rg/providers/Microsoft.Compute"
SOURCE = f"{COMPUTE}/images/golden"
DISKS = f"{COMPUTE}/snapshots"
PLACE = ("image-rg", "images", "ubuntu")
JUDGES = {"create": refused_create, "update": refused_update, "delete": refused_delete}

GALLERY: Inputs = {"location": "chinaeast2"}
UBUNTU: Inputs = {
    "location": "chinaeast2",
    "osType": "Linux",
    "osState": "Generalized",
    "hyperVGeneration": "V1",
    "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
    "features": [{"name": "SecurityType", "value": "TrustedLaunchSupported"}],
}


def published(**profile: object) -> dict[str, Any]:
    """Return the inputs of a version in two regions, with more in its publishing profile."""
    regions = [{"name": "China East 2"}, {"name": "China North"}]
    return {
        "location": "chinaeast2",
        "publishingProfile": {"targetRegions": regions, **profile},
        "storageProfile": {"source": {"id": SOURCE}},
    }


def with_disks(*luns: tuple[int, str]) -> dict[str, object]:
    """Return a version made from snapshots, with data disks by LUN and snapshot."""
    os_disk = {"source": {"id": f"{DISKS}/os"}}
    data = [{"lun": lun, "source": {"id": f"{DISKS}/{name}"}} for lun, name in luns]
    return {**published(), "storageProfile": {"osDiskImage": os_disk, "dataDiskImages": data}}


@dataclass(frozen=True)
class Example:
    """One operation that a guard refuses."""

    what: str
    """What the user did, as the page says it."""
    operation: str
    """create, update or delete."""
    old: Inputs = field(default_factory=dict)
    new: Inputs = field(default_factory=dict)
    kind: ResourceKind = ResourceKind.IMAGE_VERSION
    number: str = "1.0.0"
    others: Mapping[str, Inputs] = field(default_factory=lambda: {"2.0.0": published()})
    """The versions of the definition that stay declared beside it."""


def message(example: Example) -> str:
    """Return what the guards say to an operation, in one line for each finding; empty where nothing is refused."""
    with _deployment():
        declared = Declared()
        gone = example.kind if example.operation == "delete" and not example.new else None
        _note(declared, ResourceKind.GALLERY, "Gallery 'images'", PLACE[:2])
        if gone is not ResourceKind.IMAGE_DEFINITION:
            _note(declared, ResourceKind.IMAGE_DEFINITION, "ImageDefinition 'images-ubuntu'", PLACE)
        own = {example.number: example.new} if example.new and example.kind is ResourceKind.IMAGE_VERSION else {}
        for number, inputs in {**example.others, **own}.items():
            label = f"ImageVersion 'images-ubuntu-{number}'"
            _note(declared, ResourceKind.IMAGE_VERSION, label, (*PLACE, number), inputs)
        place = (*PLACE, example.number)[: len(PLACES[example.kind])]
        permissions = Permissions(declared)
        operation = Guarded(example.kind, place, example.old, example.new, declared, permissions, TODAY)
        findings: Sequence[Finding] = JUDGES[example.operation](operation)
        return "\n".join(one.text(operation.label) for one in under_argument_names(findings))


def _note(
    declared: Declared, kind: ResourceKind, label: str, place: tuple[str, ...], inputs: Inputs | None = None
) -> None:
    names = dict(zip(PLACES[kind], place, strict=True))
    component = cast("pulumi.Resource", object())  # an identity is all that is asked of it
    declared.note(DeclaredResource(kind, component, label, args=names, inputs=inputs or {}), names)


@contextmanager
def _deployment() -> Iterator[None]:
    """Give the guards a deployment of their own, without an engine."""
    before = dict(PLUGIN)
    serve_one_deployment()
    try:
        yield
    finally:
        PLUGIN.clear()
        PLUGIN.update(before)
