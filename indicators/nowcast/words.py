"""The nowcast in words: the sentence, and why it moved."""

import math

from datasets import Language, Snapshot, Text
from indicators.figures import MINUS, percent
from indicators.nowcast.answer import METHODS, Nowcast
from indicators.panel import name_of
from indicators.periods import period_label

REVISIONS = Text("此前月份的修订", "Revisions of earlier months")


def spoken(found: Nowcast, language: Language) -> str:
    """Return the sentence a leader may repeat."""
    year, quarter = found.quarter.year, found.quarter.quarter
    growth, low, high = (percent(each, language) for each in (found.growth, found.lo80, found.hi80))
    method = METHODS[found.method]
    so_far = ""
    if math.isfinite(found.to_date) and quarter > 1:
        whole = percent(found.to_date, language)
        so_far = Text(f"，对应累计增速 {whole}", f", which would make {whole} for the year to date").in_language(
            language
        )
    return Text(
        f"{year} 年第 {quarter} 季度地区生产总值预计增长 {growth}"
        f"（80% 区间 {low} 至 {high}，可比价，{method.zh}）{so_far}。",
        f"GDP in Q{quarter} {year} is expected to grow by {growth} (80% interval {low} to {high}, comparable prices, "
        f"{method.en.lower()}){so_far}.",
    ).in_language(language)


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
