"""A gallery as the stack's config describes it: `theirs` publishes an image, `ours` makes a version from it."""

import pulumi
from pulumi_azure_native import resources

from pulumi_azure_compute_gallery import Gallery, gallery_args_from_config

args = gallery_args_from_config()
group = resources.ResourceGroup(
    "images",
    resource_group_name=args["resource_group_name"],
    location=args["location"],
)
gallery = Gallery("images", args, pulumi.ResourceOptions(depends_on=[group]))

pulumi.export("galleryId", gallery.gallery_id)
pulumi.export("catalogue", gallery.catalogue)
