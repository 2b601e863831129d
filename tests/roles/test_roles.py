"""The custom roles in roles/: each allows what its commands and deployments ask of Azure, and nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.cli.gallery_command import Emulator, gallery
from tests.end_to_end.deployment import Deployment
from tests.end_to_end.gallery_stack import SOURCES, GalleryStack
from tests.end_to_end.local_pulumi import ROOT
from tests.roles.recording import recording_emulator
from tools.engine.obtain import Engine

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("roles")]

ROLES: dict[str, dict[str, Any]] = {
    file.stem: json.loads(file.read_text("utf-8")) for file in sorted((ROOT / "roles").glob("*.json"))
}
GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myGalleryRG"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
PLACE = ("--gallery", "roleGallery", "--resource-group", "myGalleryRG")
ANY_MACHINE = "Microsoft.Compute/virtualMachines/write"

Runs = dict[str, set[str]]
NEEDED = {
    "publish": {"publisher", "source"},
    "refresh": {"reader"},
    "preview": {"reader"},
    "retention": {"publisher", "retention"},
    "destroy": {"publisher", "retention", "remover"},
    "access": {"publisher", "source", "access"},
    "access refresh": {"reader", "access"},
    "access preview": {"reader", "access"},
    "access gone": {"publisher", "retention", "remover", "access"},
    "share": {"sharer"},
    "catalog": {"reader"},
    "watch": {"reader"},
    "next": {"reader"},
    "adopt": {"reader"},
    "doctor": {"reader", "doctor"},
    "machine": {"consumer"},
}
"""Each thing that is done, and the roles that it takes."""


def disk(name: str) -> str:
    """The id of a managed disk among the sources."""
    return f"{SOURCES}/disks/{name}"


def tree(*, numbers: tuple[str, ...] = ("1.0.0", "1.1.0"), allow: bool = False) -> dict[str, Any]:
    """The walk-through's gallery, with a version from a disk beside those from everything else."""
    declared = yaml.safe_load((ROOT / "stacks" / "Pulumi.local.yaml").read_text("utf-8"))["config"]
    images: dict[str, Any] = declared["compute-gallery:gallery"]
    images["galleryName"] = "roleGallery"
    disks = {"osType": "Linux", "osState": "Specialized", "identifier": {"publisher": "p", "offer": "disk", "sku": "s"}}
    versions = {number: {"source": {"diskId": disk("osDisk")}, "targetRegions": ["chinaeast2"]} for number in numbers}
    images["definitions"]["fromDisk"] = {**disks, "versions": versions}
    copied = images["definitions"]["myImageCopy"]["versions"]["1.0.0"]
    copied["source"]["imageVersionId"] = copied["source"]["imageVersionId"].replace("myGallery/", "roleGallery/")
    if allow:
        for definition in images["definitions"].values():
            definition["allowDelete"] = ["1.0.0", "1.1.0"]
    return images


