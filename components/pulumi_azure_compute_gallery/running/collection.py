"""Python's garbage collector while many components are constructed."""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

__all__ = ["collection_paused"]


@contextmanager
def collection_paused() -> Generator[None]:
    """Look for no garbage while nested components are constructed: all that they make is kept to the end of the run.

    The collector would look through all of it again and again as it grows, and again while it is deployed: a sixth of
    the time of a program of a thousand versions. Where it is off already it stays off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        left_alone()
        gc.enable()


@cache
def left_alone() -> None:
    """Have what is there now never looked through again, once in a process.

    A process that runs many programs, one after the other, would otherwise keep what they leave behind.
    """
    gc.freeze()
