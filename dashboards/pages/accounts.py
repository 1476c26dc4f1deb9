"""Accounts: who may sign in, as what, when they last did; and everything an administrator does about it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import has_request_context
from flask_login import current_user

from dashboards import accounts
from dashboards.access import ADMINISTRATORS, ROLE_NAMES, Access
from dashboards.accounts import Account
from dashboards.entrance.administration import END, INVITE, LOCK, RESET, STANDING, UNLOCK
from dashboards.page import Page
from dashboards.parts.panel import panel
from dashboards.parts.share import form
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.catalogue import sources
from datasets.text import Text
from indicators.warnings.workdays import local_time

_LIST = Text("账户（{count} 个）", "Accounts ({count})")
_LIST_NOTE = Text(
    "角色更改在下一次点击时生效；每一步都写入审计记录，注明由谁所做。与命令 jingwei users 相同",
    "A role holds at the next click; each step is a line of the audit trail, with who did it; as jingwei users does",
)
_INVITE = Text("邀请新用户", "Invite somebody")
_INVITE_NOTE = Text(
    "生成只能用一次、三天内有效的链接，由本人设定密码；链接只显示一次",
    "Makes a link that works once within three days, by which the person chooses a password; it is shown once",
)
_DONE = Text("已完成，并已写入审计记录。", "Done, and written into the audit trail.")
_COLUMNS = {
    "name": Text("用户", "User"),
    "role": Text("角色", "Role"),
    "who": Text("职务 · 职级 · 职责", "Post · rank · duty"),
    "state": Text("状态", "State"),
    "seen": Text("最近登录", "Last sign-in"),
    "do": Text("操作", "Do"),
}
_STATES = {
    "active": Text("可用", "active"),
    "one-time": Text("待设密码", "password to be set"),
    "waiting": Text("失败过多，暂不可登录", "too many failures, must wait"),
    "disabled": Text("已停用", "disabled"),
}
_ORIGINS = {
    "oidc": Text("统一身份认证", "single sign-on"),
    "ldap": Text("目录服务", "directory"),
}
_FIELDS = {
    "account": Text("用户名", "User name"),
    "role": Text("角色", "Role"),
    "department": Text("部门（仅部门用户）", "Department (of department users)"),
    "post": Text("职务", "Post"),
    "rank": Text("职级", "Rank"),
    "duty": Text("职责", "Duty"),
}
_DO = {
    INVITE: Text("生成邀请链接", "Make the link"),
    STANDING: Text("保存", "Save"),
    RESET: Text("重设密码", "Reset the password"),
    END: Text("结束会话", "End sessions"),
    LOCK: Text("停用", "Disable"),
    UNLOCK: Text("解锁", "Unlock"),
}
_SESSIONS = Text("{count} 个会话", "{count} open")
_EDIT, _NEVER, _ME = Text("修改", "Change"), Text("从未", "never"), Text("本人", "me")
_NOBODY = Text("不属于部门", "none")
_LONGEST = 64


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page for an administrator; anybody else sees nothing of it."""
    if not view.reader.may(ADMINISTRATORS):
        return []
    found = accounts.accounts(view.home)
    me = current_user.name if has_request_context() and current_user.is_authenticated else ""
    columns = [Column(key, view.say(text), number=False) for key, text in _COLUMNS.items()]
    rows = [_row(view, each, own=each.name == me) for each in found]
    heading = view.say(_LIST).format(count=len(found))
    done = html.P(view.say(_DONE), className="notice", role="status") if view.chosen("said") == "done" else None
    return [
        done,
        panel(view, heading, table(view, columns, rows), note=view.say(_LIST_NOTE), area="saved"),
        panel(view, view.say(_INVITE), _invitation(view), note=view.say(_INVITE_NOTE), area="below"),
    ]


def _row(view: View, each: Account, *, own: bool) -> list[Any]:
    standing, origin = each.standing, _ORIGINS.get(each.origin)
    state = view.say(_STATES[accounts.state_of(each)])
    open_now = view.say(_SESSIONS).format(count=each.sessions) if each.sessions else ""
    said = [view.say(ROLE_NAMES[standing.role]), _departments(view).get(standing.department, standing.department)]
    return [
        view.joined(each.name, view.say(origin) if origin else ""),
        view.joined(*said),
        view.joined(standing.post, standing.rank, standing.duty),
        html.Span(view.joined(state, open_now), className="late" if each.disabled or each.waits else ""),
        _when(each.signed_in_at) or view.say(_NEVER),
        html.Small(view.say(_ME)) if own else html.Div(_doings(view, each), className="doings"),
    ]


def _doings(view: View, each: Account) -> list[Any]:
    """Return what may be done about an account; what a provider or a directory keeps is changed there."""
    local = each.origin == "local"
    paths = [*([RESET] if local else []), *([END] if each.sessions else [])]
    paths += [UNLOCK] if each.disabled or each.waits else []
    paths += [] if each.disabled else [LOCK]
    buttons = [form(view, path, [_hidden(each.name), html.Button(view.say(_DO[path]))]) for path in paths]
    return [_edit(view, each), *buttons] if local else buttons


def _edit(view: View, each: Account) -> Any:
    parts = [_hidden(each.name), *_standing(view, each), _main(view, STANDING)]
    return html.Details([html.Summary(view.say(_EDIT)), form(view, STANDING, parts)], className="edit")


def _invitation(view: View) -> Any:
    parts = [_typed(view, "account", "", required=True), *_standing(view, None), _main(view, INVITE)]
    return form(view, INVITE, parts)


def _standing(view: View, known: Account | None) -> list[Any]:
    """Return the fields of a standing; post, rank and duty of somebody who has an account."""
    role = known.standing.role if known else ""
    department = known.standing.department if known else ""
    roles = [html.Option(view.say(text), value=key.value, selected=key == role) for key, text in ROLE_NAMES.items()]
    owners = [html.Option(view.say(_NOBODY), value="", selected=not department)]
    owners += [html.Option(word, value=name, selected=name == department) for name, word in _departments(view).items()]
    words = [_typed(view, name, getattr(known.standing, name)) for name in ("post", "rank", "duty")] if known else []
    return [_labelled(view, "role", roles), _labelled(view, "department", owners), *words]


def _labelled(view: View, name: str, options: list[Any]) -> Any:
    return html.Label([html.Span(view.say(_FIELDS[name])), html.Select(options, name=name)])


def _typed(view: View, name: str, value: str, *, required: bool = False) -> Any:
    limits = {"autoComplete": "off", "type": "text", "maxLength": _LONGEST}
    typed = dcc.Input(name=name, value=value, required=required, **limits)
    return html.Label([html.Span(view.say(_FIELDS[name])), typed])


def _departments(view: View) -> dict[str, str]:
    """Return the departments that deliver, by their Chinese name, in the reader's language."""
    return {each.department.zh: view.say(each.department) for each in sources().values()}


def _main(view: View, path: str) -> Any:
    return html.Button(view.say(_DO[path]), className="main")


def _hidden(name: str) -> Any:
    return dcc.Input(type="hidden", name="account", value=name)


def _when(at: float | None) -> str:
    return local_time(datetime.fromtimestamp(at, UTC)) if at is not None else ""


def _moment(home: Path) -> str:
    return str(hash(tuple(accounts.accounts(home))))


PAGE = Page(
    key="accounts",
    path="/accounts",
    name=Text("账户", "Accounts"),
    group=Text("数据", "Data"),
    position=95,
    access=Access(ADMINISTRATORS.roles, logged=True),
    parameters=("said",),
    moment=_moment,
    switches=(),
    title=title,
    body=body,
)
