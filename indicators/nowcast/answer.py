"""The nowcast of the first quarter that is not published: growth, interval, why it moved, and whether to believe it."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from datasets import Snapshot, Text
from indicators.nowcast import backtest, data, model
from indicators.nowcast.backtest import Backtest
from indicators.nowcast.bridge import bridged

TABLE, NEWS = "nowcast", "nowcast_news"
_NEWS_COLUMNS: Final = ("month", "series", "expected", "came", "impact")
_FIRST = pd.Period("2010Q1", "Q")
METHODS = {
    "model": Text("混频动态因子模型", "Dynamic factor model of mixed frequency"),
    "bridge": Text("桥接方程", "Bridge equations"),
    "naive": Text("朴素法（沿用上季增速）", "Naive (the last quarter's growth)"),
    "autoregression": Text("一阶自回归", "First-order autoregression"),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Nowcast:
    """Growth of ``quarter`` alone on the year before, at comparable prices, as a fraction, with intervals.

    A computed figure, never official. ``to_date`` is the growth of the year to date that would be published if the
    quarter grew so. ``method`` is what is shown: what erred least in the backtest, the simpler of equals. ``said``
    holds what each method says and ``errors`` their root mean squared errors over ``origins`` earlier quarters.
    ``news`` tells, release by release since ``since``, why the model moved from ``before``. ``settled`` is whether EM
    had converged.
    """

    quarter: pd.Period
    growth: float
    lo80: float
    hi80: float
    lo95: float
    hi95: float
    to_date: float
    method: str
    said: dict[str, float]
    errors: dict[str, float]
    origins: int
    settled: bool
    before: float
    since: dt.date
    news: pd.DataFrame

    @property
    def reason(self) -> Text:
        """Return why this method is shown, with the errors of all."""
        zh = "、".join(f"{METHODS[name].zh} {_points(size)}" for name, size in self.errors.items())
        en = ", ".join(f"{METHODS[name].en} {_points(size)}" for name, size in self.errors.items())
        shown = METHODS[self.method]
        verdict = (
            Text(f"{shown.zh}误差最小，予以采用", f"the least error is that of {shown.en.lower()}, shown here")
            if self.method in ("model", "bridge")
            else Text(f"模型不优于简单方法，采用{shown.zh}", f"the model did no better; shown: {shown.en.lower()}")
        )
        return Text(
            f"近 {self.origins} 个季度同样月份时的均方根误差（百分点）：{zh}；{verdict.zh}。"
            f"区间取自近 {backtest.RECENT} 个季度的误差。",
            f"Root mean squared error at the same month of {self.origins} quarters (pp): {en}; {verdict.en}. "
            f"The interval is that of the errors of the last {backtest.RECENT}.",
        )


def _points(size: float) -> str:
    """Return an error in percentage points; a dash where the model could not be fitted."""
    return f"{100 * size:.2f}" if np.isfinite(size) else "—"


def nowcast(snapshot: Snapshot) -> Nowcast | None:
    """Return the nowcast, None where there are too few quarters or months."""
    return _stored(snapshot) if snapshot.has(TABLE) else compute(snapshot)


def compute(snapshot: Snapshot) -> Nowcast | None:
    """Return the nowcast computed now."""
    cumulative, months = data.published(snapshot), data.months(snapshot)
    quarters = data.quarterly_growth(cumulative)
    quarters = quarters[quarters.index >= _FIRST]
    if quarters.empty or months.empty:
        return None
    quarter = quarters.index[-1] + 1
    months = months.loc[: quarter.asfreq("M", how="end")]
    month = months.index[-1].ordinal - quarter.asfreq("M", how="start").ordinal + 1
    tested = backtest.run(months, quarters, month) if month >= 0 else None
    if tested is None:
        return None
    return _nowcast(snapshot, cumulative, months, quarters, tested)


def _nowcast(
    snapshot: Snapshot, cumulative: pd.DataFrame, months: pd.DataFrame, quarters: pd.Series, tested: Backtest
) -> Nowcast:
    quarter = quarters.index[-1] + 1
    fitted = model.fit(months, quarters)
    after = model.known(fitted, months, quarters, quarter)
    since = (months.index[-1].to_timestamp(how="end")).date()
    before = model.known(fitted, data.months(snapshot, since), quarters, quarter)
    said = {
        "model": model.said_of(after, quarter),
        "bridge": bridged(months, quarters, quarter),
        "naive": float(quarters.iloc[-1]),
        "autoregression": backtest.autoregressed(quarters),
    }
    errors = {name: tested.size(name) for name in said}
    usable = [name for name in said if np.isfinite(errors[name]) and np.isfinite(said[name])]
    method = min(usable, key=lambda name: (errors[name], usable[::-1].index(name)))  # the simpler of equals
    narrow, wide = (backtest.half_width(getattr(tested, method)[-backtest.RECENT :], level) for level in (0.80, 0.95))
    growth = said[method]
    return Nowcast(
        quarter=quarter,
        growth=growth,
        lo80=growth - narrow,
        hi80=growth + narrow,
        lo95=growth - max(narrow, wide),
        hi95=growth + max(narrow, wide),
        to_date=data.year_to_date(cumulative, quarter, growth),
        method=method,
        said=said,
        errors=errors,
        origins=len(tested.model),
        settled=fitted.settled,
        before=model.said_of(before, quarter),
        since=since,
        news=model.news(before, after, quarter),
    )


@lru_cache(maxsize=8)
def _stored(snapshot: Snapshot) -> Nowcast | None:
    rows = snapshot.query(f"SELECT * FROM {TABLE}").to_pylist()  # noqa: S608 a constant
    if not rows:
        return None
    row = rows[0]
    told = snapshot.query(f"SELECT * FROM {NEWS} ORDER BY place").to_pandas()[list(_NEWS_COLUMNS)]  # noqa: S608 a constant
    told["month"] = [pd.NaT if pd.isna(each) else pd.Period(each, "M") for each in told.month]
    numbers = ("growth", "lo80", "hi80", "lo95", "hi95", "to_date", "before")
    return Nowcast(
        quarter=pd.Period(row["quarter"], "Q"),
        method=row["method"],
        said={name: row[f"said_{name}"] for name in METHODS if f"said_{name}" in row},
        errors={name: row[f"error_{name}"] for name in METHODS if f"error_{name}" in row},
        origins=row["origins"],
        settled=row["settled"],
        since=row["since"],
        news=told,
        **{name: np.nan if row[name] is None else row[name] for name in numbers},
    )
