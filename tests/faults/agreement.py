"""Whether what is declared, what Pulumi's state holds and what the emulator has are the same."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx

from tests.end_to_end.gallery_stack import GalleryStack, Tree
from tests.faults.estate import GROUP

__all__ = ["assert_agreement", "await_rest", "found_in_azure"]

SECONDS = 60.0
DISPLAY_NAMES = {"chinaeast2": "China East 2", "chinanorth": "China North"}


def assert_agreement(stack: GalleryStack, tree: Tree) -> int:
    """Assert that nothing is lost, nothing is there twice and nothing is open; return how many versions were checked.

    State, emulator and declaration hold the same resources, with the same ids and what was declared; then a refresh and
    a preview of the real engine find nothing to do.
    """
    assert [*disagreements(stack, tree)] == []
    for command in (("refresh", "--yes", "--skip-preview"), ("preview",)):
        done = stack.run(tree, *command, "--expect-no-changes")
        assert done.returncode == 0, done.stdout + done.stderr
    return sum(len(definition["versions"]) for definition in tree["definitions"].values())


def disagreements(stack: GalleryStack, tree: Tree) -> Iterator[str]:
    """Yield each difference between the state, the emulator and the declaration."""
    deployment = stack.deployment()
    if pending := deployment.get("pending_operations"):
        yield f"pending operations: {[(one['type'], one['resource']['urn']) for one in pending]}"
    state = [one for one in deployment["resources"] if one["type"].startswith("azure-native:")]
    ids = Counter(str(one["id"]).lower() for one in state)
    urns = Counter(one["urn"] for one in deployment["resources"])
    yield from (f"in the state {count} times: {name}" for name, count in (ids + urns).items() if count > 1)
    yield from (f"in the state as failed: {one['id']}: {one['initErrors']}" for one in state if one.get("initErrors"))
    found = found_in_azure(stack, tree)
    yield from (f"in the state and not in the emulator: {name}" for name in sorted(ids.keys() - found.keys()))
    yield from (f"in the emulator and not in the state: {name}" for name in sorted(found.keys() - ids.keys()))
    wanted = declared(tree)
    yield from (f"declared and not in the emulator: {name}" for name in sorted(wanted.keys() - found.keys()))
    yield from (f"in the emulator and not declared: {name}" for name in sorted(found.keys() - wanted.keys()))
    for name in wanted.keys() & found.keys():
        if wanted[name] != (held := told(found[name], wanted[name])):
            yield f"declared as {json.dumps(wanted[name])}, in the emulator {json.dumps(held)}: {name}"


def gallery_id(tree: Tree) -> str:
    """The id of the gallery."""
    return f"{GROUP}/providers/Microsoft.Compute/galleries/{tree['galleryName']}"


def declared(tree: Tree) -> dict[str, dict[str, Any]]:
    """What Azure has to answer for each resource of the declaration, by id in lower case and by path."""
    gallery, succeeded = gallery_id(tree), {"properties/provisioningState": "Succeeded"}
    wanted: dict[str, dict[str, Any]] = {gallery: {**succeeded, "location": tree["location"]}}
    for name, definition in tree["definitions"].items():
        same = {f"properties/{field}": definition[field] for field in ("osType", "osState", "identifier")}
        wanted[f"{gallery}/images/{name}"] = succeeded | same
        for number, version in definition["versions"].items():
            wanted[f"{gallery}/images/{name}/versions/{number}"] = {
                **succeeded,
                "tags": version["tags"],
                "properties/publishingProfile/targetRegions": [DISPLAY_NAMES[one] for one in version["replicateTo"]],
                "properties/storageProfile/osDiskImage/source/id": version["source"]["snapshotId"],
            }
    return {name.lower(): fields for name, fields in wanted.items()}


def told(resource: Any, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 JSON
    """What Azure answered, by the same paths; of a list of regions the names."""
    answers = {}
    for path in fields:
        value = resource
        for name in path.split("/"):
            value = value.get(name) if isinstance(value, dict) else None
        answers[path] = [one["name"] for one in value] if isinstance(value, list) else value
    return answers


def found_in_azure(stack: GalleryStack, tree: Tree) -> dict[str, Any]:
    """The gallery, its definitions and versions as the emulator lists them, by id in lower case."""
    with httpx.Client(base_url=stack.pulumi.address, timeout=30, trust_env=False) as client:

        def ask(path: str) -> Any:  # noqa: ANN401 JSON
            answer = client.get(path, params={"api-version": "2024-03-03"})
            return answer.json() if answer.is_success else {}

        def every(path: str) -> list[Any]:
            page = ask(path)
            resources = [*page.get("value", ())]
            while link := page.get("nextLink"):
                page = client.get(link).json()
                resources += page["value"]
            return resources

        gallery = ask(gallery_id(tree))
        definitions = every(f"{gallery_id(tree)}/images") if gallery else []
        versions = [version for one in definitions for version in every(f"{one['id']}/versions")]
        return {one["id"].lower(): one for one in ([gallery] if gallery else []) + definitions + versions}


def await_rest(stack: GalleryStack, tree: Tree) -> None:
    """Wait until the emulator is at work on none of the gallery's resources, as `gallery watch` does."""
    deadline = time.monotonic() + SECONDS
    while any(
        one["properties"]["provisioningState"] in {"Creating", "Updating", "Deleting"}
        for one in found_in_azure(stack, tree).values()
    ):
        assert time.monotonic() < deadline, "the emulator does not come to rest"
        time.sleep(0.2)
