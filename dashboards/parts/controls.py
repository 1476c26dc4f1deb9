"""Controls that change nothing but the address: month, basis, language, filters."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import period_label

_ALL = Text("全部", "All")
_BASIS = ((None, Text("累计", "To date")), ("month", Text("当月", "Month")))
_EARLIER = Text("上一个月", "Earlier month")
_LATER = Text("下一个月", "Later month")
_PICK = Text("选择月份", "Pick a month")
_MONTHS = 12
_ANY = "KEY"  # stands for every choice while an address is made once for all
_MORE, _WALL, _PRINT = Text("其他", "More"), Text("大屏轮播", "Wall screen"), Text("打印本页", "Print")
_SHOW = Text("显示", "Display")
_SHOW_LONG = Text("深色、涨跌颜色", "Dark theme, colours of rise and fall")
_DISPLAY: dict[str, tuple[Text, dict[str, Text]]] = {
    "theme": (
        Text("主题", "Theme"),
        {"system": Text("跟随系统", "System"), "light": Text("浅色", "Light"), "dark": Text("深色", "Dark")},
    ),
    "rise": (
        Text("涨跌", "Rise"),
        {"red": Text("红涨绿跌", "Red rises"), "green": Text("绿涨红跌", "Green rises")},
    ),
}


def month_picker(view: View, earliest: str) -> Any:
    """Return arrows and a sheet the browser fills with a link for each month there is, when it is opened."""
    return html.Div(
        [
            _step(view, _shifted(view.period, -1), earliest, "‹", _EARLIER),
            html.Details(
                [
                    html.Summary(period_label(view.period, view.language), title=view.say(_PICK)),
                    html.Div(className="sheet", **_sheet(view, earliest)),
                ],
                className="months",
                key=view.href(),
            ),
            _step(view, _shifted(view.period, 1), earliest, "›", _LATER),
        ],
        className="picker",
    )


def basis_switch(view: View) -> Any:
    """Return the switch between 累计 and 当月."""
    return _switch(
        [(view.say(text), view.href(basis=value), view.cumulative == (value is None)) for value, text in _BASIS]
    )


def language_switch(view: View) -> Any:
    """Return the switch between 中文 and EN."""
    options = (("zh", "中文"), ("en", "EN"))
    return _switch([(word, _in_language(view, code), view.language == code) for code, word in options])


def display_menu(view: View) -> Any:
    """Return the reader's own settings: theme and colour of a rise, the wall and the printer."""
    parts: list[Any] = []
    for name, (title, options) in _DISPLAY.items():
        buttons = [html.Button(view.say(word), **{"data-look": f"{name}={code}"}) for code, word in options.items()]
        parts.append(
            html.Div([html.Span(view.say(title)), html.Div(buttons, className="switch", role="group")], className="row")
        )
    wall = html.A(view.say(_WALL), href=f"/wall?lang={view.language}", **{"data-plain": "1"})
    printed = html.Button(view.say(_PRINT), **{"data-print": "1"})
    parts.append(html.Div([html.Span(view.say(_MORE)), html.Div([wall, printed], className="switch")], className="row"))
    return html.Details(
        [html.Summary(view.say(_SHOW), title=view.say(_SHOW_LONG)), html.Div(parts, className="sheet")],
        className="months menu",
        key=f"menu-{view.href()}",
    )


def choice_switch(view: View, name: str, options: Mapping[str, str], current: str, default: str) -> Any:
    """Return a switch between a few values of one parameter."""
    entries = [
        (word, view.href(**{name: None if code == default else code}), code == current)
        for code, word in options.items()
    ]
    return _switch(entries)


def chooser(
    view: View,
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    everything: bool = True,
    current: str | None = None,
    unset: str | None = None,
) -> Any:
    """Return a labelled list; choosing an entry goes to the address the entry carries; ``unset`` names having none."""
    current = current or view.chosen(name)
    entries = [html.Option(unset or view.say(_ALL), value="", selected=current is None)] if everything else []
    entries += [html.Option(word, value=code, selected=code == current) for code, word in options.items()]
    listing = html.Select(entries, key=f"{name}-{view.href()}", **destination(view, name), **{"aria-label": label})
    return html.Label([html.Span(label), listing], className="chooser" + (" set" if current and everything else ""))


def destination(view: View, name: str) -> dict[str, str]:
    """Return where a list leads: the address in which KEY becomes the chosen value, and that of no choice."""
    return {"data-go": view.href(**{name: _ANY}), "data-free": view.href(**{name: None})}


def _in_language(view: View, code: str) -> str:
    return view.href(lang=code if code != view.default_language else None)


def _switch(entries: Iterable[tuple[str, str, bool]]) -> Any:
    links = [dcc.Link(word, href=href, className="on" if on else "") for word, href, on in entries]
    return html.Div(links, className="switch", role="group")


def _step(view: View, period: str, earliest: str, sign: str, word: Text) -> Any:
    if not earliest <= period <= view.latest:
        return html.Span(sign, className="step off")
    return dcc.Link(sign, href=_at(view, period), className="step", title=view.say(word))


def _at(view: View, period: str) -> str:
    return view.href(period=period if period != view.latest else None)


def _sheet(view: View, earliest: str) -> dict[str, str]:
    """Return what the browser needs to write the months: first, last and chosen one, and the address of each."""
    address = {"data-month": view.href(period=_ANY), "data-latest": view.href(period=None)}
    return {"data-first": earliest, "data-last": view.latest, "data-chosen": view.period, **address}


def _shifted(period: str, step: int) -> str:
    months = int(period[:4]) * _MONTHS + int(period[5:7]) - 1 + step
    return f"{months // _MONTHS}-{months % _MONTHS + 1:02d}"
