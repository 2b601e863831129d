// A gallery, an image definition and a version. The version is replicated to two regions.
package main

import (
	gallery "example.com/pulumi-azure-compute-gallery/sdk/go/azurecomputegallery"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

const machine = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup" +
	"/providers/Microsoft.Compute/virtualMachines/myVM"

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		group, location := pulumi.String("myGalleryRG"), pulumi.String("chinaeast2")
		source := config.Get(ctx, "machine")
		if source == "" {
			source = machine
		}

		images, err := gallery.NewGallery(ctx, "images", &gallery.GalleryArgs{
			GalleryName:       pulumi.String("imagesGo"),
			ResourceGroupName: group,
			Location:          location,
			Tags:              pulumi.StringMap{"team": pulumi.String("images")},
		})
		if err != nil {
			return err
		}

		ubuntu, err := gallery.NewImageDefinition(ctx, "ubuntu", &gallery.ImageDefinitionArgs{
			GalleryName:       images.Name,
			ResourceGroupName: group,
			Location:          location,
			OsType:            pulumi.String("Linux"),
			OsState:           pulumi.String("Specialized"),
			Identifier: &gallery.IdentifierArgs{
				Publisher: pulumi.String("contoso"),
				Offer:     pulumi.String("ubuntu"),
				Sku:       pulumi.String("22_04"),
			},
			Recommended: &gallery.RecommendedArgs{
				VCpus: &gallery.RangeArgs{Min: pulumi.Int(2), Max: pulumi.Int(16)},
			},
		})
		if err != nil {
			return err
		}

		published, err := gallery.NewImageVersion(ctx, "ubuntu-1.0.0", &gallery.ImageVersionArgs{
			GalleryName:         images.Name,
			ImageDefinitionName: ubuntu.Name,
			ResourceGroupName:   group,
			Location:            location,
			Version:             pulumi.String("1.0.0"),
			Source:              &gallery.ImageSourceArgs{VirtualMachineId: pulumi.String(source)},
			TargetRegions: gallery.TargetRegionArray{
				&gallery.TargetRegionArgs{Name: pulumi.String("chinaeast2")},
				&gallery.TargetRegionArgs{Name: pulumi.String("chinanorth"), RegionalReplicaCount: pulumi.Int(2)},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("version", published.ImageVersionId)
		return nil
	})
}
