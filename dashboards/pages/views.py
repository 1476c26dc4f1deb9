"""Saved views: one's own and those shared with one's role, to open, rename, share, delete and begin with."""

from datetime import UTC, datetime
from typing import Any

from flask import has_request_context
from flask_login import current_user

from dashboards.access import ROLE_NAMES
from dashboards.page import Page, pages
from dashboards.parts.panel import panel
from dashboards.parts.share import fields, form
from dashboards.parts.table import Column, table
from dashboards.views import saved
from dashboards.views.saved import Saved
from dashboards.views.saving import CHANGE, DELETE, START
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.warnings.workdays import local_time

_TITLE = Text("保存的视图", "Saved views")
_NOTE = Text("共享的视图按各人自己的权限显示", "A shared view shows what each reader may see")
_OPENED = Text("点名称打开", "Click a name to open it")
_EMPTY = Text("还没有保存的视图。", "No views are saved yet.")
_HOW = Text("在任一页右上角点“保存视图”。", "Choose Save view at the top right of any page.")
_COLUMNS = {
    "name": Text("名称", "Name"),
    "note": Text("说明", "Note"),
    "owner": Text("谁保存", "Saved by"),
    "role": Text("给谁看", "Seen by"),
    "when": Text("时间", "When"),
    "do": Text("操作", "Do"),
}
_SELF = Text("只有自己", "only the owner")
_ME = Text("本人", "me")
_EDIT, _DELETE, _START = Text("修改", "Change"), Text("删除", "Delete"), Text("设为起始页", "Begin with it")
_DONE = Text("保存修改", "Save changes")
_BEGINS = Text("登录后从这里开始", "You begin here after signing in")
_BEGINS_OVERVIEW = Text("登录后从总览开始。", "You begin with the overview after signing in.")
_BEGINS_ELSEWHERE = Text("登录后从 {address} 开始。", "You begin with {address} after signing in.")
_RESET = Text("改回总览", "Begin with the overview again")
_KEPT = Text("已完成，您的视图现在如下。", "Done: your views are as below now.")


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page of whoever asks; nobody has no views."""
    name = current_user.name if has_request_context() and current_user.is_authenticated else ""
    found = [each for each in saved.seen_by(view.home, name, str(view.reader.role or "")) if _admitted(view, each)]
    begins = saved.start_of(view.home, name)
    columns = [Column(key, view.say(text), number=False) for key, text in _COLUMNS.items()]
    rows = [_row(view, each, own=each.owner == name, begins=each.address == begins) for each in found]
    nothing = html.Div([html.B(view.say(_EMPTY)), html.Span(view.say(_HOW))], className="empty")
    content = html.Div([table(view, columns, rows) if rows else nothing, _beginning(view, begins)])
    done = html.P(view.say(_KEPT), className="notice", role="status") if view.chosen("said") == "done" else None
    return [done, panel(view, view.say(_TITLE), content, note=view.say(_NOTE), hint=view.say(_OPENED), area="saved")]


def _admitted(view: View, each: Saved) -> bool:
    page = pages().get(each.address.partition("?")[0])
    return page is not None and page.access.admits(view.reader.role)


def _row(view: View, each: Saved, *, own: bool, begins: bool) -> list[Any]:
    role = next((view.say(text) for key, text in ROLE_NAMES.items() if key == each.role), view.say(_SELF))
    start = form(view, START, [_hidden("address", each.address), html.Button(view.say(_START))])
    doing: list[Any] = [html.Small(view.say(_BEGINS)) if begins else start]
    if own:
        number = _hidden("id", str(each.id))
        edit = form(view, CHANGE, [number, *fields(view, each), html.Button(view.say(_DONE), className="main")])
        doing.append(html.Details([html.Summary(view.say(_EDIT)), edit], className="edit"))
        doing.append(form(view, DELETE, [number, html.Button(view.say(_DELETE))]))
    return [
        dcc.Link(each.name, href=each.address),
        each.note,
        view.say(_ME) if own else each.owner,
        role,
        local_time(datetime.fromtimestamp(each.saved_at, UTC)),
        html.Div(doing, className="doings"),
    ]


def _beginning(view: View, begins: str) -> Any:
    if begins == "/":
        return html.P(view.say(_BEGINS_OVERVIEW), className="note")
    reset = form(view, START, [_hidden("address", ""), html.Button(view.say(_RESET))])
    return html.Div([html.Span(view.say(_BEGINS_ELSEWHERE).format(address=begins)), reset], className="note doings")


def _hidden(name: str, value: str) -> Any:
    return dcc.Input(type="hidden", name=name, value=value)


PAGE = Page(
    key="views",
    path="/views",
    name=Text("我的视图", "Saved views"),
    group=Text("数据", "Data"),
    position=90,
    parameters=("said",),
    moment=saved.version,
    switches=(),
    title=title,
    body=body,
)
