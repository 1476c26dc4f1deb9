"""The table of vintages: every value any statistical source has published, none overwritten."""

import duckdb

from datasets.base import Site
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Measure, Source, Statistics
from datasets.sql import literal, quoted
from datasets.vintages.period import MACROS

DELIVERED = """
    CREATE OR REPLACE TEMP TABLE delivered_figure (
        series TEXT, item_list TEXT, item TEXT, period_kind TEXT, period_start DATE, period_end DATE,
        value DECIMAL(20, 4), unit TEXT, yoy DOUBLE, growth TEXT, is_flow BOOLEAN, cadence_months INTEGER,
        status TEXT, standing INTEGER, published_date DATE, source TEXT, receipt INTEGER, source_row INTEGER)
"""

# The comparator of a growth is what was known of the year before on the day of publication.
NUMBERED = """
    CREATE OR REPLACE TABLE base_economy__macro_series AS
    WITH placed AS (
        SELECT *, row_number() OVER figure AS vintage,
            row_number() OVER (
                PARTITION BY series, item, period_kind, period_start, period_end, standing = 0, published_date
                ORDER BY standing DESC, source, receipt DESC, source_row DESC) AS of_the_day
        FROM delivered_figure
        WINDOW figure AS (
            PARTITION BY series, item, period_kind, period_start, period_end
            ORDER BY published_date, standing, source, receipt, source_row)
    ), year_before AS (
        SELECT series, item, period_kind, (period_start + INTERVAL 1 YEAR)::DATE AS period_start,
            last_day(period_end + INTERVAL 1 YEAR) AS period_end, published_date AS known_date, value AS value_before
        FROM placed WHERE status <> 'target' AND of_the_day = 1
    )
    SELECT p.series, p.item_list, p.item, p.period_kind, p.period_start, p.period_end, p.value, p.unit, p.yoy,
        CASE WHEN p.is_flow AND p.value_before > 0 THEN p.value::DOUBLE / p.value_before::DOUBLE - 1 END
            AS yoy_computed,
        p.growth, p.is_flow, p.cadence_months, p.status, p.published_date, p.vintage::INTEGER AS vintage,
        p.source, p.receipt, p.source_row
    FROM (
        SELECT placed.*, year_before.value_before
        FROM placed ASOF LEFT JOIN year_before
            ON placed.series = year_before.series AND placed.item = year_before.item
            AND placed.period_kind = year_before.period_kind AND placed.period_start = year_before.period_start
            AND placed.period_end = year_before.period_end AND placed.published_date >= year_before.known_date
    ) AS p
    ORDER BY p.series, p.item, p.period_start, p.period_end, p.period_kind, p.vintage
"""

# The words of figure_status.csv in a base.
STATUS = "['target', 'preliminary', 'revised', 'final'][1 + figure_status::INTEGER]"
CADENCE_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def write_series(site: Site) -> None:
    """Make the table of vintages from every source of the zone that delivers statistics."""
    site.connection.execute(MACROS)
    site.connection.execute(DELIVERED)
    for source in sources().values():
        if source.statistics is not None:
            for measure in source.statistics.measures:
                _take(site.connection, source, source.statistics, measure)
    site.connection.execute(NUMBERED)
    site.connection.execute("DROP TABLE delivered_figure")


def _take(connection: duckdb.DuckDBPyConnection, source: Source, statistics: Statistics, measure: Measure) -> None:
    """Append one measure of a source; a row without a value says nothing about it."""
    fields = {field.name: field for field in source.fields}
    item = fields[statistics.item_field] if statistics.item_field else None
    growth = f"{quoted(measure.growth_field)} / 100" if measure.growth_field else "NULL"
    connection.execute(f"""
        INSERT INTO delivered_figure
        SELECT {literal(measure.series)}, {literal(item.code_list or "") if item else "''"},
            {quoted(column_of(item)) if item else "'total'"}, period_kind(period_text), period_start(period_text),
            period_end(period_text), {quoted(measure.value_field)}::DECIMAL(20, 4),
            {literal(fields[measure.value_field].unit.base)}, {growth}, {literal(measure.growth)}, {measure.flow},
            {CADENCE_MONTHS[source.cadence]}, {STATUS}, figure_status::INTEGER,
            published_date, {literal(source.key)}, receipt, source_row
        FROM {quoted(source.base_table)} WHERE {quoted(measure.value_field)} IS NOT NULL
    """)  # noqa: S608 - every part comes from contracts, which are code
