"""Write the rules' pages and the presets' files, or with --check say which are not current."""

import argparse
import sys
from pathlib import Path

from tools.policy_pages.index import index
from tools.policy_pages.preset_file import preset_files
from tools.policy_pages.rule_page import rule_pages

__all__ = ["files", "main", "outdated"]

ROOT = Path(__file__).parents[2]
GENERATED = ("docs/rules/*.md", "policies/presets/*.json")


def files() -> dict[str, str]:
    """Return every generated file by its path from the root, as it should be."""
    pages = {f"docs/rules/{name}.md": text for name, text in rule_pages().items()}
    presets = {f"policies/presets/{name}.json": text for name, text in preset_files().items()}
    return {"docs/rules/README.md": index(), **pages, **presets}


def outdated(root: Path = ROOT) -> list[str]:
    """Return the paths of the files that are missing, are not as they should be, or should not be there."""
    wanted = files()
    present = {str(path.relative_to(root)) for pattern in GENERATED for path in root.glob(pattern)}
    wrong = {name for name, text in wanted.items() if name not in present or (root / name).read_text("utf-8") != text}
    return sorted(wrong | (present - wanted.keys()))


def main() -> int:
    """Write what is not current, or only name it; the status is 1 where something is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and end with status 1 if that is wrong")
    check = parser.parse_args().check
    wrong = outdated()
    wanted = files()
    for name in wrong:
        path = ROOT / name
        if check:
            sys.stderr.write(f"{name} is not current: run `python -m tools.policy_pages`\n")
        elif name in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[name], "utf-8")
        else:
            path.unlink()
    return 1 if check and wrong else 0


if __name__ == "__main__":
    sys.exit(main())
