"""Each rule on one resource beyond Azure's first ones, asked as the engine asks: the exact set of rules that report."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest

from compute_gallery_policies import gallery_policies
from compute_gallery_rules import UNKNOWN, ResourceKind
from tests.policies.inputs_that_pass import GOOD, IMAGE, SUBSCRIPTION, token
from tests.policies.policy_analyzer import Analyzer, Secret, Verdict

G, D, V = ResourceKind.GALLERY, ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION
COMPUTE = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute"
SET = f"{COMPUTE}/diskEncryptionSets/east"
ACCOUNT = f"{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/builds"
REGION = {"name": "China East 2", "regionalReplicaCount": 2}
ENCRYPTED = {**REGION, "encryption": {"osDiskImage": {"diskEncryptionSetId": SET}}}
ON: Mapping[str, object] = {"enforcementLevel": "mandatory"}


def changed(kind: ResourceKind, changes: Mapping[str, object]) -> dict[str, object]:
    """Return good inputs with other values at dotted paths."""
    inputs: dict[str, Any] = deepcopy(GOOD[kind])
    for path, value in changes.items():
        *outer, last = path.split(".")
        place = inputs
        for name in outer:
            place = place.setdefault(name, {})
        place[last] = value
    return inputs


def verdict(rule: str, settings: Mapping[str, object], kind: ResourceKind, changes: Mapping[str, object]) -> Verdict:
    """Ask about a resource under preset baseline, with one rule mandatory under settings."""
    policies = gallery_policies("baseline", {rule: {**ON, **settings}})
    return Analyzer(policies).analyze(token(kind), changed(kind, changes))


def vhd(address: object) -> dict[str, object]:
    """Make a storage profile whose OS disk comes from a VHD."""
    return {"osDiskImage": {"source": {"uri": address, "storageAccountId": ACCOUNT}}}


CASES: list[tuple[str, ResourceKind, Mapping[str, object], Mapping[str, object], Mapping[str, object]]] = [
    # rule, kind, settings, what is reported, what is not
    ("gallery-identity", G, {}, {"identity": {"type": "UserAssigned"}}, {"identity": {"type": "SystemAssigned"}}),
    ("disallowed-disk-types", D, {}, {"disallowed.diskTypes": ["HDD"]}, {"disallowed.diskTypes": ["Standard_LRS"]}),
    (
        "edge-zones",
        V,
        {},
        {"publishingProfile.targetExtendedLocations": [{"name": "chinaeast2"}]},
        {"publishingProfile.targetExtendedLocations": [{"name": "chinaeast2", "extendedLocation": {"name": "edge"}}]},
    ),
    (
        "additional-replica-sets",
        V,
        {},
        {"publishingProfile.targetRegions": [{**REGION, "additionalReplicaSets": [{"regionalReplicaCount": 1}]}]},
        {
            "publishingProfile.targetRegions": [
                {**REGION, "additionalReplicaSets": [{"storageAccountType": "Premium_LRS"}]}
            ]
        },
    ),
    (
        "encryption-source",
        V,
        {},
        {
            "publishingProfile.targetRegions": [ENCRYPTED],
            "storageProfile.source.id": f"{COMPUTE}/galleries/o/images/u/versions/1.0.0",
        },
        {"publishingProfile.targetRegions": [ENCRYPTED]},
    ),
    (
        "uefi-settings",
        V,
        {},
        {"securityProfile.uefiSettings": {"signatureTemplateNames": ["MicrosoftWindowsTemplate"]}},
        {"securityProfile": {}},
    ),
    ("naming-convention", G, {"gallery": "img_.*"}, {}, {"galleryName": "img_prod"}),
    ("naming-convention", D, {"sku": "[a-z-]+"}, {}, {"identifier.sku": "jammy"}),
    ("required-tags", V, {"names": ["team"]}, {"tags": {"team": ""}}, {"tags": {"Team": "platform"}}),
    ("required-tags", G, {"values": {"team": ["data"]}}, {}, {"tags": {"team": "data"}}),
    ("allowed-regions", V, {"regions": ["chinaeast2"]}, {}, {"publishingProfile.targetRegions": [REGION]}),
    ("allowed-regions", G, {"regions": ["China North 3"]}, {}, {"location": "chinanorth3"}),
    ("minimum-regions", V, {"minimum": 2}, {"publishingProfile.targetRegions": [REGION]}, {}),
    (
        "zone-redundant-storage",
        V,
        {},
        {},
        {"publishingProfile.targetRegions": [REGION, {"name": "chinanorth3", "storageAccountType": "Standard_ZRS"}]},
    ),
    (
        "allowed-source-galleries",
        V,
        {"subscriptions": ["other"]},
        {},
        {"storageProfile.source.id": IMAGE.replace(SUBSCRIPTION, "/subscriptions/OTHER")},
    ),
    (
        "vhd-address-private",
        V,
        {},
        {"storageProfile": vhd("http://a.blob.core.chinacloudapi.cn/v/os.vhd")},
        {"storageProfile": vhd("https://a.blob.core.chinacloudapi.cn/v/os.vhd")},
    ),
    ("end-of-life-set", V, {}, {"publishingProfile.endOfLifeDate": None}, {}),
    ("end-of-life-set", D, {"definitions": True}, {}, {"endOfLifeDate": "2099-12-31"}),
    (
        "end-of-life-horizon",
        V,
        {"maximumDays": 30, "today": "2099-01-01"},
        {},
        {"publishingProfile.endOfLifeDate": "2099-01-30"},
    ),
    ("end-of-life-past", V, {"today": "2100-01-01"}, {}, {"publishingProfile.endOfLifeDate": "2100-01-02"}),
    ("protected-from-early-deletion", V, {}, {}, {"safetyProfile.blockDeletionBeforeEndOfLife": True}),
    ("region-removal-protected", V, {}, {"safetyProfile.allowDeletionOfReplicatedLocations": True}, {}),
    ("soft-delete", G, {}, {}, {"softDeletePolicy.isSoftDeleteEnabled": True}),
    ("trusted-launch-or-confidential", D, {}, {"features": []}, {}),
    (
        "trusted-launch-or-confidential",
        D,
        {"securityTypes": ["ConfidentialVM"]},
        {},
        {"features": [{"name": "SecurityType", "value": "ConfidentialVM"}]},
    ),
    ("customer-managed-keys", V, {}, {}, {"publishingProfile.targetRegions": [ENCRYPTED]}),
    ("no-public-gallery", G, {}, {"sharingProfile": {"permissions": "Community", "communityGalleryInfo": UNKNOWN}}, {}),
    ("sharing-restricted", G, {}, {"sharingProfile": {"permissions": "Groups"}}, {}),
    (
        "data-disk-size",
        V,
        {"maximumGb": 100},
        {"storageProfile": {**vhd("https://a/b/c"), "dataDiskImages": [{"lun": 0, "sizeInGB": 101}]}},
        {"storageProfile": {**vhd("https://a/b/c"), "dataDiskImages": [{"lun": 0, "sizeInGB": 100}]}},
    ),
]


@pytest.mark.parametrize(
    ("rule", "kind", "settings", "bad", "good"), CASES, ids=[f"{case[0]}-{case[1].value}" for case in CASES]
)
def test_exactly_the_rule_reports(
    rule: str,
    kind: ResourceKind,
    settings: Mapping[str, object],
    bad: Mapping[str, object],
    good: Mapping[str, object],
) -> None:
    """One change is reported by one rule and by no other, and without it nothing is."""
    refused = verdict(rule, settings, kind, bad)
    assert (set(refused.mandatory), set(refused.advisory)) == ({rule}, set())
    accepted = verdict(rule, settings, kind, good)
    assert (accepted.mandatory, accepted.advisory) == ({}, {})


def test_rules_on_nvme_and_on_public_addresses_come_with_others() -> None:
    """They stand beside Azure's own findings on the same declaration."""
    controllers = {"features": [{"name": "DiskControllerTypes", "value": "SCSI, NVMe"}], "hyperVGeneration": "V1"}
    found = verdict("nvme-generation", {}, D, controllers)
    assert (set(found.mandatory), set(found.advisory)) == ({"nvme-generation"}, {"trusted-launch-or-confidential"})
    terms = {
        "eula": Secret("https://a/terms?sv=1&sig=TOPSECRET"),
        "publicNamePrefix": "contoso",
        "publisherUri": "https://a",
        "publisherContact": "a@b",
    }
    found = verdict(
        "community-gallery-addresses",
        {},
        G,
        {"sharingProfile": {"permissions": "Community", "communityGalleryInfo": terms}},
    )
    assert (set(found.mandatory), set(found.advisory)) == ({"community-gallery-addresses"}, {"no-public-gallery"})
    assert "TOPSECRET" not in str(found)


