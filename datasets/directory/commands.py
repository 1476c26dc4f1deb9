"""The commands of the resource centre: catalogue, quality, sharing, supply."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from datasets.catalogue import bases
from datasets.console.terminal import AsOf, Format, Shape, home, language, note, print_frame, require_known, say, whole

app = typer.Typer()


class Export(StrEnum):
    """In which form the catalogue is written."""

    TABLE = "table"
    DCAT = "dcat"
    DATAPACKAGE = "datapackage"


@app.command(help=say("信息资源目录：每个来源、基础表和字段", "The catalogue: every source, base table and field"))
def catalogue(
    key: Annotated[
        str | None, typer.Argument(help=say("来源或表名，显示字段", "a source or table: its fields"))
    ] = None,
    export: Annotated[Export, typer.Option("--format", help=say("输出格式", "how to print"))] = Export.TABLE,
    out: Annotated[
        Path | None,
        typer.Option(help=say("连同数据写入目录（datapackage）", "a folder: descriptor and data (datapackage)")),
    ] = None,
    to: Annotated[str | None, typer.Option(help=say("接收部门（同 --out）", "the receiver of --out"))] = None,
    purpose: Annotated[str | None, typer.Option(help=say("用途（同 --to）", "what it is for, with --to"))] = None,
    as_of: AsOf = None,
) -> None:
    """Print the catalogue as lines, as DCAT JSON-LD or as a Data Package descriptor.

    With --out the open tables are written; with --to and --purpose what the contracts give that department.
    """
    from datasets.directory import Given, data_package, dcat, resources, write_package

    snapshot = whole(as_of)
    held = resources(snapshot)
    if out is not None or to is not None or purpose is not None:
        if out is None or (to is None) != (purpose is None):
            raise typer.BadParameter(
                say("--to 和 --purpose 须同时写明，并写 --out", "--to, --purpose and --out go together")
            )
        given = Given(home=home(), receiver=to, purpose=purpose) if to is not None and purpose is not None else None
        print(write_package(snapshot, held, out, given))
        if given is None:
            note(
                say(
                    "只写出可公开的表；其余须写明 --to 接收部门和 --purpose 用途。",
                    "Only open tables are written; the others need --to RECEIVER and --purpose.",
                )
            )
        return
    if export is not Export.TABLE:
        document = dcat(snapshot, held) if export is Export.DCAT else data_package(snapshot, held)
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    if key is None:
        for each in held:
            print(f"{each.key:44}{each.rows or 0:>12,}  {each.name.in_language(language())}")
        return
    require_known(say("来源或表", "source or table"), key, [each.key for each in held])
    for each in held:
        for column in each.columns if each.key == key else ():
            words = [column.name, column.type, column.unit, column.classification, column.label.in_language(language())]
            print("\t".join(words))


@app.command(help=say("数据质量：覆盖、时效、完整、准确、一致", "Quality of the data, in five measures"))
def quality(
    base: Annotated[str | None, typer.Argument(help=say("库名，逐个来源显示", "a base: source by source"))] = None,
    over_time: Annotated[bool, typer.Option("--over-time", help=say("历次快照", "every snapshot so far"))] = False,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the quality of each base, or of each source of one base, or its history."""
    from datasets.quality import history, of_bases, of_sources

    require_known(say("库", "base"), base, bases())
    if over_time:
        return print_frame(history(home()), shape)
    snapshot = whole(as_of)
    frame = of_sources(snapshot, language(), base) if base else of_bases(snapshot, language())
    names = ["source_name" if base else "base_name", "measure_name", "part", "whole", "score", "verdict"]
    return print_frame(frame[names] if shape is Format.TABLE else frame, shape)


@app.command(help=say("共享矩阵：谁提供、谁使用、重复采集", "Who supplies, who receives, what is collected twice"))
def sharing(
    twice: Annotated[bool, typer.Option("--twice", help=say("重复采集的项目", "what is collected twice"))] = False,
    reuse: Annotated[bool, typer.Option("--reuse", help=say("复用台账", "the reuse ledger"))] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the sharing matrix, what is collected twice, or the reuse ledger."""
    from datasets.sharing import collected_twice, island_index, ledger_of_reuse, matrix

    if twice:
        return print_frame(collected_twice(language()), shape)
    if reuse:
        note(say("工时按每条记录 2 分钟估算。", "Hours are estimated at two minutes a record."))
        return print_frame(ledger_of_reuse(home()), shape)
    note(say(f"孤岛指数 {island_index():.0%}", f"island index {island_index():.0%}"))
    return print_frame(matrix(language()), shape)


@app.command(help=say("向合同约定的部门提供一个来源的字段，并记入复用台账", "Supply a source's fields to a department"))
def supply(
    source: str,
    to: Annotated[str, typer.Option(help=say("接收部门", "the receiving department"))],
    purpose: Annotated[str, typer.Option(help=say("用途", "what for"))],
    out: Annotated[Path, typer.Option(help=say(".csv 或 .parquet", ".csv or .parquet"))],
    as_of: AsOf = None,
) -> None:
    """Write what the department may have, and a line in the reuse ledger; print the path."""
    from datasets.sharing import supply as hand_over

    print(hand_over(home(), whole(as_of), source, to, purpose=purpose, out=out))
