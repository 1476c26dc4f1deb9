"""Alarms: what looks wrong in the figures as published. Nothing is changed by them; a steward asks the department."""

import csv
from collections.abc import Mapping
from pathlib import Path

from datasets.base import Site
from datasets.finding import Finding, Severity
from datasets.sql import literal, quoted
from datasets.text import Text

ALARM = "base_economy__macro_alarm"
THRESHOLDS = Path(__file__).parent / "thresholds.csv"
SHOWN = 5

# Each gives the row that looks wrong ({row}), its value, and the one it was held against; {limit} is the threshold.
ROW = "series, item_list, item, period_start, period_end, status, published_date, source, receipt, source_row"
RULES: Mapping[str, str] = {
    "cumulative_falls": """
        SELECT {row}, value, NULL::DECIMAL(20, 4) AS other_value FROM base_economy__macro_month
        WHERE method = 'difference' AND value < {limit}""",
    "jump": """
        SELECT m.* EXCLUDE (months, is_combined, unit, method, vintage, before_receipt, before_source_row, value),
            m.value, before.value AS other_value
        FROM base_economy__macro_month m JOIN base_economy__macro_month before
            ON before.series = m.series AND before.item = m.item AND before.status = m.status
            AND before.period_start = (m.period_start - INTERVAL 1 YEAR)::DATE
            AND before.period_end = last_day(m.period_end - INTERVAL 1 YEAR)
        WHERE m.value > 0 AND before.value > 0
            AND greatest(m.value::DOUBLE / before.value::DOUBLE, before.value::DOUBLE / m.value::DOUBLE) > {limit}
        QUALIFY row_number() OVER (
            PARTITION BY m.receipt, m.source_row, m.series ORDER BY before.vintage DESC, m.vintage DESC) = 1""",
    "revised": """
        SELECT {row}, value, lag(value) OVER figure AS other_value
        FROM base_economy__macro_series WHERE status <> 'target'
        WINDOW figure AS (PARTITION BY series, item, period_kind, period_start, period_end ORDER BY vintage)
        QUALIFY other_value <> 0 AND abs(value::DOUBLE / other_value::DOUBLE - 1) > {limit}""",
    "growth_disagrees": """
        SELECT {row}, round(yoy, 4)::DECIMAL(20, 4) AS value, round(yoy_computed, 4)::DECIMAL(20, 4) AS other_value
        FROM base_economy__macro_series
        WHERE growth = 'nominal' AND status <> 'target' AND abs(yoy - yoy_computed) > {limit}""",
    "months_differ_from_year": """
        WITH newest AS (
            SELECT * FROM base_economy__macro_month
            QUALIFY row_number() OVER (PARTITION BY series, item, period_start, period_end ORDER BY vintage DESC) = 1
        ), added AS (
            SELECT series, item, year(period_start) AS year, sum(value) AS whole
            FROM newest GROUP BY ALL HAVING sum(months) = 12
        )
        SELECT {row}, value, whole::DECIMAL(20, 4) AS other_value
        FROM base_economy__macro_series s JOIN added USING (series, item)
        WHERE added.year = year(s.period_start) AND period_kind = 'year' AND is_flow AND status <> 'target'
            AND whole <> 0 AND abs(value::DOUBLE / whole::DOUBLE - 1) > {limit}""",
    "parts_differ_from_total": """
        WITH figure AS (SELECT * FROM base_economy__macro_series WHERE status <> 'target' AND is_flow),
        parent AS (SELECT list AS item_list, code AS item, parent AS whole_item FROM code_list WHERE parent <> ''),
        added AS (
            SELECT series, whole_item AS item, period_kind, period_start, period_end, status, published_date,
                sum(value) AS parts
            FROM figure JOIN parent USING (item_list, item) GROUP BY ALL
        )
        SELECT {row}, value, parts::DECIMAL(20, 4) AS other_value
        FROM figure JOIN added USING (series, item, period_kind, period_start, period_end, status, published_date)
        WHERE abs(value - parts)::DOUBLE > {limit} * abs(value)::DOUBLE""",
    "published_out_of_order": """
        SELECT {row}, value, NULL::DECIMAL(20, 4) AS other_value
        FROM base_economy__macro_series WHERE status <> 'target' AND period_kind = 'cumulative'
        WINDOW later AS (
            PARTITION BY series, item, status, period_start ORDER BY period_end
            RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING)
        QUALIFY status = 'preliminary' AND min(published_date) OVER later < published_date""",
    "published_before_end": """
        SELECT {row}, value, NULL::DECIMAL(20, 4) AS other_value
        FROM base_economy__macro_series WHERE status <> 'target' AND published_date <= period_end""",
}

