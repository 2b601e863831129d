"""Build a wheel of each room."""

import argparse
import sys
from pathlib import Path

from tools.environment.uv import UvError
from tools.wheels.build import WheelsError, build_wheels

__all__ = ["main"]


def main() -> int:
    """Build the wheels, and name them; one readable line where that fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.wheels", description=__doc__)
    parser.add_argument("out", type=Path, help="a folder that is new, or holds wheels only: those are replaced")
    try:
        wheels = build_wheels(parser.parse_args().out)
    except (WheelsError, UvError, OSError) as error:
        print(f"wheels: {error}", file=sys.stderr)
        return 1
    print(*wheels, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
