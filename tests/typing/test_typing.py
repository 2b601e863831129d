"""The types are complete: mypy and pyright, both strict, agree with what is written."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pulumi_azure_compute_gallery as package
from tests.end_to_end.local_pulumi import ROOT
from tools.environment.packages import kept_packages

API = Path(__file__).with_name("api.py")
LOCK = Path(__file__).with_name("pyright.lock")


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a checker from the root, where its configuration stands."""
    environment = {**os.environ, **variables}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_every_public_name_is_used() -> None:
    """The example uses whatever the package makes public."""
    tree = ast.parse(API.read_text())
    imported = {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported >= set(package.__all__)


def test_mypy_accepts_the_example() -> None:
    """Mypy takes what is right, and refuses each mistake that the example marks, for the reason that it names."""
    done = run(sys.executable, "-m", "mypy", "--strict", API)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pyright_finds_nothing() -> None:
    """Pyright, strict as pyproject.toml sets it, has nothing to say on the five packages and the example."""
    pyright = kept_packages("pyright", LOCK)
    done = run(sys.executable, "-m", "pyright", "--outputjson", PYTHONPATH=str(pyright))
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] > 300
    found = [
        f"{each['file']}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in report["generalDiagnostics"]
    ]
    assert found == []
    assert done.returncode == 0
