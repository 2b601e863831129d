// A gallery, an image definition and a version. The version is replicated to two regions.

import * as pulumi from "@pulumi/pulumi";
import { Gallery, ImageDefinition, ImageVersion } from "@pulumi/azure-compute-gallery";

const machine =
    new pulumi.Config().get("machine") ??
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup" +
        "/providers/Microsoft.Compute/virtualMachines/myVM";
const place = { resourceGroupName: "myGalleryRG", location: "chinaeast2" };

const images = new Gallery("images", { galleryName: "imagesTypeScript", tags: { team: "images" }, ...place });

const ubuntu = new ImageDefinition("ubuntu", {
    galleryName: images.name,
    osType: "Linux",
    osState: "Specialized",
    identifier: { publisher: "contoso", offer: "ubuntu", sku: "22_04" },
    recommended: { vCpus: { min: 2, max: 16 } },
    ...place,
});

const published = new ImageVersion("ubuntu-1.0.0", {
    galleryName: images.name,
    imageDefinitionName: ubuntu.name,
    version: "1.0.0",
    source: { virtualMachineId: machine },
    targetRegions: [{ name: "chinaeast2" }, { name: "chinanorth", regionalReplicaCount: 2 }],
    ...place,
});

export const version = published.imageVersionId;
