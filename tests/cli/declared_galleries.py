"""Galleries in the emulator made of declarations and of recorded requests, with what their versions are made from."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from compute_gallery_rules import ResourceKind
from tests.cli.gallery_command import SUBSCRIPTION
from tests.rules.declarations import Declaration

__all__ = ["Made", "Shape", "recorded_shapes", "shapes_of"]

RECORDINGS = Path(__file__).parents[1] / "emulator" / "fixtures"
API = "2024-03-03"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/declared"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
FIELDS = ("location", "tags", "identity")
NAMES = {"galleryName", "galleryImageName", "galleryImageVersionName", "resourceGroupName"}
RESOURCE_ID = re.compile(r"/subscriptions/[^/]+/resource[gG]roups/[^/]+/providers/([^/]+)/([^/]+)/([^/?]+)(/.*)?")
PATH = re.compile(r".*/galleries/(?P<gallery>[^/?]+)(?:/images/(?P<image>[^/?]+)(?:/versions/(?P<version>[^/?]+))?)?\?")


@dataclass(frozen=True, slots=True)
class Shape:
    """The body of a request that Azure accepts."""

    name: str
    kind: ResourceKind
    body: Mapping[str, Any]
    version: str = "1.0.0"


def shapes_of(declarations: list[Declaration]) -> Iterator[Shape]:
    """Yield the bodies of the declarations that Azure accepts."""
    for each in declarations:
        if each.refused_by is None:
            properties = {key: value for key, value in each.inputs.items() if key not in NAMES and key not in FIELDS}
            outer = {key: each.inputs[key] for key in FIELDS if key in each.inputs}
            number = str(each.inputs.get("galleryImageVersionName", "1.0.0"))
            yield Shape(each.id, each.kind, {**outer, "properties": properties}, number)


def recorded_shapes() -> Iterator[Shape]:
    """Yield the bodies of recorded requests that Azure has accepted."""
    for file in sorted(RECORDINGS.glob("*.json")):
        content = json.loads(file.read_text())
        for number, row in enumerate(content["exchanges"] if isinstance(content, dict) else content):
            found = PATH.fullmatch(row.get("path", "").split("?")[0] + "?")
            if row["method"] != "PUT" or not found or row["status"] not in {200, 201} or not row.get("request"):
                continue
            kind = ResourceKind.GALLERY
            if found["image"] and "properties" not in row["request"]:
                continue
            if found["image"]:
                kind = ResourceKind.IMAGE_VERSION if found["version"] else ResourceKind.IMAGE_DEFINITION
            yield Shape(f"{file.stem}-{number}", kind, row["request"], found["version"] or "1.0.0")


@dataclass
class Made:
    """What was made in one emulator."""

    address: str
    galleries: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """Shapes that the emulator refuses, with its message."""
    _known: set[str] = field(default_factory=set)

    def make(self, shapes: list[Shape], gallery: str) -> None:
        """Make galleries of their own of the galleries, and one gallery of all others."""
        with httpx.Client(base_url=self.address, trust_env=False, timeout=60) as client:
            self.put(client, GROUP, {"location": "westus"}, "2024-11-01")
            self.put(client, f"{COMPUTE}/galleries/{gallery}", {"location": "westus"})
            self.galleries.append(gallery)
            for number, shape in enumerate(shapes):
                if shape.kind is ResourceKind.GALLERY:
                    self.gallery(client, shape, f"{gallery}.g{number}")
                elif shape.kind is ResourceKind.IMAGE_DEFINITION:
                    self.definition(client, shape, f"{COMPUTE}/galleries/{gallery}/images/{named(shape)}")
                else:
                    self.version(client, shape, f"{COMPUTE}/galleries/{gallery}/images/{named(shape)}")

    def put(
        self, client: httpx.Client, path: str, body: Mapping[str, Any], api: str = API, shape: Shape | None = None
    ) -> bool:
        """Create something; a shape that is refused is noted, and anything else must not be."""
        answer = client.put(path, params={"api-version": api}, json=body)
        if answer.is_success:
            return True
        assert shape, answer.text
        self.refused[shape.name] = answer.json()["error"]["message"]
        return False

    def gallery(self, client: httpx.Client, shape: Shape, name: str) -> None:
        """Make a gallery."""
        identities = (shape.body.get("identity") or {}).get("userAssignedIdentities")
        body = dict(shape.body)
        if isinstance(identities, list):
            body["identity"] = {**body["identity"], "userAssignedIdentities": {each: {} for each in identities}}
        if self.put(client, f"{COMPUTE}/galleries/{name}", body, shape=shape):
            self.galleries.append(name)

    def definition(self, client: httpx.Client, shape: Shape, path: str) -> None:
        """Make a definition, whose identifier is the only one of its kind."""
        identifier = {**shape.body["properties"]["identifier"], "sku": named(shape)[:64]}
        self.put(
            client,
            path,
            {**shape.body, "properties": {**shape.body["properties"], "identifier": identifier}},
            shape=shape,
        )

    def version(self, client: httpx.Client, shape: Shape, path: str) -> None:
        """Make a version, with a definition of its own and what it is made from."""
        # Each has sources of its own: the same id is used for resources in several regions.
        own = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/of-{named(shape)}/"
        text = re.sub(r"/subscriptions/[^/\"]+/resource[gG]roups/[^/]+/", own, json.dumps(shape.body))
        body = json.loads(text)
        location = body.setdefault("location", "westus")
        is_machine = "virtualMachines" in text
        properties: dict[str, Any] = {
            "osType": "Linux",
            "osState": "Specialized" if is_machine else "Generalized",
            "identifier": {"publisher": "p", "offer": "o", "sku": named(shape)[:64]},
        }
        if "confidential" in text.lower():
            supported = {"name": "SecurityType", "value": "ConfidentialVMSupported"}
            properties |= {"hyperVGeneration": "V2", "features": [supported]}
        for region in body["properties"].get("publishingProfile", {}).get("targetRegions", []):
            for key in ids_in(region):
                self.source(client, key, region["name"], properties)
        for source in ids_in(body["properties"]):
            self.source(client, source, location, properties)
        self.put(client, path, {"location": location, "properties": properties})
        self.put(client, f"{path}/versions/{shape.version}", body, shape=shape)

    def source(self, client: httpx.Client, resource_id: str, location: str, definition: Mapping[str, Any]) -> None:
        """Make what a version is made from."""
        found = RESOURCE_ID.fullmatch(resource_id)
        if not found or resource_id.lower() in self._known:
            return
        self._known.add(resource_id.lower())
        self.put(client, resource_id.split("/providers/", maxsplit=1)[0], {"location": "westus"}, "2024-11-01")
        kind, state = found[2].lower(), definition["osState"]
        generation = definition.get("hyperVGeneration", "V1")
        disk = {"osType": "Linux", "osState": state, "diskSizeGB": 30}
        empty = {"creationData": {"createOption": "Empty"}, "diskSizeGB": 30}
        bodies: dict[str, tuple[str, Mapping[str, Any]]] = {
            "images": ("2024-07-01", {"storageProfile": {"osDisk": disk}, "hyperVGeneration": generation}),
            "virtualmachines": ("2024-07-01", {"storageProfile": {"osDisk": {"osType": "Linux"}}}),
            "snapshots": ("2024-03-02", {**empty, "osType": "Linux", "hyperVGeneration": generation}),
            "disks": ("2024-03-02", {**empty, "osType": "Linux", "hyperVGeneration": generation}),
            "diskencryptionsets": ("2024-03-02", {}),
            "storageaccounts": ("2023-05-01", {}),
        }
        if kind in bodies and not found[4]:
            api, properties = bodies[kind]
            self.put(client, resource_id, {"location": location, "properties": properties}, api)
        elif kind == "galleries":
            self.version_source(client, resource_id, location, definition)

    def version_source(
        self, client: httpx.Client, resource_id: str, location: str, definition: Mapping[str, Any]
    ) -> None:
        """Make a version that another one is made from."""
        parts = resource_id.split("/")
        gallery, image = "/".join(parts[:9]), "/".join(parts[:11])
        if "versions" not in parts:
            return
        disk = f"{'/'.join(parts[:5])}/providers/Microsoft.Compute/disks/of-{parts[8]}-{parts[10]}"
        self.source(client, disk, location, definition)
        self.put(client, gallery, {"location": location})
        self.put(client, image, {"location": location, "properties": dict(definition)})
        profile = {"targetRegions": [{"name": location}]}
        storage = {"osDiskImage": {"source": {"id": disk}}}
        self.put(
            client,
            resource_id,
            {"location": location, "properties": {"publishingProfile": profile, "storageProfile": storage}},
        )


def named(shape: Shape) -> str:
    """Return a name for the definition of a shape."""
    return re.sub(r"[^A-Za-z0-9]+", "-", shape.name).strip("-")[:80].strip("-")


def ids_in(value: object) -> Iterator[str]:
    """Yield every resource id in a body."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from ids_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids_in(part)
    elif isinstance(value, str) and value.startswith("/subscriptions/"):
        yield value
