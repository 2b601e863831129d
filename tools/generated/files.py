"""Files that are made from the code: which are not current, and writing them."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["ROOT", "outdated", "write_or_check"]

ROOT = Path(__file__).parents[2]


def outdated(wanted: Mapping[str, str], patterns: tuple[str, ...] = (), root: Path = ROOT) -> list[str]:
    """Return the paths of the files that are missing, are not as they should be, or should not be there.

    `wanted` has each file's text by its path from the root; whatever else fits one of `patterns` should not be there.
    """
    present = {path.relative_to(root).as_posix() for pattern in patterns for path in root.glob(pattern)}
    wrong = {
        name for name, text in wanted.items() if not (root / name).is_file() or (root / name).read_text("utf-8") != text
    }
    return sorted(wrong | (present - wanted.keys()))


def write_or_check(description: str | None, wanted: Mapping[str, str], patterns: tuple[str, ...] = ()) -> int:
    """Write what is not current and remove what should not be there; with --check name it, and end with status 1."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="write nothing, and end with status 1 if that is wrong")
    check = parser.parse_args().check
    wrong = outdated(wanted, patterns)
    for name in wrong:
        file = ROOT / name
        if check:
            print(f"{name} is not current: run `make docs`", file=sys.stderr)
        elif name in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(wanted[name], "utf-8")
            print(f"{name} is written", file=sys.stderr)
        else:
            file.unlink()
            print(f"{name} is removed", file=sys.stderr)
    return 1 if check and wrong else 0
