"""SAS tokens, planted wherever one can stand: in nothing that is left behind or printed is one to be read."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import yaml

from tests.cli.fleets import FleetCommand, definition, fleet_document
from tests.cli.gallery_command import SUBSCRIPTION, Emulator, gallery
from tests.end_to_end.deployment import PROGRAMS, Deployment
from tests.end_to_end.local_pulumi import ROOT
from tests.end_to_end.own_emulator import own_emulator
from tools.engine.obtain import Engine

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("secrets")]

PLANTED = re.compile(rb"PLANTED[a-z]+")
TOKEN = (
    "https://mystorageaccount.blob.core.chinacloudapi.cn/vhds/config.vhd"  # noqa: S105 it opens nothing
    "?sv=2026-02-06&sr=b&sp=r&sig=PLANTEDconfig%3D"
)
TAKEN = {"config", "plain", "uploaded", "secret", "part", "tag", "description"}
IN_AZURE = {"tag", "description", "plugintag"}
"""What Azure itself gives back to every reader, and the emulator with it."""
STORM = [
    {"fault": "throttled", "retryAfterSeconds": 0, "methods": ["PUT"], "count": 1},
    {"fault": "serviceUnavailable", "retryAfterSeconds": 0, "methods": ["PUT"], "count": 1},
    {"fault": "internalServerError", "methods": ["PUT"], "count": 1},
    {"fault": "replicationFailure", "regions": ["chinaeast2"], "path": "*/versions/1.1.0", "count": 1},
]
"""Three refusals that pass, and a version that is there and has failed."""


@dataclass
class Planted:
    """A deployment, and all that its commands have said."""

    deployment: Deployment
    folder: Path
    said: dict[str, bytes] = field(default_factory=dict)

    def run(self, *arguments: str, fails: bool = False, kind: str = "taken", **environment: str) -> str:
        """Run a command, and keep what it says under its own name."""
        deployment = self.deployment
        option = ("--config", f"signed:kind={kind}") if arguments[0] in {"preview", "up"} else ()
        done = deployment.local.with_environment(environment).run(
            *arguments, *option, "--stack", deployment.stack, cwd=deployment.folder
        )
        assert (done.returncode != 0) is fails, done.stdout[-3000:] + done.stderr[-3000:]
        assert "Traceback" not in done.stdout + done.stderr
        return self.keep(done, f"{kind}: {' '.join(arguments)}")

    def keep(self, done: subprocess.CompletedProcess[str], name: str) -> str:
        """Keep what a command has said."""
        said = done.stdout + done.stderr
        self.said[name] = self.said.get(name, b"") + said.encode()
        return said

    def faults(self, *rules: dict[str, object]) -> None:
        """Say what goes wrong from now on."""
        address = f"{self.deployment.local.address}/emulator/faults"
        assert httpx.put(address, json={"rules": rules}, trust_env=False).is_success


def found(content: bytes) -> set[str]:
    """Where the tokens stood that can be read in a text."""
    return {one.removeprefix(b"PLANTED").decode() for one in PLANTED.findall(content)}


@pytest.fixture(scope="module")
def planted(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """A deployment that has met throttling, refusals, changes and a refresh."""
    folder = tmp_path_factory.mktemp("secrets")
    with own_emulator(engine, folder) as local:
        program = folder / "program"
        program.mkdir()
        all_said = Planted(Deployment.of_program(local, "signed", program), folder)
        project = all_said.deployment.folder / "Pulumi.yaml"
        project.write_text(project.read_text().replace("../../../../components", str(ROOT / "components")))
        all_said.run("config", "set", "--secret", "token", TOKEN)
        all_said.run("preview", "--diff", "--save-plan", str(folder / "plan.json"))
        all_said.run("preview", "--json")
        all_said.faults(*STORM)
        logs = ("--logtostderr", "--logflow", "-v=8", "--event-log", str(folder / "events.json"))
        all_said.run("up", "--yes", "--skip-preview", *logs, fails=True, PULUMI_DEBUG_COMMANDS="true")
        all_said.run("up", "--yes", "--diff", "--config", "signed:round=2")
        all_said.run("refresh", "--yes", "--skip-preview", "--diff")
        all_said.run("preview", "--diff", "--expect-no-changes", "--config", "signed:round=2")
        for command in ("export", "history --json", "output --json"):
            all_said.run("stack", *command.split())
        yield all_said


def test_what_is_printed_has_no_token(planted: Planted) -> None:
    """Previews, plans' output, updates that fail and succeed, logs up to -v=8, refresh, export and history say none."""
    assert {name: found(said) for name, said in planted.said.items() if found(said)} == {}
    assert len(planted.said) >= 10
    assert any(b"[secret]" in said for said in planted.said.values())


def test_mistakes_are_told_without_the_token(planted: Planted) -> None:
    """A token in a wrong field, a number, an argument's name, a key, a region, or known later is not repeated."""
    said = planted.run("up", "--yes", "--skip-preview", kind="mistakes", fails=True)
    for name in ("field", "number", "argument", "scheme", "region", "disks", "kind"):
        assert f"ImageVersion '{name}': " in said, name
    assert "vhds/number.vhd?..." in said
    assert found(said.encode()) == set()


def test_raw_program_under_the_pack_and_without_it(planted: Planted) -> None:
    """The pack's violation on the very version, and Azure's refusal that repeats the address, have no token."""
    under = planted.run("preview", "--policy-pack", str(ROOT / "policies"), kind="raw", fails=True)
    assert "disk-sources-unique" in under
    refused = planted.run("up", "--yes", "--skip-preview", "--refresh=false", kind="raw", fails=True)
    assert "cannot point to same blob" in refused
    assert found((under + refused).encode()) == set()


