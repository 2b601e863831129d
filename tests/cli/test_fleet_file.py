"""What `gallery fleet` reads, splits, plans and writes without an engine."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.engine import CommandFailed
from compute_gallery_cli.fleet.engine_events import EngineEvents, errors_in
from compute_gallery_cli.fleet.fleet_file import read_fleets
from compute_gallery_cli.fleet.interrupted import taken_over
from compute_gallery_cli.fleet.moving import moves_to, none_is_begun
from compute_gallery_cli.fleet.outcome import Outcome
from compute_gallery_cli.fleet.project import write_project
from compute_gallery_cli.fleet.split_text import moved, with_groups
from compute_gallery_cli.fleet.splitting import stacks_of
from tests.cli.fleets import definition, fleet_document
from tests.cli.gallery_command import answered, gallery
from tests.end_to_end.gallery_stack import MACHINE, SNAPSHOT, SOURCES, Tree, changed
from tests.end_to_end.local_pulumi import ROOT

DEFINITIONS = {
    "ubuntu-22.04": definition("a", "1.0.0", "1.0.1", regions=("chinaeast2=2", "chinanorth")),
    "ubuntu-24.04": definition("b", "1.0.0"),
    "debian": definition("c", "1.0.0"),
    "win": definition("d"),
}
GROUPS = {"linux": ["ubuntu-*", "debian"], "windows": ["win"]}
FLEET = fleet_document("images", GROUPS, DEFINITIONS)
TREE = "config/compute-gallery:gallery"


def written(folder: Path, document: object) -> Path:
    """Write a fleet's file."""
    path = folder / "fleet.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False))
    return path


def split(folder: Path, document: Tree) -> dict[str, list[str]]:
    """The definitions of each stack."""
    return {stack.name: list(stack.definitions) for stack in stacks_of(*read_fleets([written(folder, document)]))}


def test_groups_are_stacks_beside_the_gallery(tmp_path: Path) -> None:
    """Each group is a stack, with the definitions that its names and patterns mean; the gallery's comes first."""
    assert split(tmp_path, FLEET) == {
        "images": [],
        "images-linux": ["ubuntu-22.04", "ubuntu-24.04", "debian"],
        "images-windows": ["win"],
    }


def test_a_group_that_is_emptied_stays_a_stack(tmp_path: Path) -> None:
    """What its stack has deployed is guarded or deleted by it; plan and matrix name it, too."""
    document = changed(FLEET, f"{TREE}/definitions", {"win": DEFINITIONS["win"]})
    document = changed(document, "fleet/split/groups", {"linux": ["ubuntu-*"], "empty": [], "windows": ["win"]})
    assert split(tmp_path, document) == {
        "images": [],
        "images-linux": [],
        "images-empty": [],
        "images-windows": ["win"],
    }
    path = written(tmp_path, document)
    told = answered(gallery("fleet", "plan", "--json", "-f", path))
    assert [row["definitions"] for row in told["stacks"]] == [0, 0, 0, 1]
    out = answered(gallery("fleet", "write", tmp_path / "out", "--json", "-f", path))
    assert out["stacks"] == ["images-linux", "images-empty", "images-windows"]
    settings = yaml.safe_load((tmp_path / "out" / "stacks" / "Pulumi.images-linux.yaml").read_text())["config"]
    assert settings["compute-gallery:galleryStack"] == "images"
    assert settings["compute-gallery:gallery"]["definitions"] == {}


def test_each_definition_may_be_a_stack(tmp_path: Path) -> None:
    """`split: definition` makes a stack of each."""
    assert list(split(tmp_path, changed(FLEET, "fleet/split", "definition"))) == [
        "images",
        *(f"images-{key}" for key in DEFINITIONS),
    ]


def test_a_name_counts_before_a_pattern(tmp_path: Path) -> None:
    """A definition that one group names is not in another whose pattern fits it."""
    document = changed(FLEET, "fleet/split/groups", {**GROUPS, "lts": ["ubuntu-22.04"]})
    assert split(tmp_path, document)["images-lts"] == ["ubuntu-22.04"]


