"""The plain Pulumi project that the stacks of a fleet are stacks of."""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from compute_gallery_cli.adopted_fields import mapping
from compute_gallery_cli.atomic_file import write_whole
from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError
from compute_gallery_cli.fleet.fleet_file import OF_PULUMI
from compute_gallery_cli.fleet.order import steps, waits_for
from compute_gallery_cli.fleet.splitting import FleetStack
from compute_gallery_cli.stack_file import parsed, read_text
from compute_gallery_cli.stack_text import as_yaml

__all__ = ["PROJECT", "matrix", "passing_project", "stack_file", "write_project", "write_stack"]

PROJECT = "compute-gallery"
PROGRAM = Path(__file__).with_name("program") / "__main__.py"
STACKS = "stacks"
PACKAGE = "pulumi-azure-compute-gallery"
HEADER = "# Written by `gallery fleet write`: change the fleet's file instead.\n"


def passing_project(folder: Path) -> None:
    """Write the project into a folder of this run, for the Python that this command runs in.

    Raises GalleryError where that lacks what the program imports.
    """
    package_version()
    options = {} if sys.prefix == sys.base_prefix else {"options": {"virtualenv": sys.prefix}}
    project = {"name": PROJECT, "runtime": {"name": "python", **options}, "stackConfigDir": STACKS}
    (folder / STACKS).mkdir()
    (folder / "Pulumi.yaml").write_text(json.dumps(project), encoding="utf-8")
    (folder / "__main__.py").write_text(PROGRAM.read_text(encoding="utf-8"), encoding="utf-8")


def write_stack(folder: Path, stack: FleetStack) -> None:
    """Write the file of one stack of this run: JSON is YAML, and is written and read in no time."""
    stack_file(folder, stack).write_text(json.dumps(plain(stack.settings)), encoding="utf-8")


def stack_file(folder: Path, stack: FleetStack) -> Path:
    """Return where the file of a stack is."""
    return folder / STACKS / f"Pulumi.{stack.name}.yaml"


def write_project(folder: Path, stacks: Sequence[FleetStack]) -> dict[str, Any]:
    """Write the project with all its stacks, for whatever runs Pulumi; return what was written.

    All files are written or none. What Pulumi has noted in a stack's file about its secrets stays in it, unless the
    fleet's file says how they are kept. Raises GalleryError where a file cannot be written, stacks wait for each other,
    or the version of what the program imports cannot be told.
    """
    requirements, order = f"{PACKAGE}=={package_version()}\n", matrix(stacks)
    try:
        (folder / STACKS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GalleryError(f"{folder}: cannot be used as a folder: {error.strerror}.", ExitStatus.FILE) from error
    project = {"name": PROJECT, "description": "One gallery as several stacks", "runtime": "python"}
    texts = {
        folder / "Pulumi.yaml": HEADER + as_yaml({**project, "stackConfigDir": STACKS}),
        folder / "__main__.py": PROGRAM.read_text(encoding="utf-8"),
        folder / "requirements.txt": requirements,
        folder / "matrix.json": f"{json.dumps(order, indent=2)}\n",
    }
    for stack in stacks:
        path = stack_file(folder, stack)
        noted = noted_in(path) if not stack.fleet.settings else {}
        texts[path] = HEADER + as_yaml(plain({**stack.settings, **noted}))
    write_whole(texts)
    others = sorted(path for path in (folder / STACKS).glob("Pulumi.*.yaml") if path not in texts)
    return {"files": [str(path) for path in texts], "leftOver": [str(path) for path in others], **order}


def noted_in(path: Path) -> dict[str, Any]:
    """Return what Pulumi has noted in a stack's file about its secrets. They belong together, so all or none counts."""
    there = mapping(parsed(read_text(path), path)) if path.exists() else {}
    return {name: there[name] for name in OF_PULUMI if name in there}


def package_version() -> str:
    """Return the version of the components that is installed. Raises GalleryError where none is."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError as error:
        advice = f"Install it in the same Python as this command: pip install {PACKAGE}"
        raise GalleryError(
            f"{PACKAGE} is missing, whose components a fleet's stacks use. {advice}.", ExitStatus.FAILED
        ) from error


def matrix(stacks: Sequence[FleetStack]) -> dict[str, Any]:
    """Return which stacks come first, and which then, side by side; and what has to be before some of these.

    Raises GalleryError where stacks wait for each other.
    """
    first = [stack.name for stack in stacks if stack.is_of_gallery]
    others = [stack for stack in stacks if not stack.is_of_gallery]
    waits = waits_for(others)
    after = {name: before for name, before in waits.items() if before}
    return {
        "gallery": first[0] if len(first) == 1 else first,
        "stacks": [stack.name for step in steps(others, waits) for stack in step],
        **({"after": after} if after else {}),
    }


def plain(value: Any) -> Any:  # noqa: ANN401 any tree
    """Return a tree whose dates are texts, also where they are names."""
    if isinstance(value, Mapping):
        return {name if isinstance(name, str) else str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
