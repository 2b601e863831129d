"""The examples in other languages, against the SDKs that Pulumi generates from the plugin's schema, really deployed."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.emulator.transcript import fenced
from tests.end_to_end.local_pulumi import ROOT, LocalPulumi
from tests.languages.example import SDK, check_deployment, copied, run
from tools.engine.build import go_environment
from tools.engine.go_toolchain import find_go
from tools.sdk.build import generate_sdk

pytestmark = [pytest.mark.end_to_end, pytest.mark.xdist_group("languages")]

SCHEMA = ROOT / "components" / "schema.json"


def test_yaml(polyglot: LocalPulumi, tmp_path: Path) -> None:
    """S1: the YAML example is deployed by Pulumi's own host for YAML."""
    check_deployment(polyglot, copied("yaml", tmp_path), "imagesYaml")


@pytest.mark.usefixtures("tools")
def test_go(polyglot: LocalPulumi, tmp_path: Path) -> None:
    """S1: the Go example passes `go vet` with the SDK and the pinned modules, and is deployed."""
    example = copied("go", tmp_path)
    generate_sdk(SCHEMA, "go", example / SDK)
    for words in (["vet", "./..."], ["build", "-o", "program", "."]):
        run([find_go(), *words], example, **go_environment())
    check_deployment(polyglot, example, "imagesGo")


@pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed, which the TypeScript example needs")
@pytest.mark.usefixtures("tools")
def test_typescript(polyglot: LocalPulumi, tmp_path: Path) -> None:
    """S1: the TypeScript example and the page's compile, strictly, with the SDK; the example is deployed."""
    example = copied("typescript", tmp_path)
    generate_sdk(SCHEMA, "nodejs", example / SDK)
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], example)
    path = f"{example / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}"
    run(["node", "scripts/postinstall.js"], example / SDK, PATH=path)
    (block,) = fenced(ROOT / "docs" / "languages.md", "typescript")
    (example / "page.ts").write_text(f"declare const imageId: string;\n{block}")
    settings = json.loads((example / "tsconfig.json").read_text())
    (example / "tsconfig.page.json").write_text(json.dumps({**settings, "files": ["page.ts"]}))
    for project in ("tsconfig.json", "tsconfig.page.json"):
        run(["tsc", "--noEmit", "--project", project], example, PATH=path)
    check_deployment(polyglot, example, "imagesTypeScript")
