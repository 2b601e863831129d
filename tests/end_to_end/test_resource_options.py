"""Resource options of components, on the resources that they are about."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myGalleryRG"
GALLERIES = f"{GROUP}/providers/Microsoft.Compute/galleries"
API = {"api-version": "2024-03-03"}


def status(local: LocalPulumi, path: str) -> int:
    """Ask the emulator for a gallery or a part of one."""
    return httpx.get(f"{local.address}{GALLERIES}/{path}", params=API, trust_env=False).status_code


def named(deployment: Deployment) -> dict[str, dict[str, Any]]:
    """The azure-native resources of the state, by logical name."""
    return {one["urn"].rpartition("::")[2]: one for one in deployment.resources()}


def test_options_reach_the_resources(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Raw resources move in without a change; each option holds for the resource that it is meant for."""
    made = httpx.put(
        f"{local_pulumi.address}{GALLERIES}/optionsByOthers",
        params=API,
        json={"location": "chinaeast2"},
        trust_env=False,
    )
    assert made.is_success
    deployment = Deployment.of_program(local_pulumi, "resource_options", tmp_path)
    deployment.pulumi("up", "--yes", "--skip-preview", STEP="raw")
    raw = named(deployment)

    printed = deployment.pulumi("up", "--yes", "--skip-preview", STEP="components")
    assert not [line for line in printed.splitlines() if "replac" in line or "delet" in line], printed
    state = named(deployment)
    assert state["images-gallery"]["id"] == raw["gallery"]["id"]
    linux = state["linux-definition"]
    assert linux["id"] == raw["linux"]["id"]
    assert "tags" not in linux["inputs"]
    assert linux["protect"] is True
    assert linux["retainOnDelete"] is True
    assert linux["customTimeouts"]["delete"] == 420
    version = state["linux-1.0.0-version"]
    assert not version.get("protect")
    assert version["customTimeouts"]["create"] == 6 * 3600
    assert state["others-gallery"]["id"] == f"{GALLERIES}/optionsByOthers"
    for name in ("transformed-gallery", "transformed-linux-definition"):
        assert state[name]["inputs"]["tags"] == {"owner": "images"}

    deployment.pulumi("up", "--yes", "--skip-preview", STEP="without-version")
    assert "linux-1.0.0-version" not in named(deployment)
