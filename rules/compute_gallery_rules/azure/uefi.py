"""The UEFI keys that a version brings to the machines made from it."""

import binascii
from base64 import b64decode
from collections.abc import Iterator, Mapping

from compute_gallery_rules.finding import Problem, Severity
from compute_gallery_rules.rule import Context
from compute_gallery_rules.tables.regions import REGIONS, Cloud, region_name
from compute_gallery_rules.values.inputs import Inputs, entries, is_nested, misshapen, read
from compute_gallery_rules.values.unknown import UNKNOWN

__all__ = ["uefi_settings"]

SETTINGS = "securityProfile.uefiSettings"
TEMPLATES = f"{SETTINGS}.signatureTemplateNames"
SIGNATURES = f"{SETTINGS}.additionalSignatures"
NO_TEMPLATE = "nosignaturetemplate"
LISTS = ("kek", "db", "dbx")
NEEDED_WITHOUT_TEMPLATE = ("pk", "kek", "db")
SHA256_BYTES = 32
VALUE_ALLOWED = {"x509": "a certificate in Base64", "sha256": "a SHA-256 hash in Base64: 32 bytes"}


def uefi_settings(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Warn of UEFI settings that contradict themselves, hold no keys, or that the cloud does not have yet.

    Source: Azure's page on UEFI keys for secure boot: the template NoSignatureTemplate replaces all keys, others are
    appended to; values are certificates or hashes in Base64; Azure China and Azure Government are to follow. A key is
    never printed.
    """
    settings = read(inputs, SETTINGS)
    if not isinstance(settings, Mapping):
        return
    yield from _cloud(inputs)
    yield from _templates(inputs)
    for path, key in _keys(inputs):
        yield from _key(path, key)


def _cloud(inputs: Inputs) -> Iterator[Problem]:
    location = inputs.get("location")
    region = REGIONS.get(region_name(location)) if isinstance(location, str) else None
    if region and region.cloud is not Cloud.PUBLIC:
        problem = f"is not known to be available in {region.display_name}"
        yield _doubt(SETTINGS, read(inputs, SETTINGS), problem, "UEFI settings in public Azure")


def _templates(inputs: Inputs) -> Iterator[Problem]:
    listed = [(path, value) for path, value in entries(inputs, TEMPLATES) if isinstance(value, str)]
    without = next((path for path, value in listed if value.strip().lower() == NO_TEMPLATE), None)
    if without is None:
        return
    if len(listed) > 1:
        yield _doubt(without, "NoSignatureTemplate", "stands beside another template", "it alone, or templates only")
    for name in NEEDED_WITHOUT_TEMPLATE:
        value = read(inputs, f"{SIGNATURES}.{name}")
        if (value is None and not misshapen(inputs, f"{SIGNATURES}.{name}")) or value == []:
            problem = "is missing, while NoSignatureTemplate brings no key of its own"
            yield _doubt(
                f"{SIGNATURES}.{name}", None, problem, f"{', '.join(NEEDED_WITHOUT_TEMPLATE)} without a template"
            )


def _keys(inputs: Inputs) -> Iterator[tuple[str, object]]:
    platform = read(inputs, f"{SIGNATURES}.pk")
    if platform is not None:
        yield f"{SIGNATURES}.pk", platform
    for name in LISTS:
        yield from entries(inputs, f"{SIGNATURES}.{name}")


def _key(path: str, key: object) -> Iterator[Problem]:
    kind, values = read(key, "type"), read(key, "value")
    if UNKNOWN in (key, kind) or values is UNKNOWN or misshapen(key, "type"):
        return
    if kind is None:
        yield _doubt(f"{path}.type", None, "is missing", " or ".join(VALUE_ALLOWED))
    if values is None or values == []:
        yield _doubt(f"{path}.value", None, "is missing, so that this is no key", "a list of values in Base64")
    known = kind.strip().lower() if isinstance(kind, str) else ""
    for inner, value in entries(key, "value"):
        if value is UNKNOWN or is_nested(value):
            continue
        if known in VALUE_ALLOWED and not _fits(known, value):
            yield _doubt(f"{path}.{inner}", None, f"is no {known} value", VALUE_ALLOWED[known])


def _fits(kind: str, value: object) -> bool:
    try:
        decoded = b64decode("".join(value.split()), validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        return False
    return len(decoded) == SHA256_BYTES if kind == "sha256" else bool(decoded)


def _doubt(field: str, value: object, problem: str, allowed: str) -> Problem:
    return Problem(field, value, problem, allowed, severity=Severity.WARNING)
