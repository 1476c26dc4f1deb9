"""The commands of the intake: submit, pull, returned. ``watch`` builds, so it stands beside ``build``."""

from pathlib import Path
from typing import Annotated

import typer

from datasets.console.terminal import home, language, note, say
from datasets.errors import DatasetsError

app = typer.Typer()


@app.command(help=say("提交一个部门文件并立即核查", "Hand in a department's file; it is checked at once"))
def submit(
    source: str,
    file: Path,
    smaller: Annotated[
        str | None,
        typer.Option(
            help=say(
                "文件确应少于上一份、或确应恢复旧文件的理由（记入台账）",
                "why the file rightly holds less than the one before, or is an older one again",
            )
        ),
    ] = None,
) -> None:
    """Land the file, print the findings, write the return workbook; exit code 1 if no row was taken."""
    from datasets.intake.submit import submit as hand_in

    if not file.is_file():
        raise typer.BadParameter(say(f"没有文件 {file}", f"there is no file {file}"))
    result = hand_in(home(), source, file, smaller=smaller)
    for each in result.findings:
        print(f"[{each.severity}] {each.message.in_language(language())} ({each.rule})")
    if result.workbook:
        note(say(f"退回单 {result.workbook}", f"return workbook {result.workbook}"))
    if result.refused:
        note(say("文件被退回，未接收", "refused; nothing was taken"))
        raise typer.Exit(1)
    print(
        say(
            f"接收 {result.accepted:,} 行（共 {result.rows:,} 行）",
            f"{result.accepted:,} of {result.rows:,} rows taken",
        )
    )


@app.command(help=say("从部门数据库提取（pull.toml）", "Pull from the departments' databases (pull.toml)"))
def pull(
    source: Annotated[str | None, typer.Argument()] = None,
    full: Annotated[bool, typer.Option(help=say("全部重新提取", "read everything anew"))] = False,
) -> None:
    """Put what is new into the inbox; one source that fails does not stop the others, but the exit code is 1."""
    from datasets.intake.pull import connections
    from datasets.intake.pull import pull as fetch

    failed = False
    for key in [source] if source else sorted(connections(home())):
        try:
            result = fetch(home(), key, full=full)
        except DatasetsError as error:
            note(error.text.in_language(language()))
            failed = True
            continue
        print(
            f"{key:24}{result.rows:>12,}  {result.watermark or ''}  {result.file or say('没有新数据', 'nothing new')}"
        )
    if failed:
        raise typer.Exit(1)


@app.command(help=say("列出给部门的退回单", "List the return workbooks for the departments"))
def returned(source: Annotated[str | None, typer.Argument()] = None) -> None:
    """Print the paths of the return workbooks, the oldest first."""
    from datasets.intake.submit import source_of

    folder = home() / "returned"
    pattern = f"{source_of(source).key}/*.xlsx" if source else "*/*.xlsx"
    for path in sorted(folder.glob(pattern), key=lambda each: (each.parent.name, each.stat().st_mtime_ns, each.name)):
        print(path)
