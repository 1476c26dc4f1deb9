"""What a reader can take away of a view: the whole of it as a document or a workbook."""

from typing import Any

from dash import html

from dashboards.downloads import whole
from dashboards.view import View
from datasets.text import Text

_EXPORT = Text("导出", "Export")
_KINDS = {
    "pdf": Text("本页 PDF（印有筛选条件）", "This view as PDF, filters printed"),
    "xlsx": Text("本页数据 XLSX", "The data of this view as XLSX"),
}


def export_menu(view: View) -> Any:
    """Return the menu of what the whole view can be had as."""
    links = [html.A(view.say(text), href=whole(view, kind), **{"data-plain": "1"}) for kind, text in _KINDS.items()]
    return html.Details(
        [html.Summary(view.say(_EXPORT)), html.Div(links, className="sheet takes")],
        className="months menu",
        key=f"export-{view.href()}",
    )
