"""One good resource of each kind, for tests that break a part of it."""

from compute_gallery_rules import ResourceKind

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001"
IMAGE = f"{SUBSCRIPTION}/resourceGroups/image-rg/providers/Microsoft.Compute/images/ubuntu"

GOOD: dict[ResourceKind, dict[str, object]] = {
    ResourceKind.GALLERY: {
        "resourceGroupName": "image-rg",
        "galleryName": "images",
        "location": "chinaeast2",
        "description": "The platform team's images.",
        "sharingProfile": {"permissions": "Private"},
        "tags": {"team": "platform"},
    },
    ResourceKind.IMAGE_DEFINITION: {
        "resourceGroupName": "image-rg",
        "galleryName": "images",
        "galleryImageName": "ubuntu",
        "location": "chinaeast2",
        "osType": "Linux",
        "osState": "Generalized",
        "hyperVGeneration": "V2",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04-lts-gen2"},
        "features": [{"name": "SecurityType", "value": "TrustedLaunchSupported"}],
        "recommended": {"vCPUs": {"min": 2, "max": 8}, "memory": {"min": 4, "max": 32}},
    },
    ResourceKind.IMAGE_VERSION: {
        "resourceGroupName": "image-rg",
        "galleryName": "images",
        "galleryImageName": "ubuntu",
        "galleryImageVersionName": "1.0.0",
        "location": "chinaeast2",
        "publishingProfile": {
            "replicaCount": 1,
            "endOfLifeDate": "2099-12-31",
            "targetRegions": [{"name": "China East 2", "regionalReplicaCount": 2}, {"name": "chinanorth3"}],
        },
        "storageProfile": {"source": {"id": IMAGE}},
        "safetyProfile": {"allowDeletionOfReplicatedLocations": False},
    },
}
"""Inputs that no rule of preset baseline reports, by kind."""


def token(kind: ResourceKind) -> str:
    """Return azure-native's token of a kind."""
    return f"azure-native:compute:{kind.value}"
