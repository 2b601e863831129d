"""The team rules on sources, security and sharing."""

from datetime import UTC, datetime

import pytest

from compute_gallery_rules import UNKNOWN, Context, ResourceKind
from compute_gallery_rules.team.team_security import (
    customer_managed_keys,
    no_public_gallery,
    sharing_restricted,
    trusted_launch_or_confidential,
)
from compute_gallery_rules.team.team_sources import allowed_source_galleries, vhd_address_private

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
GALLERY, DEFINITION, VERSION = (
    Context(kind, TODAY) for kind in (ResourceKind.GALLERY, ResourceKind.IMAGE_DEFINITION, ResourceKind.IMAGE_VERSION)
)
COMPUTE = "/subscriptions/{}/resourceGroups/rg/providers/Microsoft.Compute"
OURS, THEIRS = COMPUTE.format("AAAA"), COMPUTE.format("bbbb")
SET = f"{OURS}/diskEncryptionSets/weu"


@pytest.mark.parametrize(
    ("field", "value", "by_subscription", "by_gallery"),
    [
        ("source.id", f"{OURS}/images/u", False, False),
        ("source.id", f"{THEIRS}/images/u", True, False),
        ("source.id", f"{THEIRS}/galleries/Golden/images/u/versions/1.0.0", True, False),
        ("source.id", f"{OURS}/galleries/other/images/u/versions/1.0.0", False, True),
        ("source.virtualMachineId", f"{THEIRS}/virtualMachines/u", True, False),
        ("source.communityGalleryImageId", "/communityGalleries/golden/images/u", True, False),
        ("source.communityGalleryImageId", "/communityGalleries/golden-1/images/u", True, True),
        ("osDiskImage.source.storageAccountId", f"{THEIRS}/disks/u", True, False),
        ("source.id", UNKNOWN, False, False),
        ("source.id", "nonsense", False, False),
        ("source.id", None, False, False),
    ],
)
def test_sources_are_trusted(field: str, value: object, by_subscription: bool, by_gallery: bool) -> None:  # noqa: FBT001
    """By subscription every source is judged, by gallery only images of galleries."""
    inputs: dict[str, object] = {}
    path = ["storageProfile", *field.split(".")]
    inner = inputs
    for name in path[:-1]:
        deeper: dict[str, object] = {}
        inner[name] = deeper
        inner = deeper
    inner[path[-1]] = value
    full = ".".join(path)
    found = [each.field for each in allowed_source_galleries(inputs, VERSION, subscriptions=["aaaa"], galleries=[])]
    assert found == ([full] if by_subscription else [])
    found = [each.field for each in allowed_source_galleries(inputs, VERSION, subscriptions=[], galleries=["golden"])]
    assert found == ([full] if by_gallery else [])
    assert list(allowed_source_galleries(inputs, VERSION, subscriptions=[], galleries=[])) == []


def test_a_gallery_is_told_by_its_resource_id() -> None:
    """A gallery of the same name in another subscription is another one."""
    inputs = {"storageProfile": {"source": {"id": f"{THEIRS}/galleries/golden/images/u/versions/1.0.0"}}}
    for trusted, found in ((f"{OURS}/galleries/golden", True), (f"{THEIRS.upper()}/galleries/Golden/", False)):
        assert bool(list(allowed_source_galleries(inputs, VERSION, subscriptions=[], galleries=[trusted]))) is found


@pytest.mark.parametrize(
    ("uri", "problems"),
    [
        ("https://a.blob.core.windows.net/vhds/os.vhd", 0),
        ("http://a.blob.core.windows.net/vhds/os.vhd", 1),
        ("https://a.blob.core.windows.net/vhds/os.vhd?sv=2024&sig=TOPSECRET", 1),
        ("HTTP://a.blob.core.windows.net/vhds/os.vhd?SIG%3DTOPSECRET", 2),
        ("https://a.blob.core.windows.net/vhds/os.vhd?snapshot=2024", 0),
        ("https://[?sig=TOPSECRET", 1),
        (UNKNOWN, 0),
        (7, 0),
    ],
)
def test_a_vhd_address_is_private(uri: object, problems: int) -> None:
    """Encrypted on its way, and without a token."""
    inputs = {"storageProfile": {"dataDiskImages": [{"lun": 0, "source": {"uri": uri}}]}}
    found = list(vhd_address_private(inputs, VERSION))
    assert [each.field for each in found] == ["storageProfile.dataDiskImages[0].source.uri"] * problems


