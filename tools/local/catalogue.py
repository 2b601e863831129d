"""The table of images at the end of `make up`."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import Console
from rich.table import Table

__all__ = ["print_catalogue"]

COLUMNS = ("Definition", "Version", "Source", "Region", "Replicas", "Storage", "State")
WIDTH_OF_A_FILE = 130
"""Columns to use where there is no terminal to ask."""


def print_catalogue(catalogue: Mapping[str, object]) -> None:
    """Print a line for each region of each version in the component's `catalogue` output."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OF_A_FILE)
    table = Table(title="Catalogue of images", title_justify="left", title_style="bold", box=box.SIMPLE)
    for column in COLUMNS:
        table.add_column(column, overflow="fold", justify="right" if column == "Replicas" else "left")
    for row in rows(catalogue):
        table.add_row(*row)
    console.print(table)


def rows(catalogue: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """The cells: what is the same for all regions of a version stands in its first line only."""
    for definition, described in catalogue.items():
        versions = described.get("versions", {}) if isinstance(described, Mapping) else {}
        for number, version in versions.items():
            heading, state = (definition, number, version["source"]), version["state"]
            for region in version["regions"]:
                yield *heading, region["name"], str(region["replicas"]), region["storageAccountType"], state
                heading, state = ("", "", ""), ""
