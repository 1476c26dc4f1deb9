"""Snapshots on a page: the list to travel by, the banner of an earlier one, and what two of them say differently."""

from typing import Any

import pandas as pd

from dashboards.parts.controls import chooser
from dashboards.parts.figures import undivided, written
from dashboards.parts.panel import empty, panel
from dashboards.parts.table import Column, table
from dashboards.views.travel import indicators_changed, published, rows_changed, snapshot_meant
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets import current_name
from datasets.catalogue import sources
from datasets.text import Text
from indicators import catalogue, percent, period_label, points
from indicators.definition import Unit

_PICK = Text("快照", "Snapshot")
_PICK_LONG = Text("按某个快照查看：当时所知的开发区", "Look as of a snapshot: the zone as it was known then")
_NOW = Text("最新", "latest")
_LINE = Text("{published} 发布 · 数据至 {as_of}", "published {published} · data to {as_of}")
_BANNER = Text(
    "本页是 {published_on} 发布时所知的开发区（快照 {name}，数据截至 {as_of}），不含此后的数据和修订。",
    "This page shows the zone as known when snapshot {name} was published on {published_on} (data to {as_of}); nothing "
    "that came or was revised since.",
)
_BACK = Text("回到最新", "Back to the latest")
_AGAINST = Text("与最新相比", "Compare with the latest")
_TITLE = Text("两个快照的差别", "What two snapshots say differently")
_NOTE = Text(
    "左边是较早的快照；行数不计行的出处；指标为全区当期值，改动大的在前，只增减期数的在后；两表各列前 60 项",
    "The earlier one first; rows are compared apart from where they came from; indicators are the zone's own periods, "
    "the largest revision first, what is only added or gone last; each list shows its first 60",
)
_EARLIER, _LATER = Text("较早", "Earlier"), Text("较晚", "Later")
_PLEASE = Text("请选择", "Choose")
_CHOOSE_HINT = Text("在上面的两个列表里各选一个。", "Pick one in each of the two lists above.")
_ALONE = Text("只有一个快照，还没有可比的。", "There is one snapshot alone, nothing to hold it against.")
_ALONE_HINT = Text(
    "下次发布之后，这里列出两者的差别。", "After the next one is published its differences are listed here."
)
_CHOOSE = Text("请选择两个不同的快照。", "Choose two different snapshots.")
_SAME = Text("两个快照所说的完全相同。", "Both snapshots say the same.")
_ROWS = Text("文件和数据表（{count} 项不同）", "Files and tables ({count} differ)")
_FIGURES = Text("指标（{count} 个不同）", "Indicators ({count} differ)")
_ROW_COLUMNS = (
    ("name", Text("名称", "Name"), False),
    ("rows_a", Text("较早行数", "Rows, earlier"), True),
    ("rows_b", Text("较晚行数", "Rows, later"), True),
    ("only_a", Text("只在较早", "Only earlier"), True),
    ("only_b", Text("只在较晚", "Only later"), True),
)
_FIGURE_COLUMNS = (
    ("name", Text("指标", "Indicator"), False),
    ("periods", Text("改动期数", "Periods revised"), True),
    ("added", Text("新增期数", "Added"), True),
    ("gone", Text("减少期数", "Gone"), True),
    ("period", Text("最近一期", "Last of them"), False),
    ("a", Text("较早的值", "Earlier"), True),
    ("b", Text("较晚的值", "Later"), True),
    ("moved", Text("变动", "Change"), True),
)
_FILE = Text("文件 {name}", "File {name}")
_SHOWN = 60
CENTRE = "/centre"
PAIR = ("a", "b")
"""The parameters of an address that name two snapshots."""


def snapshot_picker(view: View) -> Any:
    """Return the list of snapshots, each the way to this very view as it was known then."""
    current = current_name(view.home)
    lines = []
    for each in published(view.home):
        said = view.say(_LINE).format(published=each.published_on, as_of=each.as_of)
        mark = f" · {view.say(_NOW)}" if each.name == current else ""
        href = view.href(snapshot=None if each.name == current else each.name, period=None)
        on = "on" if each.name == view.snapshot else ""
        lines.append(dcc.Link([f"{said}{mark}", html.Small(each.name)], href=href, className=on))
    return html.Details(
        [html.Summary(view.say(_PICK), title=view.say(_PICK_LONG)), html.Div(lines, className="sheet takes")],
        className="months menu",
        key=f"snapshots-{view.href()}",
    )


