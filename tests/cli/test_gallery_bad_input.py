"""What goes wrong is one readable line with a fitting exit status, and never a stack trace."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from azure.core import AzureClouds
from azure.identity import AzureAuthorityHosts
from azure.mgmt.core.tools import get_arm_endpoints

from compute_gallery_cli.clouds import CLOUDS, cloud_named
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.place import Choice, place_of
from compute_gallery_cli.stack_file import StackSettings
from compute_gallery_rules import Cloud
from tests.cli.existing_galleries import plain
from tests.cli.gallery_command import Emulator, gallery

NESTED = json.dumps(
    [
        {
            "type": "azure-native:compute:GalleryImageVersion",
            "parent": "urn:pulumi:s::p::azure-compute-gallery:index:ImageVersion::x",
            "urn": "urn:pulumi:s::p::azure-native:compute:GalleryImageVersion::x",
            "inputs": {"publishingProfile": 5},
        }
    ]
)
"""The resources of a state that no Pulumi has written."""
CASES = [
    (403, "AuthorizationFailed", "The client does not have authorization.", 5, "role Reader"),
    (401, "InvalidAuthenticationToken", "The access token is invalid.", 3, "az login"),
    (401, "InvalidAuthenticationTokenTenant", "The token is from the wrong issuer.", 3, "--cloud"),
    (404, "SubscriptionNotFound", "The subscription could not be found.", 4, "--subscription and --cloud"),
    (404, "ResourceGroupNotFound", "Resource group 'x' could not be found.", 4, "could not be found"),
    (409, "Conflict", "Something\nelse\nis going on.", 1, "Something else is going on."),
    (200, None, "no JSON at all", 6, ""),
]


@contextmanager
def answering(status: int, body: bytes) -> Iterator[Emulator]:
    """Serve one and the same answer to everything."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Emulator(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("status", "code", "message", "expected", "told"), CASES)
def test_answers_of_azure_are_one_line(status: int, code: str | None, message: str, expected: int, told: str) -> None:
    """Each refusal has its exit status, and says what to do."""
    body = json.dumps({"error": {"code": code, "message": message}}) if code else message
    with answering(status, body.encode()) as emulator:
        done = gallery("catalog", "-r", "g", "-g", "x", emulator=emulator)
    assert (done.returncode, len(done.stderr.splitlines())) == (expected, 1), done.stderr
    assert told in done.stderr


@pytest.mark.parametrize("cloud", ["public", "china", "usgovernment"])
def test_without_credentials_the_way_to_sign_in_is_told(cloud: str, tmp_path: Path) -> None:
    """Nothing is asked of any cloud without a sign-in."""
    done = gallery("catalog", "--cloud", cloud, "-s", "x", HOME=str(tmp_path), PATH="/nowhere")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1), done.stderr
    assert "az cloud set -n Azure" in done.stderr


def project_of_a_stack(folder: Path, config: str) -> str:
    """Make a project with a stack `prod`, and a `pulumi` that nobody gets to run; return the PATH it is on."""
    (folder / "Pulumi.yaml").write_text("name: p\nruntime: python\nstackConfigDir: stacks\n")
    (folder / "stacks").mkdir()
    (folder / "stacks" / "Pulumi.prod.yaml").write_text(config)
    pulumi = folder / "bin" / "pulumi"
    pulumi.parent.mkdir()
    pulumi.write_text("#!/bin/sh\nexit 1\n")
    pulumi.chmod(0o755)
    return str(pulumi.parent)


@pytest.mark.parametrize(
    ("options", "cloud"), [((), "AzureChinaCloud"), (("--cloud", "usgovernment"), "AzureUSGovernment")]
)
def test_adoption_into_a_stack_asks_the_cloud_of_that_stack(
    options: tuple[str, ...], cloud: str, tmp_path: Path
) -> None:
    """The config of the stack names it, also where its program declares the gallery; an option goes before."""
    path = project_of_a_stack(tmp_path, "config: {azure-native:environment: china}")
    done = gallery("adopt", "plain", "--into", "prod", *options, HOME=str(tmp_path), PATH=path, cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1), done.stderr
    assert f"az cloud set -n {cloud}" in done.stderr


