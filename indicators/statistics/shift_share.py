"""Shift-share: how much of a place's growth is the whole's, its industries', and its own.

Dunn (1960), and Esteban-Marquillas (1972), who parts the own effect from that of being specialised in what the place
does well. Every effect is a whole number of fen: exact fractions are rounded so that the effects of a member add up to
its change, and the members to the place's (see :mod:`indicators.statistics.exact`).
"""

from fractions import Fraction

import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.slices import Where, checked
from indicators.definition import Difference, Indicator
from indicators.dimensions import refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import Period
from indicators.statistics.contributions import two_periods
from indicators.statistics.exact import apportion, fen

CLASSIC = ("national", "mix", "competitive")
EXTENDED = ("national", "mix", "competitive", "allocation")


def shift_share(
    snapshot: Snapshot,
    key: str,
    period: Period,
    dimension: str,
    place: Where,
    *,
    cumulative: bool = False,
    extended: bool = False,
) -> pd.DataFrame:
    """Return the shift-share of a slice (``place``, such as a block) within the whole zone, by a dimension.

    Columns as in :func:`shift_share_of`, in the indicator's unit. For the zone within the city or the nation, give
    :func:`shift_share_of` the bureau's table.
    """
    definition = definition_of(key)
    if not isinstance(definition, (Indicator, Difference)):
        raise QuestionError(
            Text(
                f"{definition.name.zh}各部分不可相加，不能作偏离—份额分析。",
                f"The parts of {definition.name.en} do not add up; it has no shift and share.",
            )
        )
    sides: list[pd.Series] = []
    for where in (place, {}):
        cut = checked(definition, (dimension,), where)
        refuse_strange_codes(snapshot, cut)
        sides += two_periods(snapshot, definition, cut, period, cumulative=cumulative)
    names = ("now", "base", "whole_now", "whole_base")
    codes = sides[2].index
    table = pd.DataFrame({name: side.reindex(codes) for name, side in zip(names, sides, strict=True)})
    if table.isna().all().any():
        raise QuestionError(Text("该时期或上年同期没有数据。", "The period, or the same a year before, is not known."))
    return shift_share_of(table.fillna(0.0).rename_axis("code"), extended=extended)


def shift_share_of(table: pd.DataFrame, *, extended: bool = False) -> pd.DataFrame:
    """Return columns code, base, now, change, national, mix, competitive (and allocation), one row a member.

    ``table`` is indexed by member with columns base, now (the place) and whole_base, whole_now (the reference), in
    one unit. ``national``: the base grown as the whole grew. ``mix`` (产业结构效应): the base grown as its industry
    grew, beyond that. ``competitive`` (竞争力效应): the rest. With ``extended`` the competitive effect is that of a
    place whose industries had the whole's shares, and ``allocation`` (配置效应) what the specialisation adds. Sums are
    met to the fen as far as floats hold fen: to ten trillion.

    A member without a base in the place grows by its own: all it brings is competitive. A member without a base in
    the whole has no growth of its own to be compared with; that of the whole stands in.
    """
    effects = EXTENDED if extended else CLASSIC
    base, now, whole_base, whole_now = (
        [fen(float(each)) for each in table[name]] for name in ("base", "now", "whole_base", "whole_now")
    )
    total, place = sum(whole_base), sum(base)
    if total <= 0 or place <= 0:
        raise QuestionError(
            Text("基期合计不为正，无法分解。", "The base adds up to nothing; there is nothing to part.")
        )
    overall = Fraction(sum(whole_now), total) - 1
    rows = []
    for own, after, whole, whole_after in zip(base, now, whole_base, whole_now, strict=True):
        growth = Fraction(whole_after, whole) - 1 if whole > 0 else overall
        parts = [own * overall, own * (growth - overall), after - own * (1 + growth)]
        if extended:
            # As many of the member as if the place had the whole's shares (Esteban-Marquillas' homothetic base).
            competitive = parts[2] * Fraction(place * whole, total) / own if own else parts[2]
            parts = [*parts[:2], competitive, parts[2] - competitive]
        rows.append(apportion(parts, after - own))
    found = pd.DataFrame(rows, columns=list(effects)) / 100
    amounts = {
        "code": list(table.index),
        "base": [each / 100 for each in base],
        "now": [each / 100 for each in now],
        "change": [(after - own) / 100 for own, after in zip(base, now, strict=True)],
    }
    return pd.concat([pd.DataFrame(amounts), found], axis=1)


def totals(found: pd.DataFrame) -> pd.Series:
    """Return the place's change and effects: the sums over its members, to the fen."""
    names = [name for name in ("base", "now", "change", *EXTENDED) if name in found]
    return pd.Series({name: sum(fen(each) for each in found[name]) / 100 for name in names})