def banner(view: View) -> list[Any]:
    """Return the line that says that an earlier snapshot is looked at, nothing for the current one."""
    if not view.pinned:
        return []
    here = next((each for each in published(view.home) if each.name == view.snapshot), None)
    said = view.say(_BANNER).format(**here._asdict()) if here else view.snapshot
    links = [dcc.Link(view.say(_BACK), href=view.href(snapshot=None))]
    if current := current_name(view.home):
        there = view.href(CENTRE, a=view.snapshot, b=current)
        links.append(dcc.Link(view.say(_AGAINST), href=there))
    return [html.Div([html.B(undivided(said)), *links], className="notice travel", role="status")]


def difference_panel(view: View) -> Any:
    """Return what two snapshots say differently: rows of files and tables, and indicators, by how much."""
    names = {each.name: f"{each.published_on} · {each.name}" for each in published(view.home)}
    a, b = (snapshot_meant(view.home, view.chosen(each)) or _current(view, each) for each in PAIR)
    lists = [
        chooser(view, key, view.say(text), names, current=chosen, unset=view.say(_PLEASE))
        for key, text, chosen in zip(PAIR, (_EARLIER, _LATER), (a, b), strict=True)
    ]
    shown = _differences(view, a, b) if a and b and a != b else [_nothing(view, len(names))]
    content = html.Div([html.Div(lists, className="filters pair"), *shown])
    return panel(view, view.say(_TITLE), content, note=view.say(_NOTE), area="wide")


def _nothing(view: View, count: int) -> Any:
    """Return why nothing is compared: no two snapshots are chosen, or there is one alone."""
    return empty(view, _CHOOSE, hint=_CHOOSE_HINT) if count > 1 else empty(view, _ALONE, hint=_ALONE_HINT)


def _current(view: View, name: str) -> str | None:
    """Return the current snapshot if the address names it; without any name, it is the later of the two."""
    current = current_name(view.home)
    return current if view.chosen(name) == current or name == PAIR[1] else None


def _differences(view: View, a: str, b: str) -> list[Any]:
    rows, figures = rows_changed(view.home, a, b), indicators_changed(view.home, a, b)
    if rows.empty and figures.empty:
        return [html.P(view.say(_SAME), className="empty")]
    columns, more = (
        [Column(key, view.say(text), number=number) for key, text, number in titles]
        for titles in (_FIGURE_COLUMNS, _ROW_COLUMNS)
    )
    return [
        html.H3(view.say(_FIGURES).format(count=len(figures)), className="below"),
        table(view, columns, [_figure(view, each) for each in figures.head(_SHOWN).to_dict("records")], cards=True),
        html.H3(view.say(_ROWS).format(count=len(rows)), className="below"),
        table(view, more, [_row(view, each) for each in rows.head(_SHOWN).to_dict("records")], cards=True),
    ]


def _figure(view: View, line: dict[Any, Any]) -> list[Any]:
    definition = catalogue()[line["key"]]
    a, b = line["value_a"], line["value_b"]
    if definition.unit is Unit.SHARE:
        moved = points(b - a, view.language)
    else:
        moved = percent(b / a - 1, view.language) if a and a > 0 and b == b else "—"  # noqa: PLR0124 NaN alone is unlike itself
    return [
        view.say(definition.name),
        *(f"{line[name]:,}" for name in ("periods", "added", "gone")),
        period_label(line["period"], view.language, frequency=definition.frequency),
        written(view, a, definition.unit),
        written(view, b, definition.unit),
        moved,
    ]


def _row(view: View, line: dict[Any, Any]) -> list[Any]:
    name = str(line["name"])
    source, colon, file = name.partition(": ")
    if line["kind"] == "file" and source in sources():
        name = view.say(_FILE).format(name=f"{view.say(sources()[source].name)}{colon}{file}")
    return [
        name,
        *("—" if pd.isna(line[each]) else f"{line[each]:,}" for each in ("rows_a", "rows_b", "only_a", "only_b")),
    ]
