"""A lock and role assignments with the real engine: made after what they are about, and gone before it."""

from pathlib import Path

import httpx
import pytest

from tests.end_to_end.deployment import Deployment
from tests.end_to_end.local_pulumi import LocalPulumi

pytestmark = pytest.mark.end_to_end

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myGalleryRG"
GALLERY = f"{GROUP}/providers/Microsoft.Compute/galleries/accessGallery"
API = {"api-version": "2024-03-03"}


def test_lock_holds_and_gives_way(local_pulumi: LocalPulumi, tmp_path: Path) -> None:
    """Azure deletes nothing in a locked gallery; the program can, as its lock goes before all else."""
    deployment = Deployment.of_program(local_pulumi, "access", tmp_path)
    deployment.pulumi("up", "--yes", "--skip-preview")
    version = f"{local_pulumi.address}{GALLERY}/images/linux/versions/1.0.0"
    refused = httpx.delete(version, params=API, trust_env=False)
    assert refused.status_code == httpx.codes.CONFLICT
    assert "ScopeLocked" in refused.text
    deployment.pulumi("preview", "--expect-no-changes")

    printed = deployment.pulumi("preview", "--diff", ROLES_FROM="1")
    assert "- azure-native:authorization:RoleAssignment: (delete)" in printed
    assert printed.count("azure-native:authorization:RoleAssignment: (") == 1, printed

    deployment.pulumi("destroy", "--yes", "--skip-preview", "--run-program")
    assert deployment.resources() == []
    assert httpx.get(f"{local_pulumi.address}{GALLERY}", params=API, trust_env=False).status_code == 404