def test_stack_has_its_own_part_of_the_config(tmp_path: Path) -> None:
    """A stack's config is the fleet's, with its own definitions; all but the gallery's name the gallery's stack."""
    document = {**FLEET, "encryptionsalt": "v1:x", "config": {**FLEET["config"], "azure-native:environment": "china"}}
    stacks = {stack.name: stack.settings for stack in stacks_of(*read_fleets([written(tmp_path, document)]))}
    assert all(one["encryptionsalt"] == "v1:x" for one in stacks.values())
    assert all(one["config"]["azure-native:environment"] == "china" for one in stacks.values())
    assert "definitions" not in stacks["images"]["config"]["compute-gallery:gallery"]
    assert "compute-gallery:galleryStack" not in stacks["images"]["config"]
    windows = stacks["images-windows"]["config"]
    assert windows["compute-gallery:galleryStack"] == "images"
    assert windows["compute-gallery:gallery"] == {
        **changed(FLEET, f"{TREE}/definitions", None)["config"]["compute-gallery:gallery"],
        "definitions": {"win": DEFINITIONS["win"]},
    }


WRONG: list[tuple[object, str]] = [
    ([], "holds no mapping. Allowed: fleet, config."),
    (changed(FLEET, "fleet", None), "fleet: is missing: this is the file of a single stack."),
    (changed(FLEET, "fleet", "images"), 'fleet: "images" is no mapping. Allowed: prefix, split, parallel.'),
    ({**FLEET, "configs": {}}, "configs: is not known. Allowed: fleet, config, secretsprovider"),
    (
        changed(FLEET, "fleet/paralel", 2),
        'fleet.paralel: is not known. Allowed: prefix, split, parallel. Write "parallel".',
    ),
    (changed(FLEET, "fleet/prefix", None), "fleet.prefix: is missing. Allowed: letters"),
    (changed(FLEET, "fleet/prefix", "a/b"), 'fleet.prefix: "a/b" is no name of a stack.'),
    (changed(FLEET, "fleet/prefix", 7), "fleet.prefix: 7 is no name of a stack."),
    (changed(FLEET, "fleet/parallel", 0), "fleet.parallel: 0 is out of range. Allowed: a whole number, 1 or more."),
    (changed(FLEET, "fleet/parallel", "2"), 'fleet.parallel: "2" is out of range.'),
    (changed(FLEET, "fleet/split", None), "fleet.split: is missing. Allowed: definition, or groups."),
    (changed(FLEET, "fleet/split", "definitions"), 'fleet.split: "definitions" is no way to split.'),
    (changed(FLEET, "fleet/split", {"groups": {}, "by": 1}), "fleet.split: is no way to split."),
    (changed(FLEET, "fleet/split/groups", ["a"]), "fleet.split: is no way to split."),
    (changed(FLEET, "fleet/split/groups/linux", "a"), 'fleet.split.groups.linux: "a" is no list of texts.'),
    (changed(FLEET, "fleet/split/groups/linux", [1]), "fleet.split.groups.linux[0]: 1 is no text."),
    (changed(FLEET, "fleet/split/groups", {"a b": ["*"]}), 'groups.a b: "a b" is no name of a group.'),
    (changed(FLEET, "fleet/split/groups/linux", ["debain"]), '"debain" is no definition of the file. Write "debian".'),
    (changed(FLEET, "fleet/split/groups/windows", []), 'definition "win" is in no group. Write it into one.'),
    (
        changed(FLEET, "fleet/split/groups/windows", ["w*", "deb*", "debian"]),
        'definition "debian" is in "linux" and "windows". Write its name into one of them.',
    ),
    (
        changed(FLEET, "fleet/split/groups", {"linux": ["ubuntu-*", "deb*"], "windows": ["[vw]in", "debia?"]}),
        'definition "debian" is in "linux" and "windows".',
    ),
    (changed(FLEET, "config", None), "config.compute-gallery:gallery: is missing or no mapping."),
    (changed(FLEET, TREE, "g"), "config.compute-gallery:gallery: is missing or no mapping."),
    (changed(FLEET, f"{TREE}/definitions", ["a"]), "definitions: is no mapping."),
    (changed(FLEET, f"{TREE}/definitions/win", "x"), 'definitions.win: "x" is no mapping.'),
    (changed(FLEET, f"{TREE}/definitions/win/versions", ["x"]), "definitions.win.versions: is no mapping."),
    (changed(FLEET, f"{TREE}/mirror", {"galleryName": "m"}), "mirror: the copies of a mirror wait for their versions"),
    (changed(FLEET, f"{TREE}/lock", {"level": "ReadOnly"}), "lock.level: ReadOnly: definitions could not be created"),
]


