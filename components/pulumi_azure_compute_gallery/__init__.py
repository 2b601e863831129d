"""Azure Compute Gallery for Pulumi: galleries, image definitions and image versions as components."""
