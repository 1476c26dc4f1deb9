"""The commands that take growth apart: contributions, the same enterprises, shift-share, mix and rates."""

from typing import Annotated

import pandas as pd
import typer

import datasets
import indicators
from datasets.console.terminal import (
    AsOf,
    CombineNewYear,
    Cumulative,
    Format,
    Shape,
    Where,
    filters,
    language,
    note,
    opened,
    print_frame,
    say,
)
from indicators.statistics.components import UNALLOCATED, UNALLOCATED_NAME
from indicators.statistics.matched import GROUPS, MATCHED

app = typer.Typer()
By = Annotated[str, typer.Option("--by", help=say("维度，如 industry", "dimension, such as industry"))]
Month = Annotated[str, typer.Option(help=say("月份", "month"))]


@app.command(help=say("拉动增长的百分点", "Contributions to growth, in percentage points"))
def contributions(
    key: str,
    by: By,
    period: Month,
    where: Where = None,
    cumulative: Cumulative = False,
    combine_new_year: CombineNewYear = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print who moved the total, the largest change first; points add up to its growth, to the last bit."""
    snapshot = opened(as_of)
    options = {"cumulative": cumulative, "combine_new_year": combine_new_year}
    found = indicators.contributions(snapshot, key, period, by, filters(where), **options)
    _refuse_nothing(found)
    names = indicators.labels(snapshot, by, language())
    names[UNALLOCATED] = UNALLOCATED_NAME.in_language(language())
    found.insert(1, "name", found.code.map(names).fillna(found.code))
    print_frame(_read(found, shape), shape)
    total = _total(found)
    note(say(f"合计拉动 {total}", f"total growth {total}"))


@app.command(help=say("可比口径：两期均有的企业增长多少", "Growth of the enterprises there in both periods"))
def matched(
    key: str,
    period: Month,
    where: Where = None,
    cumulative: Cumulative = False,
    combine_new_year: CombineNewYear = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print what enterprises in both periods, new ones, those gone and those moved brought; points add up."""
    options = {"cumulative": cumulative, "combine_new_year": combine_new_year}
    found = indicators.matched(opened(as_of), key, period, filters(where), **options)
    _refuse_nothing(found)
    found.insert(1, "name", found.code.map({code: name.in_language(language()) for code, name in GROUPS.items()}))
    print_frame(_read(found, shape), shape)
    same, total = _percent(found.loc[found.code == MATCHED, "growth"]), _total(found)
    note(say(f"可比口径 {same}，合计 {total}", f"matched {same}, total {total}"))


@app.command("shift-share", help=say("偏离—份额分析", "Shift-share: the zone's growth, the mix, the place's own"))
def shift_share(
    key: str,
    by: By,
    period: Month,
    where: Where = None,
    cumulative: Cumulative = False,
    extended: Annotated[bool, typer.Option(help=say("分出配置效应", "part the allocation effect"))] = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print how a slice grew within the zone, member by member; effects add up to the change, to the fen."""
    snapshot = opened(as_of)
    options = {"cumulative": cumulative, "extended": extended}
    found = indicators.shift_share(snapshot, key, period, by, filters(where), **options)
    print_frame(_read(found, shape), shape)


@app.command(help=say("比率的结构效应与水平效应", "What mix and rates did to a ratio"))
def structure(
    key: str,
    by: By,
    period: Month,
    where: Where = None,
    cumulative: Cumulative = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the effects of members' shares and rates on a ratio; they add up to its change."""
    snapshot = opened(as_of)
    print_frame(indicators.structure(snapshot, key, period, by, filters(where), cumulative=cumulative), shape)


def _refuse_nothing(found: pd.DataFrame) -> None:
    """Raise QuestionError where a month or the same one a year before is not known: nothing is no growth of nought."""
    if found.change.isna().all():
        said = datasets.Text("该时期或上年同期没有数据。", "The period, or the same a year before, is not known.")
        raise indicators.QuestionError(said)


def _total(found: pd.DataFrame) -> str:
    return _percent(found.points)


def _percent(parts: pd.Series) -> str:
    """Return what parts of growth add up to, or words where growth says nothing."""
    if parts.isna().all():
        return say("不显示（基数不为正或微不足道）", "not shown (the base is next to nothing, or not positive)")
    return f"{parts.sum():+.2%}"


def _read(found: pd.DataFrame, shape: Format) -> pd.DataFrame:
    """Return a table as a reader sees it: points of growth as points, the year before under its name."""
    if shape is not Format.TABLE:
        return found
    written = {"points": lambda each: f"{100 * each:+.2f}", "growth": "{:+.1%}".format, "share": "{:+.1%}".format}
    told = {name: found[name].map(how, na_action="ignore") for name, how in written.items() if name in found}
    titles = {"base": "year_before", "points": say("拉动（百分点）", "points (pp)")}
    return found.assign(**told).rename(columns=titles)
