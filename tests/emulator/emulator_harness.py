"""Short ways to ask an emulator on a real socket."""

import json
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from compute_gallery_emulator.store import Store

SUBSCRIPTION = "00000000-0000-4000-8000-000000000001"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/images-rg"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
READY = "gallery-emulator: ready on "


@dataclass(frozen=True)
class Arm:
    """A client of one emulator."""

    http: httpx.Client
    store: Store | None = None
    """The state, where the emulator runs in this process."""

    @property
    def url(self) -> str:
        """The address of the emulator."""
        return str(self.http.base_url).rstrip("/")

    def __call__(
        self, method: str, path: str, body: object = None, *, api: str = "2024-03-03", **query: str
    ) -> httpx.Response:
        """Send one request; `body` is sent as JSON."""
        if "api-version" not in path:
            path += ("&" if "?" in path else "?") + f"api-version={api}"
        path += "".join(f"&${name}={value}" for name, value in query.items())
        if body is None:
            return self.http.request(method, path)
        headers = {"content-type": "application/json"}
        return self.http.request(method, path, content=json.dumps(body), headers=headers)

    def done(self, method: str, path: str, body: object = None, *, api: str = "2024-03-03") -> dict[str, Any]:
        """Send a request that must be accepted, wait for its operation, and return the resource.

        Or {} after a deletion.
        """
        answer = self(method, path, body, api=api)
        assert answer.status_code in {200, 201, 202}, answer.text
        operation = answer.headers.get("azure-asyncoperation")
        if operation:
            status = self.http.get(operation).json()
            assert status["status"] == "Succeeded", status
        if method == "DELETE":
            return {}
        return dict(self("GET", path, api=api).json())

    def advance(self, seconds: float) -> None:
        """Move the emulator's clock forward."""
        assert self.http.post("/emulator/clock", json={"advance_seconds": seconds}).status_code == 200

    def create_group(self, path: str = GROUP, location: str = "chinaeast2") -> None:
        """Create a resource group."""
        assert self("PUT", path, {"location": location}, api="2024-11-01").status_code in {200, 201}

    def create_gallery(self, name: str = "images", location: str = "chinaeast2") -> str:
        """Create the group and a gallery; return the gallery's id."""
        self.create_group(location=location)
        return str(self.done("PUT", f"{COMPUTE}/galleries/{name}", {"location": location})["id"])

    def create_definition(self, gallery: str, name: str = "ubuntu", **properties: object) -> str:
        """Create a definition that a disk or managed image fits; return its id."""
        body = {
            "location": "chinaeast2",
            "properties": {
                "osType": "Linux",
                "osState": "Generalized",
                "identifier": {"publisher": "contoso", "offer": name, "sku": "lts"},
            }
            | properties,
        }
        return str(self.done("PUT", f"{gallery}/images/{name}", body)["id"])

    def create_managed_image(self, name: str = "golden", location: str = "chinaeast2", **properties: object) -> str:
        """Create a managed image; return its id."""
        body = {
            "location": location,
            "properties": {"storageProfile": {"osDisk": {"osType": "Linux", "osState": "Generalized"}}} | properties,
        }
        return str(self.done("PUT", f"{COMPUTE}/images/{name}", body)["id"])

    def create_disk(self, name: str, location: str = "chinaeast2", **properties: object) -> str:
        """Create a managed disk; return its id."""
        body = {
            "location": location,
            "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": 10} | properties,
        }
        return str(self.done("PUT", f"{COMPUTE}/disks/{name}", body)["id"])


def version_body(
    source: Mapping[str, Any], *regions: object, location: str = "chinaeast2", **profile: object
) -> dict[str, Any]:
    """Return the body of a version; a region is a name or a target region."""
    targets = [region if isinstance(region, dict) else {"name": region} for region in regions or (location,)]
    return {
        "location": location,
        "properties": {"publishingProfile": {"targetRegions": targets} | profile, "storageProfile": dict(source)},
    }


@dataclass
class Process:
    """An emulator as a process of its own."""

    popen: subprocess.Popen[str]
    arm: Arm

    def kill(self) -> None:
        """End it as a power cut would, without a chance to tidy up."""
        self.popen.send_signal(signal.SIGKILL)
        self.popen.wait(5)
        self.arm.http.close()
