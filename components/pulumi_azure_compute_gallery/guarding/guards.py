"""Guards: hooks that refuse, in the preview already, what would hurt those who use what is published."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import pulumi
from pulumi.runtime.proto.resource_pb2 import RESOURCE_MONITOR_FEATURE_ERROR_HOOKS
from pulumi.runtime.settings import monitor_supports_feature

from compute_gallery_rules import Finding, ResourceKind, printable
from pulumi_azure_compute_gallery.guarding.guarded import Guarded, refused_create, refused_delete, refused_update
from pulumi_azure_compute_gallery.guarding.patience import try_again
from pulumi_azure_compute_gallery.guarding.permissions import Permissions
from pulumi_azure_compute_gallery.judging.declared import PLACES, Declared
from pulumi_azure_compute_gallery.running.clock import now
from pulumi_azure_compute_gallery.running.deferred import resolved
from pulumi_azure_compute_gallery.running.this_run import of_this_deployment
from pulumi_azure_compute_gallery.shapes.field_names import under_argument_names

__all__ = ["Guards", "guards"]

Judge = Callable[[Guarded], Sequence[Finding]]

NAMES = {
    ResourceKind.GALLERY: "azure-compute-gallery:gallery",
    ResourceKind.IMAGE_DEFINITION: "azure-compute-gallery:image-definition",
    ResourceKind.IMAGE_VERSION: "azure-compute-gallery:image-version",
}
"""The hooks' names stand in the state of every stack: they never change."""

PATIENCE = "azure-compute-gallery:patience"
"""The name of what tries again; it stands in the state, too."""

OPERATIONS: Mapping[str, Judge] = {
    "before_create": refused_create,
    "before_update": refused_update,
    "before_delete": refused_delete,
}


class Guards:
    """The hooks of one run, registered once, and what lifts them: `of_this_deployment(Guards)`."""

    def __init__(self) -> None:
        self._declared = of_this_deployment(Declared)
        self.permissions = Permissions(self._declared)
        """What the run permits, by name."""
        self._hooks = {
            kind: [
                pulumi.ResourceHook(
                    f"{name}:{operation}", self._hook(kind, judge), pulumi.ResourceHookOptions(on_dry_run=True)
                )
                for operation, judge in OPERATIONS.items()
            ]
            for kind, name in NAMES.items()
        }
        # Older engines have guards, but nothing that tries again.
        knows_errors = monitor_supports_feature(RESOURCE_MONITOR_FEATURE_ERROR_HOOKS)
        self._patience = pulumi.ErrorHook(PATIENCE, try_again) if knows_errors else None

    def of(self, kind: ResourceKind, *, is_born_with_an_end: bool) -> pulumi.ResourceHookBinding:
        """Return what binds the guards to an azure-native resource of a kind.

        Only an end of life can be wrong with what is born, and each hook is a call from the engine: a resource without
        one has none for its creation.
        """
        before_create, before_update, before_delete = self._hooks[kind]
        return pulumi.ResourceHookBinding(
            before_create=[before_create] if is_born_with_an_end else None,
            before_update=[before_update],
            before_delete=[before_delete],
            on_error=[self._patience] if self._patience else None,
        )

    def _hook(self, kind: ResourceKind, judge: Judge) -> Callable[[pulumi.ResourceHookArgs], Awaitable[None]]:
        """Return the hook that judges an operation on a resource of a kind, and raises what it has to say."""

        async def guard(operation: pulumi.ResourceHookArgs) -> None:
            old, new = [await resolved(inputs or {}) for inputs in (operation.old_inputs, operation.new_inputs)]
            place = place_of(kind, old or new)
            guarded = Guarded(kind, place, old, new, self._declared, self.permissions, now())
            findings = judge(guarded)
            if findings:
                raise GuardError("\n".join(one.text(guarded.label) for one in under_argument_names(findings)))

        return guard


class GuardError(Exception):
    """An operation is refused. The text has one line for each reason, with what to write instead."""


def guards(allow_delete: Sequence[str] = (), retire_regions: Sequence[str] = ()) -> None:
    """Keep what this package published guarded, in a program that declares none of its components any more.

    The state of a stack names the guards of each resource, so a program that removes the last component has to call
    this, or Pulumi fails with `hook ... was not registered`. It is also where a guard is lifted for resources whose
    gallery and definition are not declared.

    `allow_delete` names what may be deleted: "gallery/definition/version", "gallery/definition" for a definition with
    all its versions, or "gallery". `retire_regions` names regions, in either spelling, that versions may leave, or
    "region/zone" for an edge zone.

    Raises RunError for a name that is none of these.
    """
    for name in allow_delete:
        if not isinstance(name, str) or not 1 <= len([part for part in name.split("/") if part]) == name.count("/") + 1:
            raise pulumi.RunError(f"guards: allow_delete: {printable(name)} is no name. {ALLOWED}")
        if name.count("/") >= len(PLACES[ResourceKind.IMAGE_VERSION]) - 1:
            raise pulumi.RunError(f"guards: allow_delete: {printable(name)} has too many parts. {ALLOWED}")
    of_this_deployment(Guards).permissions.permit(allow_delete, retire_regions)


ALLOWED = 'Allowed: "gallery/definition/version", "gallery/definition" or "gallery".'


def place_of(kind: ResourceKind, inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where a resource is: its names as they stand in its azure-native inputs."""
    fields = ("resourceGroupName", "galleryName", "galleryImageName", "galleryImageVersionName")
    return tuple(str(inputs.get(field, "")) for field in fields[: len(PLACES[kind])])
