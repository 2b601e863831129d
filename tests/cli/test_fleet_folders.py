"""What is named relative to the caller's folder: the engine works in another one, which is gone afterwards."""

import json
from pathlib import Path

import pytest

from compute_gallery_cli.fleet.engine_environment import engine_environment, is_unreadable_login
from tests.cli.fleets import FleetCommand, definition, fleet_document
from tests.end_to_end.local_pulumi import LocalPulumi

FOLDER = Path("/home/me/images")


@pytest.mark.parametrize(
    ("backend", "absolute"),
    [
        ("file://.", "file:///home/me/images?metadata=skip"),
        ("file://", "file:///home/me/images?metadata=skip"),
        ("file://./state?no_tmp_dir=false", "file:///home/me/images/state?no_tmp_dir=false&metadata=skip"),
        ("file://../state", "file:///home/me/state?metadata=skip"),
        ("file:///state", "file:///state?metadata=skip"),
        ("file:///state?metadata=", "file:///state?metadata="),
        ("file://~/state", "file://~/state?metadata=skip"),
        ("azblob://state", None),
        ("https://api.pulumi.com", None),
    ],
)
def test_relative_backend_is_that_of_the_callers_folder(tmp_path: Path, backend: str, absolute: str | None) -> None:
    """It is made absolute as Pulumi does it, whether a variable or `pulumi login` has said it; others stay."""
    (tmp_path / "credentials.json").write_text(json.dumps({"current": backend, "accessTokens": {backend: ""}}))
    logged_in = {"PULUMI_HOME": str(tmp_path)}
    assert engine_environment({"PULUMI_BACKEND_URL": backend}, FOLDER).get("PULUMI_BACKEND_URL") == absolute
    assert engine_environment(logged_in, FOLDER).get("PULUMI_BACKEND_URL") == absolute
    assert not is_unreadable_login(logged_in)


def test_files_are_those_of_the_callers_folder(tmp_path: Path) -> None:
    """A passphrase's file, a token's file and Pulumi's home are found where the caller would find them."""
    variables = {"PULUMI_CONFIG_PASSPHRASE_FILE": "secret", "ARM_OIDC_TOKEN_FILE_PATH": "/token", "PULUMI_HOME": "home"}
    made = engine_environment(variables, tmp_path)
    assert made["PULUMI_CONFIG_PASSPHRASE_FILE"] == str(tmp_path / "secret")
    assert made["ARM_OIDC_TOKEN_FILE_PATH"] == variables["ARM_OIDC_TOKEN_FILE_PATH"]
    assert made["PULUMI_HOME"] == str(tmp_path / "home")
    assert "AZURE_CONFIG_DIR" not in made


def test_encrypted_login_is_asked_for(tmp_path: Path) -> None:
    """Pulumi may encrypt the file of its login: then it is asked, and only then."""
    logged_in = {"PULUMI_HOME": str(tmp_path)}
    assert not is_unreadable_login(logged_in)
    (tmp_path / "credentials.json").write_text('{"$pulumiSecureStore": 1, "data": "x"}')
    assert is_unreadable_login(logged_in)
    assert not is_unreadable_login({**logged_in, "PULUMI_BACKEND_URL": "file:///state"})
    made = engine_environment(logged_in, FOLDER, "file://./state")
    assert made["PULUMI_BACKEND_URL"] == "file:///home/me/images/state?metadata=skip"


@pytest.mark.end_to_end
@pytest.mark.xdist_group("fleet")
@pytest.mark.parametrize("login", ["", "file://./state"], ids=["variable", "login"])
def test_state_in_a_relative_folder_is_kept(local_pulumi: LocalPulumi, tmp_path: Path, login: str) -> None:
    """What a fleet has deployed is in the folder that plain Pulumi would use, and the next run knows it."""
    prefix, variable, folder = ("loggedin", "", "state") if login else ("relative", "file://.", ".")
    state = tmp_path / folder
    state.mkdir(exist_ok=True)
    local = local_pulumi.with_environment(
        {
            "PULUMI_BACKEND_URL": variable,
            "PULUMI_CREDENTIALS_PATH": "login",
            "COMPUTE_GALLERY_LOCAL_BACKEND": f"file://{state}",
        }
    )
    assert not login or local.run("login", login, cwd=tmp_path).returncode == 0
    fleet = FleetCommand(local, tmp_path / "fleet.yaml")
    fleet.write(fleet_document(prefix, None, {"a": definition(prefix, "1.0.0")}))
    done = fleet.run("up", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(fleet.states("preview").values()) == {"unchanged"}
    kept = {file.stem for file in (state / ".pulumi" / "stacks").rglob("*.json")}
    assert {prefix, f"{prefix}-a"} <= kept
    assert fleet.resources(f"{prefix}-a")
