"""Decomposition of a ratio or of a product: what its parts' weights did, and what their rates did.

A ratio, such as 亩均税收 or the tax burden, is the mean of its members' rates weighted by their shares of the
denominator. Both ways here leave no rest. Effects are rounded to a grid on which they add up to the last bit
(see :mod:`indicators.statistics.exact`).
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.slices import EVERYTHING, Where, checked
from indicators.definition import Ratio
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import Period
from indicators.statistics.contributions import two_periods
from indicators.statistics.exact import split

Vector = npt.NDArray[np.float64]

_SIDES = ("over_now", "over_base", "under_now", "under_base")


def structure(
    snapshot: Snapshot,
    key: str,
    period: Period,
    dimension: str,
    where: Where = EVERYTHING,
    *,
    cumulative: bool = False,
) -> pd.DataFrame:
    """Return how the members of a dimension changed a ratio over a year: columns as in :func:`mix_and_rate`.

    Effects are in the ratio's unit and add up to its change. Only ratios have a structure of this kind.
    """
    definition = definition_of(key)
    if not isinstance(definition, Ratio):
        raise QuestionError(
            Text(
                f"{definition.name.zh}不是两项指标之比，不分解结构效应；可相加的指标可看拉动（contributions）。",
                f"{definition.name.en} is not one indicator over another and has no mix and rates to part; what "
                "adds up has contributions.",
            )
        )
    checked(definition, (dimension,), where)  # a dimension is refused in the ratio's own name
    sides: list[pd.Series] = []
    for part in (definition.numerator, definition.denominator):
        told = definition_of(part)
        cut = checked(told, (dimension,), where)
        refuse_strange_codes(snapshot, cut)
        sides += two_periods(snapshot, told, cut, period, cumulative=cumulative)
    codes = sides[0].index.union(sides[2].index)
    table = pd.DataFrame({name: side.reindex(codes) for name, side in zip(_SIDES, sides, strict=True)})
    if table.isna().all().any():
        raise QuestionError(Text("该时期或上年同期没有数据。", "The period, or the same a year before, is not known."))
    return mix_and_rate(table.fillna(0.0), scale=definition.scale)


def mix_and_rate(table: pd.DataFrame, *, scale: float = 1.0) -> pd.DataFrame:
    """Return columns code, share_base, share_now, rate_base, rate_now, mix, rate and effect, the largest first.

    ``table`` is indexed by member with columns over_now, over_base (numerator) and under_now, under_base. ``mix``
    (结构效应) is the change of the member's share times how far its rate, the mean of both periods, lies from the
    whole's; ``rate`` (水平效应) the change of its rate times its mean share (Marshall and Edgeworth's weights): no
    cross term is left over. A member with no denominator in one period has the rate of the other in both, so that
    what it does is mix; a numerator that has no denominator in either is rate.
    """
    over_now, over_base, under_now, under_base = ([Fraction(float(each)) for each in table[name]] for name in _SIDES)
    whole_now, whole_base = sum(under_now, Fraction()), sum(under_base, Fraction())
    if whole_now <= 0 or whole_base <= 0:
        raise QuestionError(Text("分母合计不为正，无法分解。", "The denominator adds up to nothing in one period."))
    factor = Fraction(scale)
    middle = factor * (sum(over_now, Fraction()) / whole_now + sum(over_base, Fraction()) / whole_base) / 2
    rows, effects = [], []
    for amount, before, weight, weight_before in zip(over_now, over_base, under_now, under_base, strict=True):
        share, share_before = weight / whole_now, weight_before / whole_base
        rate, rate_before = _rates(amount, before, weight, weight_before, factor)
        mix = (share - share_before) * ((rate + rate_before) / 2 - middle)
        own = (share + share_before) / 2 * (rate - rate_before)
        # What stands without a denominator is in the whole's ratio all the same.
        loose = factor * ((amount / whole_now if not weight else 0) - (before / whole_base if not weight_before else 0))
        rates = (_shown(before, weight_before, factor), _shown(amount, weight, factor))
        rows.append([float(share_before), float(share), *rates])
        effects += [mix, own + loose]
    exact, _ = split(effects)
    found = pd.DataFrame(rows, columns=["share_base", "share_now", "rate_base", "rate_now"])
    found.insert(0, "code", list(table.index))
    found = found.assign(mix=exact[::2], rate=exact[1::2])
    found["effect"] = found["mix"] + found["rate"]
    order = found["effect"].abs().sort_values(ascending=False, kind="stable").index
    return found.loc[order].reset_index(drop=True)


def _rates(
    amount: Fraction, before: Fraction, weight: Fraction, weight_before: Fraction, factor: Fraction
) -> tuple[Fraction, Fraction]:
    if not weight and not weight_before:
        return Fraction(), Fraction()
    rate = factor * amount / weight if weight else None
    rate_before = factor * before / weight_before if weight_before else None
    known = [each for each in (rate, rate_before) if each is not None]
    return (known[0] if rate is None else rate), (known[-1] if rate_before is None else rate_before)


def _shown(amount: Fraction, weight: Fraction, factor: Fraction) -> float:
    return float(factor * amount / weight) if weight else float("nan")


def lmdi(now: pd.DataFrame, base: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """Return columns code, change and one per factor: the additive log-mean Divisia index (Ang 2004, LMDI-I).

    ``now`` and ``base`` are indexed by member; the value of a member is the product of its factors (activity × share
    × intensity, say). The effects of a member add up to its change without a rest, to the last bit.

    Zeros (Ang and Liu 2007, the analytical limits): where a member's value is nought in one period, the factors that
    are nought there share its whole change in equal parts, and the others have none; where it is nought in both,
    nobody has any. Factors below nought have no logarithm: they are refused.
    """
    if (now[list(factors)] < 0).to_numpy().any() or (base[list(factors)] < 0).to_numpy().any():
        raise QuestionError(Text("LMDI 的因素不能为负。", "A factor of an LMDI decomposition cannot be negative."))
    codes = base.index.union(now.index, sort=False)
    after, before = (each.reindex(codes).fillna(0.0)[list(factors)].to_numpy(dtype=float) for each in (now, base))
    rows = [_member(one, other) for one, other in zip(after, before, strict=True)]
    flat, _ = split(Fraction(each) for row in rows for each in row)
    table = np.array(flat).reshape(len(rows), len(factors))
    found = pd.DataFrame(table, columns=list(factors))
    found.insert(0, "code", list(codes))
    found.insert(1, "change", table.sum(axis=1))
    return found


def log_mean(one: float, other: float) -> float:
    """Return the logarithmic mean (a - b) / (ln a - ln b), which is a where both are equal and 0 where one is 0."""
    if one <= 0 or other <= 0:
        return 0.0
    return one if one == other else (one - other) / float(np.log(one / other))


def _member(after: Vector, before: Vector) -> list[float]:
    value, earlier = float(np.prod(after)), float(np.prod(before))
    if value > 0 and earlier > 0:
        effects = log_mean(value, earlier) * np.log(after / before)
        # Logarithms round; the largest effect takes the last bits, so that the member's change is met.
        effects[int(np.argmax(np.abs(effects)))] += (value - earlier) - effects.sum()
        return [float(each) for each in effects]
    absent = (after if value == 0 else before) == 0
    return [(value - earlier) / int(absent.sum()) if gone else 0.0 for gone in absent]
