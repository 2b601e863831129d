"""Addresses that name nothing, and versions of the API that Azure refuses, as a table."""

from collections.abc import Callable

import pytest

from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm, version_body
from tests.emulator.refused import GALLERY, GOLDEN, Refused, build_estate, check_refusal, definition

ROWS = [
    Refused(
        "a definition that is not there",
        "PUT",
        f"{GALLERY}/images/missing/versions/1.0.0",
        version_body(GOLDEN),
        404,
        "ParentResourceNotFound",
        "",
        "Parent resource 'images/missing' not found.",
    ),
    Refused(
        "a gallery that is not there",
        "PUT",
        f"{COMPUTE}/galleries/missing/images/x",
        definition(),
        404,
        "ParentResourceNotFound",
        "",
        "Parent resource 'missing' not found.",
    ),
    Refused(
        "a group that is not there",
        "PUT",
        f"/subscriptions/{SUBSCRIPTION}/resourceGroups/none/providers/Microsoft.Compute/galleries/g",
        {"location": "chinaeast2"},
        404,
        "ResourceGroupNotFound",
        "",
        "Resource group 'none' could not be found.",
    ),
    Refused(
        "nothing to read",
        "GET",
        f"{GALLERY}/images/x",
        None,
        404,
        "ResourceNotFound",
        "",
        "'Microsoft.Compute/galleries/",
    ),
    Refused("nothing to patch", "PATCH", f"{GALLERY}/images/x", {}, 404, "ResourceNotFound", "", "images-rg"),
    Refused(
        "a version of the API that is not served",
        "GET",
        GALLERY,
        None,
        400,
        "NoRegisteredProviderFound",
        "",
        "API version '2022-08-01' for type 'galleries'. The supported api-versions are '2018-06-01,",
        "2022-08-01",
    ),
    Refused(
        "an API version that is none", "GET", GALLERY, None, 400, "InvalidApiVersionParameter", "", "'latest'", "latest"
    ),
    Refused("no API version", "GET", GALLERY, None, 400, "MissingApiVersionParameter", "", "is required for all", ""),
    Refused(
        "an unknown type",
        "GET",
        f"{COMPUTE}/spaceships/x",
        None,
        404,
        "InvalidResourceType",
        "",
        "in the namespace 'Microsoft.Compute' for api version '2024-03-03'",
    ),
    Refused(
        "an unknown provider",
        "GET",
        f"{GROUP}/providers/Contoso.X/y/z",
        None,
        404,
        "InvalidResourceNamespace",
        "",
        "Contoso.X",
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    return build_estate(module_start())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_addresses_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)
