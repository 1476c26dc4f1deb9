"""Completeness of what is said of persons: cells with a value, counted before rows are sealed, published rounded."""

from datasets.base import Site
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Source
from datasets.protection.rounding import rounded
from datasets.reading.placeholder import filled
from datasets.rows import append, single
from datasets.sql import quoted

TABLE = "base_population__completeness"


def publish_completeness(site: Site) -> None:
    """Make the table: for each source about persons its cells that should have a value, and those that have one."""
    site.connection.execute(f"CREATE OR REPLACE TABLE {TABLE} (source TEXT, cell_count BIGINT, filled_count BIGINT)")
    told = [each for each in sources().values() if each.apart and each.base == "population"]
    append(site.connection, TABLE, [(each.key, *_cells(site, each)) for each in told])


def _cells(site: Site, source: Source) -> tuple[int, int]:
    fields = [each for each in source.fields if each.in_base and not each.empty_is_said]
    known = " + ".join(filled(each, quoted(column_of(each))) for each in fields)
    rows, cells = single(site.connection, f"SELECT count(*), {known} FROM {source.relation}")  # noqa: S608 - from contracts
    return rounded(rows * len(fields)), rounded(cells)
