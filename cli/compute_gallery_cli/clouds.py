"""The Azure clouds: where each is asked, and where one signs in."""

from dataclasses import dataclass
from typing import Final

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_rules import Cloud, printable, suggestion

__all__ = ["CLOUDS", "AzureCloud", "cloud_named"]


@dataclass(frozen=True, slots=True)
class AzureCloud:
    """One cloud."""

    cloud: Cloud
    title: str
    resource_manager: str
    """Address of Azure Resource Manager."""
    audience: str
    """What a token for Azure Resource Manager is asked for."""
    authority: str
    """Host of the sign-in."""
    names: tuple[str, ...]
    """Its names: azure-native's, that of the Azure CLI, and those of other tools."""


CLOUDS: Final = (
    AzureCloud(
        Cloud.PUBLIC,
        "Azure",
        "https://management.azure.com",
        "https://management.azure.com",
        "login.microsoftonline.com",
        ("public", "AzureCloud", "AzurePublicCloud"),
    ),
    AzureCloud(
        Cloud.CHINA,
        "Azure China",
        "https://management.chinacloudapi.cn",
        "https://management.chinacloudapi.cn",
        "login.chinacloudapi.cn",
        ("china", "AzureChinaCloud"),
    ),
    AzureCloud(
        Cloud.US_GOVERNMENT,
        "Azure US Government",
        "https://management.usgovcloudapi.net",
        "https://management.core.usgovcloudapi.net",
        "login.microsoftonline.us",
        ("usgovernment", "AzureUSGovernment", "AzureUSGovernmentCloud"),
    ),
)
"""All clouds. Source: Azure's pages "Azure China: check endpoints" and "Compare Azure Government and global Azure".

A test compares them with `get_arm_endpoints` of azure-mgmt-core and `AzureAuthorityHosts` of azure-identity, which take
half a second to import."""


def cloud_named(name: str) -> AzureCloud:
    """Return the cloud of a name, in any casing. Raises GalleryError for a name of none."""
    wanted = name.strip().lower()
    for cloud in CLOUDS:
        if wanted in {each.lower() for each in cloud.names}:
            return cloud
    allowed = [cloud.names[0] for cloud in CLOUDS]
    meant = suggestion(name, allowed)
    advice = f' Write "{meant}".' if meant else ""
    text = f"cloud: {printable(name)} is no Azure cloud. Allowed: {', '.join(allowed)}.{advice}"
    raise GalleryError(text, ExitStatus.USAGE)
