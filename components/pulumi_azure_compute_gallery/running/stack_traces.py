"""The stack traces that Pulumi's SDK takes of each resource, and that the engine keeps with it in the state."""

from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

__all__ = ["untraced"]

Constructor = TypeVar("Constructor", bound=Callable[..., None])


def untraced(constructor: Constructor) -> Constructor:
    """Have Pulumi keep no stack trace of the resources that a constructor registers.

    A trace has all frames of the program, the SDK and the event loop, by their files. No command of Pulumi shows it,
    and with a thousand versions traces are a good part of a state that is written anew with each of them. The SDK takes
    the frames around the third function that is called `__init__`, and none where there are not so many: so this one
    is called otherwise. A component of the user's own around it has its trace as ever.
    """
    function = cast("FunctionType", constructor)
    function.__code__ = function.__code__.replace(co_name="construct")
    return constructor
