"""An estate as one writes it by hand with azure-native: see `bench/estate.py` for what is declared."""

import os

from pulumi_azure_native import compute

DEFINITIONS, VERSIONS = int(os.environ["BENCH_DEFINITIONS"]), int(os.environ["BENCH_VERSIONS"])
MORE = int(os.environ["BENCH_MORE"])
SOURCE = os.environ["BENCH_SOURCE"]
PLACE = {"resource_group_name": "image-rg", "location": "chinaeast2"}

gallery = compute.Gallery("gallery", gallery_name=os.environ["BENCH_GALLERY"], **PLACE)
for d in range(DEFINITIONS):
    definition = compute.GalleryImage(
        f"d{d}",
        gallery_name=gallery.name,
        gallery_image_name=f"d{d}",
        os_type="Linux",
        os_state="Generalized",
        hyper_v_generation="V2",
        features=[compute.GalleryImageFeatureArgs(name="SecurityType", value="TrustedLaunchSupported")],
        identifier=compute.GalleryImageIdentifierArgs(publisher="contoso", offer="linux", sku=f"d{d}"),
        **PLACE,
    )
    for v in range(VERSIONS + (MORE if d == 0 else 0)):
        compute.GalleryImageVersion(
            f"d{d}-1.0.{v}",
            gallery_name=gallery.name,
            gallery_image_name=definition.name,
            gallery_image_version_name=f"1.0.{v}",
            publishing_profile=compute.GalleryImageVersionPublishingProfileArgs(
                target_regions=[
                    compute.TargetRegionArgs(name=region, regional_replica_count=2, storage_account_type="Standard_LRS")
                    for region in ("China East 2", "China North 2", "China North 3")
                ],
            ),
            storage_profile=compute.GalleryImageVersionStorageProfileArgs(
                os_disk_image=compute.GalleryOSDiskImageArgs(source=compute.GalleryDiskImageSourceArgs(id=SOURCE))
            ),
            tags={"team": "platform", "commit": "0123456789abcdef"},
            **PLACE,
        )
