"""The stack traces that Pulumi's SDK takes of each resource, and that the engine keeps with it in the state."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

__all__ = ["untraced"]

Self = TypeVar("Self")
P = ParamSpec("P")


def untraced(constructor: Callable[Concatenate[Self, P], None]) -> Callable[Concatenate[Self, P], None]:
    """Have Pulumi keep no stack trace of the resources that a constructor registers.

    A trace has all frames of the program, the SDK and the event loop, by their files. No command of Pulumi shows it,
    and with a thousand versions traces are two fifths of a state that is written anew with each of them. The SDK takes
    the frames around the third function that is called `__init__`, and none where there are not so many: so this one
    is called otherwise. A component of the user's own around it has its trace as ever.
    """
    code = getattr(constructor, "__code__")  # noqa: B009 # a function's, of which a Callable knows nothing
    setattr(constructor, "__code__", code.replace(co_name="construct"))  # noqa: B010 # the same
    return constructor
