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


def table(view: View, columns: Sequence[Column], rows: Sequence[Sequence[Any]], *, sorted_by: str = "") -> Any:
    """Return the table; a title that can be sorted by is a link that says so in the address."""
    head = html.Tr([_title(view, column, sorted_by) for column in columns])
    body = [
        html.Tr(
            [html.Td(cell, className="n" if column.number else "") for column, cell in zip(columns, row, strict=True)]
        )
        for row in rows
    ]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="scroll")


def _title(view: View, column: Column, sorted_by: str) -> Any:
    kind = "n" if column.number else ""
    if not sorted_by:
        return html.Th(column.title, className=kind)
    on = column.key == sorted_by
    link = dcc.Link([column.title, " ↓" if on else ""], href=view.href(sort=column.key))
    return html.Th(link, className=kind + (" on" if on else ""))
