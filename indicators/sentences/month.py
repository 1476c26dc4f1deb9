"""One month of a snapshot as a writer asks for it: values, growth, parts and tables, finished for print."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.compute import Point, point, series
from indicators.computing.slices import EVERYTHING, Where
from indicators.definition import Indicator, Unit
from indicators.dimensions import labels
from indicators.figures import MINUS, Scale, figure, percent, points, scale
from indicators.forecast.answers import forecast
from indicators.forecast.result import Forecast
from indicators.forecast.yearend import year_end
from indicators.periods import period_label

_REST = Text("其余", "All others")
_SHARE = Text("占比", "Share")
_GROWTH = Text("同比", "Growth")
_INDICATOR = Text("指标", "Indicator")
_UNIT = Text("单位", "Unit")
_THIS_MONTH = Text("当月", "Month")
_SO_FAR = Text("本年累计", "Year to date")
_WHOLE_YEAR = Text("全年预计", "Whole year")
_INTERVAL = Text("80% 区间", "80% interval")
_NOTHING = ("—", "—")
_YEAR = 12


class Listing(NamedTuple):
    """A table ready to be shown: the columns' labels and rows of finished texts."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Month:
    """A month (YYYY-MM) of a snapshot, written in one language."""

    snapshot: Snapshot
    period: str
    language: Language

    def __str__(self) -> str:
        """Return 2026年10月 or Oct 2026."""
        return period_label(self.period, self.language)

    @property
    def latest(self) -> bool:
        """Return whether the data end with this month, so that forecasts begin after it."""
        return pd.Timestamp(self.period) == series(self.snapshot, "tax_revenue").period.max()

    def name(self, key: str) -> str:
        """Return what an indicator is called."""
        return definition_of(key).name.in_language(self.language)

    def written(self, key: str, amount: float, *, signed: bool = False) -> str:
        """Return an amount of an indicator with its unit."""
        return str(figure(amount, definition_of(key).unit, self.language, signed))

    def value(self, key: str, where: Where = EVERYTHING, *, cumulative: bool = True) -> str:
        """Return the value of the year so far, or of the month alone, with its unit."""
        return self.written(key, self._point(key, where, cumulative=cumulative).value)

    def growth(self, key: str, where: Where = EVERYTHING, *, cumulative: bool = True) -> str:
        """Return growth on the same months of the year before, short for a table; of a share, the points it moved."""
        return self._growth(key, where, cumulative=cumulative).replace("个百分点", "点")

    def phrase(self, key: str, where: Where = EVERYTHING, *, cumulative: bool = True) -> str:
        """Return value and growth as a phrase for a sentence; the value alone where growth tells nothing."""
        amount, change = (each(key, where, cumulative=cumulative) for each in (self.value, self._growth))
        if change == percent(None, self.language):
            return f"**{amount}**"
        return Text(f"**{amount}**，同比 **{change}**", f"**{amount}** (**{change}** year on year)").in_language(
            self.language
        )

    def unit(self, key: str, *amounts: float) -> str:
        """Return the unit in which the largest of the amounts is written."""
        return scale(max(map(abs, amounts)), definition_of(key).unit, self.language).unit

    def source(self, key: str) -> str:
        """Return who answers for an indicator, for the small print below a chart."""
        owner = definition_of(key).owner.in_language(self.language)
        return Text(f"来源：{owner}", f"Source: {owner}").in_language(self.language)

    def ahead(self, key: str, where: Where = EVERYTHING) -> Forecast | None:
        """Return the forecast that begins after this month, or None when the data go on beyond it."""
        return forecast(self.snapshot, key, where) if self.latest else None

    def honesty(self, key: str) -> str:
        """Return how far the forecast's method erred in the past, against the naive method, and what it covered."""
        made = self.ahead(key)
        if made is None:
            return ""
        error, naive, inside = (
            percent(x, self.language, signed=False) for x in (made.error, made.naive_error, made.coverage80)
        )
        return Text(
            f"预测回测误差 {error}（朴素法 {naive}），80% 区间覆盖 {inside}",
            f"backtest error {error} (naive {naive}), 80% interval covered {inside}",
        ).in_language(self.language)

    def history(self, key: str, where: Where = EVERYTHING) -> pd.DataFrame:
        """Return the monthly series up to and including this month."""
        return series(self.snapshot, key, where=where, end=self.period)

    def parts(self, key: str, by: str, *, cumulative: bool = True, ratio: bool = False) -> pd.DataFrame:
        """Return an indicator split by a dimension, largest first: label, value, yoy and, unless a ratio, share."""
        found = series(self.snapshot, key, (by,), start=self.period, end=self.period, cumulative=cumulative)
        words = labels(self.snapshot, by, self.language)
        found = found.assign(label=found[by].map(words).fillna(found[by]))
        found = found[found.value.notna() & (found.value != 0)].sort_values(["value", by], ascending=[False, True])
        return found if ratio else found.assign(share=found.value / found.value.sum())

    def ranking(self, key: str, by: str, head: Text, *, most: int = 10, ratio: bool = False) -> Listing:
        """Return the largest parts of the year so far, headed by their unit; all others share the last row."""
        parts = self.parts(key, by, ratio=ratio)
        unit = scale(parts.value.abs().max(), definition_of(key).unit, self.language)
        places = len(unit.figure(parts.value.abs().max()).number.partition(".")[2])
        amount = Text(unit.unit, unit.unit)
        rows = [self._ranked(part, unit, places, ratio=ratio) for part in parts.head(most).to_dict("records")]
        rest = parts.iloc[most:]
        if len(rest) and not ratio:
            before = (rest.value / (1 + rest.yoy)).sum(min_count=len(rest))
            last = (_REST.in_language(self.language), _aligned(rest.value.sum(), unit, places))
            change = percent(rest.value.sum() / before - 1, self.language)
            rows.append((*last, change, percent(rest.share.sum(), self.language, signed=False)))
        return Listing((head, amount, _GROWTH, *(() if ratio else (_SHARE,))), tuple(rows))

    def _growth(self, key: str, where: Where, *, cumulative: bool) -> str:
        if definition_of(key).unit is Unit.SHARE:
            values = series(self.snapshot, key, where=where, end=self.period, cumulative=cumulative).value
            moved = values.iloc[-1] - values.iloc[-1 - _YEAR] if len(values) > _YEAR else None
            return points(moved, self.language)
        return percent(self._point(key, where, cumulative=cumulative).yoy, self.language)

    def _point(self, key: str, where: Where, *, cumulative: bool) -> Point:
        return point(self.snapshot, key, self.period, where=where, cumulative=cumulative)

    def _is_stock(self, key: str) -> bool:
        definition = definition_of(key)
        return isinstance(definition, Indicator) and definition.stock

    def _ranked(self, part: Mapping[Hashable, Any], unit: Scale, places: int, *, ratio: bool) -> tuple[str, ...]:
        row = (str(part["label"]), _aligned(part["value"], unit, places), percent(part["yoy"], self.language))
        return row if ratio else (*row, percent(part["share"], self.language, signed=False))

    def overview(self, keys: Sequence[str]) -> Listing:
        """Return indicators side by side: month, year to date and, from the latest month, the year expected."""
        columns = [_INDICATOR, _UNIT, _THIS_MONTH, _GROWTH, _SO_FAR, _GROWTH]
        ahead = [_WHOLE_YEAR, _INTERVAL] if self.latest else []
        return Listing((*columns, *ahead), tuple(self._overview_row(key) for key in keys))

    def _overview_row(self, key: str) -> tuple[str, ...]:
        now = point(self.snapshot, key, self.period).value
        year = point(self.snapshot, key, self.period, cumulative=True).value
        unit = scale(max(abs(now), abs(year)), definition_of(key).unit, self.language)
        row = (
            self.name(key),
            unit.unit,
            unit.figure(now).number,
            self.growth(key, cumulative=False),
            *(_NOTHING if self._is_stock(key) else (unit.figure(year).number, self.growth(key))),
        )
        if not self.latest:
            return row
        end = year_end(self.snapshot, key)
        return (*row, unit.figure(end.mean).number, unit.interval(end.lo80, end.hi80, self.language).number)


def _aligned(amount: float, unit: Scale, places: int) -> str:
    """Return an amount with the decimals of its column, so that the points stand below one another."""
    return f"{amount / unit.factor:,.{places}f}".replace("-", MINUS)
