"""Make the site: every page, with broken links, missing anchors and pages that nothing links to as errors."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import build_main

from tools.environment.cache import placed_whole

__all__ = ["SiteError", "build_site", "main"]

ROOT = Path(__file__).parents[2]
MADE_BY_SPHINX = ".buildinfo"
PICTURES = Path("docs", "pictures")
FRONT_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Azure Compute Gallery for Pulumi</title>
<meta http-equiv="refresh" content="0; url=README.html">
<a href="README.html">Azure Compute Gallery for Pulumi</a>
</html>
"""


class SiteError(Exception):
    """There is no site; the text says why."""


def build_site(out: Path, root: Path = ROOT) -> None:
    """Write the site of a checkout into a folder that is empty, new, or a site already.

    It is made beside and put in place whole. Raises SiteError, after Sphinx has said what is wrong; OSError.
    """
    if out.exists() and not (out / MADE_BY_SPHINX).exists() and (not out.is_dir() or any(out.iterdir())):
        raise SiteError(f"{out} is no site, and is not empty")
    with placed_whole(out.absolute()) as folder, tempfile.TemporaryDirectory() as kept:
        strict = ["--fail-on-warning", "--keep-going", "--nitpicky", "--quiet", "--fresh-env"]
        if build_main([*strict, "-d", kept, "-c", str(root / "docs"), str(root), str(folder)]):
            raise SiteError("the pages have the mistakes that are named above")
        # Sphinx copies what Markdown shows; pictures in HTML, for dark and light, are left to us.
        if (root / PICTURES).is_dir():
            shutil.copytree(root / PICTURES, folder / PICTURES)
        (folder / "index.html").write_text(FRONT_PAGE, "utf-8")
        folder.chmod(0o755)


def main() -> int:
    """Make the site; one readable line where that fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__)
    parser.add_argument("out", type=Path, help="a folder that is empty, does not exist, or is a site already")
    out: Path = parser.parse_args().out
    try:
        build_site(out)
    except (SiteError, OSError) as error:
        print(f"site: {error}", file=sys.stderr)
        return 1
    print(f"{out}/index.html is the front page", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
