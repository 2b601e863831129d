"""The part of the lock that some packages need."""

import re
from importlib.metadata import requires
from pathlib import Path

__all__ = ["canonical", "locked_requirements", "needed", "pinned_versions", "without_hashes"]

PINNED = re.compile(r"(?m)^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+).*(?:\n[ \t]+--hash.*)*")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def locked_requirements(lock: Path, *packages: str) -> str:
    """Return the pinned lines, with hashes, of packages and all that they need. Raises LookupError for one unlocked."""
    pinned = {canonical(match["name"]): match[0] for match in PINNED.finditer(lock.read_text())}
    found: set[str] = set()
    waiting = [canonical(package) for package in packages]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        if name not in pinned:
            raise LookupError(f"{lock.name} has no {name}")
        found.add(name)
        waiting += [needs for each in requires(name) or [] if (needs := needed(each)) in pinned]
    return "\n".join(pinned[name] for name in sorted(found)) + "\n"


def pinned_versions(lock: Path) -> dict[str, str]:
    """Return the version of each package of a lock file."""
    return {canonical(match["name"]): match["version"] for match in PINNED.finditer(lock.read_text())}


def without_hashes(requirements: str) -> str:
    """Return the same lines for an installer that is also given folders, for which there is no hash."""
    lines = (line.removesuffix(" \\") for line in requirements.splitlines() if not line.lstrip().startswith("--hash"))
    return "\n".join(lines) + "\n"


def canonical(name: str) -> str:
    """Return a distribution's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(requirement: str) -> str:
    """Return the package that a requirement asks for; nothing where only an extra asks for it."""
    match = NAME.match(requirement)
    return canonical(match[0]) if match and "extra ==" not in requirement else ""
