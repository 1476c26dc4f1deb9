"""Matched-sample growth: of the enterprises that are there in both periods (可比口径), all others shown apart.

Every sum over enterprises grows in four ways: the same ones bring more, others come, others go, and some of what they
bring counts elsewhere, because it was another tax, partner or product the year before. The groups add up to the total.
"""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pandas as pd

from datasets import Snapshot, Text
from indicators.catalogue import definition_of
from indicators.computing.known import refuse_unkept
from indicators.computing.slices import EVERYTHING, Slice, Where, checked
from indicators.definition import AnyIndicator, Indicator, Unit
from indicators.dimensions import UNKNOWN, refuse_strange_codes
from indicators.errors import QuestionError
from indicators.periods import JANUARY, Period, month_start
from indicators.statistics.contributions import contributions_of

ENTITY = "entity_id"
_AMOUNTS = (Unit.YUAN, Unit.USD, Unit.KILOGRAM)
MATCHED = "matched"
GROUPS: Mapping[str, Text] = {
    MATCHED: Text("两期均有的企业（可比）", "in both periods (matched)"),
    "appeared": Text("本期新有", "in this period only"),
    "vanished": Text("本期已无", "in the period before only"),
    "moved_in": Text("由其他分类转入", "moved in from elsewhere"),
    "moved_out": Text("转到其他分类", "moved out to elsewhere"),
    "unidentified": Text("未对应到企业", "of no known enterprise"),
}


def matched(
    snapshot: Snapshot,
    key: str,
    period: Period,
    where: Where = EVERYTHING,
    *,
    cumulative: bool = False,
    combine_new_year: bool = False,
) -> pd.DataFrame:
    """Return columns code, enterprises, value, base, change, points, growth and share: a row per group of enterprises.

    The ``growth`` of the row ``matched`` is growth on a comparable base: of those that had an amount in the slice in
    both periods. ``appeared`` had none anywhere in the indicator the year before, ``vanished`` has none now;
    ``moved_in`` had theirs outside the slice, ``moved_out`` have theirs there now (reclassified, or a line they had
    not before). Points add up to the growth of the total, to the last bit. Only amounts that flow from enterprises
    have such groups.
    """
    definition = definition_of(key)
    refuse_unkept(snapshot, definition)
    chosen = _of_enterprises(definition)
    cut = checked(definition, (), where)
    refuse_strange_codes(snapshot, cut)
    month = month_start(period)
    whole_year = cumulative or (combine_new_year and month.month == JANUARY + 1)
    first = month.replace(month=JANUARY) if whole_year else month
    rows = _grouped(chosen, cut, first, month)
    told = snapshot.query(str(ibis.to_sql(rows, dialect="duckdb"))).to_pylist()
    found = {row["code"]: row for row in told}
    codes = [code for code in GROUPS if code in found]
    now, base = (pd.Series([float(found[code][side] or 0) for code in codes], index=codes) for side in ("now", "base"))
    table = contributions_of(now, base).drop(columns="state").set_index("code").loc[codes].reset_index()
    table.insert(1, "enterprises", [int(found[code]["enterprises"]) for code in codes])
    return table


def _of_enterprises(definition: AnyIndicator) -> Indicator:
    """Return the definition if its rows are enterprises' flows; otherwise raise an error that says why not."""
    if (
        isinstance(definition, Indicator)
        and definition.unit in _AMOUNTS
        and not definition.stock
        and ENTITY in definition.table.columns
    ):
        return definition
    raise QuestionError(
        Text(
            f"{definition.name.zh}不是按企业相加的流量，没有可比企业口径。",
            f"{definition.name.en} is no flow added up over enterprises; there are none to be matched.",
        )
    )


def _grouped(definition: Indicator, cut: Slice, first: pd.Timestamp, last: pd.Timestamp) -> ir.Table:
    """Return the amounts of both periods and the number of enterprises by group."""
    table = definition.table
    month, year = table[definition.time].cast("date"), pd.DateOffset(years=1)
    now = month.between(first.date(), last.date())
    base = month.between((first - year).date(), (last - year).date())
    within = ibis.literal(True)
    for dimension, codes in cut.where:
        within &= table[dimension].fill_null(UNKNOWN).isin(codes)
    some = definition.amount != 0
    by_entity = (
        table.mutate(amount=definition.amount.cast("decimal(38, 2)"), now=now, base=base, within=within, some=some)
        .filter(now | base)
        .group_by(entity=table[ENTITY])
    )
    deferred = ibis._
    sums = by_entity.agg(
        now=deferred.amount.sum(where=deferred.now & deferred.within),
        base=deferred.amount.sum(where=deferred.base & deferred.within),
        **{
            f"{place}_{side}": (deferred[side] & deferred.some & (deferred.within if place == "here" else True)).any()
            for place in ("here", "somewhere")
            for side in ("now", "base")
        },
    )
    code = ibis.cases(
        (sums.entity.isnull(), "unidentified"),  # noqa: PD003 Ibis, not pandas
        (sums.here_now & sums.here_base, MATCHED),
        (sums.here_now & sums.somewhere_base, "moved_in"),
        (sums.here_now, "appeared"),
        (sums.here_base & sums.somewhere_now, "moved_out"),
        (sums.here_base, "vanished"),
    )
    told = sums.mutate(code=code)
    kept = told.filter(told.code.notnull())  # noqa: PD004 Ibis, not pandas
    return kept.group_by("code").agg(enterprises=kept.entity.nunique(), now=kept.now.sum(), base=kept.base.sum())
