"""A pack of one rule that only looks: what any pack costs at the least."""

from pulumi_policy import (
    EnforcementLevel,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
)


def has_a_location(args: ResourceValidationArgs, report_violation: ReportViolation) -> None:
    """Report a version without a location."""
    if args.resource_type.endswith(":GalleryImageVersion") and not args.props.get("location"):
        report_violation("no location", None)


PolicyPack(
    "one-rule",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[ResourceValidationPolicy("has-a-location", "A version has a location.", has_a_location)],
)
