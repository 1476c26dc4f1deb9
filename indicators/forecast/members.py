"""The members of the combination: every method's forecast of every history."""

from typing import NamedTuple

import numpy as np

from datasets import Text
from indicators.forecast.autoregression import autoregressive
from indicators.forecast.coarse import carried, coarser
from indicators.forecast.complex import complex_smoothed
from indicators.forecast.holtwinters import holt_winters
from indicators.forecast.panel import Panel, Truth, Vector
from indicators.forecast.seasonality import Season, season_of
from indicators.forecast.smoothing import smoothed
from indicators.forecast.theta import dynamic_theta, theta

_FIXED, _EVOLVING = (1.0,), (1.0, 0.9, 0.75, 0.5)  # what a year may count against the next one in a season
_VIEWS = {12: (3, 6)}  # months are looked at by the quarter and the half-year too
_FLOOR = 1e-6  # of the usual size: logs are taken from here up
_FARTHEST = 20.0  # logs: beyond any growth
_HOLT_WINTERS_YEARS = 3

NAMES = {
    "smoothing": Text("指数平滑", "exponential smoothing"),
    "theta": Text("θ 法", "theta"),
    "dynamic_theta": Text("动态优化 θ 法", "dynamic optimised theta"),
    "complex": Text("复指数平滑", "complex smoothing"),
    "growth": Text("增长自回归", "autoregression of growth"),
    "holt_winters": Text("Holt-Winters 法", "Holt-Winters"),
}


class Members(NamedTuple):
    """Forecasts, members × histories × horizon, where they can be had, and the one-step spread of each history.

    A member's name is its method, then ``log`` if it works on logs, the number of moments it takes together, and
    ``fixed`` if its season does not evolve. ``spread`` is relative to the level for positive
    histories, in their own unit for others.
    """

    names: tuple[str, ...]
    forecasts: Vector
    able: Truth
    spread: Vector


def members(panel: Panel, horizon: int, *, positive: bool) -> Members:
    """Return the forecasts of all methods; of positive histories in levels and in logs, else in levels alone."""
    moving = season_of(panel, horizon, memories=_EVOLVING, multiplicative=positive)
    found, spread = _free_of_season(panel, moving, horizon, positive=positive)
    found |= _coarse(panel, moving, horizon, positive=positive)
    if panel.season > 1:
        still = season_of(panel, horizon, memories=_FIXED, multiplicative=positive)
        fixed = _thetas(panel, still, horizon, positive=positive)
        found |= {f"{name}/fixed": each for name, each in fixed.items()}
    able = np.ones((len(found), len(spread)), dtype=bool)
    if panel.season > 1:
        seasonal = _holt_winters(panel, horizon, positive=positive)
        enough = panel.seen >= _HOLT_WINTERS_YEARS * panel.season
        found |= seasonal
        able = np.vstack([able, np.broadcast_to(enough, (len(seasonal), len(spread)))])
    return Members(tuple(found), np.array(list(found.values())), able, spread)


def _free_of_season(panel: Panel, season: Season, horizon: int, *, positive: bool) -> tuple[dict[str, Vector], Vector]:
    """Return the forecasts of all methods that take the season out first, and the spread of one-step errors."""
    free = _freed(panel, season, positive=positive)
    smooth, spread = smoothed(free, horizon)
    found = {"smoothing": smooth, "complex": complex_smoothed(free, horizon)}
    if positive:
        logs = _logs(free)
        smooth, spread = smoothed(logs, horizon)
        found |= {"smoothing/log": _from_logs(smooth), "growth/log": _from_logs(autoregressive(logs, horizon))}
    else:
        found["growth"] = autoregressive(free, horizon)
    return _seasoned(found, season, positive=positive) | _thetas(panel, season, horizon, positive=positive), spread


def _thetas(panel: Panel, season: Season, horizon: int, *, positive: bool) -> dict[str, Vector]:
    free = _freed(panel, season, positive=positive)
    found = {"theta": theta(free, horizon), "dynamic_theta": dynamic_theta(free, horizon)}
    if positive:
        logs = _logs(free)
        found["theta/log"] = _from_logs(theta(logs, horizon))
        found["dynamic_theta/log"] = _from_logs(dynamic_theta(logs, horizon))
    return _seasoned(found, season, positive=positive)


def _coarse(panel: Panel, season: Season, horizon: int, *, positive: bool) -> dict[str, Vector]:
    """Return what is seen when several moments are taken as one (Kourentzes, Petropoulos and Trapero 2014)."""
    found: dict[str, Vector] = {}
    free = _freed(panel, season, positive=positive)
    for moments in _VIEWS.get(panel.season, ()):
        for label, values in (("", free), ("/log", _logs(free) if positive else None)):
            if values is None or len(values.values) < moments:
                continue
            view, reach = coarser(values, moments), -(-horizon // moments) + 1
            ahead = {"smoothing": smoothed(view, reach)[0], "dynamic_theta": dynamic_theta(view, reach)}
            for name, each in ahead.items():
                path = carried(each, view, moments, horizon)
                found[f"{name}{label}/{moments}"] = _from_logs(path) if label else path
    return _seasoned(found, season, positive=positive)


def _holt_winters(panel: Panel, horizon: int, *, positive: bool) -> dict[str, Vector]:
    found = {"holt_winters": holt_winters(panel, horizon)}
    if positive:
        found["holt_winters/log"] = _from_logs(holt_winters(_logs(panel), horizon))
    return found


def _freed(panel: Panel, season: Season, *, positive: bool) -> Panel:
    return panel.holding(panel.values / season.past if positive else panel.values - season.past)


def _seasoned(found: dict[str, Vector], season: Season, *, positive: bool) -> dict[str, Vector]:
    ahead = season.ahead.T
    return {name: each * ahead if positive else each + ahead for name, each in found.items()}


def _logs(panel: Panel) -> Panel:
    return panel.holding(np.log(np.maximum(panel.values, _FLOOR)))


def _from_logs(values: Vector) -> Vector:
    return np.exp(np.clip(values, -_FARTHEST, _FARTHEST))
