"""Write the plugin as a folder of its own, for `pulumi package add` on machines without this repository."""

import argparse
import sys
from pathlib import Path

from tools.environment.uv import UvError
from tools.publish.own_folder import PublishError
from tools.publish.plugin_folder import write_plugin
from tools.wheels.build import WheelsError

__all__ = ["main"]


def main() -> int:
    """Write the folder; one readable line where that fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.publish.plugin", description=__doc__)
    parser.add_argument("out", type=Path, help="a folder that is empty or does not exist")
    out = parser.parse_args().out
    try:
        write_plugin(out)
    except (PublishError, WheelsError, UvError, LookupError, OSError) as error:
        print(f"plugin: {error}", file=sys.stderr)
        return 1
    print(f"{out} is the plugin: pulumi package add {out}, in any project's folder", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
