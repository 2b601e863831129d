"""The fleet's file on any text and any bytes, through plan and write: what it says, or one readable line."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.fleet_file import read_fleets
from compute_gallery_cli.fleet.plan import plan_document, plan_tables, quota_lines, size_lines
from compute_gallery_cli.fleet.project import write_project
from compute_gallery_cli.fleet.proposal import proposed_groups
from compute_gallery_cli.fleet.splitting import FleetStack, stacks_of
from tests.cli.fleets import definition, fleet_document
from tests.cli.gallery_command import answered, gallery
from tests.cli.test_stack_file_fuzz import TEXTS
from tests.end_to_end.gallery_stack import Tree, changed

FLEET = fleet_document("images", {"all": ["*"]}, {"a": definition("a", "1.0.0")})
TREE = "config/compute-gallery:gallery"
VERSION = f"{TREE}/definitions/a/versions/1.0.0"
HEAD = "fleet: {prefix: p, split: definition}\nconfig:\n  compute-gallery:gallery:\n"
INNER = f"{HEAD}    galleryName: g\n    location: chinaeast2\n    definitions:\n      a:\n"
ALIASES = "\n".join([f"    a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" if n else "    a0: &a0 x" for n in range(12)])
FILES = (
    st.binary(max_size=60)
    | TEXTS.map(lambda text: f"fleet: {text}".encode("utf-8", "replace"))
    | TEXTS.map(lambda text: f"{HEAD}    tags: {text}".encode("utf-8", "replace"))
    | TEXTS.map(lambda text: f"{INNER}        versions: {{1.0.0: {{targetRegions: [{text}".encode("utf-8", "replace"))
)


def written(folder: Path, content: bytes | object, name: str = "fleet.yaml") -> Path:
    """Write a fleet's file: bytes, or data."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else yaml.safe_dump(content, sort_keys=False).encode())
    return path


def gone_through(path: Path) -> str:
    """What plan, proposal and write of a file end with: nothing, or the error's text."""
    try:
        (fleet,) = read_fleets([path])
        proposed_groups(fleet, 100)
        stacks: list[FleetStack] = stacks_of(fleet)
        document = plan_document(stacks)
        json.dumps(document)
        list(plan_tables([fleet], document))
        list(quota_lines(document)) + list(size_lines(document))
        write_project(path.parent / "out", stacks)
    except GalleryError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("examples", [60, pytest.param(3000, marks=pytest.mark.soak)])
