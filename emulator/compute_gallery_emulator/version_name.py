"""The names of versions in a gallery: three numbers."""

import re

from compute_gallery_emulator.arm_error import invalid_parameter

__all__ = ["judge_version_number", "version_number"]

_NAME = re.compile(r"(\d{1,10})\.(\d{1,10})\.(\d{1,10})", re.ASCII)
_LARGEST = 2**31 - 1


def judge_version_number(name: str, target: str, words: str) -> None:
    """Refuse (400 InvalidParameter) a name that is not three 32-bit numbers between periods.

    `words` is what the message calls the version, for instance "image version" (azure-rest-api-specs#10707).
    """
    if version_number(name) is None:
        message = (
            f"The {words} name is invalid. The {words} name should follow Major(int).Minor(int).Patch(int) format, "
            "for e.g: 1.0.0, 2018.12.1 etc."
        )
        raise invalid_parameter(target, message)


def version_number(name: str) -> tuple[int, ...] | None:
    """Return the three numbers of a name, by which versions are compared, or None."""
    match = _NAME.fullmatch(name)
    numbers = tuple(int(number) for number in match.groups()) if match else ()
    return numbers if numbers and max(numbers) <= _LARGEST else None