def test_secrets_and_unknown_values_in_team_rules() -> None:
    """A token is judged and not printed; what is not known yet is skipped, and the rest is judged."""
    address = Secret("https://a.blob.core.chinacloudapi.cn/v/os.vhd?sv=1&sig=TOPSECRET")
    found = verdict("vhd-address-private", {}, V, {"storageProfile": vhd(address)})
    assert set(found.mandatory) == {"vhd-address-private"}
    assert "TOPSECRET" not in str(found)
    tags = verdict(
        "required-tags", {"names": ["team", "cost"]}, G, {"tags": {"team": UNKNOWN, "x": Secret("TOPSECRET")}}
    )
    assert len(tags.mandatory["required-tags"]) == 1
    assert "TOPSECRET" not in str(tags)
    regions = verdict("allowed-regions", {"regions": ["chinaeast2"]}, V, {"location": UNKNOWN})
    assert len(regions.mandatory["allowed-regions"]) == 1


def test_without_settings_nothing_is_asked_for() -> None:
    """The rules whose settings are empty by default say nothing in a first run, at any level."""
    rules = ("naming-convention", "required-tags", "allowed-regions", "allowed-source-galleries")
    policies = gallery_policies("baseline", dict.fromkeys(rules, ON))
    for kind, inputs in GOOD.items():
        assert Analyzer(policies).analyze(token(kind), inputs).clean
