"""Which Pulumi engine this project runs on."""

import re
from pathlib import Path

__all__ = ["BUILT", "OLDEST", "RELEASED", "parse"]

GO_MOD = Path(__file__).with_name("go.mod")


def parse(text: str) -> tuple[int, int, int] | None:
    """`v3.259.0` or `3.259.0-dev` as numbers; None where there is no version in the text."""
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def pinned() -> str:
    """The engine's version in go.mod, the one place that names it."""
    found = re.search(r"github\.com/pulumi/pulumi/pkg/v3 (v\S+)", GO_MOD.read_text())
    if not found:
        raise ValueError(f"{GO_MOD} does not require github.com/pulumi/pulumi/pkg/v3")
    return found[1]


BUILT = pinned()
"""The version that is built where no release can be had."""

OLDEST = (3, 259, 0)
"""The oldest engine that the tests ran on: resource hooks in previews, typed component plugins, stackConfigDir."""

RELEASED = BUILT
"""The release that is downloaded: the same version, so that every machine runs what the tests ran on."""
