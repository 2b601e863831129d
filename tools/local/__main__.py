"""`make up`, `make env` and `make down`: the local stack on the emulator, with a real engine."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from tools.engine.engine_error import EngineError
from tools.engine.obtain import obtain
from tools.environment.cache import locked
from tools.local import emulator, shell
from tools.local.catalogue import print_catalogue
from tools.local.folder import LocalError, LocalFolder
from tools.local.sources import create_sources
from tools.local.stack import Stack

ROOT = Path(__file__).parents[2]
FOLDER = LocalFolder(ROOT / ".local")


def main() -> int:
    """Run one command; what cannot be done is one readable line and exit status 1."""
    parser = argparse.ArgumentParser(prog="tools.local", description=__doc__)
    parser.add_argument("command", choices=("up", "env", "down"))
    parser.add_argument("--port", type=int, help="port of the emulator (default: the last one, else any free one)")
    parser.add_argument(
        "--replication-seconds", type=float, default=1.0, help="time that one region takes (default: 1)"
    )
    options = parser.parse_args()
    try:
        if options.command == "down":
            down()
            return 0
        FOLDER.prepare()
        with locked(FOLDER.path / "lock", "the local stack"):
            return up(options) if options.command == "up" else env(options)
    except (LocalError, EngineError) as error:
        say(f"error: {error}")
    except KeyboardInterrupt:
        say("interrupted; `make up` goes on from here")
    return 1


def prepare(options: argparse.Namespace) -> tuple[Stack, dict[str, str]]:
    """Get an engine, a running emulator with the sources in it, and the stack; the environment for all of them."""
    engine = obtain()
    say(f"engine     {engine.command} ({engine.origin})")
    address = emulator.start(FOLDER, options.port, options.replication_seconds)
    say(f"emulator   {address} (a stand-in for Azure: nothing leaves this machine)")
    create_sources(address, ROOT / "stacks" / "local.sources.yaml")
    shell.write_commands(FOLDER, engine)
    environment = shell.variables(FOLDER, engine, address, os.environ.get("PATH", ""))
    stack = Stack(engine, ROOT, environment)
    stack.unlock(FOLDER)
    stack.select()
    return stack, environment


def up(options: argparse.Namespace) -> int:
    """Deploy stack `local` and print the catalogue."""
    stack, environment = prepare(options)
    stack.finish_interrupted(environment["COMPUTE_GALLERY_EMULATOR"])
    if not stack.up("--policy-pack", str(ROOT / "policies"), "--suppress-outputs"):
        say("error: `pulumi up` failed; its own words stand above, and `make up` goes on from here")
        return 1
    print_catalogue(stack.outputs().get("catalogue") or {})
    if stack.changed_nothing():
        say("nothing changed: everything was as declared already")
    return 0


def env(options: argparse.Namespace) -> int:
    """Print the environment for `eval`, and nothing else on standard output."""
    _, environment = prepare(options)
    print(shell.as_exports(environment))
    return 0


def down() -> None:
    """Stop the emulator and remove the local stack, its state and its images."""
    emulator.stop(FOLDER)
    if FOLDER.path.is_dir() and not FOLDER.path.is_symlink():
        shutil.rmtree(FOLDER.path)
    else:
        FOLDER.path.unlink(missing_ok=True)
    say("down: the emulator is stopped; the local stack, its state and its images are gone")


def say(text: str) -> None:
    """A line for the reader, on standard error: standard output belongs to `make env` and to Pulumi."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
