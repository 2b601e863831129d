"""Resources of every type: made, read, listed, changed and deleted as in Azure Resource Manager."""

from collections.abc import Callable
from typing import Any

import pytest

from compute_gallery_emulator.catalogue import RESOURCE_TYPES
from compute_gallery_emulator.resource_type import accept_plainly
from tests.emulator.emulator_harness import COMPUTE, GROUP, SUBSCRIPTION, Arm, version_body

GALLERY = f"{COMPUTE}/galleries/images"
PLAIN = [
    row.name
    for row in RESOURCE_TYPES.values()
    if row.accept is accept_plainly
    and len(row.types) == 1
    and not row.name.startswith("Microsoft.Authorization")
    and not row.operations
]


def test_a_group_is_made_once(arm: Arm) -> None:
    """201 and then 200; HEAD says whether it is there; its tags are replaced by a PUT."""
    assert arm("HEAD", GROUP, api="2024-11-01").status_code == 404
    created = arm("PUT", GROUP, {"location": "China East 2", "tags": {"a": "b"}}, api="2024-11-01")
    assert created.status_code == 201
    assert created.json() == {
        "id": GROUP,
        "name": "images-rg",
        "type": "Microsoft.Resources/resourceGroups",
        "location": "chinaeast2",
        "tags": {"a": "b"},
        "properties": {"provisioningState": "Succeeded"},
    }
    assert arm("PUT", GROUP, {"location": "chinaeast2"}, api="2024-11-01").status_code == 200
    assert arm("HEAD", GROUP, api="2024-11-01").status_code == 204
    listed = arm("GET", f"/subscriptions/{SUBSCRIPTION}/resourceGroups", api="2024-11-01").json()["value"]
    assert [group["name"] for group in listed] == ["images-rg"]


def test_ids_are_compared_without_case_and_answered_as_made(arm: Arm) -> None:
    """A resource is found in any casing of its id, and keeps the casing of its creation."""
    arm.create_group()
    made = arm.done("PUT", GALLERY, {"location": "chinaeast2"})
    found = arm("GET", GALLERY.upper().replace("API-VERSION", "api-version"))
    assert found.json() == made
    assert made["id"] == GALLERY
    assert arm("PUT", GALLERY.replace("images-rg", "IMAGES-RG").lower(), {"location": "chinaeast2"}).status_code == 200


def test_lists_come_in_pages(start: Callable[..., Arm]) -> None:
    """A long list is answered in pages that nextLink strings together, in the order of creation, each resource once."""
    arm = start(page_size=3)
    arm.create_group()
    for number in range(8):
        arm.done("PUT", f"{COMPUTE}/galleries/g{number}", {"location": "chinaeast2"})
    names: list[str] = []
    url: str | None = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries?api-version=2024-03-03"
    pages = 0
    while url:
        body = arm.http.get(url).json()
        names += [gallery["name"] for gallery in body["value"]]
        url = body.get("nextLink")
        pages += 1
    assert names == [f"g{number}" for number in range(8)]
    assert pages == 3
    assert arm("GET", f"{COMPUTE}/galleries?$skiptoken=x").json()["error"]["code"] == "InvalidSkipToken"


def test_a_list_is_of_its_group_alone(arm: Arm) -> None:
    """Galleries of another group, and definitions of another gallery, are not listed."""
    first = arm.create_gallery("one")
    arm.create_definition(first)
    second = arm.done("PUT", f"{COMPUTE}/galleries/two", {"location": "chinaeast2"})["id"]
    assert arm("GET", f"{second}/images").json() == {"value": []}
    other = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/other-rg"
    arm.create_group(other)
    assert arm("GET", f"{other}/providers/Microsoft.Compute/galleries").json() == {"value": []}
    assert arm("GET", f"{GROUP}/providers/Microsoft.Compute/galleries/none/images").status_code == 404


