"""Every example is one that a reader finds, can run, and that a test runs."""

import ast
import re
from pathlib import Path

import pytest

from tests.end_to_end.local_pulumi import ROOT
from tests.examples.workbench import EVALUATED, steps

EXAMPLES = ROOT / "examples"
FOLDERS = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())
PROGRAMS = sorted(EXAMPLES.glob("*/*.py"))
LONGEST = 100


@pytest.mark.parametrize("name", FOLDERS)
def test_example_has_a_readme_and_a_project(name: str) -> None:
    """Each folder says what it is, and is a Pulumi project."""
    assert (EXAMPLES / name / "README.md").read_text().startswith("# ")
    assert re.search(r"^name: \S+$", (EXAMPLES / name / "Pulumi.yaml").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", FOLDERS)
def test_example_stands_in_the_index(name: str) -> None:
    """The index of the examples leads to each."""
    assert f"({name}/README.md)" in (EXAMPLES / "README.md").read_text()


@pytest.mark.parametrize("name", FOLDERS)
def test_example_is_named_by_a_test(name: str) -> None:
    """Some test deploys or compiles it."""
    tests = [file for file in (ROOT / "tests").rglob("test_*.py") if file != Path(__file__)]
    assert [file for file in tests if re.search(rf'["/]{re.escape(name)}["/]', file.read_text())]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: str(program.relative_to(EXAMPLES)))
def test_program_is_short_and_uses_what_is_public(program: Path) -> None:
    """A program fits on a screen or two, and imports of this project what the components' package itself exports."""
    text = program.read_text()
    assert len(text.splitlines()) <= LONGEST
    imported = {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in imported if name and "compute_gallery" in name}
    assert ours <= {"pulumi_azure_compute_gallery"}


@pytest.mark.parametrize("name", sorted({program.parent.name for program in PROGRAMS}))
def test_walk_through_begins_in_an_evaluated_shell(name: str) -> None:
    """The commands of a README begin where a reader is: at the root of the checkout, with the local environment."""
    first = steps(EXAMPLES / name / "README.md")[0]
    assert first.script.startswith(EVALUATED)
    assert f"cd examples/{name}\n" in first.script.replace("cd ..", "cd examples")
