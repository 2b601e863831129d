"""The part of the lock that one package needs."""

import re
from importlib.metadata import requires
from pathlib import Path

__all__ = ["locked_requirements"]

PINNED = re.compile(r"(?m)^(?P<name>[A-Za-z0-9._-]+)==.*(?:\n[ \t]+--hash.*)*")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def locked_requirements(lock: Path, package: str) -> str:
    """Return the pinned lines, with hashes, of a package and all that it needs. Raises LookupError for one unlocked."""
    pinned = {canonical(match["name"]): match[0] for match in PINNED.finditer(lock.read_text())}
    needed: set[str] = set()
    waiting = [canonical(package)]
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        if name not in pinned:
            raise LookupError(f"{lock.name} has no {name}")
        needed.add(name)
        waiting += [needs for each in requires(name) or [] if (needs := _needed(each)) in pinned]
    return "\n".join(pinned[name] for name in sorted(needed)) + "\n"


def canonical(name: str) -> str:
    """Return a distribution's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(requirement: str) -> str:
    match = NAME.match(requirement)
    return canonical(match[0]) if match and "extra ==" not in requirement else ""