@pytest.mark.parametrize(("document", "told"), WRONG, ids=[told[:40] for _, told in WRONG])
def test_wrong_file_is_told_by_place_and_value(tmp_path: Path, document: object, told: str) -> None:
    """Whatever is wrong with a file is one line that names the place, the value and what is allowed."""
    path = written(tmp_path, document)
    with pytest.raises(GalleryError) as refused:
        stacks_of(*read_fleets([path]))
    assert str(refused.value).startswith(f"{path}: ")
    assert told in str(refused.value)
    assert refused.value.status is ExitStatus.USAGE


@pytest.mark.parametrize("command", ["plan", "preview", "write"])
def test_wrong_file_ends_every_command(tmp_path: Path, command: str) -> None:
    """The line is all that is printed, and nothing is written."""
    path = written(tmp_path, changed(FLEET, "fleet/prefix", None))
    done = gallery("fleet", command, *(["out"] if command == "write" else []), "-f", path, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"gallery: {path}: fleet.prefix: is missing.")
    assert list(tmp_path.iterdir()) == [path]


def made_from(source: Tree) -> Tree:
    """A fleet in which versions of two groups have a source."""
    document = changed(FLEET, f"{TREE}/definitions/win", definition("d", "1.0.0"))
    return changed(document, f"{TREE}/definitions/win/versions/1.0.0/source", source)


def test_what_needs_one_stack_is_told(tmp_path: Path) -> None:
    """A version of another stack's version is refused, and so are two stacks' versions of one machine or image."""
    gallery_id = f"{SOURCES.replace('myResourceGroup', 'MYGALLERYRG')}/galleries/Images"
    copied = made_from({"imageVersionId": f"{gallery_id}/images/Debian/versions/1.0.0"})
    done = gallery("fleet", "plan", "-f", written(tmp_path, copied))
    assert done.returncode == 2
    assert (
        'definitions "debian" (images-linux) and "win" (images-windows) need one stack: version 1.0.0 of "win" is made '
        'from a version of "debian". Write both into one group.' in done.stderr
    )
    for source in ({"virtualMachineId": MACHINE}, {"managedImageId": f"{SOURCES}/images/golden"}):
        shared = changed(made_from(source), f"{TREE}/definitions/debian/versions/1.0.0/source", source)
        done = gallery("fleet", "plan", "-f", written(tmp_path, shared))
        assert (done.returncode, "one at a time. Write both into one group." in done.stderr) == (2, True)
    elsewhere = made_from({"imageVersionId": f"{SOURCES}/galleries/other/images/debian/versions/1.0.0"})
    assert gallery("fleet", "plan", "-f", written(tmp_path, elsewhere)).returncode == 0


