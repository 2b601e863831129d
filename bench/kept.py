"""What was measured, kept in a file: the page is made from it, and an hour is not lost where a later part fails."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path
from typing import Any

from bench.comparison import Comparison
from bench.cost import Cost
from bench.measured import Measured, Part

__all__ = ["keep", "kept"]


def keep(file: Path, name: str, measured: Measured) -> None:
    """Put what one part has found into the file, in the place of what it found before."""
    machine = f"{cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    document = {
        "when": f"{datetime.now(UTC):%Y-%m-%d}: {machine}",
        "comparisons": [
            {
                "what": comparison.what,
                "variants": {name: [asdict(cost) for cost in costs] for name, costs in comparison.costs.items()},
            }
            for comparison in measured.comparisons
        ],
        "more": measured.more,
        "missed": measured.missed,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**documents(file), name: document}, indent=2) + "\n", encoding="utf-8")


def kept(file: Path) -> dict[str, Part]:
    """Return what each part has found when it was measured last."""
    return {name: part_of(document) for name, document in documents(file).items()}


def documents(file: Path) -> dict[str, Any]:
    """Return what the file holds."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def part_of(document: Mapping[str, Any]) -> Part:
    """Return a part out of the file."""
    comparisons = tuple(
        Comparison(one["what"], {name: [Cost(**cost) for cost in costs] for name, costs in one["variants"].items()})
        for one in document["comparisons"]
    )
    return Part(document["when"], comparisons, tuple(document["more"]), tuple(document["missed"]))
