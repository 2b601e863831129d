"""Write the guards' pages, or with --check say which are not current."""

import argparse
import sys
from pathlib import Path

from tools.guard_pages.page import guard_pages

__all__ = ["main", "outdated"]

ROOT = Path(__file__).parents[2]
FOLDER = Path("docs", "guards")


def outdated(root: Path = ROOT) -> list[str]:
    """Return the names of the pages that are missing, are not as they should be, or should not be there."""
    wanted = guard_pages()
    present = {path.stem: path.read_text("utf-8") for path in (root / FOLDER).glob("*.md")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def main() -> int:
    """Write what is not current, or only name it; the status is 1 where something is named."""
    parser = argparse.ArgumentParser(prog="python -m tools.guard_pages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and end with status 1 if that is wrong")
    check = parser.parse_args().check
    wrong = outdated()
    wanted = guard_pages()
    for name in wrong:
        page = ROOT / FOLDER / f"{name}.md"
        if check:
            print(f"{page.relative_to(ROOT)} is not current: run `make docs`", file=sys.stderr)
        elif name in wanted:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wanted[name], "utf-8")
        else:
            page.unlink()
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
