"""What is known of one lock file."""

from dataclasses import dataclass

__all__ = ["NotAuditedError", "Report"]


class NotAuditedError(Exception):
    """No vulnerability service has answered; the text says which one was asked."""


@dataclass(frozen=True, slots=True)
class Report:
    """The packages that were looked up, and a line for each weakness that is known of one."""

    packages: int
    weaknesses: tuple[str, ...] = ()
