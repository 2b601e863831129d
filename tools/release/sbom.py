"""What a release consists of and needs, as a software bill of materials in CycloneDX's JSON."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from tools.publish.requirements import canonical, needed, pinned_versions
from tools.release.archive import moment

__all__ = ["bill_of_materials"]

ARCHIVES: Mapping[str, tuple[str, ...]] = {
    "plugin": ("azure-compute-gallery-rules", "pulumi-azure-compute-gallery"),
    "policy-folder": ("azure-compute-gallery-policies",),
}
"""The archives that something is installed from, and the packages that stand in them."""

Component = dict[str, Any]


def bill_of_materials(release: Path, version: str, lock: Path) -> str:
    """Return the bill of a folder with wheels and archives: each with its hash, and the locked packages that it needs.

    The same files and lock give the same bytes. Raises LookupError for a package that is needed and not locked.
    """
    locked = pinned_versions(lock)
    own = {canonical(wheel.name.split("-")[0]): wheel for wheel in sorted(release.glob("*.whl"))}
    versions = locked | dict.fromkeys(own, version)
    archives = {f"azure-compute-gallery-{name}": packages for name, packages in ARCHIVES.items()}
    graph = closure(own, versions)
    parts = [
        *(part(name, version, release / f"{name}-{version}.tar.gz", "application") for name in archives),
        *(part(name, version, wheel, "library") for name, wheel in own.items()),
        *(library(name, versions[name]) for name in sorted(graph.keys() - own.keys())),
    ]
    whole = {"type": "application", "bom-ref": "release", "name": "azure-compute-gallery", "version": version}
    depends = {
        "release": sorted([*(archive_reference(name, version) for name in archives), *references(own, versions)]),
        **{archive_reference(name, version): references(packages, versions) for name, packages in archives.items()},
        **{reference(name, versions[name]): references(needs, versions) for name, needs in sorted(graph.items())},
    }
    content = {
        "metadata": {
            "timestamp": f"{dt.datetime.fromtimestamp(moment(), dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
            "component": whole,
        },
        "components": parts,
        "dependencies": [{"ref": name, "dependsOn": needs} for name, needs in depends.items()],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return json.dumps({**head, **content}, indent=2) + "\n"


def closure(packages: Iterable[str], versions: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what each package needs of those with a version, for the packages and all that they need."""
    graph: dict[str, list[str]] = {}
    waiting = list(packages)
    while waiting:
        name = waiting.pop()
        if name in graph:
            continue
        if name not in versions:
            raise LookupError(f"the lock has no {name}")
        graph[name] = sorted({each for each in map(needed, asked(name)) if each in versions})
        waiting += graph[name]
    return graph


def asked(name: str) -> list[str]:
    """Return what a package asks for; of one for another platform, which is not installed here, nothing is known."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def part(name: str, version: str, file: Path, kind: str) -> Component:
    """Describe a file of the release."""
    ref = reference(name, version) if kind == "library" else archive_reference(name, version)
    digest = {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
    described: Component = {"type": kind, "bom-ref": ref, "name": name, "version": version, "hashes": [digest]}
    licence = {"licenses": [{"license": {"id": "Apache-2.0"}}]}
    return {**described, **licence, **({"purl": ref} if kind == "library" else {})}


def library(name: str, version: str) -> Component:
    """Describe a locked package."""
    ref = reference(name, version)
    return {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": ref}


def reference(name: str, version: str) -> str:
    """Return the package URL of a Python package."""
    return f"pkg:pypi/{name}@{version}"


def references(names: Iterable[str], versions: Mapping[str, str]) -> list[str]:
    """Return the package URLs of several."""
    return [reference(name, versions[name]) for name in sorted(names)]


def archive_reference(name: str, version: str) -> str:
    """Return the name of an archive of the release."""
    return f"{name}-{version}.tar.gz"