def test_adoption_into_a_stack_asks_in_the_subscription_of_that_stack(emulator: Emulator, tmp_path: Path) -> None:
    """It is asked before that of the environment."""
    plain(emulator)
    of_stack = "00000000-0000-0000-0000-000000000002"
    path = project_of_a_stack(tmp_path, f"config: {{azure-native:subscriptionId: {of_stack}}}")
    done = gallery("adopt", "plain", "--into", "prod", emulator=emulator, PATH=path, cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (4, 1), done.stderr
    assert of_stack in done.stderr


PRINCIPAL = {"AZURE_TENANT_ID": "11111111-1111-1111-1111-111111111111", "AZURE_CLIENT_ID": "id"}


@pytest.mark.parametrize(
    ("environment", "status", "told"),
    [
        ({**PRINCIPAL, "AZURE_CLIENT_SECRET": "hidden", "AZURE_TENANT_ID": "no tenant!"}, 3, "AZURE_TENANT_ID"),
        ({**PRINCIPAL, "AZURE_CLIENT_CERTIFICATE_PATH": "/no/such.pem"}, 3, "/no/such.pem"),
        ({**PRINCIPAL, "AZURE_CLIENT_SECRET": "hidden", "HTTPS_PROXY": "http://127.0.0.1:1"}, 6, "HTTPS_PROXY"),
        ({"AZURE_CLOUD": "AzureGermanCloud"}, 2, "AzureGermanCloud"),
    ],
)
def test_sign_in_that_is_set_up_and_fails_is_told(
    environment: dict[str, str], status: int, told: str, tmp_path: Path
) -> None:
    """What is wrong with a sign-in that somebody has set up is told, and not that there is none."""
    done = gallery("catalog", "-s", "x", HOME=str(tmp_path), PATH="/nowhere", **environment)  # type: ignore[arg-type]
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1), done.stderr
    assert told in done.stderr
    assert "hidden" not in done.stderr


def test_azure_cli_whose_sign_in_has_expired_is_quoted(tmp_path: Path) -> None:
    """The words of `az` itself are told, which say what to do."""
    az = tmp_path / "az"
    az.write_text("#!/bin/sh\necho 'ERROR: AADSTS70043: The refresh token has expired.' >&2; exit 1\n")
    az.chmod(0o755)
    done = gallery("catalog", "-s", "x", "--cloud", "china", PATH=f"{tmp_path}:/bin:/usr/bin", HOME=str(tmp_path))
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1), done.stderr
    assert "AADSTS70043: The refresh token has expired." in done.stderr
    assert "az cloud set -n AzureChinaCloud" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["catlog"], 2, "See `gallery --help`."),
        (["watch", "--intervall", "5"], 2, "See `gallery watch --help`."),
        (["watch", "--interval", "nan"], 2, "--interval"),
        (["adopt"], 2, "GALLERY"),
        (["adopt", "plain", "--name", "a::b"], 2, "logical name"),
        (
            ["adopt", "plain", "--apply"],
            1,
            "pulumi is not on PATH. Install it (https://www.pulumi.com/docs/install), or leave --apply out",
        ),
        (["next", "ubuntu", "--minor", "--major"], 2, "one of them"),
        (["publish", "ubuntu", "--source", "x"], 2, "--stack-file is missing"),
        (["adopt", "plain", "--into", "prod", "--apply"], 2, "--into writes no config"),
        (["adopt", "plain", "--into", "prod"], 1, "or leave --into out and take the steps by hand"),
        (["recover", "/dev/null"], 2, "is no JSON"),
        (["settle", "/dev/null"], 2, "is no JSON"),
        (["settle", "/no/such.json"], 7, "cannot be read"),
        (["catalog", "--html", "/"], 7, "is a folder"),
        (["catalog", "--endpoint", "http://127.0.0.1:1"], 6, "the connection was refused"),
        (["watch", "--endpoint", "http://127.0.0.1:1", "--patience", "0"], 6, "the connection was refused"),
    ],
)
def test_wrong_arguments_are_one_line(arguments: list[str], status: int, told: str, tmp_path: Path) -> None:
    """Whatever is wrong with a command line, one line says it."""
    ended = gallery(*arguments, PATH=str(tmp_path), AZURE_SUBSCRIPTION_ID="x")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (status, 1), ended.stderr
    assert told in ended.stderr


@pytest.mark.parametrize("resources", ["5", '[1, {"type": "azure-native:compute:GalleryImageVersion"}]', NESTED])
def test_state_of_another_kind_is_left_as_it_is(resources: str, tmp_path: Path) -> None:
    """`settle` replaces nothing where it does not understand a state, and nothing in what is not the components'."""
    file = tmp_path / "state.json"
    file.write_text(f'{{"deployment": {{"resources": {resources}}}}}')
    before = json.loads(file.read_text())
    done = gallery("settle", file)
    assert done.returncode == (2 if resources == NESTED else 0), done.stderr
    assert json.loads(file.read_text()) == before


def test_two_files_of_an_adoption_are_two(emulator: Emulator, tmp_path: Path) -> None:
    """One does not overwrite the other."""
    plain(emulator)
    file = tmp_path / "both"
    done = gallery("adopt", "plain", "-o", file, "--import-file", file, emulator=emulator)
    assert (done.returncode, file.exists()) == (2, False)


