"""The commands of economists: one number and its way back, seasonal adjustment, targets, nowcast and scenarios."""

import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

import datasets
import indicators
from datasets.console.terminal import (
    AsOf,
    Bar,
    CombineNewYear,
    ComputedBy,
    Cumulative,
    Engine,
    Exported,
    Format,
    Shape,
    Where,
    filters,
    home,
    language,
    note,
    opened,
    print_frame,
    say,
    whole,
)
from datasets.protection.commands import explained
from indicators.appraisal.commands import app as review_app
from indicators.computing.panel import name_of, named
from indicators.figures import percent, points
from indicators.forecast.commands import app as forecast_app
from indicators.handbook import page
from indicators.nowcast import nowcast as nowcast_of
from indicators.nowcast.prices import spoken as prices_spoken
from indicators.nowcast.words import REVISIONS
from indicators.nowcast.words import spoken as nowcast_spoken
from indicators.record import Score, summary
from indicators.scenarios import chosen_of, scenario, scenarios
from indicators.scenarios.run import summary as moved
from indicators.seasonal.stability import stability
from indicators.seasonal.x13 import beside
from indicators.signals.commands import app as signals_app
from indicators.statistics.commands import app as statistics_app
from indicators.statistics.growth import over_a_year
from indicators.targets import spoken
from indicators.targets.progress import all_progress, as_frame

_rise = partial(percent, language=language())
_share = partial(percent, language=language(), signed=False)
_points = partial(points, language=language())

app = typer.Typer()
scenario_app = typer.Typer(help=say("情景", "Scenarios"), no_args_is_help=True)
app.add_typer(scenario_app, name="scenario")
app.add_typer(review_app, name="review")
app.add_typer(forecast_app)
app.add_typer(signals_app)
app.add_typer(statistics_app)


