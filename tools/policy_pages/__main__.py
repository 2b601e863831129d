"""Write the rules' pages and the presets' files, or with --check say which are not current."""

import sys

from tools.generated.files import write_or_check
from tools.policy_pages.index import index
from tools.policy_pages.preset_file import preset_files
from tools.policy_pages.rule_page import rule_pages

__all__ = ["PATTERNS", "files"]

PATTERNS = ("docs/rules/*.md", "policies/presets/*.json")


def files() -> dict[str, str]:
    """Return every generated file by its path from the root, as it should be."""
    pages = {f"docs/rules/{name}.md": text for name, text in rule_pages().items()}
    presets = {f"policies/presets/{name}.json": text for name, text in preset_files().items()}
    return {"docs/rules/README.md": index(), **pages, **presets}


if __name__ == "__main__":
    sys.exit(write_or_check(__doc__, files(), PATTERNS))