def test_plugin_keeps_tokens_secret(planted: Planted) -> None:
    """A program in another language, whose arguments are plain text, leaves no token in what it prints."""
    deployment = planted.deployment
    deployment.local.run("stack", "init", "plugged", cwd=deployment.folder)
    plugged = Planted(Deployment(deployment.local, deployment.folder, "plugged"), planted.folder)
    said = plugged.run("up", "--yes", "--diff", kind="plugin") + plugged.run("stack", "export")
    assert "[secret]" in said
    assert found(said.encode()) == set()


def test_gallery_command_shows_no_token(planted: Planted) -> None:
    """What the command prints and writes of such a gallery has no token, and it takes none as a source."""
    emulator = Emulator(planted.deployment.local.address)
    place = ("--resource-group", "myGalleryRG", "--gallery", "signed")
    page, adopted = planted.folder / "page.html", planted.folder / "Pulumi.adopted.yaml"
    commands = (
        ("catalog", *place),
        ("catalog", *place, "--json"),
        ("catalog", *place, "--html", str(page)),
        ("watch", "ubuntu/1.0.0", *place),
        ("watch", "ubuntu/1.0.0", *place, "--json"),
        ("adopt", "signed", "--resource-group", "myGalleryRG", "--out", str(adopted)),
        ("doctor", *place),
    )
    for command in commands:
        done = gallery(*command, emulator=emulator, cwd=planted.folder)
        assert done.returncode == 0 or command[0] == "doctor", done.stderr
        assert found((done.stdout + done.stderr).encode()) == set(), command
    refused = gallery("publish", "ubuntu", "--source", TOKEN, "-f", "x.yaml", emulator=emulator, cwd=planted.folder)
    assert refused.returncode != 0
    assert found((refused.stdout + refused.stderr).encode()) == set()
    assert page.exists()
    assert "mystorageaccount" in adopted.read_text()


def test_fleet_shows_no_token(planted: Planted, tmp_path: Path) -> None:
    """Plan, previews, updates that fail and succeed, and what is kept of a fleet have no token of its file.

    The token is encrypted there as docs/fleet.md says: in a written stack, from which value and salt are copied.
    """
    local, fleet = planted.deployment.local, FleetCommand(planted.deployment.local, tmp_path / "fleet.yaml")
    storage = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers/Microsoft.Storage"
    vhd: dict[str, object] = {"uri": "", "storageAccount": f"{storage}/storageAccounts/mystorageaccount"}
    ubuntu = definition("fleet", "1.0.0") | {"versions": {"1.0.0": {"source": {"vhd": vhd}}}}
    document = fleet_document("signedfleet", {"one": ["ubuntu"]}, {"ubuntu": ubuntu})

    def said(command: str, *options: str, status: int = 0) -> str:
        fleet.write(document)
        done = fleet.run(command, *options)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    said("write", str(tmp_path / "deploy"))
    at = ("--path", 'compute-gallery:gallery.definitions.ubuntu.versions["1.0.0"].source.vhd.uri')
    stack = ("--stack", "organization/compute-gallery/signedfleet-one")
    for command in (("stack", "init", "signedfleet-one"), ("config", "set", "--secret", *at, TOKEN, *stack)):
        done = local.run(*command, cwd=tmp_path / "deploy")
        assert done.returncode == 0, done.stderr
    written = yaml.safe_load((tmp_path / "deploy" / "stacks" / "Pulumi.signedfleet-one.yaml").read_text())
    kept = written["config"]["compute-gallery:gallery"]["definitions"]["ubuntu"]["versions"]["1.0.0"]
    vhd["uri"], document["encryptionsalt"] = kept["source"]["vhd"]["uri"], written["encryptionsalt"]

    every = [said("plan"), said("plan", "--json"), said("preview"), said("preview", "--json")]
    planted.faults({"fault": "replicationFailure", "regions": ["chinaeast2"], "path": "*/versions/1.0.0", "count": 1})
    every.append(said("up", "--yes", "--skip-preview", status=1))
    assert "ReplicationJobsFailed" in every[-1]
    every += [said("up", "--yes", "--json"), said("preview")]
    every.append(local.run("stack", "export", *stack, cwd=tmp_path).stdout)
    ubuntu["versions"][TOKEN] = {"source": {"vhd": vhd}, "targetRegions": [TOKEN]}
    every += [said("plan"), said("preview", status=1), said("preview", "--json", status=1)]
    assert found("".join(every).encode()) == set()


def test_what_is_left_in_files_has_no_token(planted: Planted) -> None:
    """State, its history and backups, plan, event log, adopted files and the emulator's log have none.

    The emulator's database has those that Azure gives back to every reader: in a tag and a description.
    """
    database = planted.deployment.local.folder.emulator_data
    own = {planted.deployment.folder / "__main__.py"}
    left = {path: found(path.read_bytes()) for path in planted.folder.rglob("*") if path.is_file() and path not in own}
    kept_by_azure = {path for path in left if path.name.startswith(database.name)}
    assert {path: tokens for path, tokens in left.items() if tokens and path not in kept_by_azure} == {}
    assert set().union(*(left[path] for path in kept_by_azure)) <= IN_AZURE
    names = {path.name for path in left}
    assert {"plan.json", "events.json", "signed.json", "emulator.log"} <= names
    assert any(name.endswith(".history.json") for name in names)


def test_the_tokens_were_there(planted: Planted) -> None:
    """The state holds each token, encrypted, and gives it to one who has the passphrase and asks."""
    shown = planted.deployment.local.run(
        "stack", "export", "--show-secrets", "--stack", planted.deployment.stack, cwd=planted.deployment.folder
    )
    assert found(shown.stdout.encode()) >= TAKEN
    assert (PROGRAMS / "signed" / "__main__.py").read_text().count("PLANTED") == 1
