// A gallery, an image definition and a version. The version is replicated to two regions.

using System.Collections.Generic;
using Pulumi;
using Pulumi.AzureComputeGallery;
using Pulumi.AzureComputeGallery.Inputs;

return await Deployment.RunAsync(() =>
{
    var machine = new Config().Get("machine")
        ?? "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
        + "/providers/Microsoft.Compute/virtualMachines/myVM";
    const string group = "myGalleryRG";
    const string location = "chinaeast2";

    var images = new Gallery("images", new GalleryArgs
    {
        GalleryName = "imagesCSharp",
        ResourceGroupName = group,
        Location = location,
        Tags = { ["team"] = "images" },
    });

    var ubuntu = new ImageDefinition("ubuntu", new ImageDefinitionArgs
    {
        GalleryName = images.Name,
        ResourceGroupName = group,
        Location = location,
        OsType = "Linux",
        OsState = "Specialized",
        Identifier = new IdentifierArgs { Publisher = "contoso", Offer = "ubuntu", Sku = "22_04" },
        Recommended = new RecommendedArgs { VCpus = new RangeArgs { Min = 2, Max = 16 } },
    });

    var published = new ImageVersion("ubuntu-1.0.0", new ImageVersionArgs
    {
        GalleryName = images.Name,
        ImageDefinitionName = ubuntu.Name,
        ResourceGroupName = group,
        Location = location,
        Version = "1.0.0",
        Source = new ImageSourceArgs { VirtualMachineId = machine },
        TargetRegions =
        {
            new TargetRegionArgs { Name = "chinaeast2" },
            new TargetRegionArgs { Name = "chinanorth", RegionalReplicaCount = 2 },
        },
    });

    return new Dictionary<string, object?> { ["version"] = published.ImageVersionId };
});
