"""Need: the lines of an application that carry its load, as the calculation of sizes sees them.

The load of today is the highest monthly 95th percentile of the last twelve months, so that the busy season counts; its
growth is the forecast's with its interval. Lines that carry the same load are taken the cheapest capacity first: what
the cheaper ones carry, the dearer ones need not, and a line split in two gains nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from indicators.appraisal.case import Asked
from indicators.appraisal.parts import Load, Reuse
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.sizing import Capacity, Demand, Growth, Sized, sized
from indicators.appraisal.sizing.demand import growths_ahead

TABLES = ("hardware", "network", "storage")
_FEN = 100
_YEAR = 12
_LEAST, _MOST = Decimal("1e-6"), Decimal("1e30")  # beyond, no capacity can be reckoned with
_SERVERS = {"S1", "S2", None}
_WHOLE = Decimal(100)


def _monthly(load: Sequence[Load]) -> tuple[float, ...]:
    """Return the 95th percentiles month by month, NaN for months that are not there."""
    places = [int(each.month[:4]) * _YEAR + int(each.month[5:]) for each in load]
    found = [float(load[0].p95)]
    for (before, after), each in zip(pairwise(places), load[1:], strict=True):
        found += [float("nan")] * (after - before - 1) + [float(each.p95)]
    return tuple(found)


def demand_of(ask: Asked) -> Demand | None:
    """Return the load of today with its growth; None where it was not measured for long enough."""
    load = ask("demand.load")
    if not load:
        return None
    known = ask.case.reckoned
    if id(load) not in known:
        known[id(load)] = (load, demands([load])[0])
    found: Demand | None = known[id(load)][1]
    return found


def demands(loads: Sequence[Sequence[Load]]) -> list[Demand | None]:
    """Return the load of today with its growth for each history; None where it is too short or only noughts.

    Growth is rounded to a billionth, so that it is the same alone and among others.
    """
    growths = growths_ahead([_monthly(each) for each in loads])
    return [
        None if growth is None else Demand(float(max(each.p95 for each in load[-_YEAR:])), _rounded(growth))
        for load, growth in zip(loads, growths, strict=True)
    ]


def _rounded(growth: Growth) -> Growth:
    return Growth(*(round(each, 9) for each in (growth.low, growth.median, growth.high)))


def reckoned(proposals: Sequence[Proposal]) -> dict[int, tuple[Any, Any]]:
    """Return the demands of many applications at once, as cases keep them."""
    loads = [each.demand.load for each in proposals if each.demand.load]
    return {id(load): (load, demand) for load, demand in zip(loads, demands(loads), strict=True)}


@dataclass(frozen=True)
class Line:
    """One line that carries load, with what is wanted of it."""

    path: str
    quantity: int
    price: Decimal
    capacity: Decimal
    spares: int


@dataclass(frozen=True)
class Need:
    """All lines that carry the load, the cheapest capacity first, each sized beside those before it.

    Where it was not said how much is reused, ``reuse`` is None and reckoned as none.
    """

    lines: tuple[Line, ...]
    found: tuple[Sized, ...]
    demand: Demand
    utilisation: float
    reuse: float | None
    short: int

    @property
    def excess(self) -> int:
        """The units above the ceiling."""
        return sum(each.excess for each in self.found)


def _lines(ask: Asked) -> list[Line] | None:
    """Return the lines that carry load; None where one does not say whether it does, or how much."""
    found = []
    for path, line in ask.lines(*TABLES):
        purpose = ask(f"{path}.purpose")
        if path.startswith("hardware") and purpose != "capacity" and ask(f"{path}.asset_class") in _SERVERS:
            return None  # a server carries load: what it carries is to be said
        capacity = ask(f"{path}.capacity") if line.purpose in {"capacity", None} else None
        if purpose is None or (purpose == "capacity" and not (capacity and _LEAST < capacity < _MOST)):
            return None
        if purpose == "capacity" and capacity is not None:
            quantity, price, spares = (ask(f"{path}.{each}") for each in ("quantity", "unit_price", "spares"))
            found.append(Line(path, quantity, price, capacity, min(spares or 0, quantity)))
    return sorted(found, key=lambda each: (each.price / each.capacity, each.path))


def _sized(line: Line, demand: Demand, utilisation: float, beside: float) -> Sized:
    return sized(
        Capacity(
            name=line.path,
            demand=demand,
            capacity=float(line.capacity),
            requested=line.quantity,
            price_fen=int(line.price * _FEN),
            utilisation=utilisation,
            spares=line.spares,
            reuse=beside,
        )
    )


def _carried(line: Line, units: int) -> float:
    return max(0, units - line.spares) * float(line.capacity)


def _reused(considered: Sequence[Reuse] | None) -> float | None:
    """Return the capacity of what is reused; None where nobody said, or not how much."""
    if considered is None:
        return None
    used = [each.capacity for each in considered if each.used]
    return None if None in used else float(sum((each for each in used if each is not None), start=Decimal(0)))


@dataclass(frozen=True)
class Carrying:
    """The lines that carry the load, the cheapest capacity first, the load and the utilisation designed for."""

    lines: tuple[Line, ...]
    demand: Demand
    utilisation: float


def carrying(ask: Asked) -> Carrying | None:
    """Return the lines that carry the load; None where that cannot be known."""
    lines = _lines(ask)
    if lines is None:
        return None
    demand, share = demand_of(ask), ask("demand.target_utilisation_percent")
    if not lines:
        return Carrying((), Demand(0, Growth(0, 0, 0)), 1)
    if demand is None or share is None or not 0 < share <= _WHOLE:
        return None
    return Carrying(tuple(lines), demand, float(share / _WHOLE))


def need_of(ask: Asked) -> Need | None:
    """Return what the lines of an application need; None where that cannot be known. No such line needs nothing."""
    known, reuse = carrying(ask), _reused(ask("reuse"))
    if known is None:
        return None
    lines, demand, utilisation = known.lines, known.demand, known.utilisation
    if not lines:
        return Need((), (), demand, utilisation, 0, 0)
    found, beside = [], reuse or 0.0
    for line in lines:
        found.append(_sized(line, demand, utilisation, beside))
        beside += _carried(line, found[-1].approved)
    others = (reuse or 0.0) + sum(_carried(each, each.quantity) for each in lines[:-1])
    short = _sized(lines[-1], demand, utilisation, others).short
    return Need(lines, tuple(found), demand, utilisation, reuse, short)
