"""The names of galleries, definitions and versions, and the publisher, offer and sku."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compute_gallery_rules.finding import Problem
from compute_gallery_rules.rule import Context, ResourceKind
from compute_gallery_rules.values.inputs import Inputs
from compute_gallery_rules.values.printable import without_secret
from compute_gallery_rules.values.unknown import UNKNOWN
from compute_gallery_rules.values.versions import MAX_PART, parse_version

__all__ = ["definition_name", "gallery_name", "identifier", "version_format"]


@dataclass(frozen=True, slots=True)
class Form:
    """The form that a name must have."""

    first: str
    """The characters that may begin the name, as a part of a regular expression's character class."""
    middle: str
    last: str
    max_length: int
    filler: str
    """What stands in a fixed name for the characters that are not allowed."""
    allowed: str

    def fits(self, name: str) -> bool:
        """Tell whether a name has this form."""
        pattern = f"(?=[{self.first}])[{self.middle}]*[{self.last}]"
        return len(name) <= self.max_length and re.fullmatch(pattern, name) is not None

    def fixed(self, name: str) -> str | None:
        """Return the nearest name that has this form, quoted, or None where nothing is left of it."""
        plain = unicodedata.normalize("NFKD", without_secret(name)[: self.max_length * 2])
        letters = "".join(c for c in plain if not unicodedata.combining(c))
        joined = re.sub(f"[^{self.middle}]+", self.filler, letters.strip())
        begun = re.sub(f"^[^{self.first}]+", "", joined)
        ended = re.sub(f"[^{self.last}]+$", "", begun[: self.max_length])
        return f'"{ended}"' if ended and self.fits(ended) else None


GALLERY = Form(
    first="A-Za-z0-9",
    middle="A-Za-z0-9._",
    last="A-Za-z0-9",
    max_length=80,
    filler="_",
    allowed="1 to 80 English letters, digits, underscores and periods, with a letter or digit at both ends",
)
DEFINITION = Form(
    first="A-Za-z0-9",
    middle="A-Za-z0-9._-",
    last="A-Za-z0-9",
    max_length=80,
    filler="-",
    allowed="1 to 80 English letters, digits, underscores, dashes and periods, with a letter or digit at both ends",
)
IDENTIFIER_LENGTHS = {"publisher": 128, "offer": 64, "sku": 64}
VERSION_ALLOWED = f"Major.Minor.Patch, three whole numbers from 0 to {MAX_PART}"


def gallery_name(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Check the name of the gallery, on a gallery and on everything in one.

    Source: Azure's troubleshooting page, "Gallery name is invalid. Allowed characters are English alphanumeric
    characters, with underscores, and periods allowed in the middle, up to 80 characters total. All other special
    characters, including dashes, are disallowed". A gallery without a name is named by Pulumi.
    """
    optional = context.kind is ResourceKind.GALLERY
    yield from _name(inputs, "galleryName", GALLERY, optional=optional)


def definition_name(inputs: Inputs, context: Context) -> Iterator[Problem]:
    """Check the name of the image definition, on a definition and on its versions (S10).

    Source: Azure's troubleshooting page: English letters, numbers, underscores, hyphens and periods, at most 80
    characters, starts and ends with an English letter or number. A definition without a name is named by Pulumi.
    """
    optional = context.kind is ResourceKind.IMAGE_DEFINITION
    yield from _name(inputs, "galleryImageName", DEFINITION, optional=optional)


def identifier(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check publisher, offer and sku (S12).

    Source: Azure's troubleshooting page, "It cannot be empty. Allowed characters are uppercase or lowercase letters,
    digits, hyphen(-), period (.), underscore (_). Names are not allowed to end with period(.)".
    """
    value = inputs.get("identifier")
    if value is UNKNOWN or not isinstance(value, Mapping | None):
        return  # What is no mapping is another rule's.
    parts: Mapping[str, object] = value or {}
    for part, length in IDENTIFIER_LENGTHS.items():
        form = Form(
            first="A-Za-z0-9._-",
            middle="A-Za-z0-9._-",
            last="A-Za-z0-9_-",
            max_length=length,
            filler="-",
            allowed=f"1 to {length} English letters, digits, dashes, underscores and periods, no period at the end",
        )
        yield from (
            Problem(f"identifier.{problem.field}", problem.value, problem.problem, problem.allowed, problem.instead)
            for problem in _name(parts, part, form, optional=False)
        )


def version_format(inputs: Inputs, _: Context) -> Iterator[Problem]:
    """Check the name of a version (S11).

    Source: Azure's troubleshooting page, "The image version name should follow Major(int).Minor(int).Patch(int)
    format". A version without a name is refused here, because the name that Pulumi would make up is none that Azure
    takes.
    """
    name = inputs.get("galleryImageVersionName")
    if name is UNKNOWN or (isinstance(name, str) and parse_version(name)):
        return
    problem = "is missing" if name is None else "is no version number"
    yield Problem("galleryImageVersionName", name, problem, VERSION_ALLOWED, _version_instead(name))


def _version_instead(name: object) -> str:
    if isinstance(name, str):
        numbers = re.findall(r"[0-9]{1,10}", without_secret(name))
        candidate = ".".join([*numbers, "0", "0"][:3])
        if numbers and parse_version(candidate):
            return f'"{candidate}"'
    return '"1.0.0"'


def _name(inputs: Inputs, field: str, form: Form, *, optional: bool) -> Iterator[Problem]:
    name = inputs.get(field)
    if name is UNKNOWN or (name is None and optional):
        return
    if not isinstance(name, str):
        yield Problem(field, name, "is missing" if name is None else "is no text", form.allowed)
    elif not form.fits(name):
        yield Problem(field, name, _what_is_wrong(name, form), form.allowed, form.fixed(name))


def _what_is_wrong(name: str, form: Form) -> str:
    if not name:
        return "is empty"
    if len(name) > form.max_length:
        return f"has {len(name)} characters"
    if wrong := re.search(f"[^{form.middle}]", name):
        return f"contains U+{ord(wrong[0]):04X}" if not wrong[0].isascii() else f"contains {wrong[0]!r}"
    return "has a character at one end that is allowed only in the middle"
