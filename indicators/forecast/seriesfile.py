"""A file of series: a row for each value, ``series_id,period,value`` or as others name these, or a row for each series.

Competitions come both ways: M3, M4 and M5 have a series a row, its name first and its values last; some have no row of
names above them. :mod:`indicators.forecast.rows` reads workbooks and the Monash archive's files as the latter.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from datasets import Text
from indicators.errors import QuestionError
from indicators.forecast.rows import Row, rows_of

_NAMES = {
    "series_id": ("series_id", "unique_id", "item_id", "series", "id", "序列"),
    "period": ("period", "ds", "date", "time", "timestamp", "month", "quarter", "year", "期", "日期", "月份", "年份"),
    "value": ("value", "y", "actual", "target", "数值", "值"),
}
_MISSING = {"", "na", "nan", "null", "none", "n/a", "-", "."}
_COLUMN = re.compile(r"(?:[Vv]|d_)?\d[\w./-]*")  # a column of values where a series is a row: V2, d_2, 17, 2010-06
_NUMBERED = re.compile(r"[Vv]?\d{1,3}|(?:[Vv]|d_)\d+")  # names that only count
_VALUE = re.compile(r"[+-]?\d+(?:\.\d+)?")
_LEAST = 2  # columns of values that make a series a row

Rows = dict[str, dict[str, float]]
_Line = tuple[int, str, str, str]


def read(path: Path, frequency: str) -> Rows:
    """Return the values by series and period, in the order of the file; a blank value is a gap."""
    rows: Rows = {}
    for number, name, period, text in _lines(path, frequency):
        own = rows.setdefault(name, {})
        if period in own:
            raise _wrong(number, Text(f"序列 {name} 的 {period} 期重复", f"{period} of series {name} comes twice"))
        own[period] = _value(text, number)
    if not rows:
        raise QuestionError(Text(f"{path.name} 没有数据行。", f"{path.name} has no rows."))
    return rows


def _lines(path: Path, frequency: str) -> Iterator[_Line]:
    """Yield the number of the line, the series, the period and the text of each value."""
    filled = rows_of(path, frequency)
    header = next(filled, (1, []))[1]
    lower = [each.lower() for each in header]
    places = {name: _place(lower, known) for name, known in _NAMES.items()}
    starts = _values_from(header)
    if places["period"] is None and places["value"] is None and starts:
        if _are_values(header[starts:]):  # no row of names: the first row is a series too
            whole = [(1, header), *filled]
            longest = max(len(row) for _, row in whole)
            header, filled = [*header[:starts], *map(str, range(1, longest - starts + 1))], iter(whole)
        yield from _across(header, starts, filled)
        return
    if places["series_id"] is None and len(header) == len(_NAMES) - 1:
        filled = ((number, [*row, path.stem]) for number, row in filled)  # dates and values: one series
        places["series_id"] = len(header)
    absent = [name for name, place in places.items() if place is None]
    if absent:
        raise QuestionError(_lacking(path, absent))
    yield from _down([place for place in places.values() if place is not None], filled)


def _place(header: Sequence[str], known: Sequence[str]) -> int | None:
    return next((header.index(each) for each in known if each in header), None)


def _lacking(path: Path, absent: Sequence[str]) -> Text:
    return Text(
        f"{path.name} 缺少列 {'、'.join(absent)}；第一行应为 series_id,period,value；"
        "或每行一个序列：先写名称，其后各列为数值。",
        f"{path.name} lacks the columns {', '.join(absent)}; its first row reads series_id,period,value, or each row "
        "is a series: its name, then its values.",
    )


def _down(places: Sequence[int], rows: Iterator[Row]) -> Iterator[_Line]:
    """Yield the values of a file with a row for each of them."""
    for number, row in rows:
        if len(row) <= max(places):
            raise _wrong(number, Text("列数不足", "there are too few columns"))
        name, period, value = (row[place] for place in places)
        if not name or not period:
            raise _wrong(number, Text("series_id 和 period 不能为空", "series_id and period must be given"))
        yield number, name, period, value


def _values_from(header: Sequence[str]) -> int | None:
    """Return the first of the columns, up to the last, that are named as values of a series; None if there are none."""
    first = len(header)
    while first > 1 and _COLUMN.fullmatch(header[first - 1]):
        first -= 1
    return first if len(header) - first >= _LEAST else None


def _are_values(names: Sequence[str]) -> bool:
    """Return whether what stands where columns have names are numbers that go up and down, as no periods do."""
    if not all(_VALUE.fullmatch(each) for each in names):
        return False
    numbers = [float(each) for each in names]
    rises = {later > earlier for earlier, later in pairwise(numbers)}
    return len(rises) > 1


def _across(header: Sequence[str], first: int, rows: Iterator[Row]) -> Iterator[_Line]:
    """Yield the values of a file with a row for each series: from its first to its last, counted where columns are."""
    names = header[first:]
    counted = all(_NUMBERED.fullmatch(each) for each in names)
    periods = [str(each) for each in range(1, len(names) + 1)] if counted else names
    for number, row in rows:
        if not row[0]:
            raise _wrong(number, Text("序列没有名称", "the series has no name"))
        values = row[first : first + len(periods)]
        known = [place for place, each in enumerate(values) if each.lower() not in _MISSING]
        begin, end = (known[0], known[-1] + 1) if known else (0, 1)
        for period, value in zip(periods[begin:end], values[begin:end] or [""], strict=True):
            yield number, row[0], period, value


def _value(text: str, number: int) -> float:
    if text.lower() in _MISSING:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        value = math.inf
    if math.isinf(value):
        raise _wrong(number, _not_a_number(text))
    return value


def _not_a_number(text: str) -> Text:
    """Return that a value cannot be read; of one with commas, how decimals are written."""
    zh, en = f"“{text}”不是数值", f"{text!r} is not a number"
    if "," in text:
        return Text(f"{zh}（小数点写作“.”，不用千分位）", f"{en} (decimals after a point, thousands without a mark)")
    return Text(zh, en)


def _wrong(number: int, why: Text) -> QuestionError:
    return QuestionError(Text(f"第 {number} 行：{why.zh}。", f"Line {number}: {why.en}."))
