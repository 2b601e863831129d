"""Shared access signatures: what reads a blob once is neither kept nor repeated, so that it cannot be read here."""

import re

__all__ = ["carries_signature", "without_signature"]

_SIGNATURE = re.compile(r"[?&]sig=", re.IGNORECASE)
_SIGNED_QUERY = re.compile(r"\?[^\s'\"<>]*?\bsig=[^\s'\"<>]*", re.IGNORECASE)


def carries_signature(text: str) -> bool:
    """Say whether a text has a shared access signature in it."""
    return _SIGNATURE.search(text) is not None


def without_signature(text: str) -> str:
    """Return a text without the query of each address in it that is signed."""
    return _SIGNED_QUERY.sub("", text)
