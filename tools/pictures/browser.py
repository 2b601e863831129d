"""A page as a PNG, by Chromium."""

import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["QUIETLY", "chromium", "photographed"]

QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
"""Nothing is asked of the network, and nothing is left behind."""
SECONDS = 120


def chromium() -> str | None:
    """Return the browser; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def photographed(browser: str, page: Path, picture: Path, size: tuple[int, int], *, dark: bool) -> None:
    """Take a picture of a page in a window of a size, as somebody sees it who prefers light or dark."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *QUIETLY,
                f"--user-data-dir={profile}",
                f"--window-size={size[0]},{size[1]}",
                f"--blink-settings=preferredColorScheme={0 if dark else 1}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
