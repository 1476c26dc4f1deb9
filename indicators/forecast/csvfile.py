"""Forecasts of a file of many series: with intervals and the method of each, in the file's own way of writing."""

import csv
from io import StringIO
from pathlib import Path

import numpy as np

from datasets import Language, Text
from indicators.errors import QuestionError
from indicators.forecast.engine import outlooks
from indicators.forecast.outlook import Outlook
from indicators.forecast.seriesfile import read
from indicators.forecast.styles import Timeline, timeline
from indicators.forecast.task import Series

FREQUENCIES = {"Y": 1, "Q": 4, "M": 12, "W": 52, "D": 7, "H": 24, "O": 1}
HORIZONS = {"Y": 6, "Q": 8, "M": 18, "W": 13, "D": 14, "H": 48, "O": 8}
"""Periods ahead unless told otherwise: those of the M3 and M4 competitions."""
HEADER = ("series_id", "period", "mean", "lo80", "hi80", "lo95", "hi95", "method")
FARTHEST = 1000


def forecast_file(
    path: Path, frequency: str, horizon: int | None = None, language: Language = "en"
) -> tuple[str, Text]:
    """Return the forecasts of a file of series as CSV text, and one line on what was done.

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
    horizon = HORIZONS[frequency.upper()] if horizon is None else horizon
    if not 1 <= horizon <= FARTHEST:
        raise QuestionError(
            Text(f"预测期应为 1 至 {FARTHEST} 期。", f"A forecast reaches 1 to {FARTHEST} periods ahead.")
        )
    rows = read(path, frequency.upper())
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
                [name, period, *(f"{number:.10g}" for number in numbers), _method(answer).in_language(language)]
            )
    return text.getvalue(), _summary(series, found)


def _outlooks(series: list[Series], seasons: list[int], horizon: int) -> list[Outlook]:
    """Return the outlook of every series, those of one season together."""
    found: dict[int, Outlook] = {}
    for season in sorted(set(seasons)):
        places = [place for place, own in enumerate(seasons) if own == season]
        answers = outlooks([series[place] for place in places], season, horizon, alone=False)
        found.update(zip(places, answers, strict=True))
    return [found[place] for place in range(len(series))]


def _method(found: Outlook) -> Text:
    """Return the name of the method, and that it did no better than a naive one where that is so."""
    if not _is_beaten(found):
        return found.method
    return Text(f"{found.method.zh}，回测不优于朴素法", f"{found.method.en}; did no better than the naive method")


def _is_beaten(found: Outlook) -> bool:
    return found.error >= min(found.naive_error, found.last_value_error)


def _summary(series: list[Series], found: list[Outlook]) -> Text:
    """Return how many series there were, in how many were gaps, and in how many a naive method would have done."""
    gaps = sum(bool(np.isnan(each.values).any()) for each in series)
    beaten = sum(map(_is_beaten, found))
    zh, en = f"预测 {len(series)} 个序列", f"{len(series)} series forecast"
    if gaps:
        zh, en = (
            f"{zh}，其中 {gaps} 个有缺期（跳过，未填补）",
            f"{en}; {gaps} of them have gaps, skipped and not filled in",
        )
    if beaten:
        zh = f"{zh}；{beaten} 个的回测中组合不优于朴素法，仍采用组合并注明"
        en = f"{en}; for {beaten} the combination did no better than a naive method; it is shown and says so"
    return Text(f"{zh}。", f"{en}.")


def _series(values: list[float], line: Timeline) -> Series:
    placed = np.full(max(line.places) + 1, np.nan)
    placed[line.places] = values
    return Series(values=placed, first_month=line.first_month)
