"""The exit statuses of the command, in one table."""

from enum import IntEnum

__all__ = ["ExitStatus"]


class ExitStatus(IntEnum):
    """How a command ended."""

    DONE = 0
    """All went well; what was watched is replicated."""
    FAILED = 1
    """A replication failed, `doctor` found something that does not work, or `recover` left something over."""
    USAGE = 2
    """Wrong arguments, or a stack's file that cannot be used as it is."""
    SIGN_IN = 3
    """No credentials, or Azure does not accept them."""
    NOT_FOUND = 4
    """The subscription, the gallery, the definition or the version does not exist."""
    FORBIDDEN = 5
    """A role is missing."""
    UNREACHABLE = 6
    """The network, throttling, or an error of Azure's own; the same command may work later."""
    FILE = 7
    """A file cannot be read or written."""
    INTERRUPTED = 130
    """Ctrl-C."""
