"""Starts the plugin: `python -m compute_gallery_emulator.provider ENGINE_ADDRESS`, as Pulumi's engine does."""

import argparse
import asyncio

from compute_gallery_emulator.bare_protocol import leave_out_sdk


def main() -> None:
    """Serve until the engine or a signal ends the process."""
    parser = argparse.ArgumentParser(prog="pulumi-resource-azure-native", description="The local stand-in.")
    parser.add_argument("engine", nargs="?", help="address of Pulumi's engine; none when it attaches later")
    # The engine may add switches for logging, which this plugin has no use for.
    arguments, _ = parser.parse_known_args()
    leave_out_sdk()
    from compute_gallery_emulator.provider.server import serve  # noqa: PLC0415 now it imports the protocol only

    asyncio.run(serve(arguments.engine))


if __name__ == "__main__":
    main()
