"""One run of the real engine against an emulator of its own, and what it cost."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx

from bench.cost import Cost, run_measured
from bench.estate import SOURCE
from tools.engine.obtain import Engine, obtain
from tools.local import emulator, shell
from tools.local.folder import LocalFolder

__all__ = ["EngineRun", "engine_run"]

USAGE = Path(__file__).with_name("usage")
API = "2024-03-02"
SNAPSHOT = {"osType": "Linux", "hyperVGeneration": "V2", "diskSizeGB": 30, "creationData": {"createOption": "Empty"}}
QUIET = ("--non-interactive", "--suppress-progress", "--suppress-outputs")


@dataclass
class EngineRun:
    """Runs Pulumi commands, each in a program's folder."""

    engine: Engine
    folder: Path
    address: str
    variables: Mapping[str, str]
    stacks: set[tuple[Path, str]] = field(default_factory=set)

    def pulumi(self, program: Path, stack: str, *command: str, **environment: str) -> Cost:
        """Run a command on a stack of a program, which is made when first named. Raises BenchError.

        It runs in a copy of the program: Pulumi writes a file for each stack beside it.
        """
        copy = self.folder / "programs" / program.name
        if not copy.exists():
            shutil.copytree(program, copy)
        if (program, stack) not in self.stacks:
            self._run(copy, {}, "stack", "select", "--create", stack, "--non-interactive")
            self.stacks.add((program, stack))
        return self._run(copy, environment, *command, "--stack", stack, *QUIET)

    def create(self, place: str, properties: Mapping[str, object] | None = None) -> None:
        """Create a resource that versions are made from, or a resource group."""
        body = {"location": "chinaeast2", **({"properties": properties} if properties else {})}
        answer = httpx.put(f"{self.address}{place}", params={"api-version": API}, json=body, trust_env=False)
        answer.raise_for_status()

    def _run(self, program: Path, environment: Mapping[str, str], *command: str) -> Cost:
        usage = self.folder / "usage.json"
        usage.unlink(missing_ok=True)
        variables = {**os.environ, **self.variables, **environment}
        measured = {"BENCH_USAGE": str(usage), "PYTHONPATH": os.pathsep.join(self._path())}
        what = f"{' '.join(command)} in {program.name}"
        _, cost = run_measured(what, [self.engine.command, *command], program, {**variables, **measured})
        if not usage.is_file():
            return cost
        used = json.loads(usage.read_text())
        return replace(cost, memory=used["memory"] / 2**20, program=used["cpu"])

    def _path(self) -> Iterator[str]:
        """Yield the folders that Python looks in first."""
        yield str(USAGE)
        if already := os.environ.get("PYTHONPATH"):
            yield already


@contextlib.contextmanager
def engine_run(replication_seconds: float = 0) -> Iterator[EngineRun]:
    """Start an emulator with the source of all versions in it, and give what runs commands against it."""
    engine = obtain()
    with tempfile.TemporaryDirectory() as temporary:
        folder = LocalFolder(Path(temporary) / "local")
        folder.prepare()
        address = emulator.start(folder, replication_seconds=replication_seconds)
        try:
            shell.write_commands(folder, engine)
            variables = shell.variables(folder, engine, address, os.environ.get("PATH", ""))
            run = EngineRun(engine, Path(temporary), address, variables)
            run.create(SOURCE.partition("/providers/")[0])
            run.create(SOURCE, SNAPSHOT)
            yield run
        finally:
            emulator.stop(folder)
