"""The engine's calls about one resource: Check, Diff, Create, Read, Update and Delete."""

from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import provider_pb2

from compute_gallery_emulator.json_values import JsonObject
from compute_gallery_emulator.provider.addresses import parse_resource_id
from compute_gallery_emulator.provider.differences import Change, input_changes
from compute_gallery_emulator.provider.failures import AbortContext, InitializationFailedError, readable
from compute_gallery_emulator.provider.naming import CREATE_BEFORE_DELETE, Autonaming, assigned_name
from compute_gallery_emulator.provider.preview import preview_outputs
from compute_gallery_emulator.provider.projection import imported_inputs, refreshed_inputs
from compute_gallery_emulator.provider.resource_types import ResourceType, find_resource_type
from compute_gallery_emulator.provider.resources import PartialFailureError
from compute_gallery_emulator.provider.sas import sas_marks
from compute_gallery_emulator.provider.session import Session
from compute_gallery_emulator.provider.shapes import response_outputs
from compute_gallery_emulator.provider.validation import input_failures
from compute_gallery_emulator.provider.values import InvalidValueError, decode, encode, marks_like, secret_marks

__all__ = ["ResourceCalls"]

_AUTONAMING = provider_pb2.CheckRequest.AutonamingOptions
_KINDS = {
    ("add", False): provider_pb2.PropertyDiff.ADD,
    ("add", True): provider_pb2.PropertyDiff.ADD_REPLACE,
    ("delete", False): provider_pb2.PropertyDiff.DELETE,
    ("delete", True): provider_pb2.PropertyDiff.DELETE_REPLACE,
    ("update", False): provider_pb2.PropertyDiff.UPDATE,
    ("update", True): provider_pb2.PropertyDiff.UPDATE_REPLACE,
}


def _row(urn: str) -> ResourceType:
    # urn:pulumi:STACK::PROJECT::[PARENT$]TYPE::NAME
    qualified = urn.split("::")[2] if urn.count("::") > 1 else urn
    return find_resource_type(qualified.rpartition("$")[2])


def _logical_name(urn: str) -> str:
    return urn.split("::", 3)[-1]


def _sealed(values: JsonObject, *like: struct_pb2.Struct) -> struct_pb2.Struct:
    """Return the values as a struct in which secret is what is secret in one of the others, or carries a SAS."""
    return encode(values, marks_like(sas_marks(values), *(secret_marks(struct) for struct in like)))


def _autonaming(request: provider_pb2.CheckRequest) -> Autonaming | None:
    if not request.HasField("autonaming"):
        return None
    mode = request.autonaming.mode
    if mode == _AUTONAMING.DISABLE:
        return Autonaming("disable", "")
    return Autonaming("enforce" if mode == _AUTONAMING.ENFORCE else "propose", request.autonaming.proposed_name)


def _difference(changes: list[Change], *, delete_first: bool) -> provider_pb2.DiffResponse:
    kinds = provider_pb2.DiffResponse
    detailed = {
        change.path: provider_pb2.PropertyDiff(kind=_KINDS[change.kind, change.replaces], inputDiff=True)
        for change in changes
    }
    replaces = [change.path for change in changes if change.replaces]
    return provider_pb2.DiffResponse(
        changes=kinds.DIFF_SOME if changes else kinds.DIFF_NONE,
        replaces=replaces,
        deleteBeforeReplace=bool(replaces) and delete_first,
        diffs=list(dict.fromkeys(change.property for change in changes)),
        detailedDiff=detailed,
        hasDetailedDiff=True,
    )