def test_output_that_cannot_be_written_is_told(emulator: Emulator) -> None:
    """A full disk behind standard output ends the command with its status."""
    plain(emulator)
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m compute_gallery_cli catalog > /dev/full"],
        env={"COMPUTE_GALLERY_EMULATOR": emulator.address, "AZURE_SUBSCRIPTION_ID": "x"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (7, 1), done.stderr


def test_clouds_are_those_of_microsofts_libraries() -> None:
    """Addresses, audiences and sign-ins are the ones that azure-mgmt-core and azure-identity know."""
    authorities = (
        AzureAuthorityHosts.AZURE_PUBLIC_CLOUD,
        AzureAuthorityHosts.AZURE_CHINA,
        AzureAuthorityHosts.AZURE_GOVERNMENT,
    )
    settings = (AzureClouds.AZURE_PUBLIC_CLOUD, AzureClouds.AZURE_CHINA_CLOUD, AzureClouds.AZURE_US_GOVERNMENT)
    for cloud, authority, setting in zip(CLOUDS, authorities, settings, strict=True):
        endpoints = get_arm_endpoints(setting)
        assert cloud.authority == authority
        assert f"{cloud.resource_manager}/" == endpoints["resource_manager"]
        assert [f"{cloud.audience}/.default"] == endpoints["credential_scopes"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["catalog", "--cloud", "chnia"], 'Write "china"'),
        (["catalog", "--endpoint", "https://management.azure.com"], "--cloud"),
        (["catalog", "--endpoint", "http://[::1"], "is no emulator"),
        (["catalog", "-f", "no-such-file.yaml"], "cannot be read"),
    ],
)
def test_places_that_are_none_are_told(arguments: list[str], told: str) -> None:
    """A misspelt cloud, an emulator that is none, a file that is missing."""
    done = gallery(*arguments)
    assert (done.returncode in {2, 7}, len(done.stderr.splitlines())) == (True, 1), done.stderr
    assert told in done.stderr


def test_real_tokens_are_never_sent_to_an_endpoint() -> None:
    """Only addresses of this machine are taken for an emulator."""
    for address in ("http://127.0.0.1.example.org", "http://user@example.org", "ftp://127.0.0.1", "http://127.0.0.2"):
        with pytest.raises(GalleryError, match="no emulator"):
            place_of(Choice(endpoint=address), {}, None)


@pytest.mark.parametrize("cloud", CLOUDS)
def test_each_cloud_has_its_names(cloud: object) -> None:
    """A cloud is known by azure-native's name and by that of the Azure CLI, in any casing."""
    assert all(cloud_named(f" {name.upper()} ") is cloud for name in cloud.names)  # type: ignore[attr-defined] # a cloud


def test_the_command_line_goes_first() -> None:
    """The command line, then the stack's file, then the environment; --cloud means Azure, not the emulator."""
    settings = StackSettings("china", "of-file", "rg", "images", {})
    environment = {"AZURE_CLOUD": "AzureUSGovernment", "AZURE_SUBSCRIPTION_ID": "of-environment"}
    emulated = {"COMPUTE_GALLERY_EMULATOR": "http://127.0.0.1:1"}
    found = place_of(Choice(), environment, settings)
    assert (found.cloud.cloud, found.subscription, found.gallery) == (Cloud.CHINA, "of-file", "images")
    assert place_of(Choice(gallery="other"), environment, settings).resource_group is None
    assert place_of(Choice(), environment, None).cloud.cloud is Cloud.US_GOVERNMENT
    assert place_of(Choice(), emulated, None).endpoint == "http://127.0.0.1:1"
    assert place_of(Choice(cloud="china"), emulated, None).endpoint is None


def test_gallery_that_is_not_there_is_told_with_the_nearest(emulator: Emulator) -> None:
    """Every command says the same of a gallery that does not exist."""
    plain(emulator)
    for command in (["watch"], ["catalog"], ["next", "ubuntu"], ["doctor"]):
        done = gallery(*command, "-r", "plian", emulator=emulator)
        assert done.returncode == 4, command
        assert 'Write "plain".' in done.stdout + done.stderr


def test_adoption_that_fails_half_way_writes_nothing(serve: Callable[..., Emulator], tmp_path: Path) -> None:
    """Neither of the two files is there when the network fails, or when one of them cannot be written."""
    emulator = serve()
    plain(emulator)
    emulator.faults({"fault": "serviceUnavailable", "path": "*/versions*"})
    stack, imports = tmp_path / "Pulumi.plain.yaml", tmp_path / "import.json"
    done = gallery("adopt", "plain", "-o", stack, "--import-file", imports, emulator=emulator)
    assert (done.returncode, len(done.stderr.splitlines())) == (6, 1)
    emulator.faults()
    done = gallery("adopt", "plain", "-o", stack, "--import-file", tmp_path / "no" / "import.json", emulator=emulator)
    assert (done.returncode, list(tmp_path.iterdir())) == (7, [])
    stack.write_text("mine")
    done = gallery("adopt", "plain", "-o", stack, "--import-file", imports, emulator=emulator)
    assert (done.returncode, stack.read_text(), imports.exists()) == (7, "mine", False)