@pytest.mark.parametrize("name", PLAIN)
def test_what_stands_beside_galleries_is_kept_as_it_is_sent(arm: Arm, name: str) -> None:
    """A type without rules of its own is created, read, listed and deleted, with Succeeded as its state."""
    arm.create_group()
    path = f"{GROUP}/providers/{name}/it"
    sent = {"location": "chinaeast2", "tags": {"a": "ü"}, "properties": {"anything": [1, {"x": None}]}}
    made = arm.done("PUT", path, sent)
    assert made["properties"] == {"provisioningState": "Succeeded", "anything": [1, {"x": None}]}
    assert made["type"] == name
    assert [made] == arm("GET", path.rsplit("/", 1)[0]).json()["value"]
    arm.done("DELETE", path)
    assert arm("GET", path).status_code == 404


def test_a_plan_must_be_the_definitions(arm: Arm) -> None:
    """A machine with a plan fails under a definition without it, and passes under one with the same (S15)."""
    gallery = arm.create_gallery()
    plan = {"name": "n", "publisher": "p", "product": "o"}
    body = {"location": "chinaeast2", "plan": plan, "properties": {"storageProfile": {"osDisk": {"osType": "Linux"}}}}
    machine = arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", body)["id"]
    source = {"source": {"virtualMachineId": machine}}
    bare = arm.create_definition(gallery, "bare", osState="Specialized")
    failed = arm("PUT", f"{bare}/versions/1.0.0", version_body(source))
    error: dict[str, Any] = arm.http.get(failed.headers["azure-asyncoperation"]).json()["error"]
    assert "has a different plan" in error["message"]
    assert "['null']" in error["message"]
    planned = arm.create_definition(gallery, "planned", osState="Specialized", purchasePlan=plan)
    arm.done("PUT", f"{planned}/versions/1.0.0", version_body(source))


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ("chinaeast2", "China East 2"),
        ("China East 2", "China East 2"),
        ("CHINANORTH3", "China North 3"),
        ("usgovvirginia", "US Gov Virginia"),
        ("westeurope", "West Europe"),
        ("atlantis", "atlantis"),
    ],
)
def test_target_regions_are_answered_by_display_name(arm: Arm, sent: str, answered: str) -> None:
    """Whatever form a region has, Azure answers its display name; one that is not known comes back as it was sent."""
    definition = arm.create_definition(arm.create_gallery())
    image = arm.create_managed_image()
    regions = dict.fromkeys(["chinaeast2", sent] if answered != "China East 2" else [sent])
    version = arm.done("PUT", f"{definition}/versions/1.0.0", version_body({"source": {"id": image}}, *regions))
    assert version["properties"]["publishingProfile"]["targetRegions"][-1]["name"] == answered
    assert version["location"] == "chinaeast2"


def test_features_are_answered_in_azures_casing(arm: Arm) -> None:
    """Features come back as Azure writes them; allowUpdateImage lets them change and is not answered."""
    gallery = arm.create_gallery()
    definition = arm.create_definition(
        gallery,
        features=[
            {"name": "isacceleratednetworksupported", "value": "true"},
            {"name": "SecurityType", "value": "ConfidentialVm"},
        ],
        hyperVGeneration="V2",
    )
    features = arm("GET", definition).json()["properties"]["features"]
    assert features == [
        {"name": "IsAcceleratedNetworkSupported", "value": "True"},
        {"name": "SecurityType", "value": "ConfidentialVM"},
    ]
    changed: dict[str, Any] = {"properties": {"osType": "Linux", "features": features[:1]}}
    assert arm("PATCH", definition, changed).json()["error"]["code"] == "PropertyChangeNotAllowed"
    changed["properties"]["allowUpdateImage"] = True
    assert arm.done("PATCH", definition, changed)["properties"]["features"] == features[:1]
    assert "allowUpdateImage" not in arm("GET", definition).json()["properties"]


