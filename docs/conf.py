"""How Sphinx makes the pages a site (`make site`): the whole checkout is its source, so that every link holds."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from tools.site.navigation import ROOT_PAGE, toctrees

ROOT = Path(__file__).parents[1]
CHINESE = ".zh-CN"
"""How the name of a page in Chinese ends."""

project = "Azure Compute Gallery for Pulumi"
release = (ROOT / "VERSION").read_text("utf-8").strip()

extensions = ["myst_parser"]
root_doc = ROOT_PAGE
include_patterns = ["*.md", "docs/**.md", "*/README.md", "tools/*/README.md", "examples/**/README.md"]
exclude_patterns = [".*", "dist", "**/.*", "**/bin", "**/node_modules", "**/venv", "tests/?*/**", "changes/*.*.md"]
myst_heading_anchors = 4
suppress_warnings = ["misc.highlighting_failure"]  # console blocks hold more than commands

html_theme = "furo"
html_title = f"Azure Compute Gallery for Pulumi {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Let the index pages make the navigation, and say which pages are in Chinese."""
    index = (ROOT / "docs" / "README.md").read_text("utf-8")

    def add_navigation(app: Sphinx, page: str, source: list[str]) -> None:
        source[0] += toctrees(page, source[0], index, app.env.found_docs)

    def say_language(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
        if page.endswith(CHINESE):
            context["language"] = CHINESE.removeprefix(".")

    app.connect("source-read", add_navigation)
    app.connect("html-page-context", say_language)
