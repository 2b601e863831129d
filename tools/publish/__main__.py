"""Write the policy pack as a folder of its own, for `pulumi policy publish` and machines without this repository."""

import argparse
import sys
from pathlib import Path

from compute_gallery_policies.presets import PRESETS
from tools.publish.folder import PublishError, write_folder

__all__ = ["main"]


def main() -> int:
    """Write the folder; one readable line where that fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.publish", description=__doc__)
    parser.add_argument("out", type=Path, help="a folder that is empty or does not exist")
    parser.add_argument("--preset", choices=PRESETS, help="the preset that the pack has, whatever the environment says")
    options = parser.parse_args()
    try:
        write_folder(options.out, options.preset)
    except (PublishError, LookupError, OSError) as error:
        print(f"publish: {error}", file=sys.stderr)
        return 1
    print(f"{options.out} can be published: pulumi policy publish <organization>, from that folder", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
