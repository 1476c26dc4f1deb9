"""The frame around every page: navigation, heading, the switches that hold everywhere."""

from typing import Any

from dashboards.access import ROLE_NAMES
from dashboards.accounts import User
from dashboards.asking.queries import snapshot_of
from dashboards.asking.zone import opening
from dashboards.page import Page, pages
from dashboards.parts.controls import basis_switch, display_menu, language_switch, month_picker
from dashboards.parts.figures import undivided
from dashboards.parts.filters import chips
from dashboards.parts.share import export_menu, save_menu
from dashboards.parts.snapshots import banner, snapshot_picker
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators.warnings.duty import named
from indicators.zone import zone

BRAND = Text("经 纬", "Jingwei")
_TAGLINE = Text("辅助决策", "Decision support")
SIMULATED = Text("模拟数据", "Simulated data")
_SIMULATED_LONG = Text(
    "{sources} 个来源中 {made_up} 个的数据由模拟器生成。",
    "The data of {made_up} of {sources} sources come from a simulator.",
)
_SKIP = Text("跳到正文", "Skip to the content")
_PAGES = Text("页面", "Pages")
_SIGN_OUT = Text("退出", "Sign out")
_PASSWORD = Text("修改密码", "Password")
_AS_OF = Text(
    "数据截至 {day} · {count} 个来源 · 快照 {snapshot}", "Data to {day} · {count} sources · snapshot {snapshot}"
)


def frame(view: View, page: Page, user: User) -> list[Any]:
    """Return everything on the screen but the side panel."""
    head = html.Header(
        [
            html.Div([html.H1(page.title(view)), _as_of(view)], className="heading"),
            html.Div(
                [
                    badge(view),
                    month_picker(view, _first_month(view)) if "period" in page.switches else None,
                    basis_switch(view) if "basis" in page.switches else None,
                    language_switch(view),
                    snapshot_picker(view) if "snapshot" in page.switches else None,
                    display_menu(view),
                    export_menu(view),
                    save_menu(view),
                ],
                className="controls",
            ),
        ],
        className="top",
    )
    about = {"data-title": view.joined(page.title(view), view.say(BRAND)), "data-language": view.language}
    idle = chips(view) if view.carried else None
    main = html.Main([head, *banner(view), idle, *page.body(view)], id="main", tabIndex=-1, **about)
    skip = html.A(view.say(_SKIP), href="#main", className="skip", **{"data-plain": "1"})
    return [skip, navigation(view, page, user), main]


def navigation(view: View, page: Page, user: User) -> Any:
    """Return the navigation: brand, pages by group, the person and the way out."""
    entries: list[Any] = []
    group: Text | None = None
    short = view.say(zone(snapshot_of(view)).short_name)
    for each in pages().values():
        if not each.access.admits(user.role):
            continue
        if each.group is not None and each.group != group:
            entries.append(html.Div(view.say(each.group), className="group"))
        group = each.group
        entries.append(dcc.Link(view.say(each.name), href=view.href(each.path), className="on" if each == page else ""))
    return html.Nav(
        [
            html.Div([view.say(BRAND), html.Small(f"{short}{_gap(view)}{view.say(_TAGLINE)}")], className="brand"),
            html.Div(entries, className="entries"),
            html.Div(
                [html.Span(user.name), html.Span(view.say(_duty(user))), _account(view)],
                className="who",
            ),
        ],
        **{"aria-label": view.say(_PAGES)},
    )


def _duty(user: User) -> Text:
    """Return whose work somebody does: the department's, or the role."""
    return named(user.department) if user.department else ROLE_NAMES[user.role]


def freshness(view: View) -> str:
    """Return the line that says how fresh everything is."""
    snapshot = snapshot_of(view)
    words = {"day": snapshot.as_of.isoformat(), "count": len(snapshot.manifest.sources), "snapshot": view.snapshot}
    return view.say(_AS_OF).format(**words)


def _as_of(view: View) -> Any:
    """Return that line with its day and the snapshot's name in one piece."""
    before, dot, name = freshness(view).rpartition(" · ")
    return html.Div([*undivided(before), dot, html.Span(name, className="whole")], className="sub")


def badge(view: View) -> Any:
    """Return the badge that says what is simulated in the snapshot on the screen, None where nothing is."""
    made_up = [each.simulated for each in snapshot_of(view).manifest.sources if each.receipts]
    if not any(made_up):
        return None
    said = view.say(_SIMULATED_LONG).format(made_up=sum(made_up), sources=len(made_up))
    return html.Span(view.say(SIMULATED), className="sim", title=said)


def _first_month(view: View) -> str:
    return opening(snapshot_of(view).manifest.zone).first_month


def _gap(view: View) -> str:
    return "" if view.language == "zh" else " · "


def _account(view: View) -> Any:
    sign_out = html.Form(html.Button(view.say(_SIGN_OUT)), action="/logout", method="post")
    return html.Div(
        [html.A(view.say(_PASSWORD), href=f"/password?lang={view.language}", **{"data-plain": "1"}), sign_out],
        className="account",
    )
