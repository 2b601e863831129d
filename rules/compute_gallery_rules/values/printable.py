"""How a value is printed in a message: on one line, short, and never with a secret."""

import re
from collections.abc import Mapping

from compute_gallery_rules.values.unknown import Unknown

__all__ = ["MISSING", "carries_token", "escaped", "printable", "shortened", "without_secret"]

MISSING = "(missing)"
MAX_CHARACTERS = 200
MAX_NUMBER_BITS = 128
# A shared access signature is a query string. It is cut off with everything behind it, whether or not the address is
# well formed.
SECRET = re.compile(
    r"\?.*|[&;]?\b(?:sig|se|sp|sv|accountkey|sharedaccesssignature)(?:=|%3d).*", re.IGNORECASE | re.DOTALL
)
TOKEN = re.compile(r"\b(?:sig|skoid|accountkey|sharedaccesssignature)(?:=|%3d)", re.IGNORECASE)
USER_INFO = re.compile(r"(?<=//)[^/@]*@")


def printable(value: object) -> str:
    """Print a value for a message.

    Texts are quoted, cut after 200 characters, and lose a query string (which may hold a SAS token) and a user before a
    host. Of lists, mappings and anything else only the kind is printed.
    """
    match value:
        case None:
            shown = MISSING
        case Unknown():
            shown = repr(value)
        case bool():
            shown = "true" if value else "false"
        case float():
            shown = f"{value:g}"
        case int():
            shown = str(int(value)) if value.bit_length() <= MAX_NUMBER_BITS else "a number beyond all limits"
        case str():
            shown = f'"{_text(value)}"'
        case Mapping():
            shown = "a mapping"
        case list() | tuple():
            shown = f"a list of {len(value)}"
        case _:
            shown = f"a {type(value).__name__}"
    return shown


def without_secret(text: str, mark: str = "") -> str:
    """Cut off a query string, and a user before a host; `mark` stands in for what was cut off."""
    return USER_INFO.sub("", SECRET.sub(mark, text, count=1))


def escaped(text: str) -> str:
    """Write out control characters, which a terminal would obey, and halves of characters, which no file can hold."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shortened(text: str) -> str:
    """Cut a text after 200 characters: a name is quoted in a message, and may be a file by mistake."""
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + "..."


def carries_token(address: str) -> bool:
    """Tell whether an address has a shared access signature or a key in it."""
    return TOKEN.search(address) is not None


def _text(value: str) -> str:
    public = without_secret(value, "?...")
    return escaped(shortened(public))
