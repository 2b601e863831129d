"""The rules, each listed once, and the judgement of a resource by all of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from compute_gallery_rules.azure.confidential_vms import confidential_vm_encryption
from compute_gallery_rules.azure.data_disks import data_disk_luns, data_disk_size
from compute_gallery_rules.azure.definitions import purchase_plan_complete, recommended_range
from compute_gallery_rules.azure.disallowed import disallowed_disk_types
from compute_gallery_rules.azure.edge_zones import edge_zones
from compute_gallery_rules.azure.encryption import encryption_complete, encryption_luns, encryption_source
from compute_gallery_rules.azure.encryption_sets import disk_encryption_set_id
from compute_gallery_rules.azure.features import architecture_generation, features, nvme_generation
from compute_gallery_rules.azure.gallery_identity import gallery_identity
from compute_gallery_rules.azure.lifetime import deletion_block, end_of_life
from compute_gallery_rules.azure.names import definition_name, gallery_name, identifier, version_format
from compute_gallery_rules.azure.places import region_known, region_named, regions_one_cloud, zone_redundancy
from compute_gallery_rules.azure.replica_sets import additional_replica_sets
from compute_gallery_rules.azure.replication import (
    regions_unique,
    replica_count,
    source_region_included,
    storage_type,
)
from compute_gallery_rules.azure.shallow import shallow
from compute_gallery_rules.azure.shape import field_known, field_types
from compute_gallery_rules.azure.sharing import community_gallery, community_gallery_addresses, sharing_cloud
from compute_gallery_rules.azure.sources import disk_sources_unique, one_os_source, source_id
from compute_gallery_rules.azure.tags import tags
from compute_gallery_rules.azure.uefi import uefi_settings
from compute_gallery_rules.azure.vhd import vhd_address
from compute_gallery_rules.finding import Finding, Severity
from compute_gallery_rules.rule import Context, ResourceKind, Rule
from compute_gallery_rules.tables.enumerations import enumerations

__all__ = ["RULES", "judge", "judge_gallery", "judge_image_definition", "judge_image_version"]

GALLERY = (ResourceKind.GALLERY,)
DEFINITION = (ResourceKind.IMAGE_DEFINITION,)
VERSION = (ResourceKind.IMAGE_VERSION,)
IN_GALLERY = (*DEFINITION, *VERSION)
ALL = (*GALLERY, *IN_GALLERY)
WARNING = Severity.WARNING

RULES: Final[tuple[Rule, ...]] = (
    Rule("gallery-name", ALL, gallery_name, "The name of a gallery is one that Azure takes."),
    Rule("definition-name", IN_GALLERY, definition_name, "The name of an image definition is one that Azure takes."),
    Rule(
        "version-format", VERSION, version_format, "The name of a version is Major.Minor.Patch, each a 32-bit number."
    ),
    Rule("identifier", DEFINITION, identifier, "Publisher, offer and sku are given, in the form that Azure takes."),
    Rule("enumerations", ALL, enumerations, "A field that takes one of a few words has one of them."),
    Rule("region-named", ALL, region_named, "Each region has a name."),
    Rule("region-known", ALL, region_known, "Each region is one that Azure is known to have.", WARNING),
    Rule("regions-one-cloud", VERSION, regions_one_cloud, "All regions of a version lie in one Azure cloud."),
    Rule("source-region-included", VERSION, source_region_included, "A version is replicated to its own region too."),
    Rule("regions-unique", VERSION, regions_unique, "A version is replicated to each region once."),
    Rule("replica-count", VERSION, replica_count, "A region holds from 1 to 100 replicas of a version."),
    Rule("storage-type", VERSION, storage_type, "Replicas are stored on a type of storage that images can have."),
    Rule(
        "zone-redundancy",
        VERSION,
        zone_redundancy,
        "Zone-redundant storage is asked for where there are zones.",
        WARNING,
    ),
    Rule(
        "additional-replica-sets",
        VERSION,
        additional_replica_sets,
        "Additional replicas of a region name a type of storage, each once.",
        WARNING,
    ),
    Rule("edge-zones", VERSION, edge_zones, "Each edge zone of a version is named, and listed once."),
    Rule("shallow", VERSION, shallow, "Shallow replication stays in the version's own region, with one replica."),
    Rule("one-os-source", VERSION, one_os_source, "A version has one source of its OS disk."),
    Rule("source-id", VERSION, source_id, "A source is given by the resource id of a kind that its field takes."),
    Rule("disk-sources-unique", VERSION, disk_sources_unique, "Each disk of a version has a source of its own."),
    Rule("vhd-address", VERSION, vhd_address, "A VHD is given by its address and the id of its storage account."),
    Rule("data-disk-luns", VERSION, data_disk_luns, "Each data disk has a LUN of its own."),
    Rule("data-disk-size", VERSION, data_disk_size, "A data disk is not larger than images can hold."),
    Rule(
        "encryption-complete",
        VERSION,
        encryption_complete,
        "A disk is encrypted with own keys in all regions or in none.",
    ),
    Rule("encryption-luns", VERSION, encryption_luns, "Encryption names each LUN once, and only LUNs of data disks."),
    Rule("disk-encryption-set-id", VERSION, disk_encryption_set_id, "Disk encryption sets are given by resource id."),
    Rule(
        "encryption-source",
        VERSION,
        encryption_source,
        "A version under own keys is made from a machine, an image, a disk or a snapshot.",
        WARNING,
    ),
    Rule(
        "confidential-vm-encryption",
        VERSION,
        confidential_vm_encryption,
        "Confidential VMs under own keys have an encryption set in every region, others have none.",
    ),
    Rule(
        "uefi-settings",
        VERSION,
        uefi_settings,
        "UEFI settings hold keys, do not contradict themselves, and are for a cloud that has them.",
        WARNING,
    ),
    Rule(
        "features", DEFINITION, features, "Features have names and values that Azure takes, and go with the generation."
    ),
    Rule(
        "architecture-generation",
        DEFINITION,
        architecture_generation,
        "An Arm64 definition is of the second generation.",
        WARNING,
    ),
    Rule(
        "nvme-generation", DEFINITION, nvme_generation, "A definition with NVMe is of the second generation.", WARNING
    ),
    Rule(
        "disallowed-disk-types",
        DEFINITION,
        disallowed_disk_types,
        "Disallowed disk types are types of disk, each once.",
        WARNING,
    ),
    Rule("recommended-range", DEFINITION, recommended_range, "Recommended minimums are not above their maximums."),
    Rule(
        "purchase-plan-complete", DEFINITION, purchase_plan_complete, "A purchase plan has name, product and publisher."
    ),
    Rule("end-of-life", IN_GALLERY, end_of_life, "An end of life is a date that Azure can read, in the future."),
    Rule("deletion-block", VERSION, deletion_block, "Deletion is blocked until an end of life that is given.", WARNING),
    Rule(
        "gallery-identity",
        GALLERY,
        gallery_identity,
        "A gallery has user assigned identities where, and only where, its identity's type says so.",
    ),
    Rule("community-gallery", GALLERY, community_gallery, "A community gallery says who publishes it, and as what."),
    Rule(
        "community-gallery-addresses",
        GALLERY,
        community_gallery_addresses,
        "The addresses that a community gallery shows to everybody hold no secret.",
        WARNING,
    ),
    Rule("sharing-cloud", GALLERY, sharing_cloud, "A gallery is shared in a way that its cloud supports."),
    Rule("tags", ALL, tags, "Tags are within the limits of Azure."),
    Rule("field-types", ALL, field_types, "Mappings, lists, texts and truth values stand where Azure takes them."),
    Rule("field-known", ALL, field_known, "No field is nearly, but not quite, one that Azure knows.", WARNING),
)
"""Every rule that judges one resource, in the order of its findings."""


def judge(inputs: Mapping[str, object], context: Context) -> tuple[Finding, ...]:
    """Return the findings of all rules, in the order of `RULES` and within a rule in the order of the fields.

    The inputs are in azure-native's shape and may hold anything; `UNKNOWN` stands for what is not known yet. This never
    raises.
    """
    return tuple(finding for rule in RULES for finding in rule.judge(inputs, context))


def judge_gallery(
    inputs: Mapping[str, object], *, today: datetime | None = None, published: bool = False
) -> tuple[Finding, ...]:
    """Judge the inputs of a gallery; see `judge`. `today` is now where it is not given."""
    return judge(inputs, Context(ResourceKind.GALLERY, today or datetime.now(UTC), published))


def judge_image_definition(
    inputs: Mapping[str, object], *, today: datetime | None = None, published: bool = False
) -> tuple[Finding, ...]:
    """Judge the inputs of an image definition; see `judge`. With `published` a past end of life is a warning."""
    return judge(inputs, Context(ResourceKind.IMAGE_DEFINITION, today or datetime.now(UTC), published))


def judge_image_version(
    inputs: Mapping[str, object],
    *,
    today: datetime | None = None,
    published: bool = False,
    max_data_disk_gb: int | None = None,
) -> tuple[Finding, ...]:
    """Judge the inputs of an image version; see `judge`.

    With `published` a past end of life is a warning; `max_data_disk_gb` replaces Azure's limit on a data disk's size.
    """
    return judge(inputs, Context(ResourceKind.IMAGE_VERSION, today or datetime.now(UTC), published, max_data_disk_gb))
