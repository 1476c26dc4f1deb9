"""The command on code lists: their editions, what became of a code, figures carried over to the current list."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from datasets.console.terminal import AsOf, Format, Shape, language, note, print_frame, require_known, say, whole
from datasets.editions import look

app = typer.Typer()


@app.command(help=say("代码表：版本、新旧对照、按现行代码换算", "Code lists: editions, what became of a code, figures"))
def codes(
    name: Annotated[str | None, typer.Argument(help=say("代码表，如 division", "a list, such as division"))] = None,
    edition: Annotated[
        str | None, typer.Option(help=say("旧版本，如 2002：新旧代码对照", "an edition: what became of its codes"))
    ] = None,
    convert: Annotated[
        Path | None,
        typer.Option(
            help=say("CSV（代码,金额）换算为现行代码", "a CSV (code,amount), carried to the current codes"),
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    as_of: AsOf = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the editions of all lists; the codes of one; what an edition's codes are now; or amounts carried over."""
    snapshot = whole(as_of)
    known = look.lists(snapshot, language())
    require_known(say("代码表", "code list"), name, sorted(set(known["code_list"])))
    if name is None or edition is None:
        if convert is not None or (name is None and edition is not None):
            raise typer.BadParameter(say("换算须写明代码表和 --edition", "give the list and its --edition"))
        return print_frame(known if name is None else look.current(snapshot, name, language()), shape)
    require_known(say("版本", "edition"), edition, list(known[known["code_list"] == name]["list_edition"].dropna()))
    zone = snapshot.manifest.zone
    for row in look.moved(zone, name, edition):
        note(f"{row['edition']}: {row['heading']}  {row['old_chapter']} → {row['new_chapter']}  {row[language()]}")
    if convert is None:
        return print_frame(look.became(snapshot, name, edition, language()), shape)
    paid = look.read_amounts(convert)
    found = look.carried(zone, name, edition, paid)
    named: dict[str, str] = dict(look.current(snapshot, name, language())[["code", "name"]].itertuples(index=False))
    total = sum(amount for _, amount in found)
    note(
        say(
            f"合计 {total:,}，换算前 {sum(each for _, each in paid):,}",
            f"total {total:,}, before {sum(each for _, each in paid):,}",
        )
    )
    rows = [(code, named.get(code), amount) for code, amount in found]
    return print_frame(pd.DataFrame(rows, columns=["code", "name", "amount"]), shape)
