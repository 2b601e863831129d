"""A blob's address that a client has signed: read once, and neither kept nor repeated."""

import pytest

from compute_gallery_emulator.signatures import without_signature
from tests.emulator.emulator_harness import COMPUTE, GROUP, Arm, version_body

BLOB = "https://account.blob.core.chinacloudapi.cn/vhds/os.vhd"
SIGNED = f"{BLOB}?sv=2026-02-06&sig=PLANTED%3D"


def account(arm: Arm) -> str:
    """Create a storage account; return its id."""
    body = {"location": "chinaeast2", "kind": "StorageV2", "sku": {"name": "Standard_LRS"}}
    path = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/account"
    arm("PUT", path, body, api="2024-01-01")
    return path


def test_signature_is_not_kept(arm: Arm) -> None:
    """A version and a managed image answer the address without it; a PUT with another signature is no change."""
    definition = arm.create_definition(arm.create_gallery())
    source = {"uri": SIGNED, "storageAccountId": account(arm)}
    body = version_body({"osDiskImage": {"source": source}})
    made = arm.done("PUT", f"{definition}/versions/1.0.0", body)
    assert made["properties"]["storageProfile"]["osDiskImage"]["source"]["uri"] == BLOB
    source["uri"] = f"{BLOB}?sig=PLANTEDanew"
    again = arm.done("PUT", f"{definition}/versions/1.0.0", body)
    assert "PLANTED" not in str(again)
    image = {"storageProfile": {"osDisk": {"osType": "Linux", "osState": "Generalized", "blobUri": SIGNED}}}
    arm.done("PUT", f"{COMPUTE}/images/signed", {"location": "chinaeast2", "properties": image})
    assert "PLANTED" not in arm("GET", f"{COMPUTE}/images/signed").text


def test_refusal_repeats_no_signature(arm: Arm) -> None:
    """Azure's message on two disks from one blob names the blob; one in the place of an id is named too."""
    definition = arm.create_definition(arm.create_gallery())
    source = {"source": {"uri": SIGNED, "storageAccountId": account(arm)}}
    for storage in (
        {"osDiskImage": source, "dataDiskImages": [{"lun": 0, **source}]},
        {"source": {"id": SIGNED}},
    ):
        refused = arm("PUT", f"{definition}/versions/1.0.0", version_body(storage))
        assert refused.status_code == 400
        assert BLOB in refused.text
        assert "PLANTED" not in refused.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"blob {SIGNED}.", f"blob {BLOB}"),
        (f"'{SIGNED}' and '{SIGNED}'", f"'{BLOB}' and '{BLOB}'"),
        (f"{BLOB}?snapshot=2026-01-01T00:00:00Z", f"{BLOB}?snapshot=2026-01-01T00:00:00Z"),
        (f"{BLOB}?SIG=x", BLOB),
        ("is this signed? sig=no", "is this signed? sig=no"),
    ],
)
def test_only_what_is_signed_loses_its_query(text: str, shown: str) -> None:
    """Each signed address in a text is cut at its query; a snapshot's is kept."""
    assert without_signature(text) == shown
