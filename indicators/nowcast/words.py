"""The nowcast in words: the sentence, and why it moved."""

import math

from datasets import Language, Snapshot, Text
from indicators.computing.panel import name_of
from indicators.figures import MINUS, percent
from indicators.nowcast.answer import METHODS, Nowcast
from indicators.periods import period_label
from indicators.sentences.spans import Mark, Span, filled, written

REVISIONS = Text("此前月份的修订", "Revisions of earlier months")


def spoken(found: Nowcast, language: Language) -> str:
    """Return the sentence a leader may repeat."""
    return written(sentence(found, language))


def sentence(found: Nowcast, language: Language) -> tuple[Span, ...]:
    """Return the same in pieces, each number with what it is."""
    year, quarter, method = found.quarter.year, found.quarter.quarter, METHODS[found.method]
    so_far = Text("", "")
    if math.isfinite(found.to_date) and quarter > 1:
        so_far = Text("，对应累计增速 {to_date}", ", which would make {to_date} for the year to date")
    words = Text(
        f"{year} 年第 {quarter} 季度地区生产总值预计增长 {{growth}}"
        f"（可比价，80% 区间 {{lo80}} 至 {{hi80}}）{so_far.zh}；方法：{method.zh}。",
        f"GDP in Q{quarter} {year} is expected to grow by {{growth}} at comparable prices (80% interval {{lo80}} to "
        f"{{hi80}}){so_far.en}; method: {method.en.lower()}.",
    )
    values = {name: float(getattr(found, name)) for name in ("growth", "lo80", "hi80", "to_date")}
    numbers = {
        name: Span(percent(value, language), mark=Mark("nowcast", name, value)) for name, value in values.items()
    }
    return filled(words.in_language(language), **numbers)


def news_rows(snapshot: Snapshot, found: Nowcast, language: Language) -> list[tuple[str, str, str, str, str]]:
    """Return the releases that moved the model: month, series, expected, came, impact in percentage points."""
    rows = []
    for row in found.news.to_dict("records"):
        if row["series"]:
            month = period_label(row["month"].to_timestamp(), language)
            name = name_of(snapshot, row["series"]).in_language(language)
            told = percent(row["expected"], language), percent(row["came"], language)
        else:
            month, name, told = "", REVISIONS.in_language(language), ("—", "—")
        rows.append((month, name, *told, impact(row["impact"])))
    return rows


def impact(fraction: float) -> str:
    """Return by how many percentage points a release moved the nowcast, with two decimals: releases move it little."""
    return f"{100 * fraction:+.2f}".replace("-", MINUS)