def test_the_order_of_disk_controllers_is_a_change(arm: Arm) -> None:
    """Azure makes a definition with NVMe first, answers SCSI first, and refuses the same request again."""
    controllers = {"name": "DiskControllerTypes", "value": "NVMe, SCSI"}
    network = {"name": "IsAcceleratedNetworkSupported", "value": "True"}
    definition = arm.create_definition(arm.create_gallery(), features=[controllers, network], hyperVGeneration="V2")
    kept = arm("GET", definition).json()["properties"]["features"]
    assert kept == [{**controllers, "value": "SCSI, NVMe"}, network]
    again = arm("PATCH", definition, {"properties": {"osType": "Linux", "features": [controllers, network]}})
    assert again.status_code == 409
    assert again.json()["error"] == {
        "code": "PropertyChangeNotAllowed",
        "message": "Changing property 'DiskControllerTypes' is not allowed.",
        "target": "DiskControllerTypes",
    }
    turned = {"properties": {"osType": "Linux", "features": kept[::-1]}}
    assert arm("PATCH", definition, turned).status_code == 200


@pytest.mark.parametrize(
    ("api", "definition_has", "safety"),
    [
        ("2019-12-01", False, None),
        ("2021-10-01", True, None),
        ("2022-01-03", True, ["reportedForPolicyViolation"]),
        ("2023-07-03", True, ["reportedForPolicyViolation", "allowDeletionOfReplicatedLocations"]),
        (
            "2024-03-03",
            True,
            ["reportedForPolicyViolation", "allowDeletionOfReplicatedLocations", "blockDeletionBeforeEndOfLife"],
        ),
    ],
)
def test_answers_grow_with_the_version_of_the_api(
    arm: Arm,
    api: str,
    definition_has: bool,  # noqa: FBT001 - a column of the table
    safety: list[str] | None,
) -> None:
    """architecture, safetyProfile and validationsProfile are answered from the version of the API that brought them."""
    definition = arm.create_definition(arm.create_gallery())
    image = arm.create_managed_image()
    arm.done("PUT", f"{definition}/versions/1.0.0", version_body({"source": {"id": image}}))
    assert ("architecture" in arm("GET", definition, api=api).json()["properties"]) == definition_has
    version = arm("GET", f"{definition}/versions/1.0.0", api=api).json()["properties"]
    assert (list(version["safetyProfile"]) if "safetyProfile" in version else None) == safety
    assert ("validationsProfile" in version) == (api >= "2024-03-03")


def test_the_newest_api_makes_trusted_launch_the_default(arm: Arm) -> None:
    """From 2025-03-03 on a definition without a generation is V2 with TrustedLaunchSupported."""
    gallery = arm.create_gallery()
    body = {
        "location": "chinaeast2",
        "properties": {"osType": "Linux", "identifier": {"publisher": "p", "offer": "o", "sku": "s"}},
    }
    made = arm.done("PUT", f"{gallery}/images/new", body, api="2025-03-03")["properties"]
    assert (made["hyperVGeneration"], made["features"]) == (
        "V2",
        [{"name": "SecurityType", "value": "TrustedLaunchSupported"}],
    )


def test_an_update_may_repeat_what_was_answered(arm: Arm) -> None:
    """GET and then PUT of the same body changes nothing but the state: read-only members are ignored."""
    definition = arm.create_definition(
        arm.create_gallery(), description="d", recommended={"vCPUs": {"min": 1, "max": 4}}
    )
    disks = {
        "osDiskImage": {"source": {"id": arm.create_disk("a")}},
        "dataDiskImages": [{"lun": 0, "source": {"id": arm.create_disk("b")}}],
    }
    arm.done("PUT", f"{definition}/versions/1.0.0", version_body(disks, "chinaeast2", "chinanorth"))
    for path in (definition.rsplit("/", 2)[0], definition, f"{definition}/versions/1.0.0"):
        before = arm("GET", path).json()
        assert arm.done("PUT", path, before) == before
