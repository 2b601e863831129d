"""The guide's walk-through: what it declares, and what it sends by REST, ends in the same images."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import yaml

from tests.docs.pages import ROOT, blocks
from tests.end_to_end.gallery_stack import GalleryStack, Tree
from tests.end_to_end.own_emulator import own_emulator
from tools.engine.obtain import Engine

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("guide")]

GUIDE = list(blocks(ROOT / "docs" / "guide.md"))
KEY = "compute-gallery:gallery"
RENAMED = ("galleries/myGallery", "galleries/byRequests")
"""The requests make a gallery of their own, beside the one that Pulumi makes."""


def declared() -> Tree:
    """The gallery of the guide: its pieces of config, each put where the guide says."""
    gallery, definitions, _, versions, *_ = (yaml.safe_load(one.text) for one in GUIDE if one.language == "yaml")
    tree: Tree = gallery["config"][KEY] | definitions
    tree["definitions"]["myImageDefinition"] |= versions
    return tree


def requests() -> Iterator[tuple[str, str, Any]]:
    """The requests of the guide: method, address without the host, body."""
    for one in (one for one in GUIDE if one.language == "http"):
        head, _, body = one.text.partition("\n\n")
        method, address, _ = head.splitlines()[0].split()
        parts = urlsplit(address.replace(*RENAMED))
        yield method, f"{parts.path}?{parts.query}", json.loads(body) if body.strip() else None


@pytest.fixture(scope="module")
def stack(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GalleryStack]:
    """The guide's images, deployed from its config, where no other test has a gallery of that name."""
    with own_emulator(engine, tmp_path_factory.mktemp("guide-emulator")) as pulumi:
        made = GalleryStack(pulumi, "guide", tmp_path_factory.mktemp("guide"))
        made.up(declared())
        yield made


def same_in_any_gallery(answer: dict[str, Any]) -> dict[str, Any]:
    """What Azure knows of a version, without what says when it was made, where it is, and what it took as a default."""
    properties = answer["properties"]
    profile = properties["publishingProfile"] | {"publishedDate": None}
    regions = [{"excludeFromLatest": False, **region} for region in profile["targetRegions"]]
    return {
        "location": answer["location"],
        "storage": properties["storageProfile"],
        "profile": profile | {"targetRegions": regions, "replicationMode": "Full", "excludeFromLatest": False},
    }


def test_config_and_requests_of_the_guide_make_the_same_version(stack: GalleryStack) -> None:
    """S12, S24: the version that the guide's requests make is the one that its config makes, in each value."""
    with httpx.Client(base_url=stack.pulumi.address, trust_env=False) as azure:
        for method, address, body in requests():
            answer = azure.request(method, address, json=body)
            assert answer.is_success, answer.text
        assert answer.json()["properties"]["replicationStatus"]["aggregatedState"] == "Completed"
        by_requests = answer.json()
        declared_one = azure.get(address.replace(RENAMED[1], RENAMED[0])).json()
    assert same_in_any_gallery(by_requests) == same_in_any_gallery(declared_one)


def test_python_of_the_guide_declares_the_same(stack: GalleryStack, tmp_path: Path) -> None:
    """The guide's Python, as one program, previews the three resources of the guide's config."""
    program = "\n".join(one.text for one in GUIDE if one.language == "python")
    (tmp_path / "Pulumi.yaml").write_text("name: guide\nruntime: python\n", "utf-8")
    (tmp_path / "__main__.py").write_text(program, "utf-8")
    pulumi = stack.pulumi
    pulumi.run("stack", "select", "--create", "python", cwd=tmp_path)
    done = pulumi.run("preview", "--json", "--stack", "python", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    steps = json.loads(done.stdout)["steps"]
    previewed = {one["newState"]["type"]: one["newState"].get("inputs", {}) for one in steps}
    deployed = {one["type"]: one.get("inputs", {}) for one in stack.resources().values()}
    for kind in ("Gallery", "GalleryImage", "GalleryImageVersion"):
        expected, told = (one[f"azure-native:compute:{kind}"] for one in (deployed, previewed))
        # A name that comes from another resource is not known in a preview.
        known = {name: value for name, value in told.items() if name not in {"galleryName", "galleryImageName"}}
        assert known == {name: expected[name] for name in known}
        assert told.keys() == expected.keys()
