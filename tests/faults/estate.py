"""An estate large enough that faults meet it at many moments: definitions, each with several versions."""

from tests.end_to_end.gallery_stack import SNAPSHOT, Tree

__all__ = ["GROUP", "REGIONS", "estate"]

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myGalleryRG"
REGIONS = ("chinaeast2", "chinanorth")


def estate(name: str, definitions: int = 6, versions: int = 4) -> Tree:
    """Return the tree of a gallery whose versions are built side by side, in two regions."""
    return {
        "galleryName": name,
        "resourceGroupName": GROUP.rpartition("/")[2],
        "location": REGIONS[0],
        "definitions": {
            f"ubuntu{number}": {
                "osType": "Linux",
                "osState": "Specialized",
                "identifier": {"publisher": "contoso", "offer": f"ubuntu{number}", "sku": "lts"},
                "versions": {
                    f"1.0.{patch}": {
                        "source": {"snapshotId": SNAPSHOT},
                        "replicateTo": [*REGIONS],
                        "tags": {"declared": f"ubuntu{number}-1.0.{patch}"},
                    }
                    for patch in range(versions)
                },
            }
            for number in range(definitions)
        },
    }
