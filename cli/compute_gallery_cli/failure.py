"""What ends a command: one readable line and an exit status."""

from compute_gallery_cli.exit_status import ExitStatus
from compute_gallery_rules.values.printable import escaped

__all__ = ["GalleryError"]


class GalleryError(Exception):
    """A command cannot go on. The text is one line for the person at the terminal."""

    def __init__(self, text: str, status: ExitStatus, retry_after: float | None = None) -> None:
        """Put the text on one line, whatever was quoted in it, and control characters as they are written.

        `retry_after` are the seconds after which Azure asks to be asked again; None where it did not say.
        """
        super().__init__(escaped(" ".join(text.split())))
        self.status = status
        self.retry_after = retry_after
