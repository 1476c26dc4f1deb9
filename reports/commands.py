"""The commands of planners: editions, their runs and what became of them."""

from pathlib import Path
from typing import Annotated

import typer

import datasets
import reports
from datasets.terminal import Bar, Format, Shape, SnapshotName, home, language, print_frame, say
from reports.delivery.commands import app as delivery_app

app = typer.Typer()
report_app = typer.Typer(help=say("报告", "Reports"), no_args_is_help=True)
app.add_typer(report_app, name="report")
report_app.add_typer(delivery_app)


@report_app.command("list", help=say("列出报告种类", "List the editions"))
def report_list() -> None:
    """Print one line an edition."""
    for edition in reports.editions().values():
        print(f"{edition.key:24}{edition.title.in_language(language())}")


@report_app.command("run", help=say("生成报告", "Run an edition"))
def report_run(
    edition: str,
    period: Annotated[str, typer.Option()],
    tongue: Annotated[str | None, typer.Option("--language")] = None,
    as_of: SnapshotName = None,
    out: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Make one report and print the path of its PDF."""
    chosen: datasets.Language = "en" if (tongue or language()) == "en" else "zh"
    with Bar() as progress:
        run = reports.run(edition, period, home=home(), snapshot=as_of, language=chosen, out=out, progress=progress)
    print(run.pdf)


@report_app.command("runs", help=say("列出运行记录", "List the runs"))
def report_runs(shape: Shape = Format.TABLE) -> None:
    """Print one line a run: edition, period, status, time."""
    print_frame(reports.library(home()), shape)
