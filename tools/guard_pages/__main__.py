"""Write the guards' pages, or with --check say which are not current."""

import sys

from tools.generated.files import write_or_check
from tools.guard_pages.page import guard_pages

__all__ = ["PATTERNS", "files"]

PATTERNS = ("docs/guards/*.md",)


def files() -> dict[str, str]:
    """Return every page by its path from the root, as it should be."""
    return {f"docs/guards/{name}.md": text for name, text in guard_pages().items()}


if __name__ == "__main__":
    sys.exit(write_or_check(__doc__, files(), PATTERNS))
