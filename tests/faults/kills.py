"""What is killed in the middle of an update, and what its user does then."""

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.cli.gallery_command import SUBSCRIPTION, gallery
from tests.end_to_end.gallery_stack import GalleryStack, Tree
from tests.end_to_end.own_emulator import OwnEmulator
from tests.faults.agreement import await_rest
from tests.figures import Record

__all__ = ["Moment", "kill_emulator_at", "kill_engine_at", "processes_of", "recover", "seeded", "take_in"]

LINES_OF_AN_UP = 95
"""What `pulumi up` prints at least on the estate, from its first line to the last resource."""


@dataclass(frozen=True)
class Moment:
    """A moment of an `up`: after so many lines of what it prints, and a little later."""

    lines: int
    seconds: float = 0.0

    @classmethod
    def of_an_up(cls, chance: Random) -> "Moment":
        """Any moment of an `up` of the whole estate."""
        return cls(chance.randrange(2, LINES_OF_AN_UP), chance.uniform(0, 0.3))

    def __str__(self) -> str:
        """The moment for a reader."""
        return f"{self.seconds:.3f} s after its line {self.lines}"

    def wait(self, run: "subprocess.Popen[str]") -> str:
        """Read what an `up` prints until the moment has come, or it ends; return it."""
        assert run.stdout
        printed: list[str] = []
        while len(printed) < self.lines and (line := run.stdout.readline()):
            printed.append(line)
        time.sleep(self.seconds)
        return "".join(printed)


def seeded(what: str, record_property: Record) -> Random:
    """Return chance for a run of random kills, whose seed is told at the end so that the run can be repeated."""
    seed = time.time_ns()
    record_property(f"{what}, seed", str(seed))
    return Random(seed)  # noqa: S311 to repeat a run


def kill_engine_at(stack: GalleryStack, tree: Tree, moment: Moment) -> bool:
    """Run `pulumi up` and kill -9 its engine; return whether it was still at work."""
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(tree)) as run:
        moment.wait(run)
        run.kill()
    return run.returncode < 0


def kill_emulator_at(
    stack: GalleryStack, tree: Tree, moment: Moment, emulator: OwnEmulator, *, stays_away: bool
) -> tuple[int, str]:
    """Run `pulumi up` and kill -9 the emulator, which comes back at once or after the `up`; return how that ended."""
    with stack.pulumi.start("up", "--yes", "--skip-preview", *stack.options(tree)) as run:
        assert run.stdout
        printed = moment.wait(run)
        emulator.kill()
        if not stays_away:
            emulator.start()
        printed += run.stdout.read()
    if stays_away:
        emulator.start()
    return run.returncode, printed


def recover(stack: GalleryStack, tree: Tree) -> None:
    """Do what docs/faults.md says after a kill, in its order."""
    state, of_stack = stack.folder / "state.json", ("--stack", stack.name)
    run = stack.pulumi.run
    run("cancel", "--yes", *of_stack)  # where no lock is left it says so, and fails
    await_rest(stack, tree)
    exported = run("stack", "export", "--file", str(state), *of_stack)
    assert exported.returncode == 0, exported.stderr
    done = gallery("recover", state, AZURE_SUBSCRIPTION_ID=SUBSCRIPTION)
    assert (done.returncode, "look at" in done.stdout) == (0, False), done.stdout + done.stderr
    imported = run("stack", "import", "--file", str(state), *of_stack)
    assert imported.returncode == 0, imported.stderr
    refreshed = stack.run(tree, "refresh", "--yes", "--skip-preview")
    assert refreshed.returncode == 0, refreshed.stdout + refreshed.stderr


def take_in(stack: GalleryStack, tree: Tree) -> str:
    """Do what docs/faults.md says where Azure has what the state lacks."""
    done = subprocess.run(
        [sys.executable, "-m", "compute_gallery_cli", "adopt", tree["galleryName"], "--into", stack.name],
        cwd=stack.pulumi.project,
        env={**stack.pulumi.environment, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def processes_of(stack: GalleryStack) -> list[str]:
    """The processes that were started with the set-up's own Pulumi home, the emulator apart."""
    ps = shutil.which("ps")
    assert ps
    listed = subprocess.run([ps, "-Aww", "-o", "pid=,command="], capture_output=True, text=True, check=True).stdout
    found = []
    for line in listed.splitlines():
        pid, command = line.split(maxsplit=1)
        try:
            environment = Path("/proc", pid, "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(stack.pulumi.folder.pulumi_home) in environment:
            found.append(command)
    return found
