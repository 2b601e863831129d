"""What this room says while it is at work."""

import sys

__all__ = ["say"]


def say(text: str) -> None:
    """A line of progress, on standard error: standard output is for what callers read."""
    print(f"engine: {text}", file=sys.stderr, flush=True)