SAID: Mapping[str, tuple[Severity, Text]] = {
    "cumulative_falls": ("warning", Text("累计数比上期减少", "a year-to-date figure below the one before it")),
    "jump": (
        "warning",
        Text(
            "与上年同期相差数倍，单位是否有误？", "many times the same period a year before, or a fraction: wrong unit?"
        ),
    ),
    "revised": ("info", Text("对已发布的数字作了修订", "a figure already published was revised")),
    "growth_disagrees": (
        "warning",
        Text("公布的同比与按总量推算的不一致", "published growth disagrees with growth computed from the levels"),
    ),
    "months_differ_from_year": ("warning", Text("各月之和与全年数不一致", "the months do not add up to the year")),
    "parts_differ_from_total": ("warning", Text("分项之和与合计不一致", "the parts do not add up to the total")),
    "published_out_of_order": (
        "warning",
        Text("晚于后续月份的数字发布", "published after the figure of a later month"),
    ),
    "published_before_end": ("warning", Text("在统计时期结束前发布", "published before its period was over")),
}
KEPT = Text("数值按原样保留，请部门核实。", "The figures are kept as delivered; ask the department.")


def thresholds() -> dict[str, str]:
    """Return the threshold of each rule now in force: the last one by date."""
    with THRESHOLDS.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["valid_from"])
    return {row["rule"]: row["threshold"] for row in rows}


def write_alarms(site: Site) -> None:
    """Make the table of alarms, and a finding for each receipt and rule."""
    limits = thresholds()
    each = [
        f"SELECT {literal(rule)} AS rule, {ROW}, value, other_value FROM ({_sql(rule, limits[rule])})"  # noqa: S608 - constants
        for rule in RULES
    ]
    site.connection.execute(
        f"CREATE OR REPLACE TABLE {ALARM} AS {' UNION ALL '.join(each)} "
        "ORDER BY rule, series, item, period_start, period_end, published_date, receipt, source_row"
    )
    found = site.connection.execute(f"""
        SELECT source, receipt, rule, count(*), list_sort(list(DISTINCT source_row))[:{SHOWN}],
            arg_min(struct_pack(item_list, item, period_start, period_end, value, other_value),
                (period_start, item, source_row, series))
        FROM {quoted(ALARM)} GROUP BY ALL ORDER BY ALL
    """).fetchall()  # noqa: S608 - constants
    site.findings.extend(_finding(site.files.get(row[1], ""), *row) for row in found)


def _sql(rule: str, limit: str) -> str:
    return RULES[rule].format(row=ROW, limit=float(limit))


def _finding(
    file: str, source: str, receipt: int, rule: str, count: int, rows: list[int], first: dict[str, object]
) -> Finding:
    severity, text = SAID[rule]
    span = f"{first['period_start']:%Y-%m}–{first['period_end']:%Y-%m}"
    value, other = first["value"], first["other_value"]
    zh_other, en_other = (f"，对照 {other}", f" against {other}") if other is not None else ("", "")
    return Finding(
        source=source,
        file=file,
        receipt=receipt,
        rule=rule,
        severity=severity,
        field=None,
        row_count=count,
        rows=tuple(rows),
        message=Text(
            f"{file}：{text.zh}，共 {count} 处，首例 {first['item']} {span} 为 {value}{zh_other}。",
            f"{file}: {text.en}; {count} in all, first {first['item']} {span}: {value}{en_other}.",
        ),
        fate=KEPT,
    )
