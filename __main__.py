"""Declares the gallery that the stack's config describes, and exports its catalogue."""

import pulumi

from pulumi_azure_compute_gallery import Gallery, gallery_args_from_config

gallery = Gallery("images", gallery_args_from_config())

pulumi.export("galleryId", gallery.gallery_id)
pulumi.export("uniqueName", gallery.unique_name)
pulumi.export("catalogue", gallery.catalogue)
pulumi.export("summary", gallery.summary)
pulumi.export("sharingCommands", gallery.sharing_commands)
