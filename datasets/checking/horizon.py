"""The horizon: a row dated after its extract came, or alone after its last real month, is a slip, not the newest data.

Without this, one 2062-01 would move the date of the whole snapshot, and a firm founded in 2099 would wait for its life.
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from datasets.building.collect import Delivery
from datasets.building.parts import Taken
from datasets.catalogue import zone_folder
from datasets.contract import Field, Kind, Source
from datasets.ledger import open_ledger
from datasets.sql import literal, quoted

SIMULATED_DAYS = 62  # two months from the first day of a simulated world's last month
SHARE = 20  # a month counts as real with at least a twentieth of the usual number of rows


def refuse_months_ahead(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> None:
    """Add to ``fault`` the rows whose month is after the last month with a real number of rows."""
    for field in source.fields:
        if field.kind is not Kind.MONTH:
            continue
        last = last_month(taken, field.name)
        late = [
            each.delivery.receipt for each in taken if last and max(each.part.months[field.name], default="") > last
        ]
        if not late:
            continue
        _refuse(connection, field, late, f"DATE {literal(last)}", "month_ahead", "%Y-%m")


def last_day(received: date, zone: str, *, simulated: bool) -> date:
    """Return the last day that a file can speak of as past.

    One day of grace, as clocks and time zones differ. A simulated file came in the month after the last of its world,
    whatever the clock says here.
    """
    day = received + timedelta(days=1)
    if not simulated:
        return day
    with (zone_folder(zone) / "zone.toml").open("rb") as settings:
        month = date.fromisoformat(f"{tomllib.load(settings)['last_month']}-01")
    return max(day, month + timedelta(days=SIMULATED_DAYS))


def dated(home: Path, deliveries: Sequence[Delivery], zone: str) -> list[Delivery]:
    """Return the deliveries with the last day each can speak of, by the day on which the ledger says it first came."""
    ledger = open_ledger(home)
    try:
        rows = ledger.execute("SELECT source, sha256, min(received_at) AS at FROM receipt GROUP BY source, sha256")
        first = {(row["source"], row["sha256"]): date.fromisoformat(row["at"][:10]) for row in rows}
    finally:
        ledger.close()
    today = datetime.now(UTC).date()
    return [
        replace(
            each,
            horizon=last_day(first.get((each.source, each.sha256), today), zone, simulated=each.simulated),
        )
        for each in deliveries
    ]


def refuse_dates_ahead(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> None:
    """Add to ``fault`` the rows with a date that was still to come when their file came, unless it is a planned one."""
    for field in source.fields:
        if field.kind not in (Kind.DATE, Kind.TIME) or field.planned:
            continue
        for each in taken:
            end, last = each.delivery.horizon, each.part.latest.get(field.name)
            if end and last and last[:10] > end.isoformat():
                _refuse(connection, field, [each.delivery.receipt], f"DATE '{end}'", "date_ahead", "%Y-%m-%d")


def _refuse(
    connection: duckdb.DuckDBPyConnection, field: Field, receipts: Sequence[int], last: str, rule: str, shape: str
) -> None:
    """Move the rows of these files that are dated after ``last`` (SQL) from the good ones to ``late`` and ``fault``."""
    name = quoted(field.name)
    connection.execute(f"""
        INSERT INTO late
        FROM typed WHERE receipt IN ({", ".join(map(str, receipts))}) AND {name}::DATE > {last}
            AND (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM fault)
    """)  # noqa: S608 - from contracts, which are code
    connection.execute(f"""
        INSERT INTO fault
        SELECT receipt, source_row, {literal(field.header)}, strftime({name}, '{shape}'), '{rule}'
        FROM late WHERE {name}::DATE > {last} AND (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM fault)
    """)  # noqa: S608 - from contracts, which are code


def last_month(taken: Sequence[Taken], field: str) -> str:
    """Return the first day of the last month with a real number of good rows, empty where there is none."""
    counted: Counter[str] = Counter()
    for each in taken:
        counted.update(each.part.months.get(field, {}))
    if not counted:
        return ""
    usual = sorted(counted.values())[(len(counted) - 1) // 2]
    return max(month for month, rows in counted.items() if rows * SHARE >= usual)


def latest(taken: Sequence[Taken], source: Source) -> str:
    """Return the first day of the last month of which a base has rows of the source, empty where there is none."""
    months = [""]
    for field in source.fields:
        if field.kind is Kind.MONTH and field.in_base:
            last = last_month(taken, field.name)
            months += [month for each in taken for month in each.part.months[field.name] if month <= last]
    return max(months)
