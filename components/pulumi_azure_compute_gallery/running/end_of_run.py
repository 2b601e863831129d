"""How Pulumi waits for the end of a program."""

import asyncio

from pulumi.runtime import settings

__all__ = ["registrations_come_first"]


def registrations_come_first() -> None:
    """Have the end of the program wait for its registrations one by one, before it looks at Outputs.

    The SDK does so where a registration has begun when the program's own code ends. In a program that never lets its
    event loop run, none has: the SDK then looks at all Outputs each time that one of them resolves, which takes time
    with the square of their number.
    """
    # The SDK has no other way to say so.
    manager = settings._get_rpc_manager()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    manager.rpcs.append(asyncio.ensure_future(asyncio.sleep(0)))
