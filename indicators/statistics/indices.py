"""Indices: 定基指数 of levels and of published growth, and 环比指数 linked into a chain.

An index has a base year of which the average month is 100, so that one number speaks of the whole year and no single
month (a Spring Festival, a strike) becomes the measure of all others.
"""

import numpy as np
import pandas as pd

from datasets import Text
from indicators.errors import QuestionError
from indicators.statistics.growth import months_covered

_WHOLE_YEAR = 12
HUNDRED = 100.0


def rebased(
    values: pd.DataFrame, base_year: int, *, combined: bool = False, covered: pd.Series | None = None
) -> pd.DataFrame:
    """Return the fixed-base index of levels: 100 is the average month of the base year.

    With ``combined`` February's row stands for two months and is halved first; ``covered`` says how many months each
    row stands for where that is known otherwise. Raises QuestionError unless every month of the base year is known and
    adds up to more than nothing.
    """
    months = months_covered(pd.DatetimeIndex(values.index), combined=combined) if covered is None else covered
    per_month = values.div(months, axis=0)
    inside = pd.DatetimeIndex(values.index).year == base_year
    base = values[inside].sum(min_count=1) / _WHOLE_YEAR
    whole = values[inside].notna().all() & (base > 0)
    if months[inside].sum() != _WHOLE_YEAR or not whole.any():
        least = min(
            _WHOLE_YEAR - 1, int(_WHOLE_YEAR / months.median())
        )  # rows of a year, one of which may be of two months
        raise _no_base(values, base_year, least)
    return per_month.div(base.where(whole)) * HUNDRED


def chained(month_on_month: pd.Series, base_year: int, year_on_year: pd.Series | None = None) -> pd.Series:
    """Return the fixed-base index linked from 环比指数 (the month before = 100): the average of the base year is 100.

    A month without its link breaks the chain. The published 同比指数 (the same month a year before = 100) takes it up
    again, where it is given, a year further back; otherwise what stands before the last gap is NaN, for nothing
    ties it to the base. Raises QuestionError when the base year is not whole.
    """
    months = pd.date_range(month_on_month.index.min(), month_on_month.index.max(), freq="MS", unit="us")
    links, years = (
        (pd.Series(dtype=float) if each is None else each).reindex(months).to_numpy(dtype=float) / HUNDRED
        for each in (month_on_month, year_on_year)
    )
    chain = np.full(len(months), np.nan)
    chain[0] = 1.0
    for month in range(1, len(months)):
        chain[month] = chain[month - 1] * links[month]
        if np.isnan(chain[month]) and month >= _WHOLE_YEAR:
            chain[month] = chain[month - _WHOLE_YEAR] * years[month]
        if np.isnan(chain[month]) and year_on_year is None:
            chain[: month + 1] = np.nan
            chain[month] = 1.0
    found = pd.Series(chain, index=months)
    inside = found[months.year == base_year]
    if len(inside) != _WHOLE_YEAR or inside.isna().any():
        raise _no_base(found.to_frame(), base_year, _WHOLE_YEAR)
    return found / inside.mean() * HUNDRED


def linked_growth(yoy: pd.Series, base_year: int) -> pd.Series:
    """Return the index of volume linked from yearly growth (fractions): the base year is 100, by year.

    Growth at comparable prices, linked this way, is the only path to a volume over many years: levels at current
    prices carry inflation with them, and constant-price levels change their price base every five years.
    """
    growth = yoy.sort_index()
    known = growth.dropna()
    steps = dict(zip(map(int, known.index), map(float, known), strict=True))
    index = {base_year: HUNDRED}
    year = base_year
    while year + 1 in steps:
        index[year + 1] = index[year] * (1 + steps[year + 1])
        year += 1
    year = base_year
    while year in steps and steps[year] > -1:
        index[year - 1] = index[year] / (1 + steps[year])
        year -= 1
    return pd.Series(index, dtype=float).sort_index()


def volume(growth: pd.DataFrame, base_year: int | None) -> pd.DataFrame:
    """Return the index of volume of each column of yearly growth, by December; by default the first year is 100.

    Columns that the base year does not reach are missing; where none is reached, the error names the years possible.
    """
    known = growth.dropna(how="all")
    years = [*map(int, known.index)]
    base = base_year if base_year is not None else (years[0] - 1 if years else 0)
    found = pd.DataFrame({name: linked_growth(growth[name], base) for name in growth.columns})
    linked = found.loc[:, found.count() > 1]
    if linked.empty:
        possible = f"{years[0] - 1}–{years[-1]}" if years else "—"
        raise QuestionError(
            Text(
                f"{base}年前后没有公布的增速，不能作为基期；可用：{possible}。",
                f"No growth was published of {base} or the year after, so it cannot be the base; possible: {possible}.",
            )
        )
    linked.index = pd.DatetimeIndex([pd.Timestamp(int(year), 12, 1) for year in linked.index], name="period").as_unit(
        "us"
    )
    return linked


def _no_base(values: pd.DataFrame, base_year: int, least: int = _WHOLE_YEAR - 1) -> QuestionError:
    whole = values.dropna(how="all").groupby(pd.DatetimeIndex(values.dropna(how="all").index).year).size()
    years = [str(year) for year, count in whole.items() if count >= least]
    runs = bool(years) and int(years[-1]) - int(years[0]) == len(years) - 1
    span_zh = (f"{years[0]}—{years[-1]}年" if runs else "、".join(years)) or "没有完整年份"
    span_en = (f"{years[0]}–{years[-1]}" if runs else ", ".join(years)) or "no year is whole"
    return QuestionError(
        Text(
            f"{base_year}年各月不全，不能作为基期；可用：{span_zh}。",
            f"{base_year} is not known in every month and cannot be the base; possible: {span_en}.",
        )
    )