@pytest.fixture(scope="module")
def runs(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """What Azure was asked for in each run: a gallery's whole life, and each command."""
    folder = tmp_path_factory.mktemp("roles")
    recorded: Runs = {}
    with recording_emulator(engine, folder) as (recorder, local):
        emulator = Emulator(local.address)
        properties = {"osType": "Linux", "creationData": {"createOption": "Empty"}, "diskSizeGB": 30}
        emulator.put(disk("osDisk"), {"location": "chinaeast2", "properties": properties}, "2024-03-02")
        recorder.taken()
        stack = GalleryStack(local, "roles", folder)
        stack.up(tree())
        recorded["publish"] = recorder.taken()
        assert stack.run(tree(), "refresh", "--yes", "--skip-preview").returncode == 0
        recorded["refresh"] = recorder.taken()
        stack.preview(tree())
        recorded["preview"] = recorder.taken()
        for command in (("catalog",), ("watch", "fromDisk/1.0.0"), ("next", "fromDisk")):
            assert gallery(*command, *PLACE, emulator=emulator).returncode == 0
            recorded[command[0]] = recorder.taken()
        out = folder / "adopted.yaml"
        done = gallery(
            "adopt", "roleGallery", "--resource-group", "myGalleryRG", "--out", out, emulator=emulator, cwd=folder
        )
        assert done.returncode == 0, done.stderr
        recorded["adopt"] = recorder.taken()
        gallery("doctor", *PLACE, emulator=emulator, cwd=folder)
        recorded["doctor"] = recorder.taken()
        made = f"{COMPUTE}/galleries/roleGallery/images/fromDisk"
        for id_ in (made, f"{made}/versions/1.1.0"):
            storage = {"imageReference": {"id": id_}, "osDisk": {"createOption": "FromImage"}}
            machine = {"location": "chinaeast2", "properties": {"storageProfile": storage}}
            httpx.put(
                f"{local.address}{COMPUTE}/virtualMachines/vm",
                params={"api-version": "2024-07-01"},
                json=machine,
                trust_env=False,
            )
        recorded["machine"] = recorder.taken() - {ANY_MACHINE}
        httpx.post(
            f"{local.address}{COMPUTE}/galleries/roleGallery/share",
            params={"api-version": "2024-03-03"},
            json={"operationType": "Reset"},
            trust_env=False,
        )
        recorded["share"] = recorder.taken()
        stack.up(tree(numbers=("1.1.0",), allow=True))
        recorded["retention"] = recorder.taken()
        assert stack.run(tree(numbers=("1.1.0",), allow=True), "destroy", "--yes", "--run-program").returncode == 0
        recorded["destroy"] = recorder.taken()
        access = Deployment.of_program(local, "access", folder)
        access.pulumi("up", "--yes", "--skip-preview")
        recorded["access"] = recorder.taken()
        access.pulumi("refresh", "--yes", "--skip-preview")
        recorded["access refresh"] = recorder.taken()
        access.pulumi("preview")
        recorded["access preview"] = recorder.taken()
        access.pulumi("destroy", "--yes", "--skip-preview", "--run-program")
        recorded["access gone"] = recorder.taken()
    return recorded


def allowed(*roles: str) -> set[str]:
    """The actions of roles, without casing."""
    return {action.lower() for role in roles for action in ROLES[role]["Actions"]}


@pytest.mark.parametrize("run", NEEDED)
def test_roles_are_enough(run: str, runs: Runs) -> None:
    """All that Azure is asked in a run is allowed by the roles that docs/roles.md names for it."""
    assert {action for action in runs[run] if action.lower() not in allowed(*NEEDED[run])} == set()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_in_a_role_is_superfluous(role: str, runs: Runs) -> None:
    """Each action of a role is asked for in one of its runs."""
    asked = {action.lower() for run, roles in NEEDED.items() if role in roles for action in runs[run]}
    assert allowed(role) - asked == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_can_be_created(role: str) -> None:
    """The file is what `az role definition create` takes: no wildcard, no data action, scopes to be filled in."""
    definition = ROLES[role]
    assert [*definition] == [
        "Name", "IsCustom", "Description", "Actions", "NotActions", "DataActions", "NotDataActions", "AssignableScopes",
    ]  # fmt: skip
    assert definition["IsCustom"] is True
    assert definition["Actions"] == sorted(set(definition["Actions"]))
    assert all(
        re.fullmatch(r"Microsoft(\.\w+)(/\w+)+/(read|write|delete|action)", one) for one in definition["Actions"]
    )
    assert definition["NotActions"] == definition["DataActions"] == definition["NotDataActions"] == []
    assert all(scope.startswith("/subscriptions/SUBSCRIPTION_ID") for scope in definition["AssignableScopes"])
    assert len(definition["Description"]) <= 1024


def test_the_page_names_each_role() -> None:
    """docs/roles.md has a row for each file, and names no other."""
    page = Path(ROOT / "docs" / "roles.md").read_text("utf-8")
    assert set(re.findall(r"\.\./roles/(\w+)\.json", page)) == ROLES.keys()
