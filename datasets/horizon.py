"""The horizon: a lone row dated after the extract's last real month is a slip, not the newest data.

Without this, one 2062-01 would move the date of the whole snapshot.
"""

import duckdb

from datasets.casting import literal, quoted
from datasets.contract import Kind, Source

SHARE = 20  # a month counts as real with at least a twentieth of the usual number of rows


def refuse_months_ahead(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Add to ``fault`` the rows whose month is after the last month with a real number of rows."""
    for field in source.fields:
        if field.kind is not Kind.MONTH:
            continue
        name = quoted(field.name)
        connection.execute(f"""
            INSERT INTO fault
            WITH good AS (
                SELECT rowid AS position, receipt, {name} AS month FROM typed
                WHERE {name} IS NOT NULL AND rowid NOT IN (SELECT position FROM fault)
            ), counted AS (SELECT month, count(*) AS rows FROM good GROUP BY month),
            usual AS (SELECT quantile_disc(rows, 0.5) AS rows FROM counted),
            last AS (SELECT max(c.month) AS month FROM counted c, usual u WHERE c.rows * {SHARE} >= u.rows)
            SELECT position, receipt, position - first + 1, {literal(field.header)}, strftime(g.month, '%Y-%m'),
                'month_ahead'
            FROM good g JOIN beginning USING (receipt), last WHERE g.month > last.month
        """)  # noqa: S608 - every part comes from contracts, which are code
