"""Adjust: a monthly series in, its components out. Nothing can fail to converge; the same input, the same answer."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Text
from indicators.seasonal.airline import YEAR
from indicators.seasonal.effects import Effects, calendar_effects
from indicators.seasonal.filters import decompose
from indicators.seasonal.quality import quality
from indicators.seasonal.result import COLUMNS, Adjustment, Quality
from indicators.seasonal.words import reason_of

Vector = npt.NDArray[np.float64]

SHORTEST = 3 * YEAR
METHOD = Text("回归剔除历法效应，STL 移动季节滤波", "calendar effects by regression, moving seasonal filters (STL)")
_NOT_ADJUSTED = Text("未作季节调整", "not adjusted")
_NEARLY_EMPTY = 0.05


def adjust(values: pd.Series) -> Adjustment:
    """Return a monthly series (PeriodIndex, no gaps in the index) taken apart.

    Unknown months inside are bridged for the filters and stay unknown in the result; leading and trailing ones are
    left as they are. Fewer than three years of known months, or a constant, are not adjusted, and the result says so.
    """
    months = pd.PeriodIndex(values.index)
    known = values.notna().to_numpy()
    history = values.to_numpy(dtype=float)
    if known.sum() < SHORTEST or np.ptp(history[known]) == 0:
        return _unadjusted(values, months)
    first, last = np.flatnonzero(known)[[0, -1]]
    inside = slice(first, last + 1)
    multiplicative = _moves_in_proportion(_bridged(history[inside]))
    scaled = _bridged(np.log(history[inside]) if multiplicative else history[inside])
    effects = calendar_effects(scaled, months[inside])
    usual = scaled - effects.festival - effects.workday - effects.shifts - effects.pulses
    season, trend = decompose(usual, effects.pair, multiplicative=multiplicative)
    parts = {
        "trend": trend + effects.shifts,
        "seasonal": season,
        "festival": effects.festival,
        "workday": effects.workday,
    }
    return assembled(values, inside, parts, effects, multiplicative=multiplicative, method=METHOD)


def assembled(
    values: pd.Series,
    inside: slice,
    parts: dict[str, Vector],
    effects: Effects,
    *,
    multiplicative: bool,
    method: Text,
) -> Adjustment:
    """Return the result of components on their own scale (logs if multiplicative) for the months ``inside``."""
    months = pd.PeriodIndex(values.index)
    frame = pd.DataFrame({"period": months.to_timestamp().as_unit("us"), "value": values.to_numpy(dtype=float)})
    for name, part in parts.items():
        column = np.full(len(months), np.nan)
        column[inside] = np.exp(part) if multiplicative else part
        frame[name] = column
    if multiplicative:
        frame["adjusted"] = frame.value / (frame.seasonal * frame.festival * frame.workday)
        frame["irregular"] = frame.adjusted / frame.trend
    else:
        frame["adjusted"] = frame.value - frame.seasonal - frame.festival - frame.workday
        frame["irregular"] = frame.adjusted - frame.trend
    frame = frame[list(COLUMNS)]
    measured = quality(frame.iloc[inside], effects, multiplicative=multiplicative)
    return Adjustment(
        frame=frame,
        multiplicative=multiplicative,
        method=method,
        reason=reason_of(effects, measured, months[inside], multiplicative=multiplicative),
        windows=effects.windows,
        lag=effects.lag,
        with_workdays=effects.with_workdays,
        outliers=_named(effects, months[inside]),
        quality=measured,
    )


def _named(effects: Effects, months: pd.PeriodIndex) -> tuple[tuple[pd.Period, str], ...]:
    return tuple((months[each.place], each.kind) for each in effects.outliers)


def _bridged(values: Vector) -> Vector:
    """Return values with unknown months on the straight line between their neighbours."""
    known = np.isfinite(values)
    places = np.arange(len(values))
    return np.asarray(np.interp(places, places[known], values[known]))


def _moves_in_proportion(values: Vector) -> bool:
    """Return whether the effects of a series are taken as factors: it is nowhere near nought, let alone below.

    Amounts move in proportion, as the bureaus that adjust them assume; where a month may be nearly empty, its
    logarithm would outweigh all others.
    """
    return bool(values.min() >= _NEARLY_EMPTY * np.median(values) > 0)


def _unadjusted(values: pd.Series, months: pd.PeriodIndex) -> Adjustment:
    nothing = np.full(len(months), np.nan)
    frame = pd.DataFrame({"period": months.to_timestamp().as_unit("us"), "value": values.to_numpy(dtype=float)})
    frame = frame.assign(**dict.fromkeys(COLUMNS[2:], nothing))
    known = values.dropna()
    if len(known) >= SHORTEST:
        frame["adjusted"] = frame["trend"] = frame["value"]
        reason = Text("各月数值相同，没有季节可言。", "Every month has the same value; there is no season in it.")
    else:
        reason = Text(
            f"已知 {len(known)} 个月，不足 {SHORTEST} 个月，不作季节调整。",
            f"{len(known)} months are known, fewer than {SHORTEST}; the series is not adjusted.",
        )
    return Adjustment(
        frame=frame,
        multiplicative=False,
        method=_NOT_ADJUSTED,
        reason=reason,
        windows=(),
        lag=0,
        with_workdays=False,
        outliers=(),
        quality=_unknown(),
    )


def _unknown() -> Quality:
    nan = float("nan")
    return Quality(
        m7=nan,
        residual_seasonality=nan,
        irregular_share=nan,
        new_year_roughness=nan,
        new_year_roughness_before=nan,
        new_year_roughness_with_outliers=nan,
    )
