"""How good an adjustment is: a season that can be told, none left over, and a new year as smooth as other months."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.seasonal.effects import Effects
from indicators.seasonal.result import Quality

Vector = npt.NDArray[np.float64]

_YEAR = 12
_RECENT = 120  # months of the adjusted series in which a season is looked for
_NEW_YEAR = 3  # January to March


def quality(frame: pd.DataFrame, effects: Effects, *, multiplicative: bool) -> Quality:
    """Return the quality of an adjustment from its components and the effects that were taken out."""
    months = pd.DatetimeIndex(frame["period"]).month.to_numpy()
    part = {name: frame[name].to_numpy(dtype=float) for name in frame.columns if name != "period"}
    if multiplicative:
        logs = {name: np.log(part[name]) for name in ("seasonal", "trend", "irregular")}
        left_in = part["adjusted"] * part["festival"] * part["workday"]
    else:
        logs = part
        left_in = part["adjusted"] + part["festival"] + part["workday"]
    growth, before = movement(part["adjusted"]), movement(left_in)
    ordinary = _ordinary(effects, len(frame))
    return Quality(
        m7=_m7(logs["seasonal"] + logs["irregular"], months),
        residual_seasonality=_months_matter(growth[-_RECENT:], months[1:][-_RECENT:]),
        irregular_share=_share(np.diff(logs["irregular"]), np.diff(logs["trend"])),
        new_year_roughness=roughness(growth[ordinary], months[1:][ordinary]),
        new_year_roughness_before=roughness(before[ordinary], months[1:][ordinary]),
        new_year_roughness_with_outliers=roughness(growth, months[1:]),
        effects=effects.table,
    )


def roughness(growth: Vector, months: npt.NDArray[np.int_]) -> float:
    """Return the standard deviation of growth in January to March over that of the other months."""
    known = np.isfinite(growth)
    early = growth[known & (months <= _NEW_YEAR)]
    other = growth[known & (months > _NEW_YEAR)]
    if len(early) <= 1 or len(other) <= 1 or np.std(other) == 0:
        return float("nan")
    return float(np.std(early, ddof=1) / np.std(other, ddof=1))


def movement(values: Vector) -> Vector:
    """Return growth from month to month, differences where a value is not positive."""
    return np.asarray(np.diff(values) / values[:-1] if np.nanmin(values) > 0 else np.diff(values))


def _ordinary(effects: Effects, length: int) -> npt.NDArray[np.bool_]:
    """Return which movements, from the first to the second month on, neither enter nor leave an outlier."""
    found = np.full(length, True)
    for each in effects.outliers:
        found[each.place : each.place + (2 if each.kind == "month" else 1)] = False
    return found[1:]


def _share(irregular: Vector, trend: Vector) -> float:
    noise, signal = (float(np.nanmean(np.abs(each))) ** 2 for each in (irregular, trend))
    return noise / (noise + signal) if noise + signal > 0 else float("nan")


def _groups(values: Vector, months: npt.NDArray[np.int_]) -> list[Vector]:
    known = np.isfinite(values)
    return [values[known & (months == month)] for month in range(1, _YEAR + 1)]


def _f_of_months(values: Vector, months: npt.NDArray[np.int_]) -> tuple[float, int, int]:
    groups = [each for each in _groups(values, months) if len(each)]
    everything = np.concatenate(groups) if groups else np.array([])
    between, within = len(groups) - 1, len(everything) - len(groups)
    if between < 1 or within < 1:
        return float("nan"), between, within
    mean = everything.mean()
    explained = sum(len(each) * (each.mean() - mean) ** 2 for each in groups) / between
    left = sum(float(((each - each.mean()) ** 2).sum()) for each in groups) / within
    return float(explained / left) if left > 0 else float("nan"), between, within


def _months_matter(values: Vector, months: npt.NDArray[np.int_]) -> float:
    """Return the p-value of the hypothesis that the month of the year makes no difference."""
    from scipy.special import fdtrc  # dear to import

    found, between, within = _f_of_months(values, months)
    return float(fdtrc(between, within, found)) if np.isfinite(found) else float("nan")


def _m7(season_and_irregular: Vector, months: npt.NDArray[np.int_]) -> float:
    """Return M7 = √(½ (7 / F_stable + 3 F_moving / F_stable)) of X-11-ARIMA, at most 3."""
    stable = _f_of_months(season_and_irregular, months)[0]
    moving = _f_of_years(np.abs(season_and_irregular - np.nanmean(season_and_irregular)), months)
    if not np.isfinite(stable) or stable <= 0 or not np.isfinite(moving):
        return float("nan")
    return float(min(np.sqrt(0.5 * (7 + 3 * moving) / stable), 3.0))


def _f_of_years(values: Vector, months: npt.NDArray[np.int_]) -> float:
    """Return the F of years in a table of whole years × months, the months' own means apart."""
    first = int(np.argmax(months == 1))
    count = (len(values) - first) // _YEAR
    table = values[first : first + count * _YEAR].reshape(count, _YEAR)
    table = table[np.isfinite(table).all(axis=1)]
    years = len(table)
    if years <= 1:
        return float("nan")
    by_year, by_month, mean = table.mean(axis=1), table.mean(axis=0), table.mean()
    rest = table - by_year[:, None] - by_month[None, :] + mean
    left = float((rest**2).sum()) / ((years - 1) * (_YEAR - 1))
    return float(_YEAR * ((by_year - mean) ** 2).sum() / (years - 1) / left) if left > 0 else float("nan")
