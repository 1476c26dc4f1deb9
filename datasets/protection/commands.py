"""The command that shows delivered rows about persons, to those who say why."""

import getpass
from typing import Annotated

import typer

from datasets.errors import DatasetsError
from datasets.terminal import Format, Shape, SnapshotName, home, print_frame, say
from datasets.text import Text

app = typer.Typer()


@app.command("person-rows", help=say("查看人员数据的原始行（记入台账）", "Delivered rows about persons (written down)"))
def person_rows(
    source: str,
    rows: Annotated[list[str], typer.Argument(help=say("回执:行号", "receipt:row"))],
    why: Annotated[str, typer.Option(help=say("理由：法律依据或案件编号", "the reason: basis in law or case number"))],
    as_of: SnapshotName = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print delivered rows about persons; who, when, which rows and why go into the ledger first."""
    import datasets
    from datasets.protection.permission import Permission

    permission = Permission(who=getpass.getuser(), why=why)
    found = datasets.source_rows(
        home(),
        datasets.open_snapshot(home(), as_of),
        source,
        [_reference(each) for each in rows],
        permission=permission,
    )
    print_frame(found.to_pandas(), shape)


def _reference(written: str) -> tuple[int, int]:
    receipt, _, row = written.partition(":")
    if not (receipt.isdecimal() and row.isdecimal()):
        raise DatasetsError(
            Text(f"应写成“回执:行号”，如 7:120；写的是 {written}。", f"Write receipt:row, as 7:120; it is {written}.")
        )
    return int(receipt), int(row)
