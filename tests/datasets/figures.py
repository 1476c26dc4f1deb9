"""Figures as a finance bureau publishes them, turned into series, months and alarms without a build."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import duckdb

import datasets.vintages.series as series_module
from datasets.base import Site
from datasets.finding import Finding
from datasets.published.manifest import Manifest
from datasets.published.snapshot import Snapshot
from datasets.sources.fiscal_revenue import SOURCE
from datasets.vintages.alarms import write_alarms
from datasets.vintages.months import write_months

TARGET, PRELIMINARY, REVISED, FINAL = "0", "1", "2", "3"
Line = tuple[str, str, str, str, str]  # period, value in yuan, status, published, item
CODES = [("fiscal_item", "total", None), ("fiscal_item", "101", "total"), ("fiscal_item", "103", "total")]


def line(
    period: str, value: str, status: str = PRELIMINARY, published: str = "2010-12-31", item: str = "total"
) -> Line:
    return period, value, status, published, item


class Figures(Snapshot):
    """A snapshot that holds the macro-economic tables only."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, findings: list[Finding]) -> None:
        super().__init__(mock.Mock(spec=Manifest), connection)
        self.findings = findings

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return [tuple(row.values()) for row in self.query(sql).to_pylist()]

    def alarms(self) -> set[tuple[object, ...]]:
        """Each alarm as its rule and the source row it is about."""
        return set(self.rows("SELECT rule, source_row FROM base_economy__macro_alarm"))


@contextmanager
def published(lines: Sequence[Line], growth: Sequence[float | None] | None = None) -> Iterator[Figures]:
    """Give the tables made of these lines of the finance bureau's report."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("CREATE TABLE code_list (list TEXT, code TEXT, parent TEXT)")
        connection.executemany("INSERT INTO code_list VALUES (?, ?, ?)", CODES)
        connection.execute(f"""CREATE TABLE {SOURCE.base_table} (period_text TEXT, fiscal_item TEXT,
            revenue_yuan DECIMAL(18, 2), growth_percent DOUBLE, figure_status TEXT, published_date DATE,
            receipt INTEGER, source_row INTEGER)""")
        rates = growth or [None] * len(lines)
        connection.executemany(
            f"INSERT INTO {SOURCE.base_table} VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
            [(p, item, v, rate, status, day, row) for row, ((p, v, status, day, item), rate)
             in enumerate(zip(lines, rates, strict=True), start=1)],
        )  # fmt: skip
        site = Site(connection=connection, zone="teda", home=Path(), findings=[])
        with mock.patch.object(series_module, "sources", return_value={SOURCE.key: SOURCE}):
            series_module.write_series(site)
        write_months(site)
        write_alarms(site)
        yield Figures(connection, site.findings)
