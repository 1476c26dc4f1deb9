"""The side panel 这个数怎么来的: from a number to its definition, query, receipts and source rows."""

from functools import lru_cache
from typing import Any

import indicators
from dashboards.access import SOURCE_ROWS
from dashboards.asking import queries
from dashboards.parts.figures import amount
from dashboards.parts.provenance import departments, freshness
from dashboards.parts.rows import raw_rows, source_rows
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import catalogue, figure, period_label, scale
from indicators.computing.alignment import gapless
from indicators.definition import AnyIndicator, Mean, TopShare
from indicators.explaining.explanation import Explanation, ReceiptNote
from indicators.figures import MINUS

_PANELS = 64
_ROWS = 20
_SHA = 12

_WORDS = {
    "title": Text("这个数怎么来的", "Where this number comes from"),
    "close": Text("关闭", "Close"),
    "meaning": Text("含义", "Meaning"),
    "formula": Text("公式", "Formula"),
    "caveat": Text("注意", "Caveat"),
    "owner": Text("负责", "Owner"),
    "source": Text("来源", "Source"),
    "fresh": Text("更新", "Freshness"),
    "last": Text("最近一期 {period}", "last period {period}"),
    "published": Text("{day} 发布", "published {day}"),
    "agrees": Text(
        "已用下面的查询在明细上复算，结果一致", "Recomputed from the detail rows by the query below: the same"
    ),
    "differs": Text("明细复算结果不同：{value}", "Recomputed from the detail rows: {value}, which differs"),
    "exact": Text("精确值", "Exactly"),
    "receipts": Text("来自哪些文件", "Files it comes from"),
    "rows": Text("贡献最大的明细（共 {count} 行）", "Largest of {count} rows"),
    "vintages": Text("公布过的版本", "Vintages published"),
    "raw": Text("部门原文", "As the department wrote them"),
    "withheld": Text(
        "明细行只给有权查看的人（部门用户只看本部门的）。",
        "Source rows are shown to those with the right alone; a department sees its own.",
    ),
    "query": Text("查询", "Query"),
    "snapshot": Text("快照", "Snapshot"),
    "parts": Text("由两个数算出", "Made of two numbers"),
    "simulated": Text("模拟数据", "Simulated data"),
    "lines": Text("{count} 行", "{count} rows"),
    "all": Text("全区", "Whole zone"),
}


def explanation(view: View) -> Any:
    """Return the side panel the address asks for, or nothing."""
    key = view.chosen("why")
    if key not in catalogue():
        return None
    told = _told(view.apart_from_why, str(key))
    return [dcc.Link("", href=view.href(), className="veil", title=_say(view, "close")), _panel(view, told)]


@lru_cache(maxsize=_PANELS)
def _told(view: View, key: str) -> Explanation:
    definition = catalogue()[key]
    where = dict(view.where(definition.dimensions))
    snapshot, period = queries.snapshot_of(view), explained_period(view, key)
    return indicators.explain(snapshot, view.home, key, period, where, limit=_ROWS, cumulative=view.cumulative)


def explained_period(view: View, key: str) -> str:
    """Return the month whose value a page shows: the view's, or the end of the last period published before it."""
    if gapless(catalogue()[key]):
        return view.period
    found = queries.series(view, key)
    return str(found[found["period"] <= f"{view.period}-01"]["period"].max().strftime("%Y-%m"))


def _panel(view: View, told: Explanation) -> Any:
    head = html.Header(
        [
            html.Div([html.Small(_say(view, "title")), html.H2(view.say(told.definition.name))]),
            dcc.Link("×", href=view.href(), className="close", title=_say(view, "close")),
        ]
    )
    return html.Section(
        [head, html.Div(_body(view, told), className="told", tabIndex=0)],
        role="dialog",
        className="panel-side",
        **{"aria-label": _say(view, "title"), "aria-modal": "true"},
    )


def _body(view: View, told: Explanation) -> list[Any]:
    return [
        _value(view, told),
        *_definition(view, told),
        *_parts(view, told),
        *_receipts(view, told),
        *[html.P(view.say(note), className="remark") for note in told.notes],
        *_rows(view, told),
        *_query(view, told),
        html.P([html.B(_say(view, "snapshot")), f" {told.snapshot}"], className="snapshot"),
    ]


