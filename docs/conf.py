"""How Sphinx makes the pages a site (`make site`): the whole checkout is its source, so that every link holds."""

from pathlib import Path

from sphinx.application import Sphinx

from tools.site.navigation import ROOT_PAGE, toctrees

ROOT = Path(__file__).parents[1]

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
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Let the index pages make the navigation."""
    index = (ROOT / "docs" / "README.md").read_text("utf-8")

    def add_navigation(app: Sphinx, page: str, source: list[str]) -> None:
        source[0] += toctrees(page, source[0], index, app.env.found_docs)

    app.connect("source-read", add_navigation)
