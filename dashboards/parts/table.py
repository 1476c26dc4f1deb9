"""A table: hairlines, numbers to the right, sortable by address, at most eight columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from dashboards.view import View


@dataclass(frozen=True)
class Column:
    """A column: its key in the address, its title, whether it holds numbers."""

    key: str
    title: str
    number: bool = True


def table(
    view: View,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    *,
    sorted_by: str = "",
    total: Sequence[Any] | None = None,
) -> Any:
    """Return the table; a title that can be sorted by is a link that says so in the address; ``total`` ends it."""
    head = html.Tr([_title(view, column, sorted_by) for column in columns])
    parts = [html.Thead(head), html.Tbody([_row(columns, row) for row in rows])]
    if total is not None:
        parts.append(html.Tfoot(_row(columns, total)))
    return html.Div(html.Table(parts), className="scroll", tabIndex=0)


def _row(columns: Sequence[Column], cells: Sequence[Any]) -> Any:
    return html.Tr(
        [html.Td(cell, className="n" if column.number else "") for column, cell in zip(columns, cells, strict=True)]
    )


def _title(view: View, column: Column, sorted_by: str) -> Any:
    kind = "n" if column.number else ""
    if not sorted_by:
        return html.Th(column.title, className=kind)
    on = column.key == sorted_by
    link = dcc.Link([column.title, " ↓" if on else ""], href=view.href(sort=column.key))
    return html.Th(link, className=kind + (" on" if on else ""))
