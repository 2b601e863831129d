"""The plugin talks HTTPS to an emulator whose authority it is told to trust."""

from pathlib import Path

import grpc
import pytest

from tests.emulator.provider.plugin_process import error_text, running_emulator, running_plugin


def test_an_emulator_with_https_is_trusted_through_its_authority(tmp_path: Path) -> None:
    """SSL_CERT_FILE names the authority; without it nothing is sent."""
    authority = str(tmp_path / "ca.pem")
    group = "azure-native:resources:ResourceGroup"
    inputs = {"resourceGroupName": "rg", "location": "chinaeast2"}
    with running_emulator(tmp_path / "data.db", "--https", "--ca-file", authority, replication_seconds=0) as address:
        assert address.startswith("https://")
        with running_plugin(address, {"SSL_CERT_FILE": authority}) as plugin:
            plugin.configure()
            assert plugin.create(group, "rg", {**inputs})[0].endswith("/resourceGroups/rg")
        with running_plugin(address, {"SSL_CERT_FILE": ""}) as plugin:
            plugin.configure()
            with pytest.raises(grpc.RpcError) as caught:
                plugin.create(group, "rg2", {**inputs, "resourceGroupName": "rg2"})
            assert "does not answer" in error_text(caught.value)