def test_plan_counts_replicas_and_quota(tmp_path: Path) -> None:
    """Rings, demand, shorthand, objects, home regions: the plan counts the replicas that would be declared."""
    ringed = {
        **definition("r"),
        "rings": [
            {"name": "early", "replicateTo": ["chinanorth=3"]},
            {"name": "all", "targetRegions": ["China North 2"]},
        ],
        "versions": {"1.0.0": {"source": {"snapshotId": SNAPSHOT}, "replicatedTo": "early", "replicaCount": 2}},
    }
    demanding = {**definition("e", "1.0.0"), "demand": {"China East 2": {"virtualMachines": 120}}}
    typed = definition("t", "1.0.0")
    typed["versions"]["1.0.0"]["targetRegions"] = [{"name": "China North 3", "regionalReplicaCount": 7}, "chinaeast2"]
    home = definition("h", "1.0.0")
    del home["versions"]["1.0.0"]["targetRegions"]
    document = fleet_document("planned", None, {"r": ringed, "e": demanding, "t": typed, "h": home})
    told = answered(gallery("fleet", "plan", "--json", "-f", written(tmp_path, document), AZURE_SUBSCRIPTION_ID="s"))
    assert [stack["replicas"] for stack in told["stacks"]] == [0, 5, 3, 8, 1]
    assert {(one["region"], one["definitions"], one["versions"], one["replicas"]) for one in told["regions"]} == {
        ("chinaeast2", 4, 4, 2 + 3 + 1 + 1),
        ("chinanorth", 0, 0, 3),
        ("chinanorth3", 0, 0, 7),
    }


def test_plan_warns_of_a_quota_that_is_used_up(tmp_path: Path) -> None:
    """More definitions in one region than Azure documents are a warning, in the table and in JSON."""
    many = fleet_document("many", {"all": ["*"]}, {f"d{number}": definition(str(number)) for number in range(1001)})
    path = tmp_path / "fleet.json"
    path.write_text(json.dumps(many))
    done = gallery("fleet", "plan", "-f", path)
    assert done.returncode == 0
    assert "China East 2 of subscription as signed in: 1,001 definitions, of 1,000" in done.stdout
    assert len(answered(gallery("fleet", "plan", "--json", "-f", path))["warnings"]) == 1


def test_an_estate_of_100000_versions_is_planned(tmp_path: Path) -> None:
    """200 subscriptions with 500 versions each: one folder of files, planned by the same split."""
    definitions = {f"d{number}": definition(str(number), *(f"1.0.{one}" for one in range(25))) for number in range(20)}
    groups = {f"g{number}": [f"d{number * 2}", f"d{number * 2 + 1}"] for number in range(10)}
    for number in range(200):
        document = fleet_document(f"s{number:03}", groups, definitions)
        document["config"]["azure-native:subscriptionId"] = f"00000000-0000-0000-0000-{number:012}"
        (tmp_path / f"{number}.json").write_text(json.dumps(document))
    told = answered(gallery("fleet", "plan", "--json", "-f", tmp_path))
    assert sum(stack["versions"] for stack in told["stacks"]) == 100_000
    assert (len(told["stacks"]), len({one["subscription"] for one in told["regions"]})) == (200 * 11, 200)
    assert (
        "200 fleets: 4,000 definitions, 100,000 versions, in 2,000 stacks"
        in gallery("fleet", "plan", "-f", tmp_path).stdout
    )


def test_proposed_groups_keep_together_what_belongs_together(tmp_path: Path) -> None:
    """Groups of about so many versions: neighbours, and in one group what needs one stack; written where asked for."""
    machine = {"source": {"virtualMachineId": MACHINE}, "targetRegions": ["chinaeast2"]}
    definitions = {key: definition(key, "1.0.0", "1.0.1", "1.0.2") for key in "abcde"}
    for key in "ae":
        definitions[key]["versions"]["2.0.0"] = machine
    path = written(tmp_path, changed(fleet_document("p", {}, definitions), "fleet/split", None))
    told = answered(gallery("fleet", "plan", "--propose", "8", "--json", "-f", path))
    assert told[str(path)] == {"part-01": ["a", "e"], "part-02": ["b", "c"], "part-03": ["d"]}
    assert "part-02: [b, c]" in gallery("fleet", "plan", "--propose", "8", "-f", path).stdout
    assert gallery("fleet", "plan", "--propose", "8", "--write", "-f", path).returncode == 0
    assert [len(stack.definitions) for stack in stacks_of(*read_fleets([path]))] == [0, 2, 2, 1]
    again = gallery("fleet", "plan", "--propose", "8", "--write", "-f", path)
    assert (again.returncode, "is split already" in again.stderr) == (2, True)


