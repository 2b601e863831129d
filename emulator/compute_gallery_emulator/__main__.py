"""The command gallery-emulator."""

import argparse
import math
import sys
from collections.abc import Sequence
from pathlib import Path

from compute_gallery_emulator.plugin_script import install_plugin
from compute_gallery_emulator.serving import ServeOptions, StartError, serve
from compute_gallery_emulator.settings import Settings

__all__ = ["main"]


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 86_400 or math.isnan(value):  # noqa: PLR2004 - a day
        raise ValueError
    return value


def _port(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 65_535:  # noqa: PLR2004 - the largest TCP port
        raise ValueError
    return value


def _page(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 10_000:  # noqa: PLR2004 - pages that a client can hold
        raise ValueError
    return value


_seconds.__name__ = "number of seconds (0 to 86400)"
_port.__name__ = "port (0 to 65535)"
_page.__name__ = "page size (1 to 10000)"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gallery-emulator", description="A stand-in for Azure's compute galleries on this machine."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("serve", help="answer as Azure Resource Manager until stopped")
    run.add_argument("--host", default="127.0.0.1", help="an address of this machine's own (default %(default)s)")
    run.add_argument("--port", type=_port, default=0, help="0 takes a free one (default)")
    run.add_argument("--data", default=":memory:", help="the file that keeps everything, or :memory: (default)")
    run.add_argument(
        "--replication-seconds", type=_seconds, default=0.0, help="time of one region (default %(default)s)"
    )
    run.add_argument(
        "--retry-after", type=_seconds, default=1.0, help="Retry-After of asynchronous answers (default %(default)s)"
    )
    run.add_argument(
        "--parent-lingers",
        type=_seconds,
        default=0.0,
        help="seconds a parent still refuses deletion (default %(default)s)",
    )
    run.add_argument(
        "--page-size", type=_page, default=100, help="resources on one page of a list (default %(default)s)"
    )
    run.add_argument("--faults", type=Path, metavar="FILE", help="JSON that says what is to go wrong")
    run.add_argument("--https", action="store_true", help="serve HTTPS with an authority made for this run")
    run.add_argument(
        "--ca-file", type=Path, metavar="FILE", help="where --https writes the authority's certificate (PEM)"
    )
    install = commands.add_parser("install-plugin", help="write the executable of the stand-in provider plugin")
    install.add_argument("directory", type=Path)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status: 2 where it cannot be started, 1 for other failures."""
    parser = _parser()
    parsed = parser.parse_args(arguments)
    if parsed.command == "serve" and parsed.https != (parsed.ca_file is not None):
        parser.error("--https and --ca-file FILE go together: clients need the authority's certificate to trust it")
    try:
        if parsed.command == "install-plugin":
            sys.stdout.write(f"{install_plugin(parsed.directory)}\n")
            return 0
        settings = Settings(
            replication_seconds=parsed.replication_seconds,
            retry_after_seconds=parsed.retry_after,
            parent_lingers_seconds=parsed.parent_lingers,
            page_size=parsed.page_size,
        )
        options = ServeOptions(ca_file=parsed.ca_file, faults_file=parsed.faults)
        serve(parsed.host, parsed.port, parsed.data, settings, options)
    except StartError as error:
        sys.stderr.write(f"gallery-emulator: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"gallery-emulator: {error.filename or ''}: {error.strerror}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
