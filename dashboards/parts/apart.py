"""An indicator taken apart by one of its dimensions, in the last period by the view's month."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboards.asking import queries
from dashboards.asking.courses import Values
from dashboards.views.comparison import compared, comparison
from dashboards.views.view import View
from indicators import Indicator, Protected, Reported, catalogue
from indicators.definition import AnyIndicator

_REMEMBERED = 64  # one page asks for the same parts as lines, as areas, as bars and as a table


class Part(NamedTuple):
    """One code of the dimension: its value and growth, its share of the whole, and its pull on the whole's growth.

    ``yoy`` is growth over what the view compares with; ``pull`` is how many points of the whole's growth over the year
    before the part accounts for.
    """

    code: str
    name: str
    value: float
    yoy: float
    share: float
    pull: float


class Parts(NamedTuple):
    """The parts of a whole in one period, the largest first; without parts the ``period`` says nothing."""

    period: pd.Timestamp
    all: tuple[Part, ...]


def additive(definition: AnyIndicator) -> bool:
    """Return whether the parts of a dimension come to the whole, so that shares of it mean something."""
    return isinstance(definition, Indicator | Protected) or (isinstance(definition, Reported) and definition.flow)


def others(view: View, key: str, dimension: str) -> queries.Where:
    """Return the filters but that of one dimension: its own parts stay to be chosen among."""
    return tuple(item for item in view.where(catalogue()[key].dimensions) if item[0] != dimension)


def freed(view: View, dimension: str) -> View:
    """Return the view without its filter on one dimension."""
    return replace(view, choices=tuple(item for item in view.choices if item[0] != dimension))


@lru_cache(maxsize=_REMEMBERED)
def parts(view: View, key: str, dimension: str) -> Parts:
    """Return the parts under all other filters, none where the indicator has no value by the view's month."""
    where = others(view, key, dimension)
    found = queries.course(view, key, (dimension,), where)
    now = found.last(view.period)
    if now.start == now.stop:
        return Parts(pd.Timestamp(view.period), ())
    period, names = found.period(now.start), queries.labels(view, dimension)
    value, yoy = (found.columns[name][now].astype(float) for name in ("value", "yoy"))
    codes = found.columns[dimension][now].tolist()
    order = sorted(np.flatnonzero(value).tolist(), key=lambda at: (-value[at], codes[at]))
    codes, value, yoy = [codes[at] for at in order], value[order], yoy[order]
    whole = queries.latest(view, key, where, period=period)
    total = float(value.sum())
    if isinstance(catalogue()[key], Protected):  # what is withheld is missing from the sum
        total = whole["value"] if whole is not None else float("nan")
    base = whole["value"] / (1 + whole["yoy"]) if whole is not None and whole["yoy"] > -1 else float("nan")
    with np.errstate(divide="ignore", invalid="ignore"):
        share, pull = value / (total or float("nan")), (value - value / (1 + yoy)) / base
    if comparison(freed(view, dimension), catalogue()[key]).kind:
        yoy = _compared(freed(view, dimension), key, dimension, period, codes, value)
    told = (codes, [names.get(code, code) for code in codes], *(each.tolist() for each in (value, yoy, share, pull)))
    return Parts(period, tuple(Part(*each) for each in zip(*told, strict=True)))


def _compared(view: View, key: str, dimension: str, period: pd.Timestamp, codes: list[str], value: Values) -> Values:
    rows = pd.DataFrame({"period": period, dimension: codes, "value": value, "yoy": float("nan")})
    return compared(view, key, rows, dimension)["yoy"].to_numpy(dtype=float)
