"""Shared images of the classic `azure` provider: the same verdicts, under the names that their users wrote."""

import pytest

from compute_gallery_policies.classic import CLASSIC_NAMES, as_native
from compute_gallery_rules import UNKNOWN, ResourceKind
from tests.policies.inputs_that_pass import IMAGE, SUBSCRIPTION
from tests.policies.policy_analyzer import Analyzer, Secret, analyze, stack_resource, urn_of

GALLERY, DEFINITION, VERSION = CLASSIC_NAMES
GOOD_GALLERY: dict[str, object] = {"name": "images", "resourceGroupName": "image-rg", "location": "West Europe"}
GOOD_DEFINITION: dict[str, object] = {
    "name": "ubuntu",
    "galleryName": "images",
    "resourceGroupName": "image-rg",
    "location": "West Europe",
    "osType": "Linux",
    "hyperVGeneration": "V2",
    "trustedLaunchSupported": True,
    "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04-lts"},
}
GOOD_VERSION: dict[str, object] = {
    "name": "1.0.0",
    "galleryName": "images",
    "imageName": "ubuntu",
    "resourceGroupName": "image-rg",
    "location": "West Europe",
    "managedImageId": IMAGE,
    "targetRegions": [{"name": "West Europe", "regionalReplicaCount": 2, "storageAccountType": "Standard_LRS"}],
}
GOOD = {GALLERY: GOOD_GALLERY, DEFINITION: GOOD_DEFINITION, VERSION: GOOD_VERSION}
SET = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/set"


@pytest.mark.parametrize("token", GOOD)
def test_a_good_resource_passes(token: str) -> None:
    """Nothing is reported on what azurerm's documentation shows."""
    assert analyze(token, GOOD[token]).clean


@pytest.mark.parametrize("token", GOOD)
def test_a_resource_of_unknowns_passes(token: str) -> None:
    """Where nothing is known there is nothing to say."""
    assert analyze(token, dict.fromkeys(GOOD[token], UNKNOWN)).clean


REGION = {"name": "West Europe", "regionalReplicaCount": 1}


@pytest.mark.parametrize(
    ("token", "changes", "rule", "said"),
    [
        (GALLERY, {"name": "contoso-images"}, "gallery-name", "SharedImageGallery resource: name"),
        (
            GALLERY,
            {"sharing": {"permission": "Community", "communityGallery": {"prefix": "no", "eula": "e"}}},
            "community-gallery",
            "sharing.communityGallery.prefix",
        ),
        (DEFINITION, {"name": "my image"}, "definition-name", "SharedImage resource: name"),
        (DEFINITION, {"galleryName": "a-b"}, "gallery-name", "SharedImage resource: galleryName"),
        (DEFINITION, {"identifier": {"publisher": "a,b", "offer": "o", "sku": "s"}}, "identifier", "publisher"),
        (DEFINITION, {"hyperVGeneration": "V1"}, "features", "hyperVGeneration"),
        (DEFINITION, {"minRecommendedVcpuCount": 8, "maxRecommendedVcpuCount": 2}, "recommended-range", "minRecommen"),
        (DEFINITION, {"purchasePlan": {"name": "p"}}, "purchase-plan-complete", "purchasePlan.product"),
        (DEFINITION, {"endOfLifeDate": "soon"}, "end-of-life", "endOfLifeDate"),
        (VERSION, {"name": "v1"}, "version-format", "SharedImageVersion resource: name"),
        (VERSION, {"imageName": "my image"}, "definition-name", "imageName"),
        (VERSION, {"location": "North Europe"}, "source-region-included", "SharedImageVersion resource: targetRegions"),
        (VERSION, {"targetRegions": [REGION, REGION]}, "regions-unique", "targetRegions[1].name"),
        (
            VERSION,
            {"targetRegions": [{**REGION, "regionalReplicaCount": 0}]},
            "replica-count",
            "targetRegions[0].regionalReplicaCount",
        ),
        (
            VERSION,
            {"targetRegions": [{**REGION, "storageAccountType": "Fast"}]},
            "storage-type",
            "targetRegions[0].storageAccountType",
        ),
        (
            VERSION,
            {"targetRegions": [{**REGION, "diskEncryptionSetId": "set"}]},
            "disk-encryption-set-id",
            "targetRegions[0].diskEncryptionSetId",
        ),
        (
            VERSION,
            {"targetRegions": [{**REGION, "diskEncryptionSetId": SET}, {"name": "North Europe"}]},
            "encryption-complete",
            "targetRegions[1].diskEncryptionSetId",
        ),
        (VERSION, {"managedImageId": "ubuntu"}, "source-id", "managedImageId"),
        (VERSION, {"osDiskSnapshotId": IMAGE, "managedImageId": None}, "source-id", "osDiskSnapshotId"),
        (
            VERSION,
            {"blobUri": "ftp://a/b.vhd", "storageAccountId": "a", "managedImageId": None},
            "vhd-address",
            "blobUri",
        ),
        (VERSION, {"endOfLifeDate": "soon"}, "end-of-life", "SharedImageVersion resource: endOfLifeDate"),
        (VERSION, {"replicationMode": "Slow"}, "enumerations", "SharedImageVersion resource: replicationMode"),
    ],
)
def test_a_mistake_is_found_under_its_classic_name(
    token: str, changes: dict[str, object], rule: str, said: str
) -> None:
    """The rule that finds it on azure-native finds it here, and names the field that the user wrote."""
    verdict = analyze(token, {**GOOD[token], **changes})
    assert rule in verdict.mandatory
    assert any(said in message for message in verdict.mandatory[rule]), verdict.mandatory[rule]
    native = ("publishingProfile", "storageProfile", "galleryImageVersionName", "sharingProfile", "osDiskImage")
    messages = str([verdict.mandatory, verdict.advisory])
    assert not [name for name in native if name in messages], messages


def test_a_switch_becomes_its_feature() -> None:
    """`specialized` and the switches for features mean what they mean in azurerm."""
    native = as_native(
        {"specialized": True, "confidentialVmSupported": True, "hibernationEnabled": False, "diskTypesNotAlloweds": []},
        ResourceKind.IMAGE_DEFINITION,
    )
    assert native["osState"] == "Specialized"
    assert native["features"] == [{"name": "SecurityType", "value": "ConfidentialVMSupported"}]
    assert as_native({}, ResourceKind.IMAGE_DEFINITION)["osState"] == "Generalized"


def test_a_secret_does_not_reach_a_message() -> None:
    """The token of a secret address is cut off here too."""
    secret = {"blobUri": Secret("ftp://account/os.vhd?sig=TOPSECRET"), "storageAccountId": "a", "managedImageId": None}
    verdict = analyze(VERSION, {**GOOD_VERSION, **secret})
    assert "vhd-address" in verdict.mandatory
    assert "TOPSECRET" not in str(verdict)


def test_definitions_of_a_stack_are_compared() -> None:
    """A whole-stack rule knows which gallery they belong to, by name or by what the name comes from."""
    resources = [
        stack_resource(GALLERY, "images", {"id": UNKNOWN, "name": "images"}),
        *(
            stack_resource(
                DEFINITION,
                name,
                {**GOOD_DEFINITION, "name": name, "galleryName": UNKNOWN},
                property_dependencies={"galleryName": [urn_of(GALLERY, "images")]},
            )
            for name in ("one", "two")
        ),
    ]
    verdict = Analyzer().analyze_stack(resources)
    assert set(verdict.mandatory) == {"identifier-unique"}
    assert verdict.urns == [urn_of(DEFINITION, "two")]
