"""In the place of `packer build`, which needs Azure: the request by which Packer creates the managed image.

python build_on_emulator.py IMAGE_NAME RESOURCE_GROUP
"""

import os
import sys

import httpx


def main(name: str, resource_group: str) -> None:
    """Ask the emulator that the environment names. Raises HTTPStatusError where it refuses."""
    group = f"/subscriptions/{os.environ['ARM_SUBSCRIPTION_ID']}/resourceGroups/{resource_group}"
    disk = {"osType": "Linux", "osState": "Generalized", "blobUri": f"https://built.blob.example/images/{name}.vhd"}
    httpx.put(
        f"{os.environ['COMPUTE_GALLERY_EMULATOR']}{group}/providers/Microsoft.Compute/images/{name}",
        params={"api-version": "2024-07-01"},
        json={
            "location": "chinaeast2",
            "properties": {"hyperVGeneration": "V1", "storageProfile": {"osDisk": disk}},
        },
        trust_env=False,
    ).raise_for_status()


if __name__ == "__main__":
    main(*sys.argv[1:])
