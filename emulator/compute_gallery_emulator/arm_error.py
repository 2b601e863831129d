"""The refusal that Azure Resource Manager answers with: a status and {"error": {"code", "message", "target"}}."""

from collections.abc import Mapping

from compute_gallery_emulator.signatures import without_signature

__all__ = ["ArmError", "bad_request", "invalid_parameter", "missing_parameter", "property_change_not_allowed"]


class ArmError(Exception):
    """A request that is refused; the message is the one that a user reads.

    `status` is the HTTP status (400 to 499, or 503), `target` the path of the property or empty, `headers` go with the
    answer.
    """

    def __init__(
        self, status: int, code: str, message: str, *, target: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.target = target
        self.headers: dict[str, str] = dict(headers or {})

    def details(self) -> dict[str, str]:
        """Return code, message and, where there is one, target: the value of "error" in a body or in an operation.

        An address in the message that a client had signed is repeated without its signature.
        """
        error = {"code": self.code, "message": without_signature(self.message)}
        return error | {"target": self.target} if self.target else error


def invalid_parameter(target: str, message: str) -> ArmError:
    """Return the refusal of a value that was understood but is not allowed (recorded: 400 InvalidParameter)."""
    return ArmError(400, "InvalidParameter", message, target=target)


def missing_parameter(target: str) -> ArmError:
    """Return the refusal of a body without a required property."""
    return invalid_parameter(target, f"Required parameter '{target}' is missing (null).")


def bad_request(target: str, message: str) -> ArmError:
    """Return the refusal of a value of the wrong JSON type (azure-rest-api-specs#7215.

    400 BadRequest with a target).
    """
    return ArmError(400, "BadRequest", message, target=target)


def property_change_not_allowed(target: str) -> ArmError:
    """Return the refusal of a change to what is fixed at creation (seen as 409 PropertyChangeNotAllowed)."""
    return ArmError(409, "PropertyChangeNotAllowed", f"Changing property '{target}' is not allowed.", target=target)