def test_written_project_is_whole_and_keeps_what_pulumi_noted(tmp_path: Path) -> None:
    """The folder has program, a file for each stack and the matrix; a second time nothing of Pulumi's is lost."""
    path, out = written(tmp_path, FLEET), tmp_path / "deploy"
    assert gallery("fleet", "write", out, "-f", path).returncode == 0
    assert json.loads((out / "matrix.json").read_text()) == {
        "gallery": "images",
        "stacks": ["images-linux", "images-windows"],
    }
    stack = out / "stacks" / "Pulumi.images-linux.yaml"
    before = yaml.safe_load(stack.read_text())
    assert list(before["config"]["compute-gallery:gallery"]["definitions"]) == [
        "ubuntu-22.04",
        "ubuntu-24.04",
        "debian",
    ]
    stack.write_text(stack.read_text() + "encryptionsalt: v1:noted\n")
    (out / "stacks" / "Pulumi.images-old.yaml").write_text("config: {}\n")
    told = answered(gallery("fleet", "write", out, "--json", "-f", path))
    assert yaml.safe_load(stack.read_text()) == {**before, "encryptionsalt": "v1:noted"}
    assert told["leftOver"] == [str(out / "stacks" / "Pulumi.images-old.yaml")]


def test_the_fleets_file_says_how_secrets_are_kept(tmp_path: Path) -> None:
    """What Pulumi has noted in a written stack gives way to it as a whole: one half without the other opens nothing."""
    path, out = written(tmp_path, FLEET), tmp_path / "deploy"
    assert gallery("fleet", "write", out, "-f", path).returncode == 0
    stack = out / "stacks" / "Pulumi.images-linux.yaml"
    stack.write_text(stack.read_text() + "encryptionsalt: v1:noted\n")
    vault = {"secretsprovider": "azurekeyvault://vault/keys/pulumi", "encryptedkey": "abc"}
    assert gallery("fleet", "write", out, "-f", written(tmp_path, {**FLEET, **vault})).returncode == 0
    after = yaml.safe_load(stack.read_text())
    assert {name: after[name] for name in after if name != "config"} == vault


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("preview", "--only", "images-linus"), '--only: "images-linus" is no stack. Allowed: images, images-linux'),
        (("up",), "there is no terminal to ask. Write --yes."),
        (("up", "--skip-preview"), "--skip-preview shows nothing that could be asked about."),
        (("preview", "--policy-pack", "/nowhere"), "--policy-pack: /nowhere is no folder."),
        (("move", "win"), "write a definition and a group, or --all."),
        (("move", "win", "linux", "--all"), "write a definition and a group, or --all."),
        (("move", "wni", "linux"), '"wni" is no definition of'),
        (("move", "win", "wni", "linux"), '"wni" is no definition of'),
        (("preview", "--parallel", "0"), "greater than or equal to 1"),
    ],
)
def test_wrong_arguments_are_one_readable_line(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """So are arguments that do not fit the file or each other."""
    done = gallery("fleet", *arguments, "-f", written(tmp_path, FLEET))
    assert (done.returncode, told in done.stderr, done.stderr.count("\n")) == (2, True, 1), done.stderr


def test_no_engine_is_one_readable_line(tmp_path: Path) -> None:
    """Without pulumi on PATH, or with one that fails or is too old, the command says so and leaves nothing behind."""
    path = written(tmp_path, FLEET)
    done = gallery("fleet", "preview", "-f", path, PATH="/nowhere")
    told = "gallery: pulumi is not on PATH, or does not run"
    assert (done.returncode, done.stderr.partition(".")[0]) == (1, told)
    (tmp_path / "pulumi").write_text("#!/bin/sh\nexit 126\n")
    (tmp_path / "pulumi").chmod(0o755)
    done = gallery("fleet", "preview", "-f", path, PATH=f"{tmp_path}:/bin:/usr/bin")
    assert (done.returncode, done.stderr.partition(".")[0]) == (1, told)
    (tmp_path / "pulumi").write_text("#!/bin/sh\necho v3.258.9\n")
    done = gallery("fleet", "preview", "-f", path, PATH=f"{tmp_path}:/bin:/usr/bin")
    told = "gallery: pulumi 3.258.9 is older than 3.259.0: install Pulumi 3.259.0 or newer ("
    assert (done.returncode, done.stderr[: len(told)], done.stderr.count("\n")) == (1, told, 1)
    assert gallery("fleet", "preview", "-f", tmp_path / "none.yaml").returncode == 7
    assert gallery("fleet", "plan", "-f", tmp_path / "none.json").returncode == 7
    (tmp_path / "broken.json").write_text("{")
    assert "line 1: is no JSON" in gallery("fleet", "plan", "-f", tmp_path / "broken.json").stderr


@pytest.mark.parametrize(
    ("field", "value", "shared"),
    [
        ("imageDefinitionName", "Debian", 'the name "debian"'),
        ("identifier", {"publisher": "Contoso", "offer": "fleet", "sku": "C"}, "the identifier Contoso:fleet:C"),
    ],
)
def test_what_a_gallery_has_once_is_told(tmp_path: Path, field: str, value: object, shared: str) -> None:
    """Two definitions that Azure would take for one are refused where no single stack could tell."""
    document = changed(FLEET, f"{TREE}/definitions/win/{field}", value)
    done = gallery("fleet", "plan", "-f", written(tmp_path, document))
    assert done.returncode == 2
    assert f'definitions "debian" and "win" have {shared}, which a gallery has once. Rename one.' in done.stderr
    together = changed(document, "fleet/split/groups", {"all": ["*"]})
    assert gallery("fleet", "plan", "-f", written(tmp_path, together)).returncode == 0


def test_names_that_yaml_takes_for_numbers_are_told(tmp_path: Path) -> None:
    """A definition called 22.10 without quotes would be called 22.1: it is refused."""
    document = changed(FLEET, "fleet/split", "definition")
    document["config"]["compute-gallery:gallery"]["definitions"] = {22.10: DEFINITIONS["debian"]}
    done = gallery("fleet", "plan", "-f", written(tmp_path, document))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "definitions.22.1: 22.1 is no text as a name" in done.stderr


def test_destroy_under_a_lock_is_refused(tmp_path: Path) -> None:
    """The lock is in the gallery's stack, which goes last: it has to be taken out before."""
    document = changed(FLEET, f"{TREE}/lock", {"level": "CanNotDelete"})
    done = gallery("fleet", "destroy", "--yes", "-f", written(tmp_path, document))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "lock: Azure deletes no definition and no version under it. Take it out of the file" in done.stderr


def test_two_files_share_no_stack(tmp_path: Path) -> None:
    """Two fleets of one prefix, or two stacks of one name, are refused."""
    for name, prefix, group in (("a", "images", "eu-linux"), ("b", "images-eu", "linux"), ("c", "images", "x")):
        document = fleet_document(prefix, {group: ["*"]}, DEFINITIONS)
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    same = gallery("fleet", "plan", "-f", tmp_path / "a.json", "-f", tmp_path / "b.json")
    assert '"images-eu-linux" is a stack of' in same.stderr
    assert "is the prefix of" in gallery("fleet", "plan", "-f", tmp_path / "a.json", "-f", tmp_path / "c.json").stderr


def test_schema_takes_what_the_command_takes() -> None:
    """The published JSON Schema accepts a fleet's file, and refuses what the command refuses in its own part."""
    folder = ROOT / "stacks"
    schemas = {
        name: json.loads((folder / name).read_text()) for name in ("fleet.schema.json", "compute-gallery.schema.json")
    }
    registry: Registry[Any] = Registry().with_resources(
        [(name, Resource.from_contents(schema)) for name, schema in schemas.items()]
    )
    validator = jsonschema.Draft7Validator(schemas["fleet.schema.json"], registry=registry)
    assert validator.is_valid(FLEET)
    assert validator.is_valid(changed(FLEET, "fleet/split", "definition"))
    for document, told in WRONG:
        if "fleet" in told.partition(":")[0] and "no group" not in told:
            assert not validator.is_valid(document), told
    assert not validator.is_valid(changed(FLEET, f"{TREE}/definitions/win/osTyp", "Linux"))


TEXT = """\
fleet:
  prefix: images
  split:
    groups:
      linux: ["ubuntu-*", debian]   # all of them
      # those that sign differently
      windows:
        - win   # 2022
        - win-2025
      empty: []
  parallel: 2
"""


@pytest.mark.parametrize(
    ("key", "group", "lines"),
    [
        ("debian", "empty", ['      linux: ["ubuntu-*"]   # all of them', "      empty: [debian]"]),
        ("win", "linux", ['      linux: ["ubuntu-*", debian, win]   # all of them', "        - win-2025"]),
        ("ubuntu-1.10", "windows", ["        - win-2025", "        - ubuntu-1.10"]),
        ("debian", "new", ['      linux: ["ubuntu-*"]   # all of them', "      new: [debian]"]),
    ],
)
def test_a_move_changes_the_lists_and_nothing_else(key: str, group: str, lines: list[str]) -> None:
    """The file's other lines and all comments stay; a second time there is nothing to change."""
    after = moved(TEXT, key, group, is_json=False)
    assert all(line in after.splitlines() for line in lines), after
    groups = yaml.safe_load(after)["fleet"]["split"]["groups"]
    assert [name for name, members in groups.items() if key in members] == [group]
    assert "# those that sign differently" in after
    assert moved(after, key, group, is_json=False) == after


def test_groups_are_written_into_a_file_without_a_split() -> None:
    """They come after the prefix, in YAML and in JSON."""
    text = "fleet:\n  prefix: a  # ours\n  parallel: 2\nconfig: {}\n"
    assert with_groups(text, {"g": ["b"]}, is_json=False) == (
        "fleet:\n  prefix: a  # ours\n  split:\n    groups:\n      g: [b]\n  parallel: 2\nconfig: {}\n"
    )
    document = json.loads(with_groups('{"fleet": {"prefix": "a"}}', {"g": ["b"]}, is_json=True))
    assert document["fleet"] == {"prefix": "a", "split": {"groups": {"g": ["b"]}}}
    assert json.loads(moved(json.dumps(document), "b", "h", is_json=True))["fleet"]["split"]["groups"] == {
        "g": [],
        "h": ["b"],
    }


PLACE = ("RG", "g")


def state(stack: str, *names: str, pending: tuple[Tree, ...] = (), gallery_name: str = "g") -> Tree:
    """A state with definitions."""
    resources: list[Tree] = []
    for name in names:
        urn = f"urn:pulumi:{stack}::p::azure-compute-gallery:index:ImageDefinition::images-{name}"
        place = {"resourceGroupName": "rg", "galleryName": gallery_name}
        native = {
            "urn": f"{urn}-definition",
            "type": "azure-native:compute:GalleryImage",
            "parent": urn,
            "inputs": place,
        }
        resources += [{"urn": urn}, native]
    return {"deployment": {"resources": resources, "pending_operations": list(pending)}}


def test_moves_follow_what_the_states_hold() -> None:
    """Only what is in another stack than it belongs to is moved; what is in two is told with the command that helps."""
    states = {"a": state("a", "one", "two"), "b": state("b", "three")}
    (move,) = moves_to({"one": "b", "two": "a", "three": "b", "new": "b"}, states, PLACE)
    assert (move.source, move.target, list(move.urns)) == ("a", "b", ["one"])
    with pytest.raises(GalleryError, match=r"is in the states of a and b: a move was killed.* `pulumi state delete"):
        moves_to({"one": "b"}, {**states, "b": state("b", "one")}, PLACE)


def test_other_galleries_are_not_touched() -> None:
    """A stack whose name begins like the fleet's keeps what it has in another gallery, whatever it is called."""
    dev = state("images-dev", "one", gallery_name="dev")
    assert moves_to({"one": "images-a"}, {"images-dev": dev}, PLACE) == []
    (move,) = moves_to({"one": "images-a"}, {"images-dev": dev, "images": state("images", "one")}, PLACE)
    assert move.source == "images"


def test_nothing_is_advised_to_go_where_neither_is_right() -> None:
    """For a definition in two states that belongs to a third one no command is named that takes it out."""
    states = {"a": state("a", "one"), "b": state("b", "one")}
    with pytest.raises(GalleryError, match="belongs to c") as refused:
        moves_to({"one": "c"}, states, PLACE)
    assert "state delete" not in str(refused.value)


def test_no_move_forgets_what_was_begun() -> None:
    """Pulumi drops what is pending when a state is moved or imported: that is taken over first."""
    with pytest.raises(GalleryError, match=r"a run of a was killed.* `gallery fleet up --only a`"):
        none_is_begun({"a": state("a", "one", pending=({"type": "creating", "resource": {}},))}, {"one": "a"}, PLACE)
    none_is_begun({"a": state("a", "one")}, {"one": "a"}, PLACE)


def test_what_was_begun_where_others_are_is_recovered() -> None:
    """In a stack that holds definitions of other stacks the guards refuse `up`: the steps of `recover` are named."""
    begun = state("images", "one", pending=({"type": "creating", "resource": {}},))
    with pytest.raises(GalleryError, match=r"a run of images was killed") as refused:
        none_is_begun({"images": begun}, {"one": "images-a"}, PLACE)
    told = str(refused.value)
    assert "fleet up" not in told
    steps = ("stack export --stack images", "gallery recover state.json", "stack import --stack images", "refresh")
    assert [told.index(step) for step in steps] == sorted(told.index(step) for step in steps)


def test_missing_components_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where only the command is installed, one line says what its stacks need; nothing is written."""
    monkeypatch.setattr("compute_gallery_cli.fleet.project.PACKAGE", "no-such-package")
    with pytest.raises(GalleryError, match=r"no-such-package is missing, .* pip install no-such-package"):
        write_project(tmp_path, [])
    assert list(tmp_path.rglob("*.*")) == []


def test_pending_creates_are_taken_over_by_their_ids() -> None:
    """What was being created is put into the state; other operations are forgotten, known resources stay single."""
    inputs = {
        "resourceGroupName": "rg",
        "galleryName": "g",
        "galleryImageName": "d",
        "galleryImageVersionName": "1.0.0",
    }
    begun = {"urn": "v", "custom": True, "type": "azure-native:compute:GalleryImageVersion", "inputs": inputs}
    lock = {"scope": "/subscriptions/sub", "lockName": "keep"}
    locked = {"urn": "l", "custom": True, "type": "azure-native:authorization:ManagementLockByScope", "inputs": lock}
    pending = (
        {"type": "creating", "resource": begun},
        {"type": "creating", "resource": locked},
        {"type": "updating", "resource": {**begun, "urn": "u"}},
    )
    exported = state("a", pending=pending)
    after = taken_over(exported, "sub")["deployment"]
    assert "pending_operations" not in after
    path = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/galleries/g/images/d/versions/1.0.0"
    lock_id = "/subscriptions/sub/providers/Microsoft.Authorization/locks/keep"
    assert after["resources"] == [
        {**begun, "id": path, "outputs": inputs, "refreshBeforeUpdate": True},
        {**locked, "id": lock_id, "outputs": lock, "refreshBeforeUpdate": True},
    ]
    exported["deployment"]["resources"] = [{"urn": "r", "outputs": {"outputs": {"galleryId": "/subscriptions/own/x"}}}]
    assert taken_over(exported, "sub")["deployment"]["resources"][1]["id"].startswith("/subscriptions/own/")
    exported["deployment"]["resources"] = []
    with pytest.raises(CommandFailed) as refused:
        taken_over(exported, None)
    assert "killed while it created v, whose id in Azure cannot be told" in refused.value.text


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "warning: x", '{"a": 1}', '{"summaryEvent": {"resourceChanges": null}}']
)
def test_lines_that_are_no_events_are_passed_over(line: str) -> None:
    """Whatever the engine prints beside its events does no harm."""
    outcome = Outcome("a", "up")
    EngineEvents(outcome, lambda: None)(line)
    assert not outcome.has_changes
    assert errors_in(["error: first", "error: preview failed", "told"]) == ["first"]
