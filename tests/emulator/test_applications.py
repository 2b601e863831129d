"""VM applications and in-VM access control profiles of a gallery, with their versions."""

from typing import Any

import pytest

from tests.emulator.emulator_harness import COMPUTE, Arm

APPLICATION = f"{COMPUTE}/galleries/images/applications/agent"
PROFILE = f"{COMPUTE}/galleries/images/inVMAccessControlProfiles/profile"
LINK = "https://account.blob.core.windows.net/packages/agent.zip"
RULES = {
    "privileges": [{"name": "GoalState", "path": "/machine", "queryParameters": {"comp": "goalstate"}}],
    "roles": [{"name": "Provisioning", "privileges": ["GoalState"]}],
    "identities": [{"name": "WinPA", "userName": "SYSTEM"}],
    "roleAssignments": [{"role": "Provisioning", "identities": ["WinPA"]}],
}


def application_version(*regions: object, **profile: object) -> dict[str, Any]:
    """Return the body of an application version, changed."""
    sent = {"source": {"mediaLink": LINK}, "manageActions": {"install": "i", "remove": "r"}} | profile
    if regions:
        sent["targetRegions"] = [region if isinstance(region, dict) else {"name": region} for region in regions]
    return {"location": "chinaeast2", "properties": {"publishingProfile": sent}}


def profile_version(**properties: object) -> dict[str, Any]:
    """Return the body of a version of an access control profile, changed."""
    return {"location": "chinaeast2", "properties": {"mode": "Audit", "defaultAccess": "Allow"} | properties}


@pytest.fixture
def gallery(arm: Arm) -> str:
    """Return a gallery with an application and an access control profile."""
    made = arm.create_gallery()
    arm.done("PUT", APPLICATION, {"location": "chinaeast2", "properties": {"supportedOSType": "Linux"}})
    body = {"location": "chinaeast2", "properties": {"osType": "Linux", "applicableHostEndpoint": "IMDS"}}
    arm.done("PUT", PROFILE, body)
    return made


def test_an_application_is_changed_at_once(arm: Arm, gallery: str) -> None:
    """PUT and PATCH answer 200 without an operation (recorded), the list has it, DELETE answers 200."""
    changed = arm("PATCH", APPLICATION, {"tags": {"a": "b"}, "properties": {"description": "new"}})
    assert (changed.status_code, changed.headers.get("azure-asyncoperation")) == (200, None)
    assert changed.json()["properties"] == {"supportedOSType": "Linux", "description": "new"}
    assert arm("GET", f"{gallery}/applications").json() == {"value": [changed.json()]}
    assert arm("DELETE", APPLICATION).status_code == 200
    assert arm("GET", APPLICATION).status_code == 404


def test_an_application_version_is_replicated(arm: Arm, gallery: str) -> None:
    """Regions come back by display name, the replication status when asked for, and the application keeps it."""
    body = application_version("China East 2", {"name": "chinanorth", "regionalReplicaCount": 3})
    made = arm.done("PUT", f"{APPLICATION}/versions/1.0.0", body)["properties"]
    regions = made["publishingProfile"]["targetRegions"]
    assert [(region["name"], region["regionalReplicaCount"]) for region in regions] == [
        ("China East 2", 1),
        ("China North", 3),
    ]
    status = arm("GET", f"{APPLICATION}/versions/1.0.0", expand="ReplicationStatus").json()["properties"]
    assert status["replicationStatus"]["aggregatedState"] == "Completed"
    assert arm("DELETE", APPLICATION).json()["error"]["code"] == "CannotDeleteResource"
    assert arm("DELETE", gallery).json()["error"]["code"] == "CannotDeleteResource"
    update = application_version("chinaeast2", "chinanorth")
    del update["properties"]["publishingProfile"]["manageActions"]
    kept = arm.done("PUT", f"{APPLICATION}/versions/1.0.0", update)["properties"]["publishingProfile"]
    assert kept["manageActions"] == {"install": "i", "remove": "r"}
    assert kept["publishedDate"] == made["publishingProfile"]["publishedDate"]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        (application_version("chinanorth"), "targetRegions"),
        (application_version("chinaeast2", "ChinaEast2"), "targetRegions"),
        (application_version(replicaCount=11), "replicaCount"),
        (application_version(source={"mediaLink": "agent.zip"}), "source.mediaLink"),
        (application_version(source={}), "source.mediaLink"),
        (application_version(manageActions={"install": "i"}), "manageActions.remove"),
        (application_version(endOfLifeDate="2001-01-01"), "endOfLifeDate"),
        (
            application_version({"name": "chinaeast2", "encryption": {}}),
            "targetRegions.encryption",
        ),
        (
            application_version(settings={"packageFileName": "x" * 4097}),
            "settings.packageFileName",
        ),
        ({"location": "chinaeast2", "properties": {}}, ""),
    ],
)
def test_a_wrong_application_version_is_refused(arm: Arm, gallery: str, body: object, target: str) -> None:
    """The refusal names the property; nothing is made."""
    refused = arm("PUT", f"{APPLICATION}/versions/1.0.0", body)
    error = refused.json()["error"]
    path = "galleryApplicationVersion.properties.publishingProfile" + (f".{target}" if target else "")
    assert (refused.status_code, error["code"], error["target"]) == (400, "InvalidParameter", path), gallery
    assert arm("GET", f"{APPLICATION}/versions/1.0.0").status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "target"),
    [
        (f"{APPLICATION}/versions/1.0", application_version(), "galleryApplicationVersionName"),
        (f"{PROFILE}/versions/v1", profile_version(), "galleryInVMAccessControlProfileVersionName"),
        (f"{PROFILE}-", {"location": "chinaeast2"}, "galleryInVMAccessControlProfileName"),
        (f"{APPLICATION}.", {"location": "chinaeast2"}, "galleryApplicationName"),
    ],
)
def test_wrong_names_are_refused(arm: Arm, gallery: str, path: str, body: object, target: str) -> None:
    """A version is three numbers; a name does not end with punctuation."""
    error = arm("PUT", path, body).json()["error"]
    assert (error["code"], error["target"]) == ("InvalidParameter", target), gallery