def test_any_fleet_file_is_read_or_told(examples: int, tmp_path: Path) -> None:
    """Numbers without end, parts in themselves, halves of characters: one line that names the file, no traceback."""

    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(FILES)
    @example(f"{HEAD}    tags: &b {{more: *b}}\n".encode())
    @example(f"{HEAD}    tags: {'[' * 300}{']' * 300}\n".encode())
    @example(f"{HEAD}{ALIASES}\n".encode())
    @example(f"{HEAD}    tags: {{a: 0x{'f' * 20_000}}}\n".encode())
    @example(f"{HEAD}    definitions: {{0x{'f' * 20_000}: {{}}}}\n".encode())
    @example(f"{HEAD}    tags: {{a: .inf, b: .nan, c: 2026-01-01, d: !!binary aGk=}}\n".encode())
    @example(f'{HEAD}    tags: {{a: "\\ud800", "\\ud800": b}}\n'.encode())
    @example(f"{INNER}        versions: {{1.0.0: {{replicaCount: .inf}}, 1.0.1: {{replicaCount: .nan}}}}\n".encode())
    @example(f"{INNER}        demand: {{chinaeast2: {{virtualMachines: .inf}}}}\n        versions: {{a: }}".encode())
    def fuzz(content: bytes) -> None:
        said = gone_through(written(tmp_path, content))
        assert not said or str(tmp_path / "fleet.yaml") in said
        assert said.isprintable()
        assert len(said) < 1000

    fuzz()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEAD}    tags: &b {{more: *b}}\n", "is nested in more than 100 levels, or a part of it in itself."),
        (f"{HEAD}{ALIASES}\n", "has more than 5,000,000 values, with its aliases written out."),
        (f"{HEAD}    tags: {{a: 0x{'f' * 2000}}}\n", "has a number beyond all limits."),
        (f'{HEAD}    definitions: {{"a\\e[31m": {{}}}}\n', r'"a\x1b[31m" is no name of an image definition. Allowed: '),
    ],
    ids=["itself", "aliases", "number", "escape"],
)
def test_what_cannot_be_written_out_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """One line, and no file: neither a part in itself nor aliases that grow beyond all sense end in a traceback."""
    path = written(tmp_path, text.encode())
    done = gallery("fleet", "write", "out", "-f", path, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_of_a_file_commands_the_terminal(tmp_path: Path) -> None:
    """Control characters of regions, groups and subscriptions are printed as they are written."""
    document = changed(FLEET, f"{TREE}/location", "\x1b[31m")
    document = changed(document, f"{VERSION}/targetRegions", [{"name": "\x1b[32m"}])
    document["config"]["azure-native:subscriptionId"] = "\x1b[33m"
    done = gallery("fleet", "plan", "-f", written(tmp_path, document))
    assert "\x1b" not in done.stdout
    assert all(rf"\x1b[{number}m" in done.stdout for number in (31, 32, 33))
    refused = gallery("fleet", "plan", "-f", written(tmp_path, changed(document, "fleet/split/groups", {"\x1b": []})))
    assert (refused.returncode, "\x1b" in refused.stderr, r"\x1b" in refused.stderr) == (2, False, True)


@pytest.mark.parametrize(
    ("location", "region"),
    [
        (None, "as the resource group myGalleryRG"),
        ({"secure": "v1:abc"}, "as encrypted"),
        ("China North", "chinanorth"),
    ],
)
def test_replicas_count_where_the_home_is(tmp_path: Path, location: object, region: str) -> None:
    """Without a location it is the resource group's region, and an encrypted one is not printed."""
    document = changed(changed(FLEET, f"{TREE}/location", location), f"{VERSION}/targetRegions", None)
    document = changed(document, f"{VERSION}/replicaCount", 3)
    path = written(tmp_path, document)
    told = answered(gallery("fleet", "plan", "--json", "-f", path))
    assert [(one["region"], one["definitions"], one["replicas"]) for one in told["regions"]] == [(region, 1, 3)]
    assert "abc" not in gallery("fleet", "plan", "-f", path).stdout


EMPTY_SPLITS = {
    "empty": ("  split:   # soon\n", "  split:   # soon\n    groups:\n      part-01: [a]\n"),
    "null": ("  split: null\n", "  split:\n    groups:\n      part-01: [a]\n"),
    "below": ("  split:\n    ~\n", "  split:\n    groups:\n      part-01: [a]\n"),
}


def unsplit(split: str) -> str:
    """The text of a fleet's file with something in the place of its split."""
    rest = yaml.safe_dump({"config": FLEET["config"]}, sort_keys=False)
    return f"fleet:\n  prefix: images\n{split}  parallel: 2  # stays\n{rest}"


@pytest.mark.parametrize(("before", "after"), EMPTY_SPLITS.values(), ids=EMPTY_SPLITS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_proposed_groups_take_the_place_of_an_empty_split(tmp_path: Path, before: str, after: str, ending: str) -> None:
    """They are written under the key that is there, and every other character of the file stays."""
    path = written(tmp_path, unsplit(before).replace("\n", ending).encode())
    done = gallery("fleet", "plan", "--write", "-f", path)
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().decode() == unsplit(after).replace("\n", ending)


def test_proposed_groups_fill_braces(tmp_path: Path) -> None:
    """So it is where the fleet is written on one line, in YAML or in JSON."""
    rest: Tree = {"config": FLEET["config"]}
    text = f"fleet: {{prefix: images, split: , parallel: 2}}\n{yaml.safe_dump(rest)}"
    in_json = {"fleet": {"prefix": "images", "split": None}, **rest}
    for path in (
        written(tmp_path, text.encode()),
        written(tmp_path, json.dumps(in_json).encode(), "fleet.json"),
    ):
        assert gallery("fleet", "plan", "--write", "-f", path).returncode == 0
        assert read_fleets([path])[0].groups == {"part-01": ["a"]}


def test_a_file_that_cannot_be_filled_in_stays(tmp_path: Path) -> None:
    """What would no longer be the file that was meant is not written, and one line says what to do."""
    text = unsplit("  ? split\n  : ~\n")
    path = written(tmp_path, text.encode())
    done = gallery("fleet", "plan", "--write", "-f", path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "fleet.split: cannot be filled in where it stands. Take it out, or write there what" in done.stderr
    assert path.read_text() == text
