"""The keys of the firmware that virtual machines of a version start with."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from pulumi import Input

from pulumi_azure_compute_gallery.running.deferred import later
from pulumi_azure_compute_gallery.shapes.native import without_missing

__all__ = ["SecurityProfile", "UefiKey", "UefiKeySignatures", "UefiSettings", "security_profile_inputs"]

KEYS = ("pk", "kek", "db", "dbx")


class UefiKey(TypedDict, total=False):
    """One key."""

    type: Input[str]
    """sha256 or x509."""
    value: Input[Sequence[Input[str]]]
    """The certificates or hashes, each in base 64."""


class UefiKeySignatures(TypedDict, total=False):
    """Keys beside those of the templates."""

    pk: Input[UefiKey]
    """The platform key."""
    kek: Input[Sequence[Input[UefiKey]]]
    """Keys that may change the databases."""
    db: Input[Sequence[Input[UefiKey]]]
    """Keys of what may start."""
    dbx: Input[Sequence[Input[UefiKey]]]
    """Keys of what may not start."""


class UefiSettings(TypedDict, total=False):
    """What secure boot trusts."""

    signature_template_names: Input[Sequence[Input[str]]]
    """NoSignatureTemplate, MicrosoftUefiCertificateAuthorityTemplate or MicrosoftWindowsTemplate."""
    additional_signatures: Input[UefiKeySignatures]
    """Keys beside those of the templates."""


class SecurityProfile(TypedDict, total=False):
    """Security of the virtual machines that are made from a version."""

    uefi_settings: Input[UefiSettings]
    """What secure boot trusts."""


def security_profile_inputs(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return the security profile of a version."""
    return without_missing({"uefiSettings": later(profile.get("uefi_settings"), uefi_inputs)})


def uefi_inputs(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return templates and keys."""
    return without_missing(
        {
            "signatureTemplateNames": settings.get("signature_template_names"),
            "additionalSignatures": later(settings.get("additional_signatures"), signatures_inputs),
        }
    )


def signatures_inputs(signatures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys beside those of the templates."""
    return {name: signatures[name] for name in KEYS if name in signatures}
