"""Write what is made from the components' types and the lock, or with --check say which files are not current."""

import argparse
import sys
from pathlib import Path

from tools.reference.arguments_page import arguments_page
from tools.reference.config_schema import config_schema
from tools.reference.plugin_requirements import plugin_requirements
from tools.reference.plugin_schema import plugin_schema

__all__ = ["files", "outdated"]

ROOT = Path(__file__).parents[2]


def files() -> dict[str, str]:
    """Return the files by their paths from the root, as they should be."""
    return {
        "components/requirements.txt": plugin_requirements(),
        "components/schema.json": plugin_schema(),
        "docs/arguments.md": arguments_page(),
        "stacks/compute-gallery.schema.json": config_schema(),
    }


def outdated(root: Path = ROOT) -> list[str]:
    """Return the paths of the files that are missing, or are not as they should be."""
    wanted = files().items()
    return [name for name, text in wanted if not (root / name).is_file() or (root / name).read_text() != text]


def main() -> int:
    """Write what is not current, or only name it; the status is 1 where something is named."""
    parser = argparse.ArgumentParser(prog="tools.reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and end with status 1 if that is wrong")
    check = parser.parse_args().check
    wrong = outdated()
    for name in wrong:
        if not check:
            (ROOT / name).write_text(files()[name])
        print(f"{name} {'is not current: run `make docs`' if check else 'is written'}", file=sys.stderr)
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
