"""Get an engine and print the path of its `pulumi` command."""

import sys

from tools.engine.engine_error import EngineError
from tools.engine.obtain import obtain

if __name__ == "__main__":
    try:
        engine = obtain()
    except EngineError as error:
        sys.exit(f"engine: {error}")
    print(engine.command)
