"""The gallery that the images of CI are published to, as the stack's config describes it."""

from collections.abc import Mapping
from typing import Any

import pulumi

from pulumi_azure_compute_gallery import Gallery, gallery_args_from_config

DEFINITION = "ubuntu"


def newest(catalogue: Mapping[str, Any]) -> str:
    """Return the newest version as `gallery watch` takes it; versions stand in the order of their numbers."""
    return f"{DEFINITION}/{list(catalogue[DEFINITION]['versions'])[-1]}"


gallery = Gallery("images", gallery_args_from_config(config=pulumi.Config("compute-gallery")))

pulumi.export("newest", gallery.catalogue.apply(newest))
