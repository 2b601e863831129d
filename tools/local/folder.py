"""What stands under `.local/`: the state, the emulator's data, and the commands that only the local stack uses."""

import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LocalError", "LocalFolder"]


class LocalError(Exception):
    """The local set-up cannot go on; the text is one readable line that says what to do."""


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """The folder of one local set-up."""

    path: Path

    @property
    def state(self) -> Path:
        """The file backend: where Pulumi keeps the stacks."""
        return self.path / "state"

    @property
    def backend(self) -> str:
        """The address of the file backend.

        Without attributes beside each file: Pulumi cannot read a state that was killed as they were written.
        """
        return f"file://{self.state}?metadata=skip"

    @property
    def bin(self) -> Path:
        """Commands that stand in for what a machine without an Azure account lacks."""
        return self.path / "bin"

    @property
    def pulumi_home(self) -> Path:
        """Pulumi's own files, apart from the user's."""
        return self.path / "pulumi-home"

    @property
    def emulator_data(self) -> Path:
        """The emulator's database."""
        return self.path / "emulator.db"

    @property
    def emulator_record(self) -> Path:
        """Address and process of the running emulator."""
        return self.path / "emulator.json"

    @property
    def emulator_log(self) -> Path:
        """What the emulator says on standard error."""
        return self.path / "emulator.log"

    def prepare(self) -> None:
        """Create the folders. Raises LocalError when something else stands in their place or may not be written."""
        for folder in (self.path, self.state, self.bin, self.pulumi_home):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryFile(dir=folder):
                    pass
            except OSError as error:
                raise LocalError(
                    f"{folder} cannot be used as a folder ({error.strerror}): "
                    "move it away, or start over with `make down`"
                ) from error

    def write_command(self, name: str, text: str) -> None:
        """Put an executable script into `bin`, whole or not at all."""
        file = self.bin / name
        beside = file.with_suffix(".new")
        beside.write_text(text)
        beside.chmod(beside.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        beside.replace(file)
