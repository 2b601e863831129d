"""What Azure accepts for compute galleries, image definitions and image versions, as pure functions."""

from compute_gallery_rules.agreement import (
    definition_against_gallery,
    version_against_definition,
    version_against_gallery,
)
from compute_gallery_rules.dates import EndOfLifeError, canonical_end_of_life, parse_end_of_life
from compute_gallery_rules.features import security_type
from compute_gallery_rules.finding import Finding, Severity
from compute_gallery_rules.judge import RULES, judge, judge_gallery, judge_image_definition, judge_image_version
from compute_gallery_rules.latest import PublishedVersion, latest_version
from compute_gallery_rules.printable import printable
from compute_gallery_rules.regions import REGIONS, Cloud, Region, region_display_name, region_name, region_suggestion
from compute_gallery_rules.resource_ids import ResourceId, parse_resource_id, source_kind
from compute_gallery_rules.rule import Context, ResourceKind, Rule
from compute_gallery_rules.source_agreement import version_against_source
from compute_gallery_rules.storage_types import STORAGE_ACCOUNT_TYPES, canonical_storage_account_type
from compute_gallery_rules.suggestions import suggestion
from compute_gallery_rules.target_regions import (
    ShorthandError,
    TargetRegion,
    format_target_region,
    parse_target_region,
)
from compute_gallery_rules.unknown import UNKNOWN, Unknown
from compute_gallery_rules.versions import ImageVersionNumber, VersionNumberError, next_version, parse_version

__all__ = [
    "REGIONS",
    "RULES",
    "STORAGE_ACCOUNT_TYPES",
    "UNKNOWN",
    "Cloud",
    "Context",
    "EndOfLifeError",
    "Finding",
    "ImageVersionNumber",
    "PublishedVersion",
    "Region",
    "ResourceId",
    "ResourceKind",
    "Rule",
    "Severity",
    "ShorthandError",
    "TargetRegion",
    "Unknown",
    "VersionNumberError",
    "canonical_end_of_life",
    "canonical_storage_account_type",
    "definition_against_gallery",
    "format_target_region",
    "judge",
    "judge_gallery",
    "judge_image_definition",
    "judge_image_version",
    "latest_version",
    "next_version",
    "parse_end_of_life",
    "parse_resource_id",
    "parse_target_region",
    "parse_version",
    "printable",
    "region_display_name",
    "region_name",
    "region_suggestion",
    "security_type",
    "source_kind",
    "suggestion",
    "version_against_definition",
    "version_against_gallery",
    "version_against_source",
]
