"""Plain azure-native, no component of this project: each resource is named after the rules that refuse it."""

from collections.abc import Mapping, Sequence

import pulumi
from pulumi_azure_native import compute

PLACE = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
MACHINE = {"source": {"virtual_machine_id": f"{GROUP}/providers/Microsoft.Compute/virtualMachines/myVM"}}
HOME = [{"name": "China East 2"}]


class Images(pulumi.ComponentResource):
    """A component of another team, in which the definition stands."""

    def __init__(self) -> None:
        """Make the definitions and what they stand in."""
        super().__init__("team:index:Images", "images")
        inside = pulumi.ResourceOptions(parent=self)
        compute.Gallery("gallery-name", gallery_name="my-gallery", opts=inside, **PLACE)
        self.gallery = compute.Gallery("good", gallery_name="rawGallery", opts=inside, **PLACE)
        first = self.definition("good-definition", sku="good")
        self.definition("identifier", sku="what a sku")
        self.definition("identifier-unique", sku="good", after=[first])
        self.definition("features", sku="features", hyper_v_generation="V1", security="TrustedLaunch")

    def definition(
        self,
        name: str,
        sku: str,
        hyper_v_generation: str = "V2",
        security: str | None = None,
        after: Sequence[pulumi.Resource] = (),
    ) -> compute.GalleryImage:
        """Declare a definition in the gallery whose name is known after it is made."""
        return compute.GalleryImage(
            name,
            gallery_name=self.gallery.name,
            gallery_image_name=name,
            os_type="Linux",
            os_state="Specialized",
            hyper_v_generation=hyper_v_generation,
            features=[{"name": "SecurityType", "value": security}] if security else None,
            identifier={"publisher": "myPublisher", "offer": "myOffer", "sku": sku},
            opts=pulumi.ResourceOptions(parent=self, depends_on=after),
            **PLACE,
        )


def version(name: str, regions: object = HOME, storage: Mapping[str, object] = MACHINE, number: str = "1.0.0") -> None:
    """Declare a version of a definition of its own, in a gallery that others made."""
    compute.GalleryImageVersion(
        name,
        gallery_name="others",
        gallery_image_name=name,
        gallery_image_version_name=number,
        publishing_profile={"target_regions": regions},
        storage_profile=storage,
        **PLACE,
    )


images = Images()
address = pulumi.Output.secret("ftp://account.blob.core.windows.net/vhds/os.vhd?sig=TOPSECRET")
version("version-format", number="v1")
version("source-region-included", [{"name": "China North 2"}])
version("regions-unique", [*HOME, {"name": "chinaeast2"}])
version("replica-count", [{"name": "chinaeast2", "regional_replica_count": 0}])
version("one-os-source", storage={})
version("vhd-address", storage={"os_disk_image": {"source": {"uri": address, "storage_account_id": "account"}}})
version("source-region-known-later", [{"name": images.gallery.name}], number="1.0")
