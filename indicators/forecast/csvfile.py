"""Files of many series: ``series_id,period,value`` in; forecasts with intervals and the method of each out."""

import codecs
import csv
import math
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import numpy as np

from datasets import Language, Text
from indicators.errors import QuestionError
from indicators.forecast.engine import Series, outlooks
from indicators.forecast.outlook import Outlook
from indicators.forecast.styles import Timeline, timeline

FREQUENCIES = {"Y": 1, "Q": 4, "M": 12, "W": 52, "D": 7, "H": 24, "O": 1}
HEADER = ("series_id", "period", "mean", "lo80", "hi80", "lo95", "hi95", "method")
FARTHEST = 1000

_WANTED = ("series_id", "period", "value")
_MISSING = {"", "na", "nan", "null", "none", "n/a", "-", "."}

Rows = dict[str, dict[str, float]]


def forecast_file(path: Path, frequency: str, horizon: int, language: Language = "en") -> tuple[str, Text]:
    """Return the forecasts of a CSV file as CSV text, and one line on what was done.

    ``frequency`` is Y, Q, M, W, D, H or O (no season); days without any weekend are weeks of five. Rows may stand in
    any order; a blank value is a gap. Every series of the file is in the answer, however short: its method says what
    was done. Raises :class:`~indicators.QuestionError` where the file cannot be read without guessing.
    """
    season = FREQUENCIES.get(frequency.upper())
    if season is None:
        raise QuestionError(
            Text(
                f"频率应为 {'、'.join(FREQUENCIES)} 之一，给的是“{frequency}”。",
                f"The frequency is one of {', '.join(FREQUENCIES)}, not {frequency!r}.",
            )
        )
    if not 1 <= horizon <= FARTHEST:
        raise QuestionError(
            Text(f"预测期应为 1 至 {FARTHEST} 期。", f"A forecast reaches 1 to {FARTHEST} periods ahead.")
        )
    rows = _read(path)
    lines = {name: timeline(name, list(values), frequency.upper()) for name, values in rows.items()}
    series = [_series(list(rows[name].values()), line) for name, line in lines.items()]
    found = _outlooks(series, [line.season or season for line in lines.values()], horizon)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for (name, line), each, answer in zip(lines.items(), series, found, strict=True):
        columns = answer.columns()[:5]
        for step, numbers in enumerate(zip(*columns, strict=True)):
            period = line.write(len(each.values) + step)
            writer.writerow(
                [name, period, *(f"{number:.10g}" for number in numbers), answer.method.in_language(language)]
            )
    return text.getvalue(), _summary(series)


def _outlooks(series: list[Series], seasons: list[int], horizon: int) -> list[Outlook]:
    """Return the outlook of every series, those of one season together."""
    found: dict[int, Outlook] = {}
    for season in sorted(set(seasons)):
        places = [place for place, own in enumerate(seasons) if own == season]
        answers = outlooks([series[place] for place in places], season, horizon, alone=False)
        found.update(zip(places, answers, strict=True))
    return [found[place] for place in range(len(series))]


def _summary(series: list[Series]) -> Text:
    gaps = sum(bool(np.isnan(each.values).any()) for each in series)
    return Text(
        f"预测 {len(series)} 个序列" + (f"，其中 {gaps} 个有缺期（跳过，未填补）。" if gaps else "。"),
        f"{len(series)} series forecast" + (f"; {gaps} of them have gaps, skipped and not filled in." if gaps else "."),
    )


def _series(values: list[float], line: Timeline) -> Series:
    placed = np.full(max(line.places) + 1, np.nan)
    placed[line.places] = values
    return Series(values=placed, first_month=line.first_month)


def _read(path: Path) -> Rows:
    """Return the values by series and period, in the order of the file."""
    rows: Rows = {}
    for number, name, period, text in _lines(path):
        own = rows.setdefault(name, {})
        if period in own:
            raise _wrong(number, Text(f"序列 {name} 的 {period} 期重复", f"{period} of series {name} comes twice"))
        own[period] = _value(text, number)
    if not rows:
        raise QuestionError(Text(f"{path.name} 没有数据行。", f"{path.name} has no rows."))
    return rows


def _lines(path: Path) -> Iterator[tuple[int, str, str, str]]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    header = [each.strip().lower() for each in next(reader, [])]
    absent = [name for name in _WANTED if name not in header]
    if absent:
        raise QuestionError(
            Text(
                f"{path.name} 缺少列 {'、'.join(absent)}；第一行应为 series_id,period,value。",
                f"{path.name} lacks the columns {', '.join(absent)}; its first row reads series_id,period,value.",
            )
        )
    places = [header.index(name) for name in _WANTED]
    for row in reader:
        if not any(each.strip() for each in row):
            continue
        if len(row) <= max(places):
            raise _wrong(reader.line_num, Text("列数不足", "there are too few columns"))
        name, period, value = (row[place].strip() for place in places)
        if not name or not period:
            raise _wrong(reader.line_num, Text("series_id 和 period 不能为空", "series_id and period must be given"))
        yield reader.line_num, name, period, value


def _text(path: Path) -> str:
    content = path.read_bytes()
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's "Unicode text"
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise QuestionError(
        Text(
            f"{path.name} 不是 UTF-8、UTF-16 或 GB 18030 文本。",
            f"{path.name} is not text in UTF-8, UTF-16 or GB 18030.",
        )
    )


def _value(text: str, number: int) -> float:
    if text.lower() in _MISSING:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        value = math.inf
    if math.isinf(value):
        raise _wrong(number, Text(f"“{text}”不是数值", f"{text!r} is not a number"))
    return value


def _wrong(number: int, why: Text) -> QuestionError:
    return QuestionError(Text(f"第 {number} 行：{why.zh}。", f"Line {number}: {why.en}."))
