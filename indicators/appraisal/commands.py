"""The commands of project reviewers: review applications, write the blank form, decide against a rule."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from typer.core import TyperGroup

from datasets import Language, Text, settings
from datasets.console.terminal import Format, Shape, home, language, note, print_frame, say
from datasets.titles import titled
from indicators.appraisal import read, review
from indicators.appraisal.form import write_blank
from indicators.appraisal.formulas.commands import app as formulas_app
from indicators.appraisal.inventory import registers_at
from indicators.appraisal.opinion import Opinion
from indicators.appraisal.override import history, record, standing
from indicators.appraisal.pack import Pack, pack
from indicators.appraisal.portfolio.commands import app as portfolio_app
from indicators.appraisal.rules import FUNCTIONS
from indicators.appraisal.written import as_data, rows, summary

CHECK = "applications"
Press = Callable[[Opinion, Language], bytes]
"""What sets an opinion on paper; the front door hands it over, for this layer knows no paper."""


class Written(StrEnum):
    """How opinions are given."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PDF = "pdf"


class Reviewing(TyperGroup):
    """The group ``review``: what is no command of it is the files to review."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; files, and options of the review, stand for the command that reviews."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = [CHECK, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Reviewing,
    no_args_is_help=True,
    help=say("项目评审：jingwei review 申报.toml…", "Project review: jingwei review PROPOSAL.toml…"),
)
app.add_typer(portfolio_app)
app.add_typer(formulas_app)


def _said(opinion: Opinion) -> None:
    """Tell the findings and what is to be supplied, on stderr."""
    for each in opinion.findings:
        note(f"{opinion.file}: {each.message.in_language(language())} — {each.remedy.in_language(language())}")
    if opinion.materials:
        zh = "；".join(f"{each.name.zh}（{'、'.join(each.rules)}）" for each in opinion.materials)
        en = "; ".join(f"{each.name.en} ({', '.join(each.rules)})" for each in opinion.materials)
        note(say(f"{opinion.file} 需补正：{zh}", f"{opinion.file} lacks: {en}"))


def _print(opinions: list[Opinion], shape: Format) -> None:
    """Print one application's verdicts, or one line for each of several, or everything there is as JSON."""
    if shape is Format.JSON:
        json.dump([as_data(each) for each in opinions], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    lines = [summary(each, language()) for each in opinions]
    if len(opinions) > 1 or not opinions[0].verdicts:
        print_frame(pd.DataFrame(lines), shape)
    else:
        print_frame(pd.DataFrame(rows(opinions[0], language())), shape)
        note(str(titled(pd.DataFrame(lines), language()).T.to_string(header=False)))
    for each in opinions:
        _said(each)


def _settings(chosen: Pack, label: Text) -> None:
    """Tell how open clauses were read, and what the registers are, on stderr."""
    note(chosen.name.text.in_language(language()))
    for key, value in chosen.setting.items():
        read = value.read_as(value.value)
        note(say(f"{key} = {value.value}：{read.zh}", f"{key} = {value.value}: {read.en}"))
    note(label.in_language(language()))


def _set(press: Press | None, opinions: list[Opinion], out: Path) -> None:
    """Write each opinion as PDF, under its file's name, and print the paths."""
    if press is None:
        raise typer.BadParameter(say("这里不能制作 PDF", "no PDF can be made here"))
    out.mkdir(parents=True, exist_ok=True)
    for each in opinions:
        file = out / f"{Path(each.file).stem}.pdf"
        file.write_bytes(press(each, language()))
        print(file)


@app.command(CHECK, help=say("评审申报材料（TOML 或填好的表）", "Review applications (TOML or filled forms)"))
def applications(
    context: typer.Context,
    proposal: Annotated[list[Path], typer.Argument(help=say("申报文件", "files of applications"))],
    shape: Annotated[Written, typer.Option("--format", help=say("输出格式", "how to print"))] = Written.TABLE,
    setting: Annotated[
        list[str] | None,
        typer.Option(
            "--setting", help=say("规则读法，如 defer=all_of", "a reading of the rules, such as defer=all_of")
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help=say("PDF 的目录", "the folder of PDFs"))] = Path(),
) -> None:
    """Print the verdicts on one application, or a line for each of several; exit 1 if one cannot be read."""
    chosen = pack()
    for each in setting or ():
        name, _, value = each.partition("=")
        chosen = chosen.with_setting(name, value)
    known = registers_at(home(), settings().zone)
    opinions = review([read(each, known) for each in proposal], chosen, known, standing(home()))
    if shape is Written.PDF:
        _set(getattr(context.obj, "set_opinion", None), opinions, out)
    else:
        _print(opinions, Format(shape.value))
    _settings(chosen, opinions[0].label)
    if any(each.outcome == "unreadable" for each in opinions):
        raise typer.Exit(1)


@app.command(help=say("写一份空白申报表", "Write a blank form"))
def form(out: Annotated[Path, typer.Option(help=say("表格文件", "the workbook"))]) -> None:
    """Write the blank form and print its path."""
    content = BytesIO()
    write_blank(content)
    out.write_bytes(content.getvalue())
    print(out)


@app.command(help=say("推翻一条规则的结论（记入台账）", "Decide otherwise than a rule (kept in the ledger)"))
def override(
    application: Annotated[str, typer.Argument(help=say("申报编号", "number of the application"))],
    rule: Annotated[str, typer.Argument(help=say("规则，如 D2", "rule, such as D2"))],
    result: Annotated[str, typer.Option(help=say("pass、fail 或 withdraw（撤回）", "pass, fail or withdraw"))],
    reason: Annotated[str, typer.Option(help=say("理由", "why"))],
    signer: Annotated[str, typer.Option(help=say("签字人", "who signs"))],
) -> None:
    """Keep a person's decision on one rule for one application, with the reason and the name."""
    if rule not in FUNCTIONS:
        raise typer.BadParameter(say(f"没有规则 {rule}", f"there is no rule {rule}"))
    if result not in {"pass", "fail", "withdraw"}:
        raise typer.BadParameter(say("--result 为 pass、fail 或 withdraw", "--result is pass, fail or withdraw"))
    record(home(), application, rule, None if result == "withdraw" else result, reason=reason, signer=signer)
    note(say(f"已记入台账：{application} {rule} {result}", f"kept: {application} {rule} {result}"))


@app.command(help=say("列出推翻过的结论", "List the decisions against rules"))
def overrides(shape: Shape = Format.TABLE) -> None:
    """Print every decision with reason, name and time, the oldest first."""
    print_frame(
        pd.DataFrame(history(home()), columns=["application", "rule", "result", "reason", "signer", "signed_at"]), shape
    )


@app.command(help=say("查重的准确率和召回率（埋设样本）", "Precision and recall of the search for duplicates"))
def planted(shape: Shape = Format.TABLE) -> None:
    """Print how well duplicates are found in planted texts: odd rows chose the bounds, even and fresh ones did not."""
    from indicators.appraisal.planted import measured

    found = [{**asdict(each), "precision": each.precision, "recall": each.recall} for each in measured()]
    print_frame(pd.DataFrame(found), shape)
