"""The command that shows delivered rows about persons, to those who say why."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from datasets.console.terminal import AsOf, Format, Shape, home, print_frame, say, whole
from datasets.errors import DatasetsError
from datasets.text import Text

if TYPE_CHECKING:
    from datasets.cell import CellExplanation
    from datasets.published.snapshot import Snapshot

app = typer.Typer()


@app.command("person-rows", help=say("查看人员数据的原始行（记入台账）", "Delivered rows about persons (written down)"))
def person_rows(
    source: str,
    rows: Annotated[list[str], typer.Argument(help=say("回执:行号", "receipt:row"))],
    why: Annotated[str, typer.Option(help=say("理由：法律依据或案件编号", "the reason: basis in law or case number"))],
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print delivered rows about persons; who, when, which rows and why go into the ledger first."""
    import datasets
    from datasets.protection.permission import Permission

    permission = Permission(who=getpass.getuser(), why=why)
    found = datasets.source_rows(
        home(),
        whole(as_of),
        source,
        [_reference(each) for each in rows],
        permission=permission,
    )
    print_frame(found.to_pandas(), shape)


def explained(
    snapshot: "Snapshot", table: str, row: str | None, field: str | None, why: str | None
) -> "CellExplanation":
    """Return why a cell of a base says what it says; a person's only for a reason, which goes into the ledger.

    Raises DatasetsError, saying what there is, where row or field is not named.
    """
    import datasets
    from datasets.cell import how_to_ask
    from datasets.cell.person import PERSON
    from datasets.protection.permission import Permission

    if row is None or field is None:
        raise DatasetsError(how_to_ask(snapshot, table))
    if table != PERSON:
        return datasets.explain_cell(snapshot, home(), table, row, field)
    permission = Permission(who=getpass.getuser(), why=why or "")
    return datasets.explain_person_cell(snapshot, home(), row, field, permission=permission)


def _reference(written: str) -> tuple[int, int]:
    receipt, _, row = written.partition(":")
    if not (receipt.isdecimal() and row.isdecimal()):
        raise DatasetsError(
            Text(f"应写成“回执:行号”，如 7:120；写的是 {written}。", f"Write receipt:row, as 7:120; it is {written}.")
        )
    return int(receipt), int(row)
