"""Frames of a terminal as one animated SVG, legible on light and on dark pages."""

import itertools
from collections.abc import Iterator, Sequence
from html import escape

from tools.pictures.recording import Frame, Run

__all__ = ["terminal_svg"]

COLUMN, LINE, SIZE = 8.4, 20.0, 14
MARGIN, BAR = 18.0, 36.0
"""Around the text, and for the title on top."""
HOLD = 4.0
"""Seconds for which the end stays in sight before it begins anew."""
BARS = {"━": (0.0, 1.0), "╸": (0.0, 0.5), "╺": (0.5, 1.0)}
"""Characters that bars are made of: from where to where each reaches. They are drawn, so that no font leaves gaps."""
LIGHT = {
    "ground": "#ffffff",
    "edge": "#d0d7de",
    "default": "#1f2328",
    "green": "#116329",
    "cyan": "#1b7c83",
    "blue": "#0550ae",
    "red": "#a40e26",
    "brown": "#7d4e00",
    "brightblack": "#c2c9d1",
}
DARK = {
    "ground": "#0d1117",
    "edge": "#3d444d",
    "default": "#f0f6fc",
    "green": "#56d364",
    "cyan": "#56d4dd",
    "blue": "#79c0ff",
    "red": "#ff9492",
    "brown": "#e3b341",
    "brightblack": "#3d444d",
}
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


def terminal_svg(frames: Sequence[Frame], title: str, columns: int) -> str:
    """Return the picture. Who wants no motion, or whose viewer has none, sees the end."""
    lines = max(number for frame in frames for number, line in enumerate(frame.lines, 1) if line)
    high, wide = lines * LINE, columns * COLUMN
    width, height = wide + 2 * MARGIN, high + MARGIN + BAR
    last = len(frames) - 1
    whole = frames[-1].seconds + HOLD
    steps = "".join(
        f"{100 * frame.seconds / whole:.2f}%{{transform:translateY({-number * high:g}px)}}"
        for number, frame in enumerate(frames)
    )
    style = "".join(
        [
            f"text{{font:{SIZE}px {FONT};white-space:pre}}",
            ".b{font-weight:700}",
            *colours(LIGHT),
            f"@media(prefers-color-scheme:dark){{{''.join(colours(DARK))}}}",
            f"@keyframes play{{{steps}}}",
            f".play{{animation:play {whole:.2f}s step-end infinite}}",
            "@media(prefers-reduced-motion:reduce){.play{animation:none}}",
        ]
    )
    box = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    told = "; ".join(words(line) for line in frames[-1].lines if line)
    return (
        "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-labelledby="title desc">',
                f'<title id="title">{escape(title)}</title>',
                f'<desc id="desc">The end: {escape(told)}</desc>',
                f"<style>{style}</style>",
                f'<rect class="ground edge" x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" rx="8"/>',
                *(
                    f'<circle class="brightblack" cx="{MARGIN + 4 + 18 * number:g}" cy="16" r="5"/>'
                    for number in range(3)
                ),
                f'<svg x="{MARGIN:g}" y="{BAR:g}" width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}">',
                f'<g class="play" transform="translate(0 {-last * high:g})">',
                *(drawn(frame, number * high, lines) for number, frame in enumerate(frames)),
                "</g></svg></svg>",
            ]
        )
        + "\n"
    )


def colours(theme: dict[str, str]) -> Iterator[str]:
    """Yield the rules of one theme."""
    for name, colour in theme.items():
        yield f".{name}{{{'stroke' if name == 'edge' else 'fill'}:{colour}}}"


def words(line: tuple[Run, ...]) -> str:
    """Return a line without its bars."""
    return " ".join(run.text for run in line if not set(run.text) <= set(BARS))


def drawn(frame: Frame, top: float, lines: int) -> str:
    """Draw one frame, below those that go before it."""
    parts = [
        part
        for number, line in enumerate(frame.lines[:lines])
        for run in line
        for part in of_run(run, top + number * LINE)
    ]
    return "".join(parts)


def of_run(run: Run, top: float) -> Iterator[str]:
    """Draw characters: bars as bars, the others as text that keeps to its columns in any font."""
    colour = run.colour if run.colour in LIGHT else "default"
    column = run.column
    for is_bar, group in itertools.groupby(run.text, lambda character: character in BARS):
        text = "".join(group)
        if is_bar:
            left, right = column + BARS[text[0]][0], column + len(text) - 1 + BARS[text[-1]][1]
            yield (
                f'<rect class="{colour}" x="{left * COLUMN:g}" y="{top + LINE / 2 - 3:g}" '
                f'width="{(right - left) * COLUMN:g}" height="6"/>'
            )
        elif text.strip():
            indent = len(text) - len(text.lstrip())
            shown = text.strip()
            weight = " b" if run.bold else ""
            yield (
                f'<text class="{colour}{weight}" x="{(column + indent) * COLUMN:g}" y="{top + 14.5:g}" '
                f'textLength="{len(shown) * COLUMN:g}">{escape(shown)}</text>'
            )
        column += len(text)
