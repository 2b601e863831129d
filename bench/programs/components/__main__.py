"""The same estate as components: see `bench/estate.py` for what is declared."""

import os

from pulumi_azure_compute_gallery import Gallery, regions, source

DEFINITIONS, VERSIONS = int(os.environ["BENCH_DEFINITIONS"]), int(os.environ["BENCH_VERSIONS"])
MORE = int(os.environ["BENCH_MORE"])
SOURCE = os.environ["BENCH_SOURCE"]

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
                "hyper_v_generation": "V2",
                "security_type": "TrustedLaunchSupported",
                "identifier": {"publisher": "contoso", "offer": "linux", "sku": f"d{d}"},
                "versions": {
                    f"1.0.{v}": {
                        "source": source.snapshot(SOURCE),
                        "target_regions": regions("chinaeast2=2", "chinanorth2=2", "chinanorth3=2"),
                        "tags": {"team": "platform", "commit": "0123456789abcdef"},
                    }
                    for v in range(VERSIONS + (MORE if d == 0 else 0))
                },
            }
            for d in range(DEFINITIONS)
        },
    },
)
