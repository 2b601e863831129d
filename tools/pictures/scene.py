"""The galleries in an emulator that the pictures show."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["GALLERY", "REGIONS", "STACK", "SUBSCRIPTION", "WATCHED", "Scene", "scene"]

READY = "gallery-emulator: ready on "
SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/platform-images"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
GALLERY = "platformImages"
WATCHED = "ubuntu-22.04/1.4.0"
HOME = "China East 2"
REGIONS = (HOME, "China North 3", "China East", "China North 2", "China East 3", "China North")
DEFINITIONS = {
    "ubuntu-22.04": ("Linux", "Ubuntu 22.04 LTS with the agents of the platform team"),
    "windows-server-2022": ("Windows", "财务和人事系统使用的 Windows Server 2022 映像"),
    "rhel-9": ("Linux", "Red Hat Enterprise Linux 9"),
}
STACK = f"""\
config:
  compute-gallery:gallery:
    galleryName: {GALLERY}
    resourceGroupName: platform-images
    location: chinaeast2
    definitions:
      ubuntu-22.04:
        rings:
          - {{name: canary, replicateTo: [chinaeast2]}}
          - {{name: early, replicateTo: [chinanorth3]}}
          - {{name: broad, replicateTo: [chinaeast, chinanorth2, chinaeast3, chinanorth]}}
        versions:
          1.4.0: {{promotedTo: broad}}
          1.3.0: {{promotedTo: broad}}
"""
"""A stack's file, which tells the rings."""


@dataclass(frozen=True)
class Scene:
    """An emulator that is running."""

    address: str

    def put(self, path: str, body: object, api: str = "2024-03-03") -> None:
        """Create something."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            client.put(path, params={"api-version": api}, json=body).raise_for_status()

    def settle(self) -> None:
        """Let all that is running end."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=30) as client:
            client.post("/emulator/clock", json={"advance_seconds": 600}).raise_for_status()

    def definitions(self) -> None:
        """Make the gallery and its definitions."""
        self.put(GROUP, {"location": "chinaeast2"}, "2024-11-01")
        self.put(f"{COMPUTE}/galleries/{GALLERY}", {"location": "chinaeast2"})
        for name, (system, description) in DEFINITIONS.items():
            properties = {
                "osType": system,
                "osState": "Generalized",
                "hyperVGeneration": "V2",
                "architecture": "x64",
                "description": description,
                "identifier": {"publisher": "contoso", "offer": name, "sku": "gen2"},
            }
            self.put(
                f"{COMPUTE}/galleries/{GALLERY}/images/{name}", {"location": "chinaeast2", "properties": properties}
            )

    def version(self, name: str, regions: tuple[str, ...], replicas: int = 1, storage: str = "Standard_LRS") -> None:
        """Begin to make a version, named by definition and number, from an image of its own."""
        definition, _, number = name.partition("/")
        system, _ = DEFINITIONS[definition]
        image = f"{COMPUTE}/images/{definition}-{number}"
        disk = {"osType": system, "osState": "Generalized", "diskSizeGB": 64}
        storage_profile = {"storageProfile": {"osDisk": disk}, "hyperVGeneration": "V2"}
        self.put(image, {"location": "chinaeast2", "properties": storage_profile}, "2024-07-01")
        targets = [
            {"name": region, "regionalReplicaCount": replicas, "storageAccountType": storage} for region in regions
        ]
        properties = {"publishingProfile": {"targetRegions": targets}, "storageProfile": {"source": {"id": image}}}
        path = f"{COMPUTE}/galleries/{GALLERY}/images/{definition}/versions/{number}"
        self.put(path, {"location": "chinaeast2", "properties": properties})

    def history(self) -> None:
        """Make what was published before: several versions, one of which has failed in a region."""
        self.version("ubuntu-22.04/1.2.0", REGIONS[:3])
        self.version("ubuntu-22.04/1.3.0", REGIONS)
        self.version("rhel-9/9.4.0", REGIONS[:2])
        self.version("windows-server-2022/2.0.0", REGIONS[:4], replicas=2, storage="Premium_LRS")
        self.settle()
        fault = {"fault": "replicationFailure", "regions": ["chinanorth3"], "count": 1}
        self.put("/emulator/faults", {"rules": [fault]})
        self.version("windows-server-2022/2.1.0", REGIONS[:2])
        self.settle()


@contextmanager
def scene(replication_seconds: float) -> Iterator[Scene]:
    """Yield an emulator with what was published before; one region takes the given seconds from now on."""
    command = [str(Path(sys.executable).with_name("gallery-emulator")), "serve", "--retry-after", "0.05"]
    command += ["--replication-seconds", str(replication_seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            made = Scene(line.removeprefix(READY).strip())
            made.definitions()
            made.history()
            yield made
        finally:
            process.terminate()
