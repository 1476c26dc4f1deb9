"""The states in which there is no page: not found, broken."""

from collections.abc import Sequence
from typing import Any

from dashboards.wire.elements import dcc, html
from datasets.text import Language, Text

_MISSING = Text("没有这个页面", "There is no such page")
_CHECK = Text("请检查地址，或从总览重新进入。", "Check the address, or begin again from the overview.")
_BACK = Text("回到总览", "Back to the overview")
_BROKEN = Text("这一页没有画出来", "This page could not be drawn")
_SAFE = Text(
    "已发布的数据没有受影响，其他页面照常可用。请重试；仍不行，请把浏览器地址栏里的地址告诉运维人员，日志里有这次错误。",
    "The published data are not affected and other pages work. Try again; if it persists, give the address in your "
    "browser's address bar to the operators: the log holds this error.",
)
_AGAIN = Text("用当前快照看这一页", "This page from the current snapshot")

_LONGEST = 320


def missing(language: Language) -> Any:
    """Return the screen for an address nothing answers to."""
    return _screen(_MISSING.in_language(language), _CHECK.in_language(language), language)


def broken(language: Language, reason: Text | None = None, again: str | None = None) -> Any:
    """Return the screen for an error: what happened, what is safe, whom to call.

    ``again`` is the address of the same view without what may be at fault, the snapshot.
    """
    why = reason.in_language(language) if reason else ""
    why = why if len(why) <= _LONGEST else f"{why[:_LONGEST].rstrip()}…"
    ways = [dcc.Link(_AGAIN.in_language(language), href=again)] if again else []
    return _screen(_BROKEN.in_language(language), why, language, _SAFE.in_language(language), ways)


def _screen(title: str, words: str, language: Language, more: str = "", ways: Sequence[Any] = ()) -> Any:
    home = dcc.Link(_BACK.in_language(language), href="/" if language == "zh" else "/?lang=en")
    links = html.Div([*ways, home], className="ways")
    return html.Main(
        html.Div([html.H1(title), *(html.P(each) for each in (words, more) if each), links], className="message"),
        className="alone",
    )
