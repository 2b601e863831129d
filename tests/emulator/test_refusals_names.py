"""Names and shapes that Azure refuses, as a table."""

from collections.abc import Callable

import pytest

from tests.emulator.emulator_harness import COMPUTE, Arm
from tests.emulator.refused import GALLERY, Refused, build_estate, check_refusal, put_version, rename

BAD_VERSIONS = [
    "1.0",
    "1.0.0.0",
    "v1.0.0",
    "1.0.x",
    "1.0.2147483648",
    "99999999999.0.0",
    "-1.0.0",
    "1..0",
    "\u0663.\u0660.\u0660",
]
ROWS = [
    *(
        put_version(
            f"version name {name!a}", 400, "InvalidParameter", "galleryImageVersionName", "Major(int)", {}, name
        )
        for name in BAD_VERSIONS
    ),
    *(
        rename(f"gallery name {name!a}", f"{COMPUTE}/galleries/{name}", "galleryName", "Gallery name is invalid", {})
        for name in ("my-gallery", ".dot", "dot.", "_x", "x_", "a" * 81, "画廊")
    ),
    *(
        rename(f"definition name {name!a}", f"{GALLERY}/images/{name}", "galleryImageName", "validation rule", {})
        for name in ("-x", "x-", "x.", "_x", "a" * 81, "ü")
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    return build_estate(module_start())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_names_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)