def test_what_is_fixed_stays(arm: Arm, gallery: str) -> None:
    """The operating system of an application or profile, and the package of a version, do not change."""
    arm.done("PUT", f"{APPLICATION}/versions/1.0.0", application_version())
    for path, body, target in (
        (APPLICATION, {"properties": {"supportedOSType": "Windows"}}, "galleryApplication.properties.supportedOSType"),
        (PROFILE, {"properties": {"osType": "Windows"}}, "galleryInVMAccessControlProfile.properties.osType"),
        (
            f"{APPLICATION}/versions/1.0.0",
            {"properties": {"publishingProfile": {"source": {"mediaLink": f"{LINK}x"}}}},
            "galleryApplicationVersion.properties.publishingProfile.source.mediaLink",
        ),
    ):
        refused = arm("PATCH", path, body)
        assert (refused.status_code, refused.json()["error"]["target"]) == (409, target), gallery


def test_a_profile_version_goes_to_its_own_region(arm: Arm, gallery: str) -> None:
    """Without target locations it has one; type, order of members and replication status are the recorded ones."""
    made = arm.done("PUT", f"{PROFILE}/versions/1.0.0", profile_version(rules=RULES))
    assert made["type"] == "Microsoft.Compute/galleries/inVMAccessControlProfiles"
    assert [*made["properties"]] == [
        "mode",
        "defaultAccess",
        "rules",
        "targetLocations",
        "excludeFromLatest",
        "publishedDate",
        "provisioningState",
        "replicationStatus",
    ]
    assert made["properties"]["targetLocations"] == [{"name": "chinaeast2"}]
    summary = made["properties"]["replicationStatus"]["summary"]
    assert summary == [{"progress": 100, "region": "chinaeast2", "state": "Completed"}]
    changed = arm.done("PATCH", f"{PROFILE}/versions/1.0.0", {"properties": {"excludeFromLatest": True}})["properties"]
    assert (changed["excludeFromLatest"], changed["rules"]) == (True, RULES)
    assert arm("DELETE", PROFILE).json()["error"]["code"] == "CannotDeleteResource"
    arm.done("DELETE", f"{PROFILE}/versions/1.0.0")
    arm.done("DELETE", PROFILE)
    assert arm("GET", f"{gallery}/inVMAccessControlProfiles").json() == {"value": []}


@pytest.mark.parametrize(
    ("properties", "target"),
    [
        ({"mode": "Loud"}, "mode"),
        ({"mode": None}, "mode"),
        ({"targetLocations": [{"name": "chinanorth"}]}, "targetLocations"),
        ({"targetLocations": [{"name": "chinaeast2"}, {"name": "China East 2"}]}, "targetLocations"),
        ({"rules": RULES | {"privileges": []}}, "rules.roles.privileges"),
        ({"rules": RULES | {"roles": []}}, "rules.roleAssignments.role"),
        ({"rules": RULES | {"identities": []}}, "rules.roleAssignments.identities"),
    ],
)
def test_a_wrong_profile_version_is_refused(arm: Arm, gallery: str, properties: dict[str, Any], target: str) -> None:
    """Rules name only what they define; the regions have the location, each once."""
    error = arm("PUT", f"{PROFILE}/versions/1.0.0", profile_version(**properties)).json()["error"]
    expected = f"galleryInVMAccessControlProfileVersion.properties.{target}"
    assert (error["code"], error["target"]) == ("InvalidParameter", expected), gallery
