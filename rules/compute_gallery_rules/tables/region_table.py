"""The regions of Azure, as data.

Sources: Azure's region list (learn.microsoft.com/azure/reliability/regions-list, September 2025), the notes there on
availability zones, docs.azure.cn for the regions of Azure China, and Azure Government's region names. S26.
"""

__all__ = ["CHINA", "PUBLIC", "US_GOVERNMENT", "WITH_ZONES"]

PUBLIC = """
Australia Central, Australia Central 2, Australia East, Australia Southeast, Austria East, Belgium Central, Brazil
South, Brazil Southeast, Canada Central, Canada East, Central India, Central US, Central US EUAP, Chile Central, Denmark
East, East Asia, East US, East US 2, East US 2 EUAP, France Central, France South, Germany North, Germany West Central,
Indonesia Central, Israel Central, Italy North, Japan East, Japan West, Jio India Central, Jio India West, Korea
Central, Korea South, Malaysia West, Mexico Central, New Zealand North, North Central US, North Europe, Norway East,
Norway West, Poland Central, Qatar Central, South Africa North, South Africa West, South Central US, South India,
Southeast Asia, Spain Central, Sweden Central, Sweden South, Switzerland North, Switzerland West, UAE Central, UAE
North, UK South, UK West, West Central US, West Europe, West India, West US, West US 2, West US 3
"""
CHINA = "China East, China East 2, China East 3, China North, China North 2, China North 3"
US_GOVERNMENT = "US DoD Central, US DoD East, US Gov Arizona, US Gov Iowa, US Gov Texas, US Gov Virginia"

WITH_ZONES = """
Australia East, Austria East, Belgium Central, Brazil South, Canada Central, Central India, Central US, Chile Central,
China North 3, Denmark East, East Asia, East US, East US 2, East US 2 EUAP, France Central, Germany West Central,
Indonesia Central, Israel Central, Italy North, Japan East, Japan West, Korea Central, Malaysia West, Mexico Central,
New Zealand North, North Europe, Norway East, Poland Central, Qatar Central, South Africa North, South Central US,
Southeast Asia, Spain Central, Sweden Central, Switzerland North, UAE North, UK South, US Gov Virginia, West Europe,
West US 2, West US 3
"""
