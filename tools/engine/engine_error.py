"""The one error of this room."""

__all__ = ["EngineError"]


class EngineError(Exception):
    """An engine cannot be had this way; the text says why, in words for a reader."""
