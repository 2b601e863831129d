"""Arguments that every component takes as they are; a test changes what it is about."""

import asyncio
from typing import Any

import pulumi

from pulumi_azure_compute_gallery import Gallery, ImageDefinition, ImageVersion
from tests.components.component_run import compute_id

GROUP = "myGalleryRG"
HOME = "chinaeast2"
MANAGED_IMAGE = compute_id("images", "myImage")


def gallery_args(**own: Any) -> Any:  # noqa: ANN401 a TypedDict, or on purpose none
    """Return a gallery's arguments."""
    return {"gallery_name": "myGallery", "resource_group_name": GROUP, "location": HOME, **own}


def definition_args(**own: Any) -> Any:  # noqa: ANN401 as above
    """Return a definition's arguments."""
    return {**gallery_args(image_definition_name="myImageDefinition"), **nested_definition(), **own}


def nested_definition(**own: Any) -> Any:  # noqa: ANN401 as above
    """Return the arguments that a definition in a gallery has of its own."""
    return {"os_type": "Linux", "os_state": "Specialized", "identifier": identifier("mySKU"), **own}


def identifier(sku: str) -> Any:  # noqa: ANN401 as above
    """Return an identifier that is unique by its SKU."""
    return {"publisher": "myPublisher", "offer": "myOffer", "sku": sku}


def version_args(**own: Any) -> Any:  # noqa: ANN401 as above
    """Return a version's arguments."""
    return {**gallery_args(image_definition_name="myImageDefinition", version="1.0.0"), **nested_version(), **own}


def nested_version(**own: Any) -> Any:  # noqa: ANN401 as above
    """Return the arguments that a version in a definition has of its own."""
    return {"source": {"managed_image_id": MANAGED_IMAGE}, "target_regions": [{"name": HOME}], **own}


def late(value: Any, seconds: float) -> pulumi.Output[Any]:  # noqa: ANN401 any value
    """Return an Output that resolves after a while."""

    async def resolved() -> Any:  # noqa: ANN401 as above
        await asyncio.sleep(seconds)
        return value

    return pulumi.Output.from_input(resolved())


def declare_gallery(name: str = "images", **own: Any) -> Gallery:  # noqa: ANN401 as above
    """Declare a gallery."""
    return Gallery(name, gallery_args(**own))


def declare_definition(name: str = "ubuntu", **own: Any) -> ImageDefinition:  # noqa: ANN401 as above
    """Declare a definition."""
    return ImageDefinition(name, definition_args(**own))


def declare_version(name: str = "first", **own: Any) -> ImageVersion:  # noqa: ANN401 as above
    """Declare a version."""
    return ImageVersion(name, version_args(**own))
