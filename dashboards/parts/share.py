"""What a reader can take away or keep of a view: a document, a workbook, or its address under a name."""

from typing import Any

from dashboards.access import ROLE_NAMES
from dashboards.exports.downloads import whole
from dashboards.views.saved import LONGEST_NAME, LONGEST_NOTE, Saved
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text

SAVE = "/views/save"
_EXPORT = Text("导出", "Export")
_KINDS = {
    "pdf": Text("本页 PDF（印有筛选条件）", "This view as PDF, filters printed"),
    "xlsx": Text("本页数据 XLSX", "The data of this view as XLSX"),
}
_KEEP = Text("保存视图", "Save view")
_DO = Text("保存", "Save")
_NAME, _NOTE, _FOR = Text("名称", "Name"), Text("说明（可不填）", "Note (may be left out)"), Text("给谁看", "Seen by")
_SELF = Text("只有自己", "only me")


def export_menu(view: View) -> Any:
    """Return the menu of what the whole view can be had as."""
    links = [html.A(view.say(text), href=whole(view, kind), **{"data-plain": "1"}) for kind, text in _KINDS.items()]
    return _menu(view, "export", _EXPORT, html.Div(links, className="sheet takes"))


def save_menu(view: View) -> Any:
    """Return the form that keeps this view's address under a name."""
    address = dcc.Input(type="hidden", name="address", value=view.href())
    parts = [address, *fields(view), html.Button(view.say(_DO), className="main")]
    return _menu(view, "save", _KEEP, html.Div(form(view, SAVE, parts), className="sheet"))


def form(view: View, action: str, parts: list[Any]) -> Any:
    """Return a form that is posted to this server in the reader's language."""
    language = dcc.Input(type="hidden", name="lang", value=view.language)
    return html.Form([language, *parts], action=action, method="post", className="keep")


def fields(view: View, known: Saved | None = None) -> list[Any]:
    """Return the fields of a saved view: name, note, and the role it is shared with."""
    role = known.role if known else ""
    options = [html.Option(view.say(_SELF), value="", selected=not role)]
    options += [html.Option(view.say(text), value=key.value, selected=key == role) for key, text in ROLE_NAMES.items()]
    limits = {"autoComplete": "off", "type": "text"}
    name = dcc.Input(name="name", value=known.name if known else "", maxLength=LONGEST_NAME, required=True, **limits)
    note = dcc.Input(name="note", value=known.note if known else "", maxLength=LONGEST_NOTE, **limits)
    return [
        html.Label([html.Span(view.say(_NAME)), name]),
        html.Label([html.Span(view.say(_NOTE)), note]),
        html.Label([html.Span(view.say(_FOR)), html.Select(options, name="role")]),
    ]


def _menu(view: View, name: str, title: Text, sheet: Any) -> Any:
    return html.Details([html.Summary(view.say(title)), sheet], className="months menu", key=f"{name}-{view.href()}")