def _value(view: View, told: Explanation) -> Any:
    unit = told.definition.unit
    exact, base = _exact(told.value, unit, view)
    verdict = (
        _say(view, "agrees")
        if told.agrees
        else _say(view, "differs").format(value=figure(told.recomputed, unit, view.language))
    )
    period = told.label(view.language)
    return html.Div(
        [
            html.Div(view.joined(period, _slice(view, told)), className="when"),
            html.Div(amount(view, told.value, unit), className="v"),
            html.Div([f"{_say(view, 'exact')} ", html.Code(exact), f" {base}"], className="exact"),
            html.Div(verdict, className="verdict " + ("good" if told.agrees else "bad")),
        ],
        className="value",
    )


def _exact(value: float, unit: str, view: View) -> tuple[str, str]:
    """Return a value to the last place that means anything, and its base unit: fen for money, whole enterprises."""
    base = scale(0.0, unit, view.language)
    places = 0 if base.whole else 4 if unit == "share" else 2
    if value != value:  # noqa: PLR0124 NaN is the one number unlike itself
        return "—", ""
    return f"{value / base.factor:,.{places}f}".replace("-", MINUS), base.unit


def _slice(view: View, told: Explanation) -> str:
    if not told.where:
        return _say(view, "all")
    words = []
    for name, codes in told.where:
        known = queries.labels(view, name)
        words.append("/".join(known.get(code, code) for code in codes))
    return view.joined(*words)


def _definition(view: View, told: Explanation) -> list[Any]:
    about = told.definition
    words = {name: view.say(getattr(about, name)) for name in ("meaning", "formula", "caveat", "owner")}
    words |= {"source": departments(view, about.key), "fresh": _freshness(view, about)}
    return [html.Dl([part for name, said in words.items() for part in (html.Dt(_say(view, name)), html.Dd(said))])]


def _freshness(view: View, about: AnyIndicator) -> str:
    """Return how often the sources come, how far the data reach, and when the snapshot was published."""
    found = queries.series(view, about.key)
    last = found.loc[found["value"].notna(), "period"].max()
    period = period_label(last, view.language, frequency=about.frequency)
    published = queries.snapshot_of(view).manifest.published_on
    return view.joined(
        freshness(view, about.key),
        _say(view, "last").format(period=period),
        _say(view, "published").format(day=published),
    )


def _parts(view: View, told: Explanation) -> list[Any]:
    if not told.parts:
        return []
    entries = [
        html.Li([html.Span(view.say(part.definition.name)), amount(view, part.value, part.definition.unit)])
        for part in told.parts
    ]
    return [html.H3(_say(view, "parts")), html.Ul(entries, className="parts")]


def _receipts(view: View, told: Explanation) -> list[Any]:
    if not told.receipts:
        return []
    return [
        html.H3(_say(view, "receipts")),
        html.Ul([_receipt(view, each) for each in told.receipts], className="receipts"),
    ]


def _receipt(view: View, note: ReceiptNote) -> Any:
    mark = html.Span(_say(view, "simulated"), className="sim") if note.simulated else None
    counted = _say(view, "lines").format(count=f"{note.matching_rows:,}")
    file = html.Div([html.Code(note.file), html.Code(f"sha256 {note.sha256[:_SHA]}", title=note.sha256)])
    return html.Li([html.Div([html.B(view.say(note.department)), mark, html.Span(counted, className="n")]), file])


def _rows(view: View, told: Explanation) -> list[Any]:
    found: list[Any] = []
    for each in told.parts or (told,):
        shown = each.rows if each.vintages is None else each.vintages
        if shown.empty:
            continue
        if each.vintages is None and not may_see_rows(view, each.definition):
            found.append(html.P(_say(view, "withheld"), className="remark"))
            continue
        title = _say(view, "vintages" if each.vintages is not None else "rows").format(count=f"{each.row_count:,}")
        lead = f"{view.say(each.definition.name)}: " if told.parts else ""
        found += [html.H3(f"{lead}{title}"), source_rows(view, shown, _row_unit(each))]
        if not each.raw.empty:
            found.append(html.Details([html.Summary(_say(view, "raw")), raw_rows(each.raw)]))
    return found


def may_see_rows(view: View, definition: AnyIndicator) -> bool:
    """Return whether the reader may see the delivered rows behind an indicator."""
    return view.reader.may(SOURCE_ROWS) and view.reader.owns(definition.sources)


def _row_unit(told: Explanation) -> str:
    """Return the unit of the rows' amounts; a share is made of amounts, not of shares."""
    match told.definition:
        case TopShare(of=whole):
            return catalogue()[whole].unit
        case Mean(amount_unit=unit) if unit is not None:
            return unit
        case definition:
            return definition.unit


def _query(view: View, told: Explanation) -> list[Any]:
    return [html.Details([html.Summary(_say(view, "query")), html.Pre(told.sql)], className="query")]


def _say(view: View, word: str) -> str:
    return view.say(_WORDS[word])