@app.command(help=say("显示指标", "Show an indicator"))
def show(
    key: Annotated[str | None, typer.Argument()] = None,
    by: Annotated[list[str] | None, typer.Option("--by")] = None,
    where: Where = None,
    start: Annotated[str | None, typer.Option("--from")] = None,
    end: Annotated[str | None, typer.Option("--to")] = None,
    cumulative: Cumulative = False,
    combine_new_year: CombineNewYear = False,
    measure: Annotated[
        str | None,
        typer.Option(
            help=say(
                "看法：month、ytd、yoy、ytd_yoy、adjusted、mom_sa、two_year、index、volume",
                "month, ytd, yoy, ytd_yoy, adjusted, mom_sa, two_year, index or volume",
            )
        ),
    ] = None,
    base_year: Annotated[int | None, typer.Option(help=say("定基指数的基期", "base year of an index"))] = None,
    engine: ComputedBy = Engine.DUCKDB,
    exported: Exported = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print an indicator's series in a slice, or one measure of it; without a key, the catalogue."""
    if key is None:
        for each in indicators.catalogue().values():
            print(f"{each.key:28}{each.name.in_language(language())}  ({each.unit})")
        return
    snapshot = opened(as_of, engine, exported)
    ask = (
        partial(indicators.measured, measure=measure, base_year=base_year)
        if measure
        else partial(indicators.series, cumulative=cumulative)
    )
    cut = {"by": tuple(by or ()), "where": filters(where)}
    frame = ask(snapshot, key, **cut, start=start, end=end, combine_new_year=combine_new_year)
    if "yoy" in frame and indicators.catalogue()[key].unit is indicators.Unit.SHARE:
        frame = frame.assign(yoy=over_a_year(frame.value, frame.yoy)).rename(columns={"yoy": "over_year"})
    print_frame(frame, shape, {"months": "{:.0f}".format, "over_year": _points})


@app.command(help=say("这个数、这个格子怎么来的", "From a number or a cell of a base to its source rows"))
def why(
    key: Annotated[str, typer.Argument(help=say("指标，或基础表 base_…", "an indicator, or a table base_…"))],
    period: Annotated[str | None, typer.Option(help=say("指标的月份或年份", "month or year of the indicator"))] = None,
    row: Annotated[
        str | None,
        typer.Option(
            help=say("行：标识、回执:行号，或 year=2010,sex=1", "id, RECEIPT:ROW, or of counts year=2010,sex=1")
        ),
    ] = None,
    field: Annotated[str | None, typer.Option(help=say("基础表的字段", "column of the base table"))] = None,
    where: Where = None,
    reason: Annotated[str | None, typer.Option("--why", help=say("查看个人的理由", "reason to see a person"))] = None,
    as_of: AsOf = None,
    limit: int = 10,
) -> None:
    """Print definition, query, snapshot, source rows and receipts behind a number, or the rule behind a cell."""
    snapshot = opened(as_of)
    if key.startswith("base_"):
        print(explained(snapshot, key, row, field, reason).as_text(language()))
        return
    if period is None:
        raise typer.BadParameter(say("指标要写明 --period", "an indicator needs --period"))
    answer = indicators.explain(snapshot, home(), key, period, where=filters(where), limit=limit)
    print(answer.as_text(language()))


@app.command(name="indicators", help=say("指标手册", "The handbook of indicators"))
def handbook() -> None:
    """Print every definition as a page of Markdown."""
    sys.stdout.write(page(language()))


@app.command(help=say("导出快照为 Parquet（不含个人记录）", "A snapshot as Parquet files, without rows about persons"))
def export(
    parquet: Annotated[Path, typer.Option(help=say("新目录", "a new folder"))],
    as_of: AsOf = None,
    purpose: Annotated[str, typer.Option(help=say("用途，记入台账", "what for, kept in the ledger"))] = "",
) -> None:
    """Write the tables that indicators read, by year where they are large, with a manifest; print the folder.

    The ledger keeps what left, when and what for.
    """
    from datasets.export import record_export
    from indicators import leaving

    snapshot = whole(as_of)
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
    from indicators.computing.parity import compare

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
    snapshot = opened(as_of)
    found = nowcast_of(snapshot)
    if found is None:
        raise datasets.DatasetsError(datasets.Text("季度或月度数据不足。", "There are too few quarters or months."))
    names = [name_of(snapshot, each) if each else REVISIONS for each in found.news.series]
    news = found.news.assign(name=[each.in_language(language()) for each in names])
    told = {"expected": _rise, "came": _rise, "impact": _points}
    print_frame(news[["month", "series", "name", "expected", "came", "impact"]], shape, told)
    note(nowcast_spoken(found, language()))
    between = prices_spoken(snapshot, found, language())
    if between:
        note(between)
    note(found.reason.in_language(language()))
    if found.method != "model":
        note(
            say(
                "上表是该模型的变动原因，不是所示方法的。",
                "The table tells what moved the model, not the method shown.",
            )
        )


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
    if key:
        print_frame(scenario(snapshot, picked, key, horizon).frame, shape)
    else:
        print_frame(named(snapshot, moved(snapshot, picked, horizon), language()), shape, {"change": _rise})
    note(picked.note.text.in_language(language()))


@app.command(help=say("全年目标：进度、余下月份所需、完成概率", "Targets of the year: progress, need, probability"))
def targets(as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print the targets of the running year; the sentence for each goes to stderr."""
    snapshot = opened(as_of)
    found = all_progress(snapshot)
    told = {"needed_growth": _rise, "probability": _share}
    print_frame(named(snapshot, as_frame(found), language()), shape, told)
    for each in found:
        note(f"{name_of(snapshot, each.target.key).in_language(language())}{say('：', ': ')}{spoken(each, language())}")


@app.command(help=say("预测成绩单：当时怎么说，后来怎样", "The track record of forecasts"))
def record(
    key: Annotated[list[str] | None, typer.Argument(help=say("指标，默认全部", "indicators, default all"))] = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print errors and coverage by months ahead, real-time forecasts and hindcasts apart."""
    snapshot = opened(as_of)
    if not snapshot.kept:
        raise datasets.DatasetsError(
            datasets.Text(
                f"没有保存 {snapshot.known_on} 的快照，当时的预测无从得知。",
                f"No snapshot of {snapshot.known_on} is kept, nor what was forecast then.",
            )
        )
    found = pd.DataFrame(summary(home(), snapshot, tuple(key) if key else None), columns=list(Score._fields))
    if found.empty:
        raise datasets.DatasetsError(
            datasets.Text("还没有预测等到实际值。", "No forecast has met its actual value yet.")
        )
    told = dict.fromkeys(("error", "naive_error", "coverage80", "coverage95"), _share)
    print_frame(named(snapshot, found, language()), shape, told)


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
