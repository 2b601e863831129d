"""The engine's calls about the plugin as a whole: handshake, configuration, schema, functions and the end."""

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2

from compute_gallery_emulator.provider.arm_client import AzureError
from compute_gallery_emulator.provider.configuration import PLUGIN_VERSION
from compute_gallery_emulator.provider.failures import AbortContext, readable
from compute_gallery_emulator.provider.functions import GET_CLIENT_CONFIG, client_config, getter_of, getter_query
from compute_gallery_emulator.provider.sas import sas_marks
from compute_gallery_emulator.provider.schema import package_schema
from compute_gallery_emulator.provider.session import Session
from compute_gallery_emulator.provider.shapes import response_outputs
from compute_gallery_emulator.provider.values import decode, encode

__all__ = ["PluginCalls"]

_NOT_FOUND = 404


class PluginCalls:
    """Answers about the plugin, in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @readable
    async def Handshake(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.ProviderHandshakeRequest, _context: AbortContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        """Return what the plugin understands: secrets, but neither typed resources nor outputs among inputs."""
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True, supports_autonaming_configuration=True)

    @readable
    async def Attach(  # noqa: N802 - the protocol's name
        self, request: plugin_pb2.PluginAttach, _context: AbortContext
    ) -> empty_pb2.Empty:
        """Take the address of an engine that did not start the plugin itself."""
        self._session.log.connect(request.address)
        return empty_pb2.Empty()

    @readable
    async def GetPluginInfo(  # noqa: N802 - the protocol's name
        self, _request: empty_pb2.Empty, _context: AbortContext
    ) -> plugin_pb2.PluginInfo:
        """Return the version of the official plugin that this one stands in for."""
        return plugin_pb2.PluginInfo(version=PLUGIN_VERSION)

    @readable
    async def GetSchema(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.GetSchemaRequest, _context: AbortContext
    ) -> provider_pb2.GetSchemaResponse:
        """Return the schema of the types that the plugin knows."""
        return provider_pb2.GetSchemaResponse(schema=package_schema())

    @readable
    async def CheckConfig(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.CheckRequest, _context: AbortContext
    ) -> provider_pb2.CheckResponse:
        """Return the configuration as it is."""
        return provider_pb2.CheckResponse(inputs=request.news)

    @readable
    async def DiffConfig(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.DiffRequest, _context: AbortContext
    ) -> provider_pb2.DiffResponse:
        """Leave the comparison of configurations to the engine."""
        return provider_pb2.DiffResponse()

    @readable
    async def Configure(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.ConfigureRequest, _context: AbortContext
    ) -> provider_pb2.ConfigureResponse:
        """Take the configuration, or refuse to work."""
        self._session.configure(request.variables)
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

    @readable
    async def Invoke(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.InvokeRequest, _context: AbortContext
    ) -> provider_pb2.InvokeResponse:
        """Read a resource for the program, or tell it who it is."""
        if request.tok == GET_CLIENT_CONFIG:
            answer = client_config(self._session.configuration.subscription_id)
        else:
            row = getter_of(request.tok)
            arguments = decode(request.args)
            id_ = self._session.id_of(row, arguments)
            response = await self._session.resource(row, id_).read(**getter_query(arguments))
            if response is None:
                raise AzureError(_NOT_FOUND, "ResourceNotFound", f"The resource {id_} was not found.")
            answer = response_outputs(row, response)
        # The keyword is Python's own, so the message is filled in two steps.
        result = provider_pb2.InvokeResponse()
        getattr(result, "return").CopyFrom(encode(answer, sas_marks(answer)))
        return result

    @readable
    async def GetMapping(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.GetMappingRequest, _context: AbortContext
    ) -> provider_pb2.GetMappingResponse:
        """Return nothing: there is no other ecosystem to convert from."""
        return provider_pb2.GetMappingResponse()

    @readable
    async def GetMappings(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.GetMappingsRequest, _context: AbortContext
    ) -> provider_pb2.GetMappingsResponse:
        """Return nothing: there is no other ecosystem to convert from."""
        return provider_pb2.GetMappingsResponse()

    @readable
    async def Cancel(  # noqa: N802 - the protocol's name
        self, _request: empty_pb2.Empty, _context: AbortContext
    ) -> empty_pb2.Empty:
        """End all operations."""
        self._session.cancel()
        return empty_pb2.Empty()

    async def Parameterize(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.ParameterizeRequest, context: AbortContext
    ) -> provider_pb2.ParameterizeResponse:
        """Refuse: the table of resource types is fixed."""
        await _unimplemented(context, "Parameterize")
        return provider_pb2.ParameterizeResponse()

    async def Construct(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.ConstructRequest, context: AbortContext
    ) -> provider_pb2.ConstructResponse:
        """Refuse: azure-native has no components."""
        await _unimplemented(context, "Construct")
        return provider_pb2.ConstructResponse()

    async def Call(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.CallRequest, context: AbortContext
    ) -> provider_pb2.CallResponse:
        """Refuse: azure-native has no methods."""
        await _unimplemented(context, "Call")
        return provider_pb2.CallResponse()

    async def List(  # noqa: N802 - the protocol's name
        self, _request: provider_pb2.ListRequest, context: AbortContext
    ) -> None:
        """Refuse: listing resources is not part of the stand-in."""
        await _unimplemented(context, "List")


async def _unimplemented(context: AbortContext, call: str) -> None:
    await context.abort(grpc.StatusCode.UNIMPLEMENTED, f"the stand-in plugin of the local stack has no {call}")
