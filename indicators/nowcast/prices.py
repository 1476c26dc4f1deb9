"""What lies between two answers on one quarter: the forecast at current prices and growth at comparable prices."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from datasets import Language, Snapshot, Text
from indicators.catalogue import reporting
from indicators.computing.compute import series
from indicators.errors import QuestionError
from indicators.figures import figure, percent
from indicators.forecast.answers import forecast
from indicators.nowcast import data
from indicators.nowcast.answer import Nowcast
from indicators.sentences.spans import Mark, Span, filled, written

_YEAR = 4
_WORDS = Text(
    "按现价，该季度预测为 {level}，同比 {nominal}（名义）；与可比价增速之差是价格："
    "隐含平减指数 {price}（上季度 {before}）。现价与可比价由不同方法分别预测。",
    "At current prices the quarter is forecast at {level}, {nominal} on the year before; the difference from growth at "
    "comparable prices is that of prices, an implied deflator of {price} ({before} the quarter before). The two are "
    "forecast apart, by methods of their own.",
)


@dataclass(frozen=True, kw_only=True)
class Prices:
    """The quarter at current prices in yuan, its ``nominal`` growth, and the change of prices that leads there.

    ``before`` is the change of prices of the quarter before, from what was published.
    """

    level: float
    nominal: float
    price: float
    before: float


def prices(snapshot: Snapshot, found: Nowcast) -> Prices | None:
    """Return what prices do between the two answers on the nowcast's quarter; None where one of them is not there."""
    key = reporting(data.GDP)
    try:
        ahead = forecast(snapshot, key).frame.set_index("period")["mean"]
    except QuestionError:
        return None
    known = series(snapshot, key).set_index("period").value
    known.index = pd.PeriodIndex(known.index, freq="Q")
    ahead.index = pd.PeriodIndex(ahead.index, freq="Q")
    real = data.quarterly_growth(data.published(snapshot))
    quarter, last = found.quarter, found.quarter - 1
    wanted = [(ahead, quarter), (known, quarter - _YEAR), (known, last), (known, last - _YEAR), (real, last)]
    level, base, now, before, grown = (float(values.get(each, np.nan)) for values, each in wanted)
    if not np.isfinite([level, base, now, before, grown]).all():
        return None
    return Prices(
        level=level,
        nominal=level / base - 1,
        price=level / base / (1 + found.growth) - 1,
        before=now / before / (1 + grown) - 1,
    )


def spoken(snapshot: Snapshot, found: Nowcast, language: Language) -> str:
    """Return the plain words that follow those of the nowcast, none where one of the two answers is not there."""
    apart = prices(snapshot, found)
    return written(sentence(apart, language)) if apart else ""


def sentence(found: Prices, language: Language) -> tuple[Span, ...]:
    """Return the words that stand below the nowcast, each number with what it is."""
    rates = {name: float(getattr(found, name)) for name in ("nominal", "price", "before")}
    numbers = {
        name: Span(percent(value, language), mark=Mark("nowcast", f"prices.{name}", value))
        for name, value in rates.items()
    }
    level = Span(str(figure(found.level, "yuan", language)), mark=Mark("nowcast", "prices.level", found.level))
    return filled(_WORDS.in_language(language), level=level, **numbers)
