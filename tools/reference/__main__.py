"""Write what is made from the components' types and the lock, or with --check say which files are not current."""

import sys

from tools.generated.files import write_or_check
from tools.reference.arguments_page import arguments_page
from tools.reference.config_schema import config_schema
from tools.reference.plugin_requirements import plugin_requirements
from tools.reference.plugin_schema import plugin_schema

__all__ = ["files"]


def files() -> dict[str, str]:
    """Return the files by their paths from the root, as they should be."""
    return {
        "components/requirements.txt": plugin_requirements(),
        "components/schema.json": plugin_schema(),
        "docs/arguments.md": arguments_page(),
        "stacks/compute-gallery.schema.json": config_schema(),
    }


if __name__ == "__main__":
    sys.exit(write_or_check(__doc__, files()))
