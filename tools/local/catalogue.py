"""The table of images at the end of `make up`."""

from collections.abc import Iterator, Mapping

from rich.table import Table

__all__ = ["catalogue_table"]

COLUMNS = ("Definition", "Version", "Source", "Regions (replicas, storage)", "State")


def catalogue_table(catalogue: Mapping[str, object]) -> Table:
    """A row for each version of the component's `catalogue` output, in its order."""
    table = Table(title="Catalogue of images", title_justify="left", title_style="bold")
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for row in rows(catalogue):
        table.add_row(*row)
    return table


def rows(catalogue: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """The cells of each version: definition, version, source, regions, state."""
    for definition, described in catalogue.items():
        versions = described.get("versions", {}) if isinstance(described, Mapping) else {}
        for number, version in versions.items():
            regions = "\n".join(
                f"{region['name']} ({region['replicas']}, {region['storageAccountType']})" for region in version["regions"]
            )
            yield definition, number, version["source"], regions, version["state"]
