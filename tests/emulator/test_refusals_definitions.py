"""Galleries and image definitions that Azure refuses, as a table."""

from collections.abc import Callable

import pytest

from tests.emulator.emulator_harness import COMPUTE, SUBSCRIPTION, Arm
from tests.emulator.refused import GALLERY, IDENTIFIER, Refused, build_estate, check_refusal, put_definition

ROWS = [
    Refused(
        "the name of a gallery in another group",
        "PUT",
        f"/subscriptions/{SUBSCRIPTION}/resourceGroups/other-rg/providers/Microsoft.Compute/galleries/IMAGES",
        {"location": "chinaeast2"},
        409,
        "GalleryNameNotUnique",
        "galleryName",
        "is not unique within the subscription",
    ),
    Refused(
        "another location",
        "PUT",
        GALLERY,
        {"location": "chinanorth"},
        409,
        "InvalidResourceLocation",
        "",
        "already exists in location 'chinaeast2' in resource group 'images-rg'",
    ),
    Refused(
        "no location", "PUT", f"{COMPUTE}/galleries/g", {}, 400, "LocationRequired", "", "location property is required"
    ),
    Refused(
        "no such location",
        "PUT",
        f"{COMPUTE}/galleries/g",
        {"location": "atlantis"},
        400,
        "LocationNotAvailableForResourceType",
        "",
        "The provided location 'atlantis' is not available for resource type 'Microsoft.Compute/galleries'.",
    ),
    Refused(
        "shared after creation",
        "PUT",
        GALLERY,
        {"location": "chinaeast2", "properties": {"sharingProfile": {"permissions": "Groups"}}},
        400,
        "InvalidParameter",
        "gallery.properties.sharingProfile.permissions",
        "sharing permissions from 'Private' to 'Groups.",
    ),
    put_definition(
        "a triple that is taken",
        "Conflict",
        "galleryImage.properties.identifier",
        "identified by (publisher:contoso, offer:ubuntu, sku:lts) already exists.",
        409,
        identifier={"publisher": "Contoso", "offer": "UBUNTU", "sku": "lts"},
    ),
    put_definition(
        "a publisher of 129 characters",
        "InvalidParameter",
        "galleryImage.properties.identifier.publisher",
        "cannot exceed 128 characters",
        identifier=IDENTIFIER | {"publisher": "p" * 129},
    ),
    put_definition(
        "an offer that ends with a period",
        "InvalidParameter",
        "galleryImage.properties.identifier.offer",
        "not allowed to end with period",
        identifier=IDENTIFIER | {"offer": "x."},
    ),
    put_definition(
        "an empty SKU",
        "InvalidParameter",
        "galleryImage.properties.identifier.sku",
        "It cannot be empty",
        identifier=IDENTIFIER | {"sku": ""},
    ),
    put_definition(
        "no OS type", "InvalidParameter", "galleryImage.properties.osType", "is missing (null)", osType=None
    ),
    put_definition(
        "an unknown OS type", "InvalidParameter", "galleryImage.properties.osType", "Windows, Linux", osType="BeOS"
    ),
    put_definition(
        "a minimum above the maximum",
        "InvalidParameter",
        "galleryImage.properties.recommended.memory",
        "must not be greater than the maximum",
        recommended={"memory": {"min": 8, "max": 4}},
    ),
]


@pytest.fixture(scope="module")
def estate(module_start: Callable[[], Arm]) -> Arm:
    """Return an emulator with a gallery, a definition, a version in two regions, and sources."""
    return build_estate(module_start())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_definitions_are_refused_as_azure_does(estate: Arm, row: Refused) -> None:
    """A wrong request gets Azure's status and error, and changes nothing."""
    check_refusal(estate, row)
