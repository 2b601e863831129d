"""The environment in which plain `pulumi` commands work against the emulator and the local backend."""

import shlex
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from compute_gallery_emulator.plugin_script import install_plugin
from tools.engine.build import HOST_VARIABLE
from tools.engine.obtain import Engine
from tools.local.folder import LocalFolder

__all__ = ["as_exports", "variables", "write_commands"]

ROOT = Path(__file__).parents[2]
PASSPHRASE = "local"  # noqa: S105 it guards nothing: the local stack holds no secret of anybody
LANGUAGE_HOST = "language-host"
SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"


def write_commands(folder: LocalFolder, engine: Engine) -> None:
    """Put the stand-in provider plugin into Pulumi's plugins, and the language host of a built engine into `bin`."""
    plugin = folder.pulumi_home / "plugins" / f"resource-azure-native-v{version('pulumi-azure-native')}"
    install_plugin(plugin)
    if engine.program_runner:
        host = shlex.join([sys.executable, str(ROOT / "tools/engine/language_host.py"), str(engine.program_runner)])
        folder.write_command(LANGUAGE_HOST, f'#!/bin/sh\nexec {host} "$@"\n')


def variables(folder: LocalFolder, engine: Engine, emulator: str, path: str) -> dict[str, str]:
    """What a process needs; `path` is the search path that it has so far."""
    first = [str(engine.folder), str(Path(sys.executable).parent)]
    rest = [entry for entry in path.split(":") if entry and entry not in first]
    return {
        "PATH": ":".join([*first, *rest]),
        "VIRTUAL_ENV": str(Path(sys.executable).parent.parent),
        "PULUMI_HOME": str(folder.pulumi_home),
        "PULUMI_BACKEND_URL": folder.backend,
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "ARM_SUBSCRIPTION_ID": SUBSCRIPTION,
        "COMPUTE_GALLERY_EMULATOR": emulator,
        HOST_VARIABLE: str(folder.bin / LANGUAGE_HOST),
        "COMPUTE_GALLERY_LOCAL_BACKEND": folder.backend,
    }


def as_exports(values: Mapping[str, str]) -> str:
    """The variables as lines that a POSIX shell can evaluate."""
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in values.items())
