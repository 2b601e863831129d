"""The `pulumi` program of this machine, run step by step."""

import shutil
import subprocess
import sys
from dataclasses import dataclass

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_cli.failure import GalleryError

__all__ = ["PulumiProgram"]

PANIC = "panic: fatal"


@dataclass(frozen=True, slots=True)
class PulumiProgram:
    """A `pulumi` that is there."""

    path: str

    @classmethod
    def found(cls, option: str) -> "PulumiProgram":
        """Return the one on PATH, for an option that asks for it. Raises GalleryError where there is none."""
        path = shutil.which("pulumi")
        if path is None:
            advice = (
                f"Install it (https://www.pulumi.com/docs/install), or leave {option} out and take the steps by hand"
            )
            raise GalleryError(f"pulumi is not on PATH. {advice}.", ExitStatus.FAILED)
        return cls(path)

    def run(self, *arguments: str) -> None:
        """Run one command to its end. Where it fails, its own words go to standard error, and GalleryError is raised.

        Ctrl-C reaches it too: it is waited for, so that it can leave the state of the stack whole.
        """
        is_stopped, status, told = self.told(*arguments)
        if PANIC in told:
            # Stopped before it had begun, an import's engine panics and leaves its own lock on the stack. It has ended.
            self.told("cancel", "--yes", *arguments[arguments.index("--stack") :][:2])
        if is_stopped:
            raise KeyboardInterrupt
        if status != 0:
            sys.stderr.write(told if told.endswith("\n") or not told else f"{told}\n")
            step = " ".join(arguments[:2] if arguments[0] == "stack" else arguments[:1])
            text = f"`pulumi {step}` failed, as told above. What was done stays; the same command goes on from there."
            raise GalleryError(text, ExitStatus.FAILED)

    def told(self, *arguments: str) -> tuple[bool, int, str]:
        """Run one command; return whether it was stopped by Ctrl-C, its exit status and its words."""
        command = [self.path, *arguments, "--non-interactive"]
        is_stopped = False
        with subprocess.Popen(  # noqa: S603 the pulumi that the shell would start too
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                told, _ = process.communicate()
            except KeyboardInterrupt:
                is_stopped = True
                told, _ = process.communicate()
        return is_stopped, process.returncode, told
