"""A stand-in for Azure Resource Manager's compute galleries on the loopback, and the Pulumi provider plugin that talks to it."""
