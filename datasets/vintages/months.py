"""Months out of cumulative figures, as the statistics bureau does it: by difference, and never by invention.

A cumulative figure less the one before it, of the same status and as known when it was published, is what the
months between brought. The first figure of a year (January–February, or the first quarter) stands as delivered:
how two months share it is nobody's knowledge. A figure with no predecessor of its status that covers more than a
quarter, such as the final account of a year, gives no month.
"""

from datasets.base import Site

DECUMULATED = """
    CREATE OR REPLACE TABLE base_economy__macro_month AS
    WITH figure AS (
        SELECT * FROM base_economy__macro_series WHERE is_flow AND status <> 'target' AND period_kind <> 'year'
    ),
    link AS (SELECT * FROM figure WHERE month(period_start) = 1),
    stage AS (
        SELECT series, item, status, period_start, period_end,
            lag(period_end) OVER (
                PARTITION BY series, item, status, year(period_start) ORDER BY period_end) AS end_before
        FROM (SELECT DISTINCT series, item, status, period_start, period_end FROM link)
    ), known AS (
        SELECT series, item, status, period_end AS end_before, published_date AS known_date,
            arg_max(struct_pack(value, receipt, source_row), (vintage, receipt, source_row)) AS before
        FROM link GROUP BY ALL
    ), first_known AS (
        SELECT series, item, status, end_before, arg_min(before, known_date) AS before FROM known GROUP BY ALL
    ), paired AS (
        SELECT link.*, stage.end_before, coalesce(known.before, first_known.before) AS before
        FROM link JOIN stage USING (series, item, status, period_start, period_end)
        ASOF LEFT JOIN known ON known.series = link.series AND known.item = link.item AND known.status = link.status
            AND known.end_before = stage.end_before AND link.published_date >= known.known_date
        LEFT JOIN first_known ON first_known.series = link.series AND first_known.item = link.item
            AND first_known.status = link.status AND first_known.end_before = stage.end_before
    ), differenced AS (
        SELECT * REPLACE (
                CASE WHEN end_before IS NULL THEN period_start ELSE (end_before + 1)::DATE END AS period_start,
                CASE WHEN end_before IS NULL THEN value ELSE value - before.value END AS value),
            CASE WHEN end_before IS NULL THEN 'delivered' ELSE 'difference' END AS method,
            before.receipt AS before_receipt, before.source_row AS before_source_row
        FROM paired
        WHERE end_before IS NOT NULL OR month(period_end) <= 3
    ), every_one AS (
        SELECT * EXCLUDE (end_before, before) FROM differenced
        UNION ALL BY NAME
        SELECT *, 'delivered' AS method, NULL::INTEGER AS before_receipt, NULL::INTEGER AS before_source_row
        FROM figure WHERE month(period_start) > 1
    ), counted AS (SELECT *, (month(period_end) - month(period_start) + 1)::INTEGER AS months FROM every_one)
    SELECT series, item_list, item, period_start, period_end, months, months > cadence_months AS is_combined, value,
        unit, method, status, published_date,
        row_number() OVER (
            PARTITION BY series, item, period_start, period_end
            ORDER BY published_date, vintage, method DESC, receipt, source_row)::INTEGER AS vintage,
        source, receipt, source_row, before_receipt, before_source_row
    FROM counted
    ORDER BY series, item, period_start, period_end, vintage
"""


def write_months(site: Site) -> None:
    """Make the table of what single months (or quarters) brought, each with the rows it comes from."""
    site.connection.execute(DECUMULATED)
