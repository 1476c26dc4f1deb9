"""The commands on golden records: conflicts between departments."""

from datetime import date
from typing import Annotated

import typer

import datasets
from datasets.terminal import Format, Shape, SnapshotName, home, note, print_frame, say

app = typer.Typer()


@app.command(help=say("横向差异：部门之间逐字段的一致与不一致", "Conflicts: how far departments agree, by field"))
def conflicts(
    attribute: Annotated[str | None, typer.Option(help=say("字段，如 name", "attribute, such as name"))] = None,
    rows: Annotated[bool, typer.Option(help=say("逐行列出不同的值", "list the differing values"))] = False,
    history: Annotated[bool, typer.Option(help=say("逐快照计数", "count in every snapshot"))] = False,
    limit: Annotated[int, typer.Option(min=1)] = 100,
    as_of: SnapshotName = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print, for each attribute and pair of departments, how many values agree and differ."""
    from datasets.bases.legal_entities import GOLDEN
    from datasets.golden import conflict

    if history:
        opened = [datasets.open_snapshot(home(), name) for name in datasets.snapshots(home())]
        return print_frame(conflict.followed(opened, GOLDEN, attribute), shape)
    snapshot = datasets.open_snapshot(home(), as_of)
    if not rows:
        return print_frame(conflict.conflicts(snapshot, GOLDEN, attribute).to_pandas(), shape)
    if attribute is None:
        raise typer.BadParameter(say("--rows 要写明 --attribute", "--rows needs --attribute"))
    frame = conflict.conflicting_rows(snapshot, GOLDEN, attribute, limit).to_pandas()
    note(say(f"最多显示 {limit} 行；逐格查看：jingwei why {GOLDEN.table} --row … --field {attribute}",
             f"at most {limit} rows; one by one: jingwei why {GOLDEN.table} --row … --field {attribute}"))  # fmt: skip
    return print_frame(frame, shape)


@app.command(help=say("一个法人在某日的样子和它的历史", "A legal entity as it was on a day, and its history"))
def entity(
    identity: Annotated[str, typer.Argument(help=say("法人标识", "the entity's id"))],
    on: Annotated[str | None, typer.Option(help=say("日期，如 2010-06-30", "a day, such as 2010-06-30"))] = None,
    as_of: SnapshotName = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the entity's attributes on a day, or every interval of its history."""
    from datasets.golden.as_at import as_at, intervals_of

    snapshot = datasets.open_snapshot(home(), as_of)
    history = "base_legal_entities__entity_history"
    if on is None:
        return print_frame(intervals_of(snapshot, history, "entity_id", identity).to_pandas().convert_dtypes(), shape)
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise typer.BadParameter(say("日期应写成 2010-06-30", "write the day as 2010-06-30")) from None
    return print_frame(as_at(snapshot, history, "entity_id", day, identity).to_pandas(), shape)
