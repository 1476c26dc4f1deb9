"""The commands of planners: editions, their runs and what became of them."""

from pathlib import Path
from typing import Annotated

import typer

import datasets
import reports
from datasets import Text
from datasets.console.terminal import AsOf, Bar, Format, Shape, home, language, print_frame, say, whole
from indicators.zone import zone
from reports import custody
from reports.delivery.commands import app as delivery_app

app = typer.Typer()
_BECAME = {
    "restored": Text("已恢复。", "Restored."),
    "copied": Text("已重新备份。", "Copied anew."),
    "lost": Text("无法恢复，需人工处理。", "It cannot be restored."),
}
_LEFT = Text("未恢复。", "Not restored.")
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
    as_of: AsOf = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help=say("报告参数 NAME=VALUE", "a parameter, NAME=VALUE")),
    ] = None,
    out: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Make one report and print the path of its PDF."""
    chosen: datasets.Language = "en" if (tongue or language()) == "en" else "zh"
    values = {name: value for name, _, value in (each.partition("=") for each in given or ())}
    snapshot = whole(as_of).name
    with Bar() as progress:
        run = reports.run(
            edition,
            period,
            home=home(),
            snapshot=snapshot,
            language=chosen,
            out=out,
            parameters=values,
            progress=progress,
        )
    print(run.pdf)


@report_app.command("certificate", help=say("制作或查看签名证书", "Make or show the office's certificate"))
def report_certificate(
    name: Annotated[str | None, typer.Option(help=say("证书上的单位名称", "the office named in it"))] = None,
    renew: Annotated[bool, typer.Option(help=say("另做一个，旧的留作核验", "another one; the old is kept"))] = False,
) -> None:
    """Make the office's key and certificate if there is none or with ``--renew``; print whose it is and its hash."""
    from reports.certificate import certificate_of, make_certificate

    found = certificate_of(home())
    if found is None or renew:
        office = name or zone(datasets.open_snapshot(home())).name.in_language(language())
        found = make_certificate(home(), office, renew=renew)
    print(found.path)
    print(say(f"单位 {found.name}", f"office {found.name}"))
    print(say(f"有效期至 {found.ends:%Y-%m-%d}", f"valid until {found.ends:%Y-%m-%d}"))
    print(f"SHA-256 {found.fingerprint}")


@report_app.command("check", help=say("核对并恢复已发报告", "Check issued reports and restore them"))
def report_check(
    restore: Annotated[bool, typer.Option(help=say("从副本恢复", "put back from the copies"))] = True,
) -> None:
    """Print one line for each file that was altered or lost; exit 1 when something could not be put back."""
    found = custody.check(home(), restore=restore)
    for each in found:
        became = _BECAME[each.state] if restore or each.state == "lost" else _LEFT
        print(each.said.in_language(language()), became.in_language(language()))
    if not found:
        print(say("已发报告全部完好。", "All issued reports are whole."))
    if any(each.state == "lost" or not restore for each in found):
        raise typer.Exit(1)


@report_app.command("runs", help=say("列出运行记录", "List the runs"))
def report_runs(shape: Shape = Format.TABLE) -> None:
    """Print one line a run: edition, period, status, time."""
    print_frame(reports.library(home()), shape)
