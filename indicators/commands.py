"""The commands of economists: contributions, shift-share, structure and seasonal adjustment."""

from typing import Annotated

import typer
from typer.core import TyperGroup

import datasets
import indicators
from datasets.terminal import (
    CombineNewYear,
    Cumulative,
    Format,
    Shape,
    SnapshotName,
    Where,
    filters,
    home,
    language,
    note,
    print_frame,
    say,
)

app = typer.Typer()


@app.command(help=say("拉动增长的百分点", "Contributions to growth, in percentage points"))
def contributions(
    key: str,
    by: Annotated[str, typer.Option("--by", help=say("维度", "dimension"))],
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
    where: Where = None,
    cumulative: Cumulative = False,
    combine_new_year: CombineNewYear = False,
    as_of: SnapshotName = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print who moved the total, the largest change first; points add up to its growth, to the last bit."""
    snapshot = datasets.open_snapshot(home(), as_of)
    options = {"cumulative": cumulative, "combine_new_year": combine_new_year}
    found = indicators.contributions(snapshot, key, period, by, filters(where), **options)
    names = indicators.labels(snapshot, by, language())
    found.insert(1, "name", found.code.map(names).fillna(found.code))
    print_frame(found, shape)
    note(say(f"合计拉动 {found.points.sum():+.4%}", f"total growth {found.points.sum():+.4%}"))


@app.command("shift-share", help=say("偏离—份额分析", "Shift-share: the zone's growth, the mix, the place's own"))
def shift_share(
    key: str,
    by: Annotated[str, typer.Option("--by", help=say("维度，如 industry", "dimension, such as industry"))],
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
    where: Where = None,
    cumulative: Cumulative = False,
    extended: Annotated[bool, typer.Option(help=say("分出配置效应", "part the allocation effect"))] = False,
    as_of: SnapshotName = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print how a slice grew within the zone, member by member; effects add up to the change, to the fen."""
    snapshot = datasets.open_snapshot(home(), as_of)
    options = {"cumulative": cumulative, "extended": extended}
    print_frame(indicators.shift_share(snapshot, key, period, by, filters(where), **options), shape)


@app.command(help=say("比率的结构效应与水平效应", "What mix and rates did to a ratio"))
def structure(
    key: str,
    by: Annotated[str, typer.Option("--by", help=say("维度", "dimension"))],
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
    where: Where = None,
    cumulative: Cumulative = False,
    as_of: SnapshotName = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the effects of members' shares and rates on a ratio; they add up to its change."""
    snapshot = datasets.open_snapshot(home(), as_of)
    print_frame(indicators.structure(snapshot, key, period, by, filters(where), cumulative=cumulative), shape)


@app.command(help=say("季节调整（含春节和调休）", "Seasonal adjustment, with the Spring Festival and make-up workdays"))
def adjust(key: str, where: Where = None, as_of: SnapshotName = None, shape: Shape = Format.TABLE) -> None:
    """Print a series in its components; what was taken out and why goes to stderr."""
    found = indicators.seasonal_adjustment(datasets.open_snapshot(home(), as_of), key, filters(where))
    print_frame(found.frame, shape)
    note(f"{found.method.in_language(language())}{say('。', '. ')}{found.reason.in_language(language())}")


def group() -> TyperGroup:
    """Return the commands as one group of the command line."""
    found = typer.main.get_command(app)
    if not isinstance(found, TyperGroup):
        raise TypeError("More than one command makes a group.")
    return found
