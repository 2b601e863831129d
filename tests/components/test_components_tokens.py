"""A SAS token is registered as a secret wherever it stands, and the stack's file is warned of."""

import json
from typing import Any

import pytest

from pulumi_azure_compute_gallery import Gallery, gallery_args_from_config
from pulumi_azure_compute_gallery.arguments import stack_config
from tests.components.component_run import Run, run_program
from tests.components.test_stack_config import KEY, version

SIGNED = "https://account.blob.core.chinacloudapi.cn/vhds/os.vhd?sv=2026-02-06&sig=PLANTED%3D"
ACCOUNT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/account"


def with_tokens() -> dict[str, Any]:
    """A tree with a token in each text that goes to Azure."""
    vhd = {"vhd": {"uri": SIGNED, "storageAccount": ACCOUNT}}
    data = {"vhd": {"uri": SIGNED.replace("os.vhd", "data.vhd"), "storageAccount": ACCOUNT}}
    tree = version(source=vhd, dataDisks=[{"lun": 0, "source": data}], tags={"from": SIGNED})
    definition = tree["definitions"]["ubuntu"]
    definition |= {"osState": "Generalized", "description": SIGNED, "tags": {"from": f"see {SIGNED}"}}
    return tree | {"description": f"from {SIGNED}", "tags": {"from": SIGNED, "plain": "x"}}


def run(tree: object) -> Run:
    """Run the project's own program with a config."""
    return run_program(lambda: Gallery("images", gallery_args_from_config()), config={KEY: json.dumps(tree)})


def test_tokens_are_registered_as_secrets() -> None:
    """Each text with a token reaches the engine as a secret, and what has none does not."""
    done = run(with_tokens()).succeeded()
    secrets = {one.name: one.secrets for one in done.custom}
    assert secrets == {
        "images-gallery": {"description", "tags.from"},
        "images-ubuntu-definition": {"description", "tags.from"},
        "images-ubuntu-1.0.0-version": {
            "storageProfile.osDiskImage.source.uri",
            "storageProfile.dataDiskImages[0].source.uri",
            "tags.from",
        },
    }
    assert "PLANTED" not in json.dumps(done.outputs)


def test_a_token_in_a_key_names_nothing() -> None:
    """A key with a token in it is refused, and no component that the state would keep is called after it."""
    tree = version()
    tree["definitions"][SIGNED] = tree["definitions"].pop("ubuntu")
    done = run(tree)
    assert "os.vhd?..." in done.refused()[0]
    told = [*(one.urn for one in done.registered), *(text for _, text, _ in done.logs)]
    assert [text for text in told if "PLANTED" in text] == []


def test_a_token_in_plain_text_in_the_stacks_file_is_warned_of() -> None:
    """Each is told by its place, without the token, and with what to write instead."""
    done = run(with_tokens()).succeeded()
    place = f"config {KEY}: definitions.ubuntu.versions.1.0.0.dataDisks[0].source.vhd.uri: "
    (told,) = [text for text in done.warnings if text.startswith(place)]
    assert '"https://account.blob.core.chinacloudapi.cn/vhds/data.vhd?..." carries a SAS token in plain text' in told
    assert "`pulumi config set --secret --path`" in told
    assert len([text for text in done.warnings if "in plain text" in text]) == 7


def test_an_encrypted_config_is_not_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pulumi has encrypted in the file is as it should be."""
    monkeypatch.setattr(stack_config, "is_config_secret", lambda key: key == KEY)
    assert [text for text in run(with_tokens()).succeeded().warnings if "in plain text" in text] == []