def features(value: object) -> dict[str, object]:
    """Make a definition with a security type."""
    return {"features": [{"name": "SecurityType", "value": value}]}


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        ({}, True),
        ({"features": []}, True),
        (features("Standard"), True),
        (features("TrustedLaunch"), False),
        (features("trustedlaunchsupported"), True),
        (features(UNKNOWN), False),
        ({"features": UNKNOWN}, False),
        ({"features": [UNKNOWN]}, False),
    ],
)
def test_a_security_type_is_asked_for(inputs: dict[str, object], found: bool) -> None:  # noqa: FBT001
    """One of those that the team lists; nothing is said while features are unknown."""
    problems = list(trusted_launch_or_confidential(inputs, DEFINITION, security_types=("TrustedLaunch",)))
    assert [each.field for each in problems] == (["features"] if found else [])


REGION = "publishingProfile.targetRegions[0].encryption"


@pytest.mark.parametrize(
    ("encryption", "fields"),
    [
        ({"osDiskImage": {"diskEncryptionSetId": SET}, "dataDiskImages": [{"lun": 3, "diskEncryptionSetId": SET}]}, []),
        ({"osDiskImage": {"diskEncryptionSetId": SET}}, [f"{REGION}.dataDiskImages"]),
        (
            {"osDiskImage": {"diskEncryptionSetId": SET}, "dataDiskImages": [{"lun": 1, "diskEncryptionSetId": SET}]},
            [f"{REGION}.dataDiskImages"],
        ),
        ({"dataDiskImages": [{"lun": 3.0, "diskEncryptionSetId": SET}]}, [f"{REGION}.osDiskImage.diskEncryptionSetId"]),
        ({"osDiskImage": {"diskEncryptionSetId": SET}, "dataDiskImages": [{"lun": UNKNOWN}]}, []),
        ({"osDiskImage": UNKNOWN, "dataDiskImages": UNKNOWN}, []),
        (UNKNOWN, []),
        (None, [f"{REGION}.osDiskImage.diskEncryptionSetId", f"{REGION}.dataDiskImages"]),
    ],
)
def test_own_keys_are_asked_for(encryption: object, fields: list[str]) -> None:
    """For the OS disk and each declared data disk of every region."""
    inputs = {
        "publishingProfile": {"targetRegions": [{"name": "westeurope", "encryption": encryption}]},
        "storageProfile": {"dataDiskImages": [{"lun": 3}]},
    }
    assert [each.field for each in customer_managed_keys(inputs, VERSION)] == fields


def test_a_confidential_machines_own_set_counts() -> None:
    """And a version without regions has no keys of its own."""
    profile = {"confidentialVMEncryptionType": "EncryptedWithCmk", "secureVMDiskEncryptionSetId": SET}
    region = {"name": "westeurope", "encryption": {"osDiskImage": {"securityProfile": profile}}}
    assert list(customer_managed_keys({"publishingProfile": {"targetRegions": [region]}}, VERSION)) == []
    assert [each.field for each in customer_managed_keys({}, VERSION)] == ["publishingProfile.targetRegions"]


@pytest.mark.parametrize(
    ("permissions", "public", "restricted"),
    [
        ("Community", True, True),
        ("community", True, True),
        ("Groups", False, True),
        ("Private", False, False),
        (None, False, False),
        (UNKNOWN, False, False),
    ],
)
def test_sharing(permissions: object, public: bool, restricted: bool) -> None:  # noqa: FBT001
    """A gallery that says nothing is private."""
    inputs = {"sharingProfile": {"permissions": permissions}}
    assert bool(list(no_public_gallery(inputs, GALLERY))) is public
    assert bool(list(sharing_restricted(inputs, GALLERY, permissions=("Private",)))) is restricted
    assert list(sharing_restricted(inputs, GALLERY, permissions=("private", "groups", "Community"))) == []
