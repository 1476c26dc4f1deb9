"""The commands of this layer: extracts, findings, snapshots."""

from pathlib import Path
from typing import Annotated

import typer

import datasets
from datasets.console.terminal import AsOf, Bar, Format, Shape, home, language, print_frame, say, whole
from datasets.directory import commands as centre
from datasets.editions import commands as editions
from datasets.golden import commands as golden
from datasets.identity import commands as identity
from datasets.intake import commands as intake
from datasets.protection import commands as protection
from datasets.vintages import commands as vintages

app = typer.Typer()
app.add_typer(centre.app)
app.add_typer(editions.app)
app.add_typer(golden.app)
app.add_typer(identity.app)
app.add_typer(intake.app)
app.add_typer(protection.app)
app.add_typer(vintages.app)


@app.command(help=say("写出演示区各部门的模拟抽取", "Write the simulated extracts of the demo zone"))
def simulate(
    out: Annotated[Path, typer.Option()],
    scale: float = 1.0,
    seed: int = 7,
    difficulty: Annotated[
        str, typer.Option(help=say("记录书写的混乱程度：easy、real、hard", "easy, real or hard"))
    ] = "real",
) -> None:
    """Write the departments' extracts below ``out``."""
    from datasets.simulate import simulate as write

    with Bar() as progress:
        write(out, scale=scale, seed=seed, difficulty=difficulty, progress=progress)
    print(out)


@app.command(help=say("检查结果：文件、行、字段、规则", "Findings: file, rows, field, rule"))
def findings(source: str | None = None, as_of: AsOf = None, shape: Shape = Format.TABLE) -> None:
    """Print what the checks of a snapshot found, worst first."""
    frame = datasets.findings(whole(as_of), language(), source)
    if shape is not Format.TABLE:
        return print_frame(frame, shape)
    for each in frame.itertuples():
        print(f"[{each.severity}] {each.message} {each.fate} ({each.rule})")
    return None


@app.command(help=say("列出快照", "List the snapshots"))
def snapshots() -> None:
    """Print one line a snapshot, the current one starred."""
    current = datasets.current_name(home())
    for name in datasets.snapshots(home()):
        print(f"{'*' if name == current else ' '} {name}")


@app.command(help=say("比较两个快照", "Compare two snapshots"))
def diff(a: str, b: str, shape: Shape = Format.TABLE) -> None:
    """Print, for each base table, the rows in both and those that differ."""
    print_frame(datasets.difference(home(), a, b), shape)


@app.command(help=say("回到较早的快照", "Go back to an earlier snapshot"))
def rollback(name: str) -> None:
    """Make an earlier snapshot the current one."""
    datasets.rollback(home(), name)
    print(name)


@app.command(help=say("清理旧快照和残留", "Remove old snapshots and what killed builds left"))
def gc(keep: Annotated[int, typer.Option(min=1)] = 3) -> None:
    """Keep the newest ``keep`` snapshots and the current one; print what was removed."""
    for name in datasets.collect_garbage(home(), keep=keep):
        print(name)
