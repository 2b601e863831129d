"""One request to Azure Resource Manager, read off the wire."""

from collections.abc import Mapping
from dataclasses import dataclass

from compute_gallery_emulator.arm_error import ArmError
from compute_gallery_emulator.json_values import JsonObject, parse_body

__all__ = ["ArmRequest"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArmRequest:
    """`query` has lower-case names.

    `base` is the scheme and host by which the client came, without a trailing slash.
    """

    method: str
    raw_path: bytes
    query: Mapping[str, str]
    content_type: str
    content: bytes
    base: str
    request_id: str

    def body(self) -> JsonObject:
        """Return the JSON body; raises `ArmError` where it is not JSON (400) or not sent as JSON (415)."""
        media_type = self.content_type.split(";", 1)[0].strip().lower()
        if self.content and media_type not in {"application/json", "text/json"}:
            shown = ascii(media_type[:80])
            message = f"The content media type {shown} is not supported. Only 'application/json' is supported."
            raise ArmError(415, "UnsupportedMediaType", message)
        return parse_body(self.content)
