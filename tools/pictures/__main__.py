"""Makes the pictures: `python -m tools.pictures [FOLDER]`."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.pictures.browser import chromium, photographed
from tools.pictures.recording import recorded
from tools.pictures.scene import GALLERY, REGIONS, STACK, SUBSCRIPTION, WATCHED, Scene, scene
from tools.pictures.terminal_svg import terminal_svg

COLUMNS, LINES = 84, 12
PAGE = (1280, 1240)
OF_AZURE = ("AZURE_", "ARM_", "COMPUTE_GALLERY_", "PULUMI_")


def main() -> None:
    """Make all pictures in a folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--replication-seconds", type=float, default=4.0, help="of one region (default 4)")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with scene(arguments.replication_seconds) as stage:
        known = {name: value for name, value in os.environ.items() if not name.startswith(OF_AZURE)}
        environment = {**known, "COMPUTE_GALLERY_EMULATOR": stage.address, "AZURE_SUBSCRIPTION_ID": SUBSCRIPTION}
        watch(stage, arguments.folder / "watch.svg", environment, arguments.replication_seconds)
        catalogue(arguments.folder, environment)


def gallery(*arguments: str) -> list[str]:
    """Return the command that the pictures are of."""
    return [sys.executable, "-m", "compute_gallery_cli", *arguments]


def watch(stage: Scene, picture: Path, environment: dict[str, str], seconds: float) -> None:
    """Record a replication from its beginning to its end."""
    stage.version(WATCHED, REGIONS)
    interval = str(max(0.1, seconds / 6))
    frames = recorded(
        gallery("watch", WATCHED, "--interval", interval), f"gallery watch {WATCHED}", environment, (COLUMNS, LINES)
    )
    picture.write_text(terminal_svg(frames, f"gallery watch {WATCHED}", COLUMNS), encoding="utf-8")
    sys.stdout.write(f"{picture}: {len(frames)} frames\n")


def catalogue(folder: Path, environment: dict[str, str]) -> None:
    """Take pictures of the page of the catalogue."""
    browser = chromium()
    if browser is None:
        sys.stdout.write("no Chromium on PATH: the pictures of the catalogue stay as they are\n")
        return
    with tempfile.TemporaryDirectory() as name:
        stack, page = Path(name) / "Pulumi.images.yaml", Path(name) / "catalogue.html"
        stack.write_text(STACK, encoding="utf-8")
        command = gallery("catalog", "-r", GALLERY, "--stack-file", str(stack), "--html", str(page))
        subprocess.run(command, env=environment, check=True, capture_output=True)
        for picture, dark in (("catalogue.png", False), ("catalogue-dark.png", True)):
            photographed(browser, page, folder / picture, PAGE, dark=dark)
            sys.stdout.write(f"{folder / picture}\n")


if __name__ == "__main__":
    main()