class ResourceCalls:
    """Answers about resources, in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @readable
    async def Check(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.CheckRequest, _context: AbortContext
    ) -> provider_pb2.CheckResponse:
        """Return the inputs with a name, a region and the API version, or what is wrong with them."""
        row = _row(request.urn)
        old = decode(request.olds)
        try:
            inputs = decode(request.news)
        except InvalidValueError as error:
            return provider_pb2.CheckResponse(failures=[provider_pb2.CheckFailure(reason=str(error))])
        if row.name_parameter not in inputs:
            name = _logical_name(request.urn)
            inputs.update(assigned_name(row, name, request.randomSeed, old, _autonaming(request)))
        if "location" in row.body and "location" not in inputs:
            location = await self._session.default_location(old, inputs)
            if location is not None:
                inputs["location"] = location
        inputs.setdefault("azureApiVersion", row.api_version)
        failures = [
            provider_pb2.CheckFailure(property=path, reason=reason) for path, reason in input_failures(row, inputs)
        ]
        return provider_pb2.CheckResponse(inputs=_sealed(inputs, request.news), failures=failures)

    @readable
    async def Diff(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.DiffRequest, _context: AbortContext
    ) -> provider_pb2.DiffResponse:
        """Return what changed between old and new inputs."""
        row = _row(request.urn)
        old, held, new = decode(request.old_inputs), decode(request.olds), decode(request.news)
        if "azureApiVersion" not in old and "azureApiVersion" in held:
            # An imported resource has no API version among its inputs yet.
            old["azureApiVersion"] = held["azureApiVersion"]
        return _difference(input_changes(row, old, new), delete_first=old.get(CREATE_BEFORE_DELETE) is not True)

    @readable
    async def Create(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.CreateRequest, _context: AbortContext
    ) -> provider_pb2.CreateResponse:
        """Create the resource, or show what it will look like."""
        row = _row(request.urn)
        inputs = decode(request.properties)
        if request.preview:
            return provider_pb2.CreateResponse(properties=_sealed(preview_outputs(row, inputs, {}), request.properties))
        id_ = self._session.id_of(row, inputs)
        try:
            given, outputs = await self._session.resource(row, id_, request.urn, request.timeout).create(inputs)
        except PartialFailureError as error:
            held = _sealed(error.outputs, request.properties)
            raise InitializationFailedError(error.id, held, request.properties, str(error)) from error
        return provider_pb2.CreateResponse(id=given, properties=_sealed(outputs, request.properties))

    @readable
    async def Read(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.ReadRequest, _context: AbortContext
    ) -> provider_pb2.ReadResponse:
        """Return what Azure holds, for refresh and import; an empty answer when the resource is gone."""
        row = _row(request.urn)
        parse_resource_id(row, request.id)
        response = await self._session.resource(row, request.id, request.urn, request.timeout).read()
        if response is None:
            return provider_pb2.ReadResponse()
        outputs = response_outputs(row, response)
        if request.inputs.fields:
            inputs = refreshed_inputs(row, decode(request.inputs), decode(request.properties), outputs)
        else:
            inputs = imported_inputs(row, request.id, outputs)
        known = (request.inputs, request.properties)
        return provider_pb2.ReadResponse(
            id=request.id, properties=_sealed(outputs, *known), inputs=_sealed(inputs, *known)
        )

    @readable
    async def Update(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.UpdateRequest, _context: AbortContext
    ) -> provider_pb2.UpdateResponse:
        """Update the resource, or show what it will look like."""
        row = _row(request.urn)
        inputs = decode(request.news)
        if request.preview:
            outputs = preview_outputs(row, inputs, decode(request.olds))
            return provider_pb2.UpdateResponse(properties=_sealed(outputs, request.news))
        resource = self._session.resource(row, request.id, request.urn, request.timeout)
        try:
            outputs = await resource.update(inputs)
        except PartialFailureError as error:
            held = _sealed(error.outputs, request.news)
            raise InitializationFailedError(error.id, held, request.news, str(error)) from error
        return provider_pb2.UpdateResponse(properties=_sealed(outputs, request.news))

    @readable
    async def Delete(  # noqa: N802 - the protocol's name
        self, request: provider_pb2.DeleteRequest, _context: AbortContext
    ) -> empty_pb2.Empty:
        """Delete the resource; one that is gone already is a success."""
        row = _row(request.urn)
        await self._session.resource(row, request.id, request.urn, request.timeout).delete()
        return empty_pb2.Empty()
