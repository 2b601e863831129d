"""What others see: public and shared galleries, and what a gallery keeps of deleted versions."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm, version_body

GALLERY = f"{COMPUTE}/galleries/images"
OTHER = "00000000-0000-4000-8000-000000000002"
COMMUNITY = {"publicNamePrefix": "contoso", "eula": "e", "publisherUri": "u", "publisherContact": "c"}


def seen_by(subscription: str, location: str, root: str) -> str:
    """Return the address of the galleries that a subscription sees in a region."""
    return f"/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/{root}"


def publish(arm: Arm, sharing: dict[str, Any], *regions: str) -> dict[str, Any]:
    """Make a gallery with a definition and one version; return its sharing profile."""
    arm.create_group()
    made = arm.done("PUT", GALLERY, {"location": "chinaeast2", "properties": {"sharingProfile": sharing}})
    arm.create_definition(GALLERY)
    arm.create_disk("os")
    body = version_body({"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/os"}}}, *regions)
    arm.done("PUT", f"{GALLERY}/images/ubuntu/versions/1.0.0", body)
    return dict(made["properties"]["sharingProfile"])


def share(arm: Arm, operation: str, *subscriptions: str) -> None:
    """Change with whom the gallery is shared."""
    groups = [{"type": "Subscriptions", "ids": [*subscriptions]}] if subscriptions else []
    assert arm("POST", f"{GALLERY}/share", {"operationType": operation, "groups": groups}).status_code == 202


def test_a_public_gallery_is_seen_by_its_public_name(arm: Arm) -> None:
    """Before it is enabled nobody sees it; then anybody does, in its regions, with the publisher's names blanked."""
    sharing = publish(arm, {"permissions": "Community", "communityGalleryInfo": COMMUNITY})
    name = sharing["communityGalleryInfo"]["publicNames"][0]
    root = f"{seen_by(OTHER, 'chinaeast2', 'communityGalleries')}/{name}"
    refused = arm("GET", root)
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "NotFound")
    share(arm, "EnableCommunity")
    assert arm("GET", root).json()["identifier"] == {"uniqueId": f"/CommunityGalleries/{name}"}
    image = arm("GET", f"{root}/images/ubuntu").json()
    assert image["properties"]["identifier"] == {"publisher": "", "offer": "", "sku": ""}
    (version,) = arm("GET", f"{root}/images/ubuntu/versions").json()["value"]
    assert version["identifier"]["uniqueId"] == f"/CommunityGalleries/{name}/Images/ubuntu/Versions/1.0.0"
    assert arm("GET", f"{root}/images/ubuntu/versions/1.0.0").json() == version
    assert len(arm("GET", root.rsplit("/", 1)[0]).json()["value"]) == 1
    share(arm, "Reset")
    assert arm("GET", root).status_code == 404


def test_a_shared_gallery_is_seen_by_those_it_is_shared_with(arm: Arm) -> None:
    """It is in their list and under its unique name, until it is taken from them."""
    publish(arm, {"permissions": "Groups"})
    listed = seen_by(OTHER, "chinaeast2", "sharedGalleries")
    assert arm("GET", listed).json() == {"value": []}
    share(arm, "Add", OTHER)
    unique = f"{SUBSCRIPTION}-IMAGES"
    (entry,) = arm("GET", listed).json()["value"]
    assert entry == {"location": "chinaeast2", "name": unique, "identifier": {"uniqueId": f"/SharedGalleries/{unique}"}}
    image = arm("GET", f"{listed}/{unique}/images/ubuntu").json()
    assert image["properties"]["identifier"]["publisher"] == "contoso"
    share(arm, "Remove", OTHER)
    assert arm("GET", listed).json() == {"value": []}


@pytest.mark.parametrize(
    "tail", ["images/ubuntu/versions/1.0.0", "images/ubuntu", "images/none", "images/ubuntu/versions/9.9.9"]
)
def test_another_region_does_not_have_it(arm: Arm, tail: str) -> None:
    """Where nothing was replicated the entity was not found (recorded: target galleryImage.name)."""
    publish(arm, {"permissions": "Groups"})
    refused = arm("GET", f"{seen_by(SUBSCRIPTION, 'westus', 'sharedGalleries')}/{SUBSCRIPTION}-IMAGES/{tail}")
    error = {
        "code": "NotFound",
        "message": "The entity was not found in this Azure location.",
        "target": "galleryImage.name",
    }
    assert (refused.status_code, refused.json()) == (404, {"error": error})


