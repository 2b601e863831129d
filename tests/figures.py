"""What the long tests have counted, summed at the end of a run: kills survived, faults injected, versions checked.

A test counts with pytest's own `record_property`, whose values come from xdist's workers too.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["Record", "figures_of"]

Record = Callable[[str, object], None]
"""The type of the fixture `record_property`."""


def figures_of(reports: Iterable[Any]) -> list[str]:
    """Return a line for each name: the sum of its numbers, or its texts, such as seeds, one after the other.

    A report is pytest's own; those of a test's set-up and end say the same again.
    """
    sums: Counter[str] = Counter()
    texts: dict[str, list[str]] = {}
    for report in reports:
        for name, value in report.user_properties if getattr(report, "when", "") == "call" else ():
            if isinstance(value, int):
                sums[name] += value
            else:
                texts.setdefault(name, []).append(str(value))
    counted = [f"{sum_:>8,}  {name}" for name, sum_ in sorted(sums.items())]
    return counted + [f"          {name}: {', '.join(values)}" for name, values in sorted(texts.items())]
