"""A stand-in for Azure Resource Manager's compute galleries, and the Pulumi provider plugin that talks to it."""
