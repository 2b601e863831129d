"""Image version numbers: Major.Minor.Patch, in numeric order (S11)."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Literal, NamedTuple

from compute_gallery_rules.values.printable import printable

__all__ = [
    "MAX_PART",
    "ImageVersionNumber",
    "VersionNumberError",
    "next_free_version",
    "next_version",
    "parse_version",
]

MAX_PART = 2_147_483_647
Part = Literal["major", "minor", "patch"]
FORMAT = re.compile(r"([0-9]{1,10})\.([0-9]{1,10})\.([0-9]{1,10})")


class VersionNumberError(ValueError):
    """There is no such version number. The text names the value and what is allowed."""


class ImageVersionNumber(NamedTuple):
    """A version number; it compares by number, so 0.0.10 comes after 0.0.9."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        """Write the number as Azure names the version."""
        return f"{self.major}.{self.minor}.{self.patch}"


def parse_version(name: str) -> ImageVersionNumber | None:
    """Read a version name: three numbers of the digits 0 to 9, each from 0 to 2147483647. None for anything else.

    Source: Azure's troubleshooting page for shared images, "Major(int).Minor(int).Patch(int)"; Python's own int() would
    also take other digits, signs and underscores.
    """
    match = FORMAT.fullmatch(name)
    if not match:
        return None
    number = ImageVersionNumber(*(int(part) for part in match.groups()))
    return number if max(number) <= MAX_PART else None


def next_version(existing: Iterable[ImageVersionNumber | str], part: Part = "patch") -> ImageVersionNumber:
    """Return the number that follows the highest existing one; 1.0.0 where there is none.

    `part` says which number goes up; those behind it start again at 0. Texts that are no version numbers are passed
    over.

    Raises VersionNumberError where the number would not fit into 32 bits, and for an unknown part.
    """
    if part not in ImageVersionNumber._fields:
        raise VersionNumberError(
            f"part {printable(part)} is unknown. Allowed: {', '.join(ImageVersionNumber._fields)}."
        )
    parsed = (parse_version(each) if isinstance(each, str) else each for each in existing)
    highest = max((number for number in parsed if number is not None), default=None)
    if highest is None:
        return ImageVersionNumber(1, 0, 0)
    following = {
        "major": ImageVersionNumber(highest.major + 1, 0, 0),
        "minor": ImageVersionNumber(highest.major, highest.minor + 1, 0),
        "patch": ImageVersionNumber(highest.major, highest.minor, highest.patch + 1),
    }[part]
    if max(following) > MAX_PART:
        raise VersionNumberError(f"no {part} version follows {highest}. Allowed: each part from 0 to {MAX_PART}.")
    return following


def next_free_version(existing: Iterable[ImageVersionNumber | str]) -> ImageVersionNumber | None:
    """Return the nearest number after the highest existing one: its patch goes up, or what can; None after all."""
    known = list(existing)
    parts: tuple[Part, ...] = ("patch", "minor", "major")
    for part in parts:
        with suppress(VersionNumberError):
            return next_version(known, part)
    return None
