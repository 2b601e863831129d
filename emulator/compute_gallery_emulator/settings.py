"""What can be set on one emulator."""

from dataclasses import dataclass

__all__ = ["Settings"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Times are seconds, and may be fractions."""

    replication_seconds: float = 0.0
    """The time that replicating a version to one region takes; 0 finishes every operation at its first poll."""
    retry_after_seconds: float = 1.0
    """The Retry-After of asynchronous answers. Azure's Python clients take 0 for "not given" and wait for 30 s."""
    parent_lingers_seconds: float = 0.0
    """How long after a nested resource is gone its parent still refuses to be deleted (Azure: 10 to 20 s)."""
    page_size: int = 100
    """Resources on one page of a list."""
