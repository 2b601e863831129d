"""What a killed `pulumi up` had begun to create becomes part of the state."""

import json
from pathlib import Path
from typing import Any

import pytest

from compute_gallery_cli.recovered_state import LeftOver, recovered_state
from tests.cli.gallery_command import gallery

URN = "urn:pulumi:prod::p::azure-compute-gallery:index:Gallery${type}::{name}"
PROVIDER = "urn:pulumi:prod::p::pulumi:providers:azure-native::default::1234"
PLACE = {"resourceGroupName": "rg", "galleryName": "images"}
GALLERY = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/galleries/images"
OTHER = GALLERY.replace("/images", "/other")
VERSION = {**PLACE, "galleryImageName": "ubuntu", "galleryImageVersionName": "1.0.0", "tags": {"a": "b"}}


def resource(kind: str, name: str, inputs: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 JSON
    """A resource as an exported state has it."""
    type_ = f"azure-native:{kind}"
    urn = URN.format(type=type_, name=name)
    return {"urn": urn, "custom": True, "type": type_, "inputs": inputs, "provider": PROVIDER, **more}


def creating(one: dict[str, Any], kind: str = "creating") -> dict[str, Any]:
    """A pending operation."""
    return {"resource": one, "type": kind}


def state(resources: list[dict[str, Any]], *pending: dict[str, Any]) -> dict[str, Any]:
    """An exported state."""
    return {"version": 3, "deployment": {"resources": resources, "pending_operations": [*pending]}}


def without_pending(exported: dict[str, Any]) -> dict[str, Any]:
    """The same state with nothing pending."""
    return {"version": 3, "deployment": {"resources": exported["deployment"]["resources"]}}


MADE = resource("compute:Gallery", "images-gallery", PLACE, id=GALLERY)
BEGUN = resource(
    "compute:GalleryImageVersion", "images-ubuntu-1.0.0-version", VERSION, parent="urn", dependencies=["x"]
)


def test_begun_create_becomes_a_resource() -> None:
    """It keeps all that was noted, with the id that Azure gives it in the subscription of its neighbours."""
    recovered, taken, left = recovered_state(state([MADE], creating(BEGUN)), "another")
    assert (taken, left) == (["images-ubuntu-1.0.0-version"], [])
    id_ = f"{GALLERY}/images/ubuntu/versions/1.0.0"
    assert recovered["deployment"] == {
        "resources": [MADE, {**BEGUN, "id": id_, "outputs": VERSION, "refreshBeforeUpdate": True}]
    }
    assert recovered["version"] == 3


@pytest.mark.parametrize(
    ("kind", "inputs", "id_"),
    [
        ("resources:ResourceGroup", {"resourceGroupName": "rg"}, "/subscriptions/s2/resourceGroups/rg"),
        ("compute:Gallery", PLACE, GALLERY.replace("s1", "s2")),
        ("compute:GalleryImage", VERSION, GALLERY.replace("s1", "s2") + "/images/ubuntu"),
        (
            "authorization:RoleAssignment",
            {"scope": GALLERY, "roleAssignmentName": "guid"},
            f"{GALLERY}/providers/Microsoft.Authorization/roleAssignments/guid",
        ),
        (
            "authorization:ManagementLockByScope",
            {"scope": GALLERY, "lockName": "keep"},
            f"{GALLERY}/providers/Microsoft.Authorization/locks/keep",
        ),
    ],
)
def test_ids_are_those_of_azure(kind: str, inputs: dict[str, Any], id_: str) -> None:
    """Each type that the components and their programs make, with the subscription of the environment."""
    recovered, _, _ = recovered_state(state([], creating(resource(kind, "one", inputs))), "s2")
    assert recovered["deployment"]["resources"][0]["id"] == id_


def test_provider_tells_its_own_subscription() -> None:
    """A provider that names one is believed before the neighbours."""
    urn, _, id_ = PROVIDER.rpartition("::")
    provider = {"urn": urn, "id": id_, "type": "pulumi:providers:azure-native", "inputs": {"subscriptionId": "own"}}
    recovered, _, _ = recovered_state(state([MADE, provider], creating(BEGUN)), None)
    assert recovered["deployment"]["resources"][-1]["id"].startswith("/subscriptions/own/")


@pytest.mark.parametrize(
    ("resources", "one"),
    [
        ([], BEGUN),  # no subscription to be had
        ([MADE], resource("compute:Disk", "disk", PLACE)),  # another type
        ([MADE], resource("compute:GalleryImage", "image", {**PLACE, "galleryImageName": {"secret": "x"}})),
    ],
)
def test_what_cannot_be_told_is_left(resources: list[dict[str, Any]], one: dict[str, Any]) -> None:
    """It stays pending, and is named."""
    recovered, taken, left = recovered_state(before := state(resources, creating(one)), None)
    assert (taken, left) == ([], [LeftOver(one["urn"].rpartition("::")[2], None)])
    assert recovered == before


def test_what_is_in_another_ones_place_is_left() -> None:
    """Where the state still has what it would replace, it stays pending, and is named with its id."""
    begun = {**MADE, "inputs": {**PLACE, "galleryName": "other"}}
    recovered, taken, left = recovered_state(before := state([MADE], creating(begun)), None)
    assert (taken, left) == ([], [LeftOver("images-gallery", OTHER)])
    assert recovered == before


@pytest.mark.parametrize("begun_in", ["s1", "s2"])
def test_interrupted_replacement_takes_the_place_of_what_is_gone(begun_in: str) -> None:
    """What was deleted to be replaced is the begun one from now on, before what depends on it, and will be read."""
    gone = {**MADE, "inputs": {**PLACE, "tags": {}}, "pendingReplacement": True, "outputs": {"location": "there"}}
    after = resource("compute:GalleryImage", "after", VERSION, id=f"{GALLERY}/images/ubuntu", parent=MADE["urn"])
    begun = {**resource("compute:Gallery", "images-gallery", PLACE), "provider": "of its own"}
    recovered, taken, left = recovered_state(state([gone, after], creating(begun)), begun_in)
    assert (taken, left) == (["images-gallery"], [])
    id_ = GALLERY.replace("s1", begun_in)
    assert recovered["deployment"] == {
        "resources": [{**begun, "id": id_, "outputs": PLACE, "refreshBeforeUpdate": True}, after]
    }


def test_of_two_notes_of_a_replacement_the_newer_counts() -> None:
    """Pulumi writes what the last run had begun before what it has kept of earlier ones."""
    gone = {**MADE, "pendingReplacement": True}
    older, newer = ({**MADE, "inputs": {**PLACE, "tags": {"is": name}}} for name in ("older", "newer"))
    recovered, taken, left = recovered_state(state([gone], creating(newer), creating(older)), None)
    assert (taken, left) == (["images-gallery"], [])
    assert [one["inputs"]["tags"]["is"] for one in recovered["deployment"]["resources"]] == ["newer"]


def test_what_is_still_to_be_deleted_is_in_nobodys_place() -> None:
    """Beside it stands what has replaced it, or nothing yet; the note is dropped, or becomes a resource."""
    renamed = {**MADE, "inputs": {**PLACE, "galleryName": "other"}, "id": OTHER}
    condemned = {**MADE, "delete": True}
    made = [renamed, condemned]
    assert recovered_state(before := state(made, creating(renamed)), None) == (without_pending(before), [], [])
    recovered, taken, _ = recovered_state(state([condemned], creating(renamed)), None)
    assert taken == ["images-gallery"]
    assert [one["id"] for one in recovered["deployment"]["resources"]] == [GALLERY, renamed["id"]]


@pytest.mark.parametrize(("kind", "custom"), [("my:own:Component", False), ("pulumi:providers:azure-native", True)])
def test_what_is_nothing_in_azure_is_forgotten(kind: str, custom: bool) -> None:  # noqa: FBT001 a parameter of pytest
    """A component or a provider that was begun stands for nothing there, and the next update makes it anew."""
    begun = {"urn": f"urn:pulumi:prod::p::{kind}::images", "custom": custom, "type": kind}
    assert recovered_state(state([MADE], creating(begun)), None) == (
        {"version": 3, "deployment": {"resources": [MADE]}},
        [],
        [],
    )


def test_command_says_what_follows_when_it_only_forgets(tmp_path: Path) -> None:
    """The file is another one then, too, and has to be imported."""
    file = tmp_path / "state.json"
    provider = {"urn": "urn:pulumi:prod::p::pulumi:providers:azure-native::default", "custom": True}
    file.write_text(json.dumps(state([], creating({**provider, "type": "pulumi:providers:azure-native"}))))
    assert gallery("recover", file).stdout.splitlines() == [
        f"{file}: 0 recovered",
        f"Next: pulumi stack import --file {file}, then pulumi refresh, then pulumi up",
    ]


def test_what_a_later_run_has_made_is_not_begun_any_more() -> None:
    """Pulumi keeps the note of the run that was killed: it is dropped where the state has that very resource."""
    first, _, _ = recovered_state(state([MADE], creating(BEGUN)), "another")
    there = first["deployment"]["resources"]
    assert recovered_state(state(there, creating(BEGUN)), "another") == (first, [], [])
    assert recovered_state(state([MADE], creating(BEGUN), creating(BEGUN)), "another")[0] == first


def test_changes_and_deletions_stay_pending() -> None:
    """`pulumi refresh` clears those itself."""
    before = state([MADE], creating(MADE, "updating"), creating(MADE, "deleting"))
    assert recovered_state(before, "s") == (before, [], [])


def test_command_replaces_the_file_and_says_what_follows(tmp_path: Path) -> None:
    """It counts, names what is left, which the exit status tells too, and a second run finds nothing more to do."""
    file = tmp_path / "state.json"
    disk = resource("compute:Disk", "disk", PLACE)
    file.write_text(json.dumps(state([MADE], creating(BEGUN), creating(disk))))
    done = gallery("recover", file)
    assert (done.returncode, done.stderr) == (1, "")
    counted, look, following, forgets = done.stdout.splitlines()
    assert counted == f"{file}: 1 recovered"
    assert look.startswith("look at disk: what it is called in Azure cannot be told from here")
    assert following == f"Next: pulumi stack import --file {file}, then pulumi refresh, then pulumi up"
    assert forgets == "Pulumi forgets what is left to look at, as soon as a state is imported."
    again = gallery("recover", file, "--json")
    assert again.returncode == 1
    assert json.loads(again.stdout) == {"file": str(file), "recovered": [], "left": [{"name": "disk", "id": None}]}


def test_command_says_which_one_is_in_anothers_place(tmp_path: Path) -> None:
    """A subscription would not help there: it names the id in Azure, and what may be done about it."""
    file = tmp_path / "state.json"
    begun = {**MADE, "inputs": {**PLACE, "galleryName": "other"}}
    file.write_text(json.dumps(state([MADE], creating(begun))))
    done = gallery("recover", file)
    assert done.returncode == 1
    assert f"look at images-gallery: another resource is in its place; where Azure has {OTHER}, delete" in done.stdout
    assert "--subscription" not in done.stdout


@pytest.mark.parametrize("pending", ["5", "[1]", '[{"type": "creating"}]', '[{"type": "creating", "resource": 5}]'])
def test_state_of_another_kind_is_left_as_it_is(pending: str, tmp_path: Path) -> None:
    """One line says so, and nothing is written."""
    file = tmp_path / "state.json"
    file.write_text(text := f'{{"deployment": {{"pending_operations": {pending}}}}}')
    done = gallery("recover", file)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "cannot be read as a state" in done.stderr
    assert file.read_text() == text
