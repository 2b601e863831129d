"""The provider plugin of the local stack: what Pulumi's engine starts as `pulumi-resource-azure-native`.

It speaks the engine's gRPC protocol (`pulumirpc.ResourceProvider`) and sends Azure Resource Manager requests to a
running emulator. It behaves as the official plugin does, so that a stack tried against the emulator meets no
surprise in Azure: the shape of inputs and outputs, the difference that makes an update or a replacement, names,
refresh, import and errors.
"""
