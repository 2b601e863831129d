"""Build a release: wheels, plugin, policy folder, docs, bill of materials, notes and sums."""

import argparse
import sys
from pathlib import Path

from tools.environment.uv import UvError
from tools.publish.own_folder import PublishError
from tools.release.build import ROOT, build_release
from tools.release.version import ReleaseError, check_tag
from tools.site.__main__ import SiteError
from tools.wheels.build import WheelsError

__all__ = ["main"]


def main() -> int:
    """Check the tag where one is given, then build; one readable line where that fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("out", type=Path, help="a folder that is empty, does not exist, or is a release already")
    parser.add_argument("--tag", help="the tag of the release: v and the version, which the changelog must have")
    options = parser.parse_args()
    try:
        if options.tag is not None:
            check_tag(ROOT, options.tag)
        build_release(options.out)
    except (ReleaseError, PublishError, SiteError, WheelsError, UvError, LookupError, OSError) as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    print((options.out / "SHA256SUMS").read_text("utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
