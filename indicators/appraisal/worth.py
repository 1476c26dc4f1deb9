"""What flows of money are worth: present value, rates of return, payback, yearly equivalents, benefits over costs.

Flows are by year, the first one now (year 0), in any unit of money; exact where the rate is exact. Defined alike in
建设项目经济评价方法与参数 (third edition, 2006) and in HM Treasury's Green Book.
"""

import datetime as dt
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

import numpy as np
from pydantic import BaseModel, ConfigDict

from datasets import Text
from indicators.appraisal.fen import Number, exact, per_year
from indicators.errors import QuestionError
from indicators.scenarios.assumptions import Words

_RATE = Text("折现率", "The discount rate")
_REAL = 1e-9


class Schedule(BaseModel):
    """Discount rates of a guide: a rate from each year on, with the reference."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    name: Words
    valid_from: dt.date
    reference: Words
    rates: tuple[tuple[int, Decimal], ...]

    def rate(self, year: int) -> Decimal:
        """Return the rate that holds in a year."""
        return next(rate for start, rate in reversed(self.rates) if year >= start)

    def factor(self, year: int) -> Decimal:
        """Return what one paid in ``year`` is worth today: every year is discounted at its own rate."""
        found = Decimal(1)
        for place, (start, rate) in enumerate(self.rates):
            end = self.rates[place + 1][0] - 1 if place + 1 < len(self.rates) else year
            years = max(0, min(year, end) - max(start, 1) + 1)
            found /= (1 + rate) ** years
        return found


@cache
def schedules() -> dict[str, Schedule]:
    """Return the guides' schedules by key."""
    text = (files("indicators") / "appraisal" / "packs" / "discount.toml").read_text(encoding="utf-8")
    found = [Schedule.model_validate(each) for each in tomllib.loads(text, parse_float=Decimal)["schedules"]]
    return {each.key: each for each in found}


def schedule(key: str) -> Schedule:
    """Return the schedule of a guide."""
    known = schedules()
    if key not in known:
        raise QuestionError(
            Text(f"没有折现指南“{key}”：{'、'.join(known)}。", f"No guide {key!r}: {', '.join(known)}.")
        )
    return known[key]


def present_value(flows: Sequence[Number], rate: Number | Schedule, *, mid_year: bool = False) -> Decimal:
    """Return Σ flow(t) / (1 + r)^t, t from 0; of a schedule each year's own factor.

    Flows after the first are at the ends of years; with ``mid_year`` they are spread over them, half a year earlier.
    """
    found = Decimal(0)
    for year, flow in enumerate(flows):
        share = rate.rate(year) if isinstance(rate, Schedule) else per_year(rate, _RATE)
        half = (1 + share) ** Decimal("0.5") if mid_year and year else 1
        worth = exact(flow) * half
        found += worth * rate.factor(year) if isinstance(rate, Schedule) else worth / (1 + share) ** year
    return found


def rates_of_return(flows: Sequence[Number]) -> tuple[float, ...]:
    """Return every internal rate of return above −100 %, ascending: none, one, or several where signs change often."""
    powers = np.trim_zeros([float(exact(flow)) for flow in flows][::-1], "f")
    roots = np.roots(powers)  # of the polynomial in 1 / (1 + r)
    real = roots.real[(abs(roots.imag) < _REAL * np.maximum(1, abs(roots.real))) & (roots.real > _REAL)]
    return tuple(sorted(float(1 / each - 1) for each in real))


def interpolated_return(flows: Sequence[Number], rates: Sequence[Number]) -> Decimal | None:
    """Return i₁ + NPV₁ / (NPV₁ − NPV₂) · (i₂ − i₁), as textbooks find the return between two rates (内插法).

    None unless two rates are given; refused where present value is of one sign at both.
    """
    if not rates:
        return None
    first, second = (exact(each) for each in rates)
    low, high = present_value(flows, first), present_value(flows, second)
    if low * high > 0:
        raise QuestionError(
            Text("两个折现率的净现值须一正一负。", "Present value must be of unlike signs at the two rates.")
        )
    return first if low == high else first + low / (low - high) * (second - first)


def payback(flows: Sequence[Number], rate: Number = 0) -> Decimal | None:
    """Return the years until the flows have paid back, within the year in proportion; None if they never do.

    Pt = (T − 1) + |cumulated to T − 1| / flow(T); at a rate of nought the static one (静态), else the dynamic (动态).
    """
    factor = 1 + per_year(rate, _RATE)
    total = Decimal(0)
    for year, flow in enumerate(flows):
        worth = exact(flow) / factor**year
        if total < 0 <= total + worth:
            return Decimal(year - 1) - total / worth
        total += worth
    return None


def yearly(value: Number, rate: Number, years: int) -> Decimal:
    """Return the equal payment at the ends of ``years`` that is worth ``value`` today: V·r / (1 − (1 + r)^−n)."""
    if years < 1:
        raise QuestionError(Text("年数至少为 1。", "There is at least one year."))
    share = per_year(rate, _RATE)
    return exact(value) / years if share == 0 else exact(value) * share / (1 - (1 + share) ** -years)


def benefit_cost_ratio(benefits: Sequence[Number], costs: Sequence[Number], rate: Number | Schedule) -> Decimal:
    """Return the present value of benefits over that of costs."""
    return present_value(benefits, rate) / present_value(costs, rate)
