"""The regions of Azure's clouds: canonical names, as a location has them, and display names, as target regions do.

Source: `az account list-locations` of the three clouds; EUAP regions as in the recorded conversations.
"""

import re

__all__ = ["REGIONS", "canonical_region", "display_region", "operation_region"]

REGIONS: dict[str, str] = {
    # Azure China
    "chinaeast": "China East",
    "chinaeast2": "China East 2",
    "chinaeast3": "China East 3",
    "chinanorth": "China North",
    "chinanorth2": "China North 2",
    "chinanorth3": "China North 3",
    # Azure US Government
    "usdodcentral": "US DoD Central",
    "usdodeast": "US DoD East",
    "usgovarizona": "US Gov Arizona",
    "usgoviowa": "US Gov Iowa",
    "usgovtexas": "US Gov Texas",
    "usgovvirginia": "US Gov Virginia",
    # Azure
    "australiacentral": "Australia Central",
    "australiacentral2": "Australia Central 2",
    "australiaeast": "Australia East",
    "australiasoutheast": "Australia Southeast",
    "austriaeast": "Austria East",
    "belgiumcentral": "Belgium Central",
    "brazilsouth": "Brazil South",
    "brazilsoutheast": "Brazil Southeast",
    "canadacentral": "Canada Central",
    "canadaeast": "Canada East",
    "centralindia": "Central India",
    "centralus": "Central US",
    "centraluseuap": "Central US EUAP",
    "chilecentral": "Chile Central",
    "denmarkeast": "Denmark East",
    "eastasia": "East Asia",
    "eastus": "East US",
    "eastus2": "East US 2",
    "eastus2euap": "East US 2 EUAP",
    "francecentral": "France Central",
    "francesouth": "France South",
    "germanynorth": "Germany North",
    "germanywestcentral": "Germany West Central",
    "indonesiacentral": "Indonesia Central",
    "israelcentral": "Israel Central",
    "italynorth": "Italy North",
    "japaneast": "Japan East",
    "japanwest": "Japan West",
    "jioindiacentral": "Jio India Central",
    "jioindiawest": "Jio India West",
    "koreacentral": "Korea Central",
    "koreasouth": "Korea South",
    "malaysiawest": "Malaysia West",
    "mexicocentral": "Mexico Central",
    "newzealandnorth": "New Zealand North",
    "northcentralus": "North Central US",
    "northeurope": "North Europe",
    "norwayeast": "Norway East",
    "norwaywest": "Norway West",
    "polandcentral": "Poland Central",
    "qatarcentral": "Qatar Central",
    "southafricanorth": "South Africa North",
    "southafricawest": "South Africa West",
    "southcentralus": "South Central US",
    "southeastasia": "Southeast Asia",
    "southindia": "South India",
    "spaincentral": "Spain Central",
    "swedencentral": "Sweden Central",
    "swedensouth": "Sweden South",
    "switzerlandnorth": "Switzerland North",
    "switzerlandwest": "Switzerland West",
    "uaecentral": "UAE Central",
    "uaenorth": "UAE North",
    "uksouth": "UK South",
    "ukwest": "UK West",
    "westcentralus": "West Central US",
    "westeurope": "West Europe",
    "westindia": "West India",
    "westus": "West US",
    "westus2": "West US 2",
    "westus3": "West US 3",
}
"""Canonical name to display name."""

_SPACES = re.compile(r"[\s\u00a0]+")


def canonical_region(name: str) -> str:
    """Return the canonical form of a region's name: "China East 2" and "ChinaEast2" are both chinaeast2."""
    return _SPACES.sub("", name).lower()


def display_region(name: str) -> str:
    """Return the display name of a region in any form.

    A region that is not in the table is returned as it was given.
    """
    return REGIONS.get(canonical_region(name), name)


_IN_OPERATIONS = {"centraluseuap": "CentralUSEUAP", "eastus2euap": "EastUS2EUAP"}


def operation_region(name: str) -> str:
    """Return a canonical name in the casing that addresses of operations have (recorded)."""
    return _IN_OPERATIONS.get(name, name)
