"""Definitions whose versions are made from one managed image each: they wait for each other."""

import os

from pulumi_azure_compute_gallery import Gallery, source

VERSIONS = int(os.environ["BENCH_VERSIONS"])

Gallery(
    "images",
    {
        "gallery_name": os.environ["BENCH_GALLERY"],
        "resource_group_name": "image-rg",
        "location": "chinaeast2",
        "definitions": {
            f"d{d}": {
                "os_type": "Linux",
                "os_state": "Generalized",
                "identifier": {"publisher": "contoso", "offer": "linux", "sku": f"d{d}"},
                "versions": {
                    f"1.0.{v}": {"source": source.managed_image(image), "replicate_to": ["chinaeast2", "chinanorth2"]}
                    for v in range(VERSIONS)
                },
            }
            for d, image in enumerate(os.environ["BENCH_IMAGES"].split())
        },
    },
)
