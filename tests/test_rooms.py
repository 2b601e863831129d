"""The shape of the repository: what each room may import, how large a module is, what it makes public."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PACKAGES = {
    "rules": "compute_gallery_rules",
    "components": "pulumi_azure_compute_gallery",
    "policies": "compute_gallery_policies",
    "emulator": "compute_gallery_emulator",
    "cli": "compute_gallery_cli",
}
"""Each room with the package in it."""

MAY_IMPORT = {
    "rules": set[str](),
    "components": {"compute_gallery_rules", "pulumi", "pulumi_azure_native"},
    "policies": {"compute_gallery_rules", "pulumi_policy"},
    "emulator": {"google", "grpc", "httpx", "pulumi", "starlette", "trustme", "uvicorn"},
    "cli": {"azure", "compute_gallery_rules", "pulumi", "rich", "ruamel", "typer"},
}
"""The arrows between the rooms, and what each room stands on beside the standard library."""

PROGRAMS = {"cli/compute_gallery_cli/fleet/program/__main__.py": {"pulumi", "pulumi_azure_compute_gallery"}}
"""Programs that a room carries along for Pulumi to run, and imports no more than a picture, with what they import."""

LAYERS = ("values", "finding", "rule", "tables", "azure", "judge", "published", "rollout", "together", "team")
"""The folders and modules of `rules/`, each of which imports only what stands before it."""

LONGEST = 250
PROGRAM_LINES = 30


def modules(folder: str) -> Iterator[Path]:
    """The Python files of a room."""
    return (ROOT / folder).rglob("*.py")


def imported(module: Path) -> set[str]:
    """The packages that a module imports, by their outermost name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", PACKAGES)
def test_room_imports_only_what_its_arrows_allow(room: str) -> None:
    """A room imports itself, the standard library, and what the design draws an arrow to."""
    allowed = MAY_IMPORT[room] | {PACKAGES[room]} | sys.stdlib_module_names
    strangers = {
        (name := str(module.relative_to(ROOT))): (
            imported(module) - PROGRAMS.get(name, allowed) - sys.stdlib_module_names
        )
        for module in modules(room)
    }
    assert {module: names for module, names in strangers.items() if names} == {}


def test_rules_stand_in_layers() -> None:
    """What judges one resource knows nothing of what judges several, and facts know nothing of rules."""
    package = ROOT / "rules" / PACKAGES["rules"]
    for module in package.rglob("*.py"):
        layer = module.relative_to(package).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(module.read_text())) if layer in LAYERS else ():
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{PACKAGES['rules']}."):
                imported_layer = node.module.split(".")[1]
                assert LAYERS.index(imported_layer) <= LAYERS.index(layer), f"{module} imports {node.module}"


def test_no_room_imports_the_tools_or_the_tests() -> None:
    """What is installed from a room runs without the rest of the checkout."""
    for room in PACKAGES:
        for module in modules(room):
            assert not imported(module) & {"tools", "tests"}, module


@pytest.mark.parametrize("room", [*PACKAGES, "tools"])
def test_modules_are_short(room: str) -> None:
    """A module can be read in one go."""
    lengths = {str(module.relative_to(ROOT)): len(module.read_text().splitlines()) for module in modules(room)}
    assert {module: lines for module, lines in lengths.items() if lines > LONGEST} == {}


def test_the_program_is_short() -> None:
    """The program that a stack runs reads the config, declares the gallery and exports the catalogue: nothing else."""
    assert len((ROOT / "__main__.py").read_text().splitlines()) < PROGRAM_LINES


@pytest.mark.parametrize("room", PACKAGES)
def test_public_names_are_listed_in_order(room: str) -> None:
    """Every `__all__` is sorted, constants first as ruff sorts them, and names what the module has."""
    for module in modules(room):
        tree = ast.parse(module.read_text())
        for node in tree.body:
            if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]:
                names = list(ast.literal_eval(node.value))
                assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name)), (
                    module
                )


@pytest.mark.parametrize(
    "folder", [*PACKAGES, "tools/engine", "tools/environment", "tools/local", "stacks", "examples"]
)
def test_every_room_says_what_it_is(folder: str) -> None:
    """Each folder that a reader opens has a README."""
    assert (ROOT / folder / "README.md").read_text().strip().count("\n") >= 1
