"""What Azure accepts for compute galleries, image definitions and image versions, as pure functions."""

from compute_gallery_rules.azure.access import LOCK_LEVELS, PRINCIPAL_TYPES, judge_lock, judge_role_assignments
from compute_gallery_rules.azure.captured_machine import machine_made_beside
from compute_gallery_rules.azure.cross_tenant import SignIn, judge_auxiliary_tenants, version_against_sign_in
from compute_gallery_rules.azure.direct_sharing import judge_direct_sharing, sharing_commands, sharing_reset_commands
from compute_gallery_rules.azure.features import SECURITY_TYPES, security_type
from compute_gallery_rules.azure.identifiers import definition_against_definition, identifier_key
from compute_gallery_rules.finding import Finding, Problem, Severity
from compute_gallery_rules.judge import RULES, judge, judge_gallery, judge_image_definition, judge_image_version
from compute_gallery_rules.published.deletion import (
    blocked_until,
    deletion_around,
    deletion_blocked,
    deletion_of_version,
    published_version,
)
from compute_gallery_rules.published.latest import PublishedVersion, latest_version
from compute_gallery_rules.published.published_change import (
    change_of_definition,
    change_of_end_of_life,
    change_of_gallery,
    change_of_place,
    change_of_version,
)
from compute_gallery_rules.published.published_places import leaves_a_place
from compute_gallery_rules.published.spelling import change_of_spelling
from compute_gallery_rules.rollout.replica_planning import ReplicaPlan, planned_replicas
from compute_gallery_rules.rollout.retention import RetainableVersion, Stay, staying, with_sources
from compute_gallery_rules.rollout.rings import Placement, Ring, placements, ring_choice
from compute_gallery_rules.rule import Context, ResourceKind, Rule
from compute_gallery_rules.tables.enumerations import ENUMERATIONS
from compute_gallery_rules.tables.quota import QUOTA, over_quota
from compute_gallery_rules.tables.regions import (
    REGIONS,
    Cloud,
    Region,
    region_display_name,
    region_name,
    region_suggestion,
)
from compute_gallery_rules.tables.roles import ROLES, role_assignment_name, role_definition_guid, role_definition_id
from compute_gallery_rules.tables.storage_types import (
    EDGE_ZONE_STORAGE_ACCOUNT_TYPES,
    STORAGE_ACCOUNT_TYPES,
    canonical_storage_account_type,
)
from compute_gallery_rules.tables.target_regions import (
    ShorthandError,
    TargetRegion,
    format_target_region,
    parse_target_region,
)
from compute_gallery_rules.together.agreement import (
    definition_against_gallery,
    version_against_definition,
    version_against_gallery,
)
from compute_gallery_rules.together.copies import (
    definition_against_source_definition,
    gallery_against_mirror,
    version_against_mirror,
    version_against_source_version,
)
from compute_gallery_rules.together.source_agreement import version_against_source
from compute_gallery_rules.values.dates import EndOfLifeError, canonical_end_of_life, parse_end_of_life
from compute_gallery_rules.values.printable import carries_token, printable, without_secret
from compute_gallery_rules.values.resource_ids import ResourceId, parse_resource_id, source_kind
from compute_gallery_rules.values.suggestions import suggestion
from compute_gallery_rules.values.unknown import UNKNOWN, Unknown
from compute_gallery_rules.values.versions import (
    ImageVersionNumber,
    VersionNumberError,
    next_free_version,
    next_version,
    parse_version,
)

__all__ = [
    "EDGE_ZONE_STORAGE_ACCOUNT_TYPES",
    "ENUMERATIONS",
    "LOCK_LEVELS",
    "PRINCIPAL_TYPES",
    "QUOTA",
    "REGIONS",
    "ROLES",
    "RULES",
    "SECURITY_TYPES",
    "STORAGE_ACCOUNT_TYPES",
    "UNKNOWN",
    "Cloud",
    "Context",
    "EndOfLifeError",
    "Finding",
    "ImageVersionNumber",
    "Placement",
    "Problem",
    "PublishedVersion",
    "Region",
    "ReplicaPlan",
    "ResourceId",
    "ResourceKind",
    "RetainableVersion",
    "Ring",
    "Rule",
    "Severity",
    "ShorthandError",
    "SignIn",
    "Stay",
    "TargetRegion",
    "Unknown",
    "VersionNumberError",
    "blocked_until",
    "canonical_end_of_life",
    "canonical_storage_account_type",
    "carries_token",
    "change_of_definition",
    "change_of_end_of_life",
    "change_of_gallery",
    "change_of_place",
    "change_of_spelling",
    "change_of_version",
    "definition_against_definition",
    "definition_against_gallery",
    "definition_against_source_definition",
    "deletion_around",
    "deletion_blocked",
    "deletion_of_version",
    "format_target_region",
    "gallery_against_mirror",
    "identifier_key",
    "judge",
    "judge_auxiliary_tenants",
    "judge_direct_sharing",
    "judge_gallery",
    "judge_image_definition",
    "judge_image_version",
    "judge_lock",
    "judge_role_assignments",
    "latest_version",
    "leaves_a_place",
    "machine_made_beside",
    "next_free_version",
    "next_version",
    "over_quota",
    "parse_end_of_life",
    "parse_resource_id",
    "parse_target_region",
    "parse_version",
    "placements",
    "planned_replicas",
    "printable",
    "published_version",
    "region_display_name",
    "region_name",
    "region_suggestion",
    "ring_choice",
    "role_assignment_name",
    "role_definition_guid",
    "role_definition_id",
    "security_type",
    "sharing_commands",
    "sharing_reset_commands",
    "source_kind",
    "staying",
    "suggestion",
    "version_against_definition",
    "version_against_gallery",
    "version_against_mirror",
    "version_against_sign_in",
    "version_against_source",
    "version_against_source_version",
    "with_sources",
    "without_secret",
]
