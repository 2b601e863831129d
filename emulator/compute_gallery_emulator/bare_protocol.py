"""Pulumi's protocol without the rest of its SDK, which is most of what a plugin imports and nothing that it uses."""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

__all__ = ["leave_out_sdk"]


def leave_out_sdk() -> None:
    """Let `pulumi.runtime.proto` be imported alone in this process: for programs that are nothing but a plugin.

    Each start of the engine has a provider and two language hosts start, of which the SDK is a third of a second each.
    Nothing happens where the SDK is there already. Afterwards this process cannot import it any more.
    """
    found = find_spec("pulumi")  # looks for it, without importing it
    if "pulumi" in sys.modules or found is None:
        return
    folders = [Path(folder) for folder in found.submodule_search_locations or ()]
    for name, inside in (("pulumi", ""), ("pulumi.runtime", "runtime")):
        module = ModuleType(name)
        module.__path__ = [str(folder / inside) for folder in folders]
        sys.modules[name] = module
