"""The horizon: a lone row dated after the extract's last real month is a slip, not the newest data.

Without this, one 2062-01 would move the date of the whole snapshot.
"""

from collections import Counter
from collections.abc import Sequence

import duckdb

from datasets.casting import literal, quoted
from datasets.contract import Kind, Source
from datasets.parts import Taken

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
        name = quoted(field.name)
        connection.execute(f"""
            INSERT INTO late
            FROM typed WHERE receipt IN ({", ".join(map(str, late))}) AND {name} > DATE {literal(last)}
                AND (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM fault)
        """)  # noqa: S608 - from contracts, which are code
        connection.execute(f"""
            INSERT INTO fault
            SELECT receipt, source_row, {literal(field.header)}, strftime({name}, '%Y-%m'), 'month_ahead'
            FROM late WHERE (receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM fault)
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
