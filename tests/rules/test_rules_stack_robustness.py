"""Nothing that stands in the inputs breaks a team rule or a rule on several resources, and no secret leaves one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compute_gallery_rules import UNKNOWN, Context, ResourceKind
from compute_gallery_rules.azure.data_disks import data_disk_limit
from compute_gallery_rules.azure.lifetime import end_of_life_as_of
from compute_gallery_rules.finding import Finding
from compute_gallery_rules.team.team_lifecycle import (
    end_of_life_horizon,
    end_of_life_set,
    protected_from_early_deletion,
    region_removal_protected,
    soft_delete,
)
from compute_gallery_rules.team.team_names import naming_convention, required_tags
from compute_gallery_rules.team.team_problem import TeamCheck
from compute_gallery_rules.team.team_regions import allowed_regions, minimum_regions, zone_redundant_storage
from compute_gallery_rules.team.team_remedies import add_tags, block_early_deletion, protect_regions
from compute_gallery_rules.team.team_security import (
    customer_managed_keys,
    no_public_gallery,
    sharing_restricted,
    trusted_launch_or_confidential,
)
from compute_gallery_rules.team.team_sources import allowed_source_galleries, vhd_address_private
from compute_gallery_rules.together.declared import DeclaredOrigin, DeclaredResource, StackCheck
from compute_gallery_rules.together.identifier_unique import identifier_unique
from compute_gallery_rules.together.stack_agreement import (
    agrees_with_gallery,
    community_gallery_images,
    confidential_versions,
    disk_encryption_set_subscription,
    encrypted_version_source,
    version_agrees_with_definition,
)
from compute_gallery_rules.together.stack_latest import latest_exists
from compute_gallery_rules.together.stack_names import names_unique
from compute_gallery_rules.together.stack_origins import source_machine_stopped, version_agrees_with_source
from compute_gallery_rules.together.stack_quota import quota
from compute_gallery_rules.together.stack_sources import shared_source_order
from tests.rules.test_rules_robustness import RUBBISH, inputs_of

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
VERSIONS, DATED = (ResourceKind.IMAGE_VERSION,), (ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION)
TAGS = {"names": ("owner",), "values": {"env": ("a",)}, "defaults": {"owner": "x"}}
TEAM: Sequence[tuple[TeamCheck, Sequence[ResourceKind], Mapping[str, object]]] = (
    (
        naming_convention,
        list(ResourceKind),
        dict.fromkeys(("gallery", "definition", "version", "publisher", "offer", "sku"), "[a-z]+"),
    ),
    (required_tags, list(ResourceKind), TAGS),
    (allowed_regions, list(ResourceKind), {"regions": ("West Europe",)}),
    (minimum_regions, VERSIONS, {"minimum": 2}),
    (zone_redundant_storage, VERSIONS, {"regions": ()}),
    (allowed_source_galleries, VERSIONS, {"subscriptions": ("1",), "galleries": ("golden",)}),
    (vhd_address_private, VERSIONS, {}),
    (end_of_life_set, DATED, {"definitions": True}),
    (end_of_life_horizon, DATED, {"maximum_days": 1, "today": ""}),
    (end_of_life_as_of, DATED, {"today": "2027-02-30"}),
    (data_disk_limit, VERSIONS, {"maximum_gb": 1024}),
    (protected_from_early_deletion, VERSIONS, {}),
    (region_removal_protected, VERSIONS, {}),
    (soft_delete, (ResourceKind.GALLERY,), {}),
    (trusted_launch_or_confidential, (ResourceKind.IMAGE_DEFINITION,), {"security_types": ("TrustedLaunch",)}),
    (customer_managed_keys, VERSIONS, {}),
    (no_public_gallery, (ResourceKind.GALLERY,), {}),
    (sharing_restricted, (ResourceKind.GALLERY,), {"permissions": ()}),
)
STACK: Sequence[tuple[StackCheck, Mapping[str, object]]] = (
    (identifier_unique, {}),
    (names_unique, {}),
    (version_agrees_with_definition, {}),
    (agrees_with_gallery, {}),
    (community_gallery_images, {}),
    (confidential_versions, {}),
    (encrypted_version_source, {}),
    (disk_encryption_set_subscription, {}),
    (shared_source_order, {}),
    (latest_exists, {}),
    (source_machine_stopped, {}),
    (version_agrees_with_source, {}),
    (quota, {"galleries": 0, "definitions": 0, "versions": 0}),
)
MACHINES = {"plan": RUBBISH, "osType": RUBBISH, "storageProfile": RUBBISH, "location": RUBBISH}
ORIGINS = st.builds(
    DeclaredOrigin,
    name=st.just("source"),
    kind=st.sampled_from(["virtual_machine", "managed_image", "disk", "snapshot"]),
    inputs=st.fixed_dictionaries({}, optional=MACHINES),
    is_new=st.booleans(),
)
URNS = st.sampled_from(["a", "b", "c", "nobody"])


@pytest.mark.parametrize(("check", "kinds", "chosen"), TEAM, ids=lambda value: getattr(value, "__name__", ""))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_team_rule_ever_raises(
    check: TeamCheck, kinds: Sequence[ResourceKind], chosen: Mapping[str, object], data: st.DataObject
) -> None:
    """Whatever stands anywhere there are findings or none, each on one line, without a token."""
    kind = data.draw(st.sampled_from(list(kinds)))
    for problem in check(data.draw(inputs_of(kind)), Context(kind, TODAY), **chosen):
        line = Finding.of("rule", problem).text("resource")
        assert "SECRET" not in line
        assert len(line.splitlines()) == 1
        line.encode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_remedy_ever_raises(data: st.DataObject) -> None:
    """Whatever stands anywhere, there are changes or none."""
    context = Context(ResourceKind.IMAGE_VERSION, TODAY)
    inputs = data.draw(inputs_of(ResourceKind.IMAGE_VERSION))
    list(block_early_deletion(inputs, context))
    list(protect_regions(inputs, context))
    list(add_tags(inputs, context, names=("owner",), values={"env": ("a",)}, defaults={"owner": "x"}))


@st.composite
def resources(draw: st.DrawFn) -> list[DeclaredResource]:
    """Make a stack of resources that name, refer to, and depend on each other, or on nothing."""
    names = st.sampled_from(["images", "ubuntu", "1.0.0", UNKNOWN, None])
    links = st.dictionaries(
        st.sampled_from(["galleryName", "galleryImageName", "storageProfile", "x"]), st.frozensets(URNS, max_size=2)
    )
    made = []
    for urn in draw(st.lists(URNS, unique=True)):
        kind = draw(st.sampled_from(list(ResourceKind)))
        fields = ("galleryName", "galleryImageName", "galleryImageVersionName")
        named = {field: draw(names | RUBBISH) for field in fields}
        made.append(
            DeclaredResource(
                urn=urn,
                name=urn,
                kind=kind,
                inputs={**draw(inputs_of(kind)), **named},
                depends_on=draw(st.frozensets(URNS)),
                references=draw(links),
                provider=draw(st.sampled_from(["", "p"])),
                origin=draw(st.none() | ORIGINS),
                resource_id=draw(st.none() | st.text(max_size=9) | st.just("/subscriptions/1/resourceGroups/r")),
            )
        )
    return made


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(resources())
def test_no_stack_rule_ever_raises(stack: list[DeclaredResource]) -> None:
    """Whatever a stack holds, each finding is about one of its resources, on one line, without a token."""
    for check, chosen in STACK:
        for resource, problem in check(stack, **chosen):
            line = Finding.of("rule", problem).text(resource.name)
            assert resource in stack
            assert "SECRET" not in line
            assert len(line.splitlines()) == 1
