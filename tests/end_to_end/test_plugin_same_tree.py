"""The same tree by import, and through the plugin away from the checkout, gives the same resources."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import ROOT
from tests.end_to_end.own_emulator import own_emulator
from tests.end_to_end.own_environment import own_environment
from tools.engine.obtain import Engine
from tools.publish.plugin_folder import write_plugin
from tools.sdk.build import generate_sdk

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("same-tree")]

State = dict[str, dict[str, Any]]

OF_ONE_RUN = {"created", "modified", "outputs", "provider", "sourcePosition", "stackTrace"}
"""What differs from run to run: times, the provider's random id, where the code stands."""


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin's folder, with an environment that holds what its requirements name, hashes checked."""
    folder = tmp_path_factory.mktemp("plugin") / "azure-compute-gallery"
    write_plugin(folder)
    own_environment(folder / "venv", "--require-hashes", "-r", "requirements.txt")
    return folder


@pytest.fixture
def sdk(tools: Path, tmp_path: Path) -> Path:  # noqa: ARG001 skipped where there are none
    """An environment with the SDK that Pulumi generates, whose import name is the components' own."""
    generate_sdk(ROOT / "components" / "schema.json", "python", tmp_path / "sdk")
    own_environment(tmp_path / "environment", "--constraint", ROOT / "requirements.lock", tmp_path / "sdk")
    return tmp_path / "environment"


def deployed(engine: Engine, folder: Path, through: str, **project: Any) -> State:  # noqa: ANN401 of Pulumi.yaml
    """Deploy the tree on an emulator of its own, and return the azure-native resources of the state by their URNs."""
    with own_emulator(engine, folder) as local:
        deployment = Deployment.of_program(local, "same_tree", folder)
        file = deployment.folder / "Pulumi.yaml"
        file.write_text(yaml.safe_dump({**yaml.safe_load(file.read_text()), **project}))
        deployment.pulumi("up", "--yes", "--skip-preview", THROUGH=through)
        deployment.pulumi("preview", "--expect-no-changes", THROUGH=through)
        return {one["urn"]: one for one in deployment.resources()}


def settled(value: Any) -> Any:  # noqa: ANN401 a part of the state
    """Leave out what chance decides: the order of dependencies, and how a secret is enciphered.

    A program that uses a component of a plugin depends on the component itself beside what is in it: that too is left
    out, as there is no azure-native resource that it stands for.
    """
    if isinstance(value, dict):
        return {name: settled(part) for name, part in value.items() if name != "ciphertext"}
    if isinstance(value, list):
        parts = [settled(part) for part in value]
        is_urns = all(isinstance(part, str) and part.startswith("urn:pulumi:") for part in parts)
        return sorted(part for part in parts if "azure-native:" in part) if is_urns else parts
    return value


def differences(these: State, those: State) -> dict[str, Any]:
    """Everything that is not the same in both, by URN."""
    found = {}
    for urn, resource in these.items():
        this, that = settled(resource), settled(those.get(urn, {}))
        names = (this.keys() | that.keys()) - OF_ONE_RUN
        found[urn] = {name: (this.get(name), that.get(name)) for name in names if this.get(name) != that.get(name)}
    return {urn: parts for urn, parts in found.items() if parts}


@pytest.fixture(scope="module")
def imported(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> State:
    """What the package declares."""
    return deployed(engine, tmp_path_factory.mktemp("imported"), "import")


def test_the_tree_is_a_rich_one(imported: State) -> None:
    """The tree has what is compared: every type, whole numbers, lists of objects, protection, order, a secret."""
    kinds = {resource["type"].rpartition(":")[2] for resource in imported.values()}
    assert kinds >= {"Gallery", "GalleryImage", "GalleryImageVersion", "ManagementLockByScope", "RoleAssignment"}
    version = next(one for urn, one in imported.items() if urn.endswith("::alone-1.0.0-version"))
    profile = version["inputs"]["publishingProfile"]
    assert [region["regionalReplicaCount"] for region in profile["targetRegions"]] == [2, 8]
    assert version["inputs"]["storageProfile"]["dataDiskImages"][0]["lun"] == 3
    assert version["retainOnDelete"]
    assert "4dabf18193072939515e22adb298388d" in json.dumps(version["inputs"])
    assert any(resource.get("protect") for resource in imported.values())


def test_the_plugin_gives_the_same_resources(engine: Engine, imported: State, plugin: Path, tmp_path: Path) -> None:
    """Types, names, parents, inputs, options, dependencies and guards are those of the tree that is imported."""
    through = deployed(engine, tmp_path, "registration", packages={"azure-compute-gallery": str(plugin)})
    assert through.keys() == imported.keys()
    assert differences(imported, through) == {}


def test_the_generated_sdk_gives_the_same_resources(
    engine: Engine, imported: State, plugin: Path, sdk: Path, tmp_path: Path
) -> None:
    """The same holds for a program that uses the plugin through Pulumi's SDK for Python, under the same import name."""
    runtime = {"name": "python", "options": {"virtualenv": str(sdk)}}
    packages = {"azure-compute-gallery": str(plugin)}
    through = deployed(engine, tmp_path, "sdk", runtime=runtime, packages=packages)
    assert through.keys() == imported.keys()
    assert differences(imported, through) == {}
