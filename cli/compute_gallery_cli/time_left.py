"""How long something will still take, from how fast it went so far."""

from dataclasses import dataclass, field

__all__ = ["TimeLeft", "in_words"]

WHOLE = 100.0
LEAST_PROGRESS = 1.0
MINUTE, HOUR = 60, 3600


@dataclass
class TimeLeft:
    """Estimates by the first and the last progress seen of each thing."""

    first: dict[str, tuple[float, float]] = field(default_factory=dict)
    """When each was first seen, in seconds, and its progress then."""

    def seconds(self, name: str, progress: float, now: float) -> float | None:
        """Return the seconds that are left at the speed so far; None where nothing can be said.

        `progress` is 0 to 100. What falls back, as a replication that begins anew, is estimated anew.
        """
        begun, before = self.first.setdefault(name, (now, progress))
        if progress < before:
            self.first[name] = (now, progress)
            return None
        if progress >= WHOLE:
            return 0.0
        gained = progress - before
        if gained < LEAST_PROGRESS or now <= begun:
            return None
        return (WHOLE - progress) * (now - begun) / gained


def in_words(seconds: float | None) -> str:
    """Write a duration: "40 s", "3 min", "1 h 05 min"; empty where it is not known."""
    if seconds is None:
        return ""
    whole = max(0, round(seconds))
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return f"{round(whole / MINUTE)} min"
    hours, rest = divmod(round(whole / MINUTE), MINUTE)
    return f"{hours} h {rest:02} min"
