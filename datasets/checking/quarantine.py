"""Quarantine: the refused rows, each with field, value, rule and suggestion; and the findings over them."""

from collections.abc import Sequence

import duckdb

from datasets.building.parts import Taken
from datasets.contract import PERSONS, Source
from datasets.finding import FILE_REFUSED, Finding, accepted
from datasets.finding import taken as taken_in
from datasets.reading.remarks import REMARKS, SHOWN, look_at_texts, remarks
from datasets.reading.rules import fault_of
from datasets.text import Text

FINDING = """
CREATE TABLE finding (source TEXT, file TEXT, receipt INTEGER, rule TEXT, severity TEXT, field TEXT,
    row_count BIGINT, zh TEXT, en TEXT, fate_zh TEXT, fate_en TEXT, example_rows TEXT);
"""
QUARANTINE = f"""
CREATE TABLE quarantine (source TEXT, receipt INTEGER, source_row INTEGER, field TEXT, value TEXT, rule TEXT,
    suggestion_zh TEXT, suggestion_en TEXT);
CREATE TABLE {PERSONS}.quarantine AS FROM quarantine;
"""
TABLES = FINDING + QUARANTINE


def row_finding(
    source: Source, file: str, receipt: int, rule: str, field: str | None, rows: Sequence[int], count: int, fate: Text
) -> Finding:
    """Return the finding on ``count`` rows of a file that break one rule, naming the first of them."""
    fault = fault_of(source, rule)
    more = count > len(rows)
    zh_rows = "、".join(map(str, rows)) + ("等 " if more else " ")
    en_rows = ", ".join(map(str, rows)) + (" …" if more else "")
    zh_field, en_field = (f"，“{field}”", f", {field!r}") if field else ("", "")
    return Finding(
        source=source.key,
        file=file,
        receipt=receipt,
        rule=rule,
        severity=fault.severity,
        field=field,
        row_count=count,
        rows=tuple(rows),
        message=Text(
            f"{file} 第 {zh_rows}行{zh_field}：{fault.message.zh}（共 {count} 行）。",
            f"{file}, row {en_rows}{en_field}: {fault.message.en} ({count} in all).",
        ),
        fate=fate,
    )


def findings_of_rows(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> list[Finding]:
    """Return one finding for each file, field and rule that rows broke or that was respelled."""
    names = {each.delivery.receipt: each.delivery.file for each in taken}
    fates = _fates(connection)
    found = connection.execute(f"""
        SELECT receipt, rule, field, count(*), min(source_row, {SHOWN})
        FROM fault GROUP BY ALL ORDER BY receipt, rule, field
    """).fetchall()  # noqa: S608 - from contracts, which are code
    found += remarks_of(connection, source, [each for each in taken if not fates[each.delivery.receipt][1]])
    return [
        row_finding(source, names[receipt], receipt, rule, field, rows, count, _fate(rule, *fates[receipt]))
        for receipt, rule, field, count, rows in found
    ]


def remarks_of(
    connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]
) -> list[tuple[int, str, str, int, list[int]]]:
    """Return, by file, what is to be remarked about identifiers of rows that were taken."""
    late = {(receipt, rule, field): (count, rows) for receipt, rule, field, count, rows in _late(connection, source)}
    found = []
    for each in taken:
        for rule, field, count, rows in each.part.remarks:
            less, gone = late.get((each.delivery.receipt, rule, field), (0, []))
            if count > less:
                left = [row for row in rows if row not in gone]
                found.append((each.delivery.receipt, rule, field, count - less, left))
    return found


def _late(connection: duckdb.DuckDBPyConnection, source: Source) -> list[tuple[int, str, str, int, list[int]]]:
    """Return the remarks about rows that only a look at other files refused."""
    receipts = [receipt for (receipt,) in connection.execute("SELECT DISTINCT receipt FROM late").fetchall()]
    if receipts:
        look_at_texts(connection, source, "late")
    return [
        (receipt, *remark)
        for receipt in sorted(receipts)
        for remark in remarks(connection, source, f"(FROM late WHERE receipt = {int(receipt)})")
    ]


def _fate(rule: str, good: int, whole: bool) -> Text:
    if whole:
        return FILE_REFUSED
    return taken_in(good) if rule in REMARKS else accepted(good)


def _fates(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[int, bool]]:
    counts = connection.execute("""
        SELECT receipt, any_value(rows) - count(source_row), receipt IN (SELECT receipt FROM unusable)
        FROM beginning LEFT JOIN refused USING (receipt) GROUP BY receipt
    """).fetchall()
    return {receipt: (good, whole) for receipt, good, whole in counts}


def quarantine(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """Append the source's refused rows to the snapshot's table ``quarantine``."""
    rules = [rule for (rule,) in connection.execute("SELECT DISTINCT rule FROM fault").fetchall()]
    connection.execute("CREATE OR REPLACE TEMP TABLE suggestion (rule TEXT, zh TEXT, en TEXT)")
    for rule in rules:
        connection.execute("INSERT INTO suggestion VALUES (?, ?, ?)", [rule, *fault_of(source, rule).suggestion])
    table = f"{PERSONS}.quarantine" if source.apart else "quarantine"
    connection.execute(
        f"""
        INSERT INTO {table}
        WITH proposed AS (
            SELECT *, CASE rule WHEN 'full_width' THEN half_width(value)
                WHEN 'thousands_separator' THEN replace(value, ',', '') ELSE coalesce(value, '') END AS proposal
            FROM fault JOIN suggestion USING (rule)
        )
        SELECT ?, receipt, source_row, field, value, rule,
            replace(zh, '{{proposal}}', proposal), replace(en, '{{proposal}}', proposal)
        FROM proposed ORDER BY receipt, source_row, field, rule
        """,  # noqa: S608 - from contracts, which are code
        [source.key],
    )
