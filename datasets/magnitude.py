"""Magnitude: a file whose median is out of proportion was delivered in another unit."""

from collections.abc import Sequence
from decimal import Decimal

import duckdb

from datasets.casting import quoted
from datasets.collect import Delivery
from datasets.contract import Field, Source, Unit
from datasets.finding import Finding, file_finding
from datasets.text import Text

FEWEST_VALUES = 10  # the median of fewer says nothing about the unit

UNITS = {
    Unit.YUAN: Text("元", "yuan"),
    Unit.TEN_THOUSAND_YUAN: Text("万元", "ten thousand yuan"),
    Unit.USD: Text("美元", "US dollars"),
    Unit.TEN_THOUSAND_USD: Text("万美元", "ten thousand US dollars"),
    Unit.SQUARE_METRE: Text("平方米", "square metres"),
    Unit.KILOGRAM: Text("千克", "kilograms"),
    Unit.NONE: Text("", ""),
}
OTHER_UNIT = {
    Unit.YUAN: Text("万元", "万元 (ten thousand yuan)"),
    Unit.TEN_THOUSAND_YUAN: Text("元", "元 (yuan)"),
    Unit.USD: Text("万美元", "万美元 (ten thousand US dollars)"),
    Unit.TEN_THOUSAND_USD: Text("美元", "美元 (US dollars)"),
    Unit.SQUARE_METRE: Text("亩或公顷", "亩 (mu) or hectares"),
    Unit.KILOGRAM: Text("吨", "tonnes"),
}


def refuse_magnitudes(
    connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Delivery]
) -> list[Finding]:
    """Create temp table ``unusable`` (receipt) of the files in a wrong unit, and return their findings."""
    connection.execute("CREATE OR REPLACE TEMP TABLE unusable (receipt INTEGER)")
    names = {each.receipt: each.file for each in files}
    findings = []
    for field in source.fields:
        if field.median_range is None:
            continue
        low, high = field.median_range
        for receipt, median in _medians(connection, field):
            if not low <= median <= high:
                text = _message(field, median)
                findings.append(file_finding(source.key, names[receipt], receipt, "magnitude", text, field.header))
                connection.execute("INSERT INTO unusable VALUES (?)", [receipt])
    return findings


def _medians(connection: duckdb.DuckDBPyConnection, field: Field) -> list[tuple[int, Decimal]]:
    """Return each file's median of the values that are not zero, in the written unit."""
    name = quoted(field.name)
    rows = connection.execute(
        f"SELECT receipt, quantile_disc({name}, 0.5) FROM typed WHERE {name} <> 0 "  # noqa: S608 - from a contract
        f"GROUP BY receipt HAVING count(*) >= {FEWEST_VALUES} ORDER BY receipt"
    ).fetchall()
    return [(receipt, Decimal(str(median)) / field.unit.scale) for receipt, median in rows]


def _message(field: Field, median: Decimal) -> Text:
    assert field.median_range is not None
    low, high = (_short(each) for each in field.median_range)
    unit, other = UNITS[field.unit], OTHER_UNIT.get(field.unit)
    return Text(
        f"“{field.header}”的中位数应在 {low}–{high} {unit.zh}之间，实为 {_short(median)}"
        + (f"：文件是否以{other.zh}为单位？" if other else "。"),
        f"the median of {field.header!r} should be {low}–{high} {unit.en}, got {_short(median)}"
        + (f": is the file in {other.en}?" if other else "."),
    )


def _short(value: Decimal) -> str:
    return f"{float(value):,.3g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
