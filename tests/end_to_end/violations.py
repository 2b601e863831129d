"""What a preview under a policy pack says, read into rules and resources."""

import re

__all__ = ["violations"]

VIOLATION = re.compile(r"\[(?P<level>\w+)\].*?\s(?P<rule>[a-z-]+)  \([\w:/-]+: (?P<name>[\w-]+)\)")


def violations(said: str, level: str = "mandatory") -> set[tuple[str, str]]:
    """The rules that were violated at a level, each with the resource."""
    return {(match["rule"], match["name"]) for match in VIOLATION.finditer(said) if match["level"] == level}
