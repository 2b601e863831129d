"""The folder of the component plugin that stands alone: its wheels, and what they need."""

import hashlib
import shutil
from pathlib import Path

from tools.publish.own_folder import ROOT, own_folder
from tools.publish.requirements import locked_requirements
from tools.wheels.build import build_wheels

__all__ = ["write_plugin"]

ROOMS = ("rules", "components")


def write_plugin(out: Path) -> None:
    """Write the plugin with its wheels and requirements into a folder that is empty or new.

    Everything that is installed from it is pinned by a hash. Raises PublishError, WheelsError, UvError, OSError.
    """
    with own_folder(out, ROOT / "components" / "PulumiPlugin.yaml") as folder:
        shutil.copy(ROOT / "components" / "schema.json", folder)
        wheels = build_wheels(folder / "wheels", ROOMS)
        pinned = [locked_requirements(ROOT / "requirements.lock", "pulumi", "pulumi-azure-native")]
        for wheel in wheels:
            digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
            pinned.append(f"./wheels/{wheel.name} \\\n    --hash=sha256:{digest}\n")
        (folder / "requirements.txt").write_text("".join(pinned))
