"""Machines and scale sets: how an image is made of one, and which image one is made of."""

from typing import Any

import pytest

from tests.emulator.emulator_harness import COMPUTE, SUBSCRIPTION, Arm, version_body

LINUX = {"storageProfile": {"osDisk": {"osType": "Linux"}}}
VIEW = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/chinaeast2"


def publish(arm: Arm, *versions: str, **profile: Any) -> str:  # noqa: ANN401 - members of the profile
    """Publish versions of a disk in China East 2; return the definition's id."""
    gallery = f"{COMPUTE}/galleries/images"
    if arm("GET", gallery).status_code == 404:
        arm.create_definition(arm.create_gallery())
        arm.create_disk("os")
    for version in versions:
        source = {"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/os"}}}
        arm.done("PUT", f"{gallery}/images/ubuntu/versions/{version}", version_body(source, **profile))
    return f"{gallery}/images/ubuntu"


def machine(reference: object, location: str = "chinaeast2") -> dict[str, object]:
    """Return the body of a machine that is made from an image."""
    return {"location": location, "properties": {"storageProfile": {"imageReference": reference}}}


def scale_set(reference: object, location: str = "chinaeast2") -> dict[str, object]:
    """Return the body of a scale set whose machines are made from an image."""
    profile = {"storageProfile": {"imageReference": reference}}
    return {"location": location, "properties": {"virtualMachineProfile": profile}}


def test_a_machine_is_stopped_and_generalized_before_an_image_is_made(arm: Arm) -> None:
    """A generalized machine does not start, and only it gives a managed image; power follows the actions (S13, S22)."""
    arm.create_group()
    machine = f"{COMPUTE}/virtualMachines/vm"
    arm.done("PUT", machine, {"location": "chinaeast2", "properties": LINUX | {"osProfile": {"computerName": "vm"}}})
    image = {"location": "chinaeast2", "properties": {"sourceVirtualMachine": {"id": machine}}}
    assert "must be generalized" in arm("PUT", f"{COMPUTE}/images/i", image).json()["error"]["message"]
    assert arm("POST", f"{machine}/generalize").status_code == 409
    assert arm("POST", f"{machine}/deallocate").status_code == 202
    assert arm("POST", f"{machine}/generalize").status_code == 200
    codes = [status["code"] for status in arm("GET", f"{machine}/instanceView").json()["statuses"]]
    assert codes == ["OSState/generalized", "ProvisioningState/succeeded", "PowerState/deallocated"]
    assert "is generalized" in arm("POST", f"{machine}/start").json()["error"]["message"]
    assert (
        arm.done("PUT", f"{COMPUTE}/images/i", image)["properties"]["storageProfile"]["osDisk"]["osState"]
        == "Generalized"
    )
    assert "instanceView" in arm("GET", machine, expand="instanceView").json()["properties"]
    assert arm("POST", f"{machine}/explode").status_code == 404
    assert arm("GET", f"{machine}/start").status_code in {404, 405}


def test_how_a_machine_was_set_up_elsewhere_is_not_known(arm: Arm) -> None:
    """One without an osProfile gives a managed image as it is, and once generalized a version of either state."""
    gallery = arm.create_gallery()
    vm = arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", {"location": "chinaeast2", "properties": LINUX})["id"]
    image = {"location": "chinaeast2", "properties": {"sourceVirtualMachine": {"id": vm}}}
    assert arm.done("PUT", f"{COMPUTE}/images/i", image)["properties"]["storageProfile"]["osDisk"]["osType"] == "Linux"
    states = {state: arm.create_definition(gallery, state, osState=state) for state in ("Specialized", "Generalized")}
    body = version_body({"source": {"virtualMachineId": vm}})
    refused = arm("PUT", f"{states['Generalized']}/versions/1.0.0", body).json()["error"]
    assert "has a different OS state ['Specialized']" in refused["message"]
    arm("POST", f"{vm}/deallocate")
    arm("POST", f"{vm}/generalize")
    for definition in states.values():
        arm.done("PUT", f"{definition}/versions/1.0.0", body)


@pytest.mark.parametrize("shape", [machine, scale_set])
@pytest.mark.parametrize(
    ("tail", "location"),
    [("/versions/9.9.9", "chinaeast2"), ("/versions/1.0.0", "chinanorth"), ("", "chinanorth"), ("x", "chinaeast2")],
)
def test_an_image_must_be_in_the_region(arm: Arm, shape: object, tail: str, location: str) -> None:
    """A version that is not there, or not in that region, is refused with 404 GalleryImageNotFound."""
    definition = publish(arm, "1.0.0")
    kind = "virtualMachines" if shape is machine else "virtualMachineScaleSets"
    body = (machine if shape is machine else scale_set)({"id": f"{definition}{tail}"}, location)
    refused = arm("PUT", f"{COMPUTE}/{kind}/x", body)
    error = refused.json()["error"]
    assert (refused.status_code, error["code"], error["target"]) == (404, "GalleryImageNotFound", "imageReference")
    assert (
        f"The gallery image {definition}{tail} is not available in {location} region. Please contact"
        in (error["message"])
    )
    assert arm("GET", f"{COMPUTE}/{kind}/x").status_code == 404


