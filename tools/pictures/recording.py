"""What a terminal shows while a command runs."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyte

__all__ = ["Frame", "Run", "recorded"]

QUIET = 0.08
"""Seconds without output after which a picture on the terminal is complete."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters side by side that look alike."""

    column: int
    text: str
    colour: str
    """The name of one of the terminal's colours, or "default"."""
    bold: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the terminal shows from a moment on."""

    seconds: float
    """Since the command began."""
    lines: tuple[tuple[Run, ...], ...]


def recorded(command: Sequence[str], shown: str, environment: Mapping[str, str], size: tuple[int, int]) -> list[Frame]:
    """Run a command on a terminal of a size (columns, lines); `shown` stands at the prompt. Raises where it fails."""
    columns, lines = size
    screen = pyte.Screen(columns, lines)
    screen.set_mode(pyte.modes.LNM)
    stream = pyte.ByteStream(screen)
    stream.feed(f"$ {shown}\n".encode())
    begun = time.monotonic()
    frames = [Frame(0.0, snapshot(screen))]
    for piece in output(command, environment, size):
        stream.feed(piece)
        now = snapshot(screen)
        if now != frames[-1].lines:
            frames.append(Frame(time.monotonic() - begun, now))
    return frames


def output(command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int]) -> Iterator[bytes]:
    """Yield what a command writes to its terminal, each time that it has drawn something whole."""
    columns, lines = size
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    # Sixteen colours: which they are is up to the picture, for light and for dark.
    surroundings = {**environment, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    for name in ("COLUMNS", "LINES", "COLORTERM", "NO_COLOR"):
        surroundings.pop(name, None)
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=surroundings) as process:
        os.close(theirs)
        waiting = b""
        while True:
            ready, _, _ = select.select([ours], [], [], QUIET)
            piece = read(ours) if ready else b""
            waiting += piece
            if waiting and not piece:
                yield waiting
                waiting = b""
            if ready and not piece:
                break
    os.close(ours)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, list(command))


def read(terminal: int) -> bytes:
    """Return what is there; nothing once the command has ended, of which Linux makes an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def snapshot(screen: pyte.Screen) -> tuple[tuple[Run, ...], ...]:
    """Return what a terminal shows."""
    return tuple(tuple(runs(screen, line)) for line in range(screen.lines))


def runs(screen: pyte.Screen, line: int) -> Iterator[Run]:
    """Yield the runs of a line, without the blanks around them."""
    column = 0
    while column < screen.columns:
        first = screen.buffer[line][column]
        end = column + 1
        while end < screen.columns and alike(first, screen.buffer[line][end]):
            end += 1
        text = "".join(screen.buffer[line][each].data for each in range(column, end))
        if text.strip():
            indent = len(text) - len(text.lstrip())
            yield Run(column + indent, text.strip(), first.fg, bool(first.bold))
        column = end


def alike(one: pyte.screens.Char, other: pyte.screens.Char) -> bool:
    """Tell whether two characters have the same colour and weight."""
    return (one.fg, one.bold) == (other.fg, other.bold)
