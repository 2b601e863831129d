"""Every public type of the components as a program uses it: type checkers read this file, nothing runs it."""

import pulumi

from pulumi_azure_compute_gallery import (
    AdditionalReplicaSet,
    CommunityGalleryInfo,
    ConfidentialDiskEncryption,
    DataDisk,
    DataDiskEncryption,
    Demand,
    Disallowed,
    DiskSource,
    Encryption,
    ExtendedLocation,
    FeatureVersions,
    Gallery,
    GalleryArgs,
    GalleryIdentity,
    Identifier,
    ImageDefinition,
    ImageDefinitionArgs,
    ImageSource,
    ImageVersion,
    ImageVersionArgs,
    Lock,
    Mirror,
    OsDiskEncryption,
    Protection,
    PurchasePlan,
    Range,
    Recommended,
    Retention,
    Ring,
    RoleAssignment,
    SecurityProfile,
    SharingProfile,
    SoftDeletePolicy,
    TargetExtendedLocation,
    TargetRegion,
    UefiKey,
    UefiKeySignatures,
    UefiSettings,
    VhdSource,
    gallery_args_from_config,
    guards,
    regions,
    source,
)

# What a version is made from, and what it holds. Any single value may be an Output.
image_id = pulumi.Output.from_input("/subscriptions/.../images/ubuntu")
sources: list[ImageSource] = [
    source.managed_image(image_id),
    source.virtual_machine("/subscriptions/.../virtualMachines/build"),
    source.vhd("https://example.com/vhds/os.vhd", storage_account="images"),
    {"snapshot_id": "/subscriptions/.../snapshots/os"},
]
vhd: VhdSource = {"uri": "https://example.com/vhds/data.vhd", "storage_account": "images"}
disk_source: DiskSource = {"vhd": vhd}
data_disk: DataDisk = {"lun": 0, "source": disk_source, "host_caching": "ReadOnly"}
key: UefiKey = {"type": "x509", "value": ["cGs="]}
signatures: UefiKeySignatures = {"pk": key, "kek": [key]}
uefi: UefiSettings = {"signature_template_names": ["MicrosoftWindowsTemplate"], "additional_signatures": signatures}
security: SecurityProfile = {"uefi_settings": uefi}

# Where it is replicated to.
confidential: ConfidentialDiskEncryption = {"confidential_vm_encryption_type": "EncryptedWithPmk"}
os_disk: OsDiskEncryption = {"disk_encryption_set_id": pulumi.Output.from_input("id"), "security_profile": confidential}
of_data_disk: DataDiskEncryption = {"lun": 0, "disk_encryption_set_id": "id"}
encryption: Encryption = {"os_disk_image": os_disk, "data_disk_images": [of_data_disk]}
more: AdditionalReplicaSet = {"regional_replica_count": 1, "storage_account_type": "Standard_ZRS"}
region: TargetRegion = {"name": "China North 2", "encryption": encryption, "additional_replica_sets": [more]}
targets: list[TargetRegion] = [*regions("chinaeast2", "chinanorth=2=standard_zrs"), region]
edge: ExtendedLocation = {"name": "microsoftedge1", "type": "EdgeZone"}
edge_zone: TargetExtendedLocation = {"name": "China East 2", "extended_location": edge}
version: ImageVersionArgs = {
    "source": sources[0],
    "data_disks": [data_disk],
    "security_profile": security,
    "target_regions": targets,
    "target_extended_locations": [edge_zone],
    "replica_count": pulumi.Output.from_input(2),
}

# What an image is, and how its versions are rolled out.
identifier: Identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"}
plan: PurchasePlan = {"name": "plan", "product": "product", "publisher": "publisher"}
cpus: Range = {"min": 2, "max": 64}
recommended: Recommended = {"v_cpus": cpus, "memory": {"min": 4}}
disallowed: Disallowed = {"disk_types": ["Standard_LRS"]}
features: FeatureVersions = {"hibernation": "2.0.0"}
ring: Ring = {"name": "early", "replicate_to": ["chinanorth2"]}
retention: Retention = {"keep": 3, "pinned": ["1.0.0"]}
demand: Demand = {"virtual_machines": 100}
role: RoleAssignment = {"principal_id": image_id, "role": "Reader"}
definition: ImageDefinitionArgs = {
    "os_type": "Linux",
    "os_state": "Generalized",
    "identifier": identifier,
    "purchase_plan": plan,
    "recommended": recommended,
    "disallowed": disallowed,
    "features_start_at": features,
    "rings": [ring],
    "retention": retention,
    "demand": {"China North 2": demand},
    "role_assignments": [role],
    "versions": {"1.0.0": version},
}

# The gallery around it.
identity: GalleryIdentity = {"type": "SystemAssigned"}
community: CommunityGalleryInfo = {"eula": "https://example.com/eula", "public_name_prefix": "contoso"}
sharing: SharingProfile = {"permissions": "Community", "community_gallery_info": community}
soft_delete: SoftDeletePolicy = {"is_soft_delete_enabled": True}
lock: Lock = {"level": "CanNotDelete"}
mirror: Mirror = {"gallery_name": "mirror", "location": "chinanorth2"}
protection: Protection = {"end_of_life_date": "2035-12-31"}
args: GalleryArgs = {
    "resource_group_name": "image-rg",
    "identity": identity,
    "sharing_profile": sharing,
    "soft_delete_policy": soft_delete,
    "lock": lock,
    "mirror": mirror,
    "protection": protection,
    "definitions": {"ubuntu": definition},
}
gallery = Gallery("images", args, pulumi.ResourceOptions(protect=True))
as_literal = Gallery("literal", {"resource_group_name": "image-rg", "tags": {"team": image_id}})
as_call = Gallery("called", GalleryArgs(resource_group_name="image-rg"))
from_config = Gallery("configured", gallery_args_from_config())
alone = ImageDefinition("ubuntu", {"gallery_name": gallery.name, **definition})
published = ImageVersion("ubuntu-1.0.0", {"gallery_name": gallery.name, "image_definition_name": alone.name, **version})
guards(allow_delete=["images/ubuntu/1.0.0"])

# What they give.
names: list[pulumi.Output[str]] = [gallery.name, gallery.gallery_id, alone.image_definition_id, published.name]
nested: ImageDefinition = gallery.definitions["ubuntu"]

# What a checker refuses.
ImageVersionArgs(replica_cuont=1)  # type: ignore[typeddict-unknown-key]
misspelt: TargetRegion = {"name": "chinaeast2", "replicas": 2}  # type: ignore[typeddict-unknown-key]
a_text: Retention = {"keep": "three"}  # type: ignore[typeddict-item]
known_late: Retention = {"keep": pulumi.Output.from_input(3)}  # type: ignore[typeddict-item]
no_list: ImageVersionArgs = {"target_regions": "chinaeast2"}  # type: ignore[typeddict-item]
Gallery("images", {"galery_name": "images"})  # type: ignore[typeddict-unknown-key]
regions(["chinaeast2"])  # type: ignore[arg-type]
