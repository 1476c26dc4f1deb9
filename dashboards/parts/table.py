"""A table: hairlines, numbers to the right, sortable by address, at most eight columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text

RISING = "-"
_TURN = Text("排序；再点一次反过来", "Sort; a second click turns it round")


@dataclass(frozen=True)
class Column:
    """A column: its key in the address, its title, whether it holds numbers, what a card on a telephone calls it."""

    key: str
    title: str
    number: bool = True
    short: str = ""


def table(
    view: View,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    *,
    sorted_by: str = "",
    total: Sequence[Any] | None = None,
    cards: bool = False,
) -> Any:
    """Return the table; a title that can be sorted by is a link that says so in the address; ``total`` ends it.

    A second click on the title it is sorted by turns the order round: ``sorted_by`` then begins with a dash.
    With ``cards`` a telephone shows each row as a card whose cells carry the titles, the first cell as its heading.
    """
    head = html.Tr([_title(view, column, sorted_by) for column in columns])
    parts = [html.Thead(head), html.Tbody([_row(columns, row, labelled=cards) for row in rows])]
    if total is not None:
        parts.append(html.Tfoot(_row(columns, total, labelled=cards)))
    kind = ("as-cards sorts" if sorted_by else "as-cards") if cards else ""
    return html.Div(html.Table(parts), className=f"scroll {kind}".strip(), tabIndex=0)


def _row(columns: Sequence[Column], cells: Sequence[Any], *, labelled: bool) -> Any:
    return html.Tr(
        [
            html.Td(
                cell,
                className="n" if column.number else "",
                **({"data-label": column.short or column.title} if labelled else {}),
            )
            for column, cell in zip(columns, cells, strict=True)
        ]
    )


def _title(view: View, column: Column, sorted_by: str) -> Any:
    kind = "n" if column.number else ""
    if not sorted_by:
        return html.Th(column.title, className=kind)
    on, rising = column.key == sorted_by.removeprefix(RISING), sorted_by.startswith(RISING)
    turned = column.key if rising or not on else f"{RISING}{column.key}"
    arrow = (" ↑" if rising else " ↓") if on else ""
    link = dcc.Link([column.title, arrow], href=view.href(sort=turned), title=view.say(_TURN))
    return html.Th(link, className=kind + (" on" if on else ""))


def order(asked: str | None, known: Sequence[str]) -> tuple[str, bool]:
    """Return the column an address asks to sort by, the first one otherwise, and whether it rises."""
    name = (asked or "").removeprefix(RISING)
    return (name, bool(asked) and str(asked).startswith(RISING)) if name in known else (known[0], False)
