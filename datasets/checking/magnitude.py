"""Magnitude: a file whose median is out of proportion was delivered in another unit."""

from collections.abc import Sequence
from decimal import Decimal

import duckdb

from datasets.building.parts import Taken
from datasets.contract import Field, Source, Unit
from datasets.finding import Finding, file_finding
from datasets.text import Text

UNITS = {
    Unit.YUAN: Text("元", "yuan"),
    Unit.TEN_THOUSAND_YUAN: Text("万元", "ten thousand yuan"),
    Unit.HUNDRED_MILLION_YUAN: Text("亿元", "hundred million yuan"),
    Unit.USD: Text("美元", "US dollars"),
    Unit.TEN_THOUSAND_USD: Text("万美元", "ten thousand US dollars"),
    Unit.SQUARE_METRE: Text("平方米", "square metres"),
    Unit.KILOGRAM: Text("千克", "kilograms"),
    Unit.KILOWATT_HOUR: Text("千瓦时", "kilowatt hours"),
    Unit.TEN_THOUSAND_KILOWATT_HOUR: Text("万千瓦时", "ten thousand kilowatt hours"),
    Unit.TONNE_COAL_EQUIVALENT: Text("吨标准煤", "tonnes of coal equivalent"),
    Unit.INDEX: Text("（指数）", "(an index)"),
    Unit.NONE: Text("", ""),
}
TOO_SMALL = {
    Unit.YUAN: Text("文件是否以万元为单位？", "is the file in 万元 (ten thousand yuan)?"),
    Unit.USD: Text("文件是否以万美元为单位？", "is the file in 万美元 (ten thousand US dollars)?"),
    Unit.SQUARE_METRE: Text("文件是否以亩或公顷为单位？", "is the file in 亩 (mu) or hectares?"),
    Unit.KILOGRAM: Text("文件是否以吨为单位？", "is the file in tonnes?"),
}
TOO_LARGE = {
    Unit.HUNDRED_MILLION_YUAN: Text("文件是否以万元为单位？", "is the file in 万元 (ten thousand yuan)?"),
    Unit.TEN_THOUSAND_KILOWATT_HOUR: Text("文件是否以千瓦时为单位？", "is the file in kilowatt hours?"),
    Unit.TEN_THOUSAND_YUAN: Text("文件是否以元为单位？", "is the file in 元 (yuan)?"),
    Unit.TEN_THOUSAND_USD: Text("文件是否以美元为单位？", "is the file in 美元 (US dollars)?"),
}
EITHER = Text("请核对单位。", "check the unit.")


def refuse_magnitudes(connection: duckdb.DuckDBPyConnection, source: Source, taken: Sequence[Taken]) -> list[Finding]:
    """Create temp table ``unusable`` (receipt) of the files in a wrong unit, and return their findings."""
    connection.execute("CREATE OR REPLACE TEMP TABLE unusable (receipt INTEGER)")
    findings = []
    for field in source.fields:
        low, high = field.median_range or (Decimal(0), Decimal(0))
        for each in taken:
            if field.name not in each.part.medians:
                continue
            median = Decimal(each.part.medians[field.name]) / field.unit.scale
            if not low <= median <= high:
                text, receipt = _message(field, low, high, median), each.delivery.receipt
                findings.append(file_finding(source.key, each.delivery.file, receipt, "magnitude", text, field.header))
                connection.execute("INSERT INTO unusable VALUES (?)", [receipt])
    return findings


def _message(field: Field, low: Decimal, high: Decimal, median: Decimal) -> Text:
    unit = UNITS[field.unit]
    question = (TOO_SMALL if median < low else TOO_LARGE).get(field.unit, EITHER)
    span, got = f"{_short(low)}–{_short(high)}", _short(median)
    return Text(
        f"“{field.header}”的中位数应在 {span} {unit.zh}之间，实为 {got}：{question.zh}",
        f"the median of {field.header!r} should be {span} {unit.en}, got {got}: {question.en}",
    )


def _short(value: Decimal) -> str:
    return f"{float(value):.3g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