def test_a_version_is_seen_where_it_has_been_replicated(start: Callable[..., Arm]) -> None:
    """A region has the version once its replica is done, not while it is being made."""
    arm = start(replication_seconds=60)
    arm.create_group()
    arm.done("PUT", GALLERY, {"location": "chinaeast2", "properties": {"sharingProfile": {"permissions": "Groups"}}})
    arm.create_definition(GALLERY)
    arm.create_disk("os")
    body = version_body({"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/os"}}}, "chinaeast2", "chinanorth")
    assert arm("PUT", f"{GALLERY}/images/ubuntu/versions/1.0.0", body).status_code == 201
    tail = f"{SUBSCRIPTION}-IMAGES/images/ubuntu/versions/1.0.0"
    paths = [f"{seen_by(SUBSCRIPTION, region, 'sharedGalleries')}/{tail}" for region in ("chinaeast2", "chinanorth")]
    seen = []
    for _ in range(3):
        seen.append([arm("GET", path).status_code for path in paths])
        arm.advance(61)
    assert seen == [[404, 404], [200, 404], [200, 200]]


def test_groups_are_answered_to_those_who_ask(arm: Arm) -> None:
    """Members are added once, in the order of their kinds, and answered with $expand or $select only."""
    arm.create_group()
    arm.done("PUT", GALLERY, {"location": "chinaeast2", "properties": {"sharingProfile": {"permissions": "Groups"}}})
    share(arm, "Add", "a", "b")
    share(arm, "Add", "b")
    plain = {"permissions": "Groups"}
    full = plain | {"groups": [{"type": "Subscriptions", "ids": ["a", "b"]}]}
    for query, expected in (("", plain), ("?$expand=sharingProfile/Groups", full), ("?$select=Permissions", full)):
        assert arm("GET", f"{GALLERY}{query}").json()["properties"]["sharingProfile"] == expected
    share(arm, "Reset")
    assert arm("GET", GALLERY).json()["properties"]["sharingProfile"] == {"permissions": "Private"}


def soft_gallery(arm: Arm, **policy: object) -> str:
    """Make a gallery that keeps deleted versions, and one version; return the version's id."""
    arm.create_group()
    properties = {"softDeletePolicy": {"isSoftDeleteEnabled": True, **policy}}
    arm.done("PUT", GALLERY, {"location": "chinaeast2", "properties": properties}, api="2026-03-03")
    arm.create_definition(GALLERY)
    arm.create_disk("os")
    body = version_body({"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/os"}}}, "chinaeast2", "chinanorth")
    return str(arm.done("PUT", f"{GALLERY}/images/ubuntu/versions/1.0.0", body)["id"])


def test_deleted_versions_are_listed_and_restored(arm: Arm) -> None:
    """A deleted version is gone from the list, is in the other list, and comes back whole by a PUT of its location."""
    version = soft_gallery(arm, retentionPeriodInDays=31, gracePeriodInDays=8)
    before = arm("GET", version).json()
    deleted = f"{GALLERY}/softDeletedArtifactTypes/Images/artifacts/ubuntu/versions"
    assert arm("GET", deleted).json() == {"value": []}
    arm.done("DELETE", version)
    assert arm("GET", version).status_code == 404
    assert arm("GET", version.rsplit("/", 1)[0]).json() == {"value": []}
    (entry,) = arm("GET", deleted.lower().replace("images-rg", "IMAGES-RG"), api="2026-03-03").json()["value"]
    assert entry["type"] == "Microsoft.Compute/galleries/softDeletedArtifactTypes/artifacts/versions"
    assert (entry["name"], entry["properties"]["resourceArmId"]) == ("1.0.0", version)
    assert [*entry["properties"]][1:] == [
        "softDeletedTime",
        "softDeletedArtifactType",
        "consumptionEndTime",
        "hardDeletionTargetTime",
    ]
    assert "consumptionEndTime" not in arm("GET", deleted).json()["value"][0]["properties"]
    restored = arm("PUT", version, {"location": "chinaeast2", "tags": {}})
    assert (restored.status_code, restored.json()["properties"]["provisioningState"]) == (200, "Updating")
    assert arm("GET", version).json() == before | {"tags": {}}
    assert arm("GET", deleted).json() == {"value": []}


def test_a_deletion_can_bypass_the_recycle_bin(arm: Arm) -> None:
    """With bypassSoftDelete=true nothing is kept, and the name is free for another source."""
    version = soft_gallery(arm)
    assert arm("DELETE", f"{version}?bypassSoftDelete=true", api="2026-03-03").status_code == 202
    assert arm("GET", f"{GALLERY}/softDeletedArtifactTypes/Images/artifacts/ubuntu/versions").json() == {"value": []}
    arm.create_disk("other")
    body = version_body({"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/other"}}})
    assert arm("PUT", version, body).status_code == 201


def test_only_images_are_kept(arm: Arm) -> None:
    """Another kind of artifact is refused, and a gallery that does not exist is not found."""
    soft_gallery(arm)
    refused = arm("GET", f"{GALLERY}/softDeletedArtifactTypes/Applications/artifacts/x/versions")
    assert (refused.status_code, refused.json()["error"]["target"]) == (400, "artifactType")
    missing = f"{GROUP}/providers/Microsoft.Compute/galleries/none/softDeletedArtifactTypes/Images/artifacts/x/versions"
    assert arm("GET", missing).json()["error"]["code"] == "ParentResourceNotFound"
    assert arm("DELETE", missing).status_code == 405
