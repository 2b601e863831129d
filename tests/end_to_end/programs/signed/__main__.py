"""SAS tokens wherever one can stand: in what Azure takes, in mistakes, in plain azure-native and through the plugin."""

from typing import Any

import pulumi

from pulumi_azure_compute_gallery import Gallery, ImageVersion

config = pulumi.Config()
PLACE = {"resource_group_name": "myGalleryRG", "location": "chinaeast2"}
GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/myResourceGroup"
ACCOUNT = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/mystorageaccount"
BLOBS = "https://mystorageaccount.blob.core.chinacloudapi.cn/vhds"


def address(blob: str) -> str:
    """The address of a blob, with a token that says where it stands."""
    return f"{BLOBS}/{blob}.vhd?sv=2026-02-06&sr=b&sp=r&sig=PLANTED{blob}%3D"


def vhd(uri: Any) -> dict[str, Any]:  # noqa: ANN401 any kind of input
    """A VHD as a source."""
    return {"vhd": {"uri": uri, "storage_account": ACCOUNT}}


def version(os_disk: object, *disks: object, **more: object) -> dict[str, Any]:
    """A version made from VHDs."""
    data = [{"lun": lun, "source": vhd(uri)} for lun, uri in enumerate(disks)]
    return {"source": vhd(os_disk), "data_disks": data, "target_regions": [{"name": "chinaeast2"}], **more}


def gallery(name: str, versions: dict[str, Any], **more: object) -> Gallery:
    """A gallery with one definition."""
    ubuntu = {
        "os_type": "Linux",
        "os_state": "Generalized",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
        "versions": versions,
    }
    args: Any = {"gallery_name": name, **PLACE, "definitions": {"ubuntu": ubuntu}, **more}
    return Gallery(name, args)


def taken() -> None:
    """What Azure takes: of the config, of the program, known later, in plain text, and where none belongs."""
    uploaded = pulumi.Output.from_input("uploaded").apply(address)
    versions = {
        "1.0.0": version(config.require_secret("token"), address("plain"), uploaded),
        "1.1.0": version(
            pulumi.Output.secret(address("secret")),
            pulumi.Output.from_input({"uri": address("part")})["uri"],
            tags={"made-from": address("tag"), "round": config.get("round") or "1"},
        ),
    }
    images = gallery("signed", versions, description=f"from {address('description')}")
    pulumi.export("catalogue", images.catalogue)
    pulumi.export("summary", images.summary)


def mistakes() -> None:
    """What is refused, each at its component."""
    alone = {"gallery_name": "signed", "image_definition_name": "ubuntu", **PLACE, "version": "2.0.0"}
    for place, change in {
        "field": {"source": {"snapshot_id": address("field")}},
        "number": {"version": address("number")},
        "argument": {address("argument"): True},
        "scheme": {"source": vhd(address("scheme").replace("https", "ftp"))},
        "region": {"target_regions": [{"name": address("region")}]},
        "disks": {"data_disks": [{"lun": 0, "source": vhd(address("twice"))}], "source": vhd(address("twice"))},
        "kind": {"data_disks": address("kind")},
        "late": {"source": vhd(pulumi.Output.secret(address("late").replace("https", "ftp")))},
    }.items():
        args: Any = version(address("os")) | alone | change
        ImageVersion(place, args)
    gallery("nested", {address("key"): version(address("os"))})
    pulumi.export("never", None)


def raw() -> None:
    """Plain azure-native, with the same blob twice: the policy pack refuses it, and so does Azure."""
    uri = pulumi.Output.secret(address("raw"))
    source = {"source": {"uri": uri, "storageAccountId": ACCOUNT}}
    inputs: dict[str, Any] = {
        "galleryName": "signed",
        "galleryImageName": "ubuntu",
        "galleryImageVersionName": "3.0.0",
        "resourceGroupName": "myGalleryRG",
        "location": "chinaeast2",
        "publishingProfile": {"targetRegions": [{"name": "China East 2"}]},
        "storageProfile": {"osDiskImage": source, "dataDiskImages": [{"lun": 0, **source}]},
    }
    pulumi.CustomResource("azure-native:compute:GalleryImageVersion", "raw", inputs)


def plugin() -> None:
    """The same components from another language."""
    os_disk = {"vhd": {"uri": address("plugin"), "storageAccount": ACCOUNT}}
    number = {"source": os_disk, "targetRegions": [{"name": "chinaeast2"}], "tags": {"from": address("plugintag")}}
    ubuntu = {
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "22_04"},
        "versions": {"1.0.0": number},
    }
    args = {
        "galleryName": "plugged",
        "resourceGroupName": "myGalleryRG",
        "location": "chinaeast2",
        "definitions": {"ubuntu": ubuntu},
    }
    pulumi.ComponentResource("azure-compute-gallery:index:Gallery", "plugged", args, remote=True)


{"taken": taken, "mistakes": mistakes, "raw": raw, "plugin": plugin}[config.get("kind") or "taken"]()