def test_a_definition_means_its_latest_version(arm: Arm) -> None:
    """The highest number counts, not the last one made; a version that is excluded from latest does not."""
    definition = publish(arm, "1.10.0", "1.9.0")
    publish(arm, "2.0.0", excludeFromLatest=True)
    for name, tail, exact in (
        ("a", "", "1.10.0"),
        ("b", "/versions/latest", "1.10.0"),
        ("c", "/versions/2.0.0", "2.0.0"),
    ):
        made = arm.done("PUT", f"{COMPUTE}/virtualMachines/{name}", machine({"id": f"{definition}{tail}"}))
        reference = made["properties"]["storageProfile"]["imageReference"]
        assert reference == {"id": f"{definition}{tail}", "exactVersion": exact}
    arm.done("PUT", f"{COMPUTE}/virtualMachineScaleSets/s", scale_set({"id": definition}))


def test_a_region_may_be_excluded_from_latest_alone(arm: Arm) -> None:
    """What is excluded in one region is the latest of the other."""
    regions = [{"name": "chinaeast2", "excludeFromLatest": True}, {"name": "chinanorth"}]
    definition = publish(arm, "1.0.0")
    publish(arm, "2.0.0", targetRegions=regions)
    for location, exact in (("chinaeast2", "1.0.0"), ("chinanorth", "2.0.0")):
        made = arm.done("PUT", f"{COMPUTE}/virtualMachines/{location}", machine({"id": definition}, location))
        assert made["properties"]["storageProfile"]["imageReference"]["exactVersion"] == exact


def test_a_machine_has_the_disks_of_its_image(arm: Arm) -> None:
    """Operating system, sizes and data disks come from the version, and the image stays for the machine's life."""
    definition = publish(arm)
    arm.create_disk("data", diskSizeGB=64)
    source = {
        "osDiskImage": {"source": {"id": f"{COMPUTE}/disks/os"}},
        "dataDiskImages": [{"lun": 3, "source": {"id": f"{COMPUTE}/disks/data"}}],
    }
    arm.done("PUT", f"{definition}/versions/1.0.0", version_body(source))
    body = machine({"id": f"{definition}/versions/1.0.0"})
    made = arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", body)["properties"]["storageProfile"]
    assert (made["osDisk"]["osType"], made["osDisk"]["diskSizeGB"]) == ("Linux", 10)
    assert [(disk["lun"], disk["diskSizeGB"]) for disk in made["dataDisks"]] == [(3, 64)]
    arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", body)
    refused = arm("PUT", f"{COMPUTE}/virtualMachines/vm", machine({"id": definition})).json()["error"]
    assert (refused["code"], refused["target"]) == ("PropertyChangeNotAllowed", "imageReference")


def test_images_of_the_marketplace_are_not_judged(arm: Arm) -> None:
    """A publisher, offer and SKU is taken as it is; a managed image must be there."""
    arm.create_group()
    reference = {"publisher": "Canonical", "offer": "u", "sku": "22_04-lts-gen2", "version": "latest"}
    arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", machine(reference))
    image = arm.create_managed_image()
    arm.done("PUT", f"{COMPUTE}/virtualMachines/other", machine({"id": image}))
    refused = arm("PUT", f"{COMPUTE}/virtualMachines/third", machine({"id": f"{image}x"}))
    assert (refused.status_code, refused.json()["error"]["target"]) == (404, "imageReference")


def test_an_image_may_be_somebody_elses(arm: Arm) -> None:
    """A public image is found by its public name once the gallery is public, and not before."""
    arm.create_group()
    info = {"publicNamePrefix": "contoso", "eula": "e", "publisherUri": "u", "publisherContact": "c"}
    sharing = {"permissions": "Community", "communityGalleryInfo": info}
    gallery = f"{COMPUTE}/galleries/images"
    made = arm.done("PUT", gallery, {"location": "chinaeast2", "properties": {"sharingProfile": sharing}})
    public = made["properties"]["sharingProfile"]["communityGalleryInfo"]["publicNames"][0]
    arm.create_definition(gallery)
    arm.create_disk("os")
    publish(arm, "1.0.0")
    body = machine({"communityGalleryImageId": f"/CommunityGalleries/{public}/Images/ubuntu/Versions/latest"})
    refused = arm("PUT", f"{COMPUTE}/virtualMachines/vm", body).json()["error"]
    assert refused["code"] == "GalleryImageNotFound"
    assert refused["message"].startswith(
        f"The gallery image /CommunityGalleries/{public}/Images/ubuntu/Versions/latest"
    )
    assert arm("POST", f"{gallery}/share", {"operationType": "EnableCommunity"}).status_code == 202
    made = arm.done("PUT", f"{COMPUTE}/virtualMachines/vm", body)
    assert made["properties"]["storageProfile"]["imageReference"]["exactVersion"] == "1.0.0"
