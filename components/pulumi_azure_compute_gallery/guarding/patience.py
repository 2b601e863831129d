"""Azure forgets and learns with a delay: what fails only because of that is tried again."""

import asyncio
import re

import pulumi

__all__ = ["try_again"]

DELAYED = {
    "create": re.compile(r"ParentResourceNotFound|[Pp]arent resource \S+ (?:was )?not found"),
    "delete": re.compile(r"(?:while|before) nested resources (?:exist|are deleted)"),
}
"""What Azure answers for a while although the gallery is there (S1), or what was in it is gone.

Sources: reports for terraform-provider-azurerm (18287) and azure-rest-api-specs (11559, 19686).
"""

LONGEST_SECONDS = 16
ATTEMPTS = 22
"""With the waits below, about five minutes; Azure took 10 to 20 seconds where it was reported."""


async def try_again(failure: pulumi.ErrorHookArgs) -> bool:
    """Wait and return true for a failure that passes by itself; return false for every other, at once."""
    delayed = DELAYED.get(failure.failed_operation)
    attempt = len(failure.errors)
    if delayed is None or not failure.errors or not delayed.search(failure.errors[0]) or attempt > ATTEMPTS:
        return False
    await asyncio.sleep(min(2 ** (attempt - 1), LONGEST_SECONDS))
    return True
