"""What is there already can be taken into a stack by Pulumi's own import."""

import json
from pathlib import Path

import httpx
import pytest

from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myGalleryRG"


def test_gallery_and_definition_are_imported_without_a_change(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """`pulumi import` of a gallery and a definition that others made puts them, whole, into the state."""
    gallery = f"{GROUP}/providers/Microsoft.Compute/galleries/madeByOthers"
    definition = {
        "location": "chinaeast2",
        "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "identifier": {"publisher": "others", "offer": "linux", "sku": "22_04"},
        },
    }
    with httpx.Client(base_url=local_pulumi.address, trust_env=False, params={"api-version": "2024-03-03"}) as client:
        assert client.put(gallery, json={"location": "chinaeast2"}).is_success
        assert client.put(f"{gallery}/images/linux", json=definition).is_success
    (tmp_path / "Pulumi.yaml").write_text("name: imported\nruntime: python\n")
    (tmp_path / "__main__.py").write_text('"""Nothing is declared yet."""\n')
    resources = [
        {"type": "azure-native:compute:Gallery", "name": "gallery", "id": gallery},
        {"type": "azure-native:compute:GalleryImage", "name": "linux", "id": f"{gallery}/images/linux"},
    ]
    (tmp_path / "import.json").write_text(json.dumps({"resources": resources}))
    local_pulumi.run("stack", "select", "--create", "imported", cwd=tmp_path)
    options = ("--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--stack", "imported")
    done = local_pulumi.run("import", "--file", "import.json", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    exported = json.loads(local_pulumi.run("stack", "export", "--stack", "imported", cwd=tmp_path).stdout)
    taken = {one["type"]: one for one in exported["deployment"]["resources"]}
    assert taken["azure-native:compute:Gallery"]["inputs"]["galleryName"] == "madeByOthers"
    linux = taken["azure-native:compute:GalleryImage"]["inputs"]
    assert linux["identifier"] == {"publisher": "others", "offer": "linux", "sku": "22_04"}
    assert (linux["osType"], linux["osState"], linux["hyperVGeneration"]) == ("Linux", "Generalized", "V1")
