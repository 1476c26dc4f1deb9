"""The portrait of one enterprise: who it is, what it pays and trades, how it came to be what it is."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboards.asking import queries
from dashboards.parts.figures import amount, column, phrase, titled, told, written
from dashboards.parts.panel import chart, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.catalogue import sources
from datasets.text import Text
from indicators import charts
from indicators.enterprises.enterprise import Profile
from indicators.enterprises.particulars import (
    ATTRIBUTES,
    COUNTED,
    FLAGS,
    MEASURES,
    METHODS,
    RELATIONS,
    SCHEMES,
    in_words,
    is_amount,
)
from indicators.sentences.phrases import capital

_WORDS = {
    "who": Text("基本情况", "Who it is"),
    "codes": Text("代码", "Identifiers"),
    "years": Text("历年税收（{unit}）", "Tax through the years ({unit})"),
    "numbers": Text("历年贡献", "Through the years"),
    "history": Text("变更沿革", "What changed"),
    "links": Text("各部门记录怎么对上的", "How the departments' records were joined"),
    "relations": Text("关联主体", "Related entities"),
    "rows": Text("来源行", "Source rows"),
    "record": Text("登记记录", "Record"),
    "flags": Text("要点", "At a glance"),
    "now": Text("至今", "today"),
    "none": Text("没有需要留意的情况。", "Nothing stands out."),
}
_YEAR, _LATE = Text("年份", "Year"), 12


def portrait(view: View, found: Profile) -> list[Any]:
    """Return the panels of one enterprise."""
    left = [_who(view, found), _codes(view, found), _links(view, found), _rows(view, found)]
    right = [_flags(view, found), _years(view, found), _numbers(view, found), _history(view, found)]
    related = _relations(view, found)
    if related is not None:
        left.append(related)
    sides = [html.Div(side, className="stack") for side in (left, right)]
    return [html.Div(sides, className="grid two")]


def _who(view: View, found: Profile) -> Any:
    """Return the golden record: each attribute, its value, who said it, and what others say."""
    order = {name: at for at, name in enumerate(ATTRIBUTES)}
    rows = found.golden[found.golden["value"].notna() & found.golden["attribute"].isin(order)]
    ordered = sorted(rows.to_dict("records"), key=lambda row: order[row["attribute"]])
    cells = [
        [
            view.say(ATTRIBUTES[row["attribute"]]),
            _golden(view, found, row["attribute"], row["value"]),
            _source(view, row["source"]),
            _shortened(row["others"]) if row["differing"] else "",
        ]
        for row in ordered
    ]
    titles = (Text("项目", "Item"), Text("取值", "Value"), Text("取自", "From"), Text("其他说法", "Others say"))
    return panel(view, view.say(_WORDS["who"]), table(view, _columns(view, titles), cells, cards=True))


def _codes(view: View, found: Profile) -> Any:
    cells = [
        [
            view.say(SCHEMES.get(row["scheme"], Text(row["scheme"], row["scheme"]))),
            html.Code(row["value"]),
            _span(view, row["valid_from"], row["valid_to"]),
        ]
        for row in found.identifiers.to_dict("records")
    ]
    titles = (Text("种类", "Kind"), Text("代码", "Code"), Text("有效", "Valid"))
    return panel(view, view.say(_WORDS["codes"]), table(view, _columns(view, titles), cells, cards=True))


def _years(view: View, found: Profile) -> Any:
    if "tax" not in found.years:
        return None
    rows = found.years["tax"].tail(_LATE)
    history = pd.DataFrame({"period": pd.to_datetime(rows.index.astype(str) + "-01-01"), "value": rows.to_numpy()})
    drawn = charts.columns(history, unit="yuan", language=view.language, yearly=True, height=220)
    heading = view.say(_WORDS["years"]).format(unit=charts.unit_of(drawn))
    return panel(view, heading, chart(view, "enterprise-tax", drawn, heading), png="enterprise-tax")


def _numbers(view: View, found: Profile) -> Any:
    """Return the last years of every measure that is not nought throughout."""
    kept = [name for name in MEASURES if name in found.years and found.years[name].any()]
    if kept in ([], ["tax"]):
        return None  # the chart above says it all
    late = found.years.tail(_LATE).iloc[::-1]
    shared = {name: column(view, late[name], MEASURES[name][1]) for name in kept}
    columns = [Column("year", view.say(_YEAR), number=False)]
    columns += [Column(name, titled(view, view.say(MEASURES[name][0]), shared[name].unit)) for name in kept]
    cells = [
        [str(year), *(_of(view, found, name, year, shared[name].figure(row[name]).number, row[name]) for name in kept)]
        for year, row in late.iterrows()
    ]
    return panel(view, view.say(_WORDS["numbers"]), table(view, columns, cells))


def _history(view: View, found: Profile) -> Any:
    """Return what used to be otherwise: attribute, value, when."""
    rows = found.history.sort_values(["valid_from", "attribute"], ascending=[False, True], na_position="last")
    cells = [
        [
            view.say(ATTRIBUTES.get(row["attribute"], Text(row["attribute"], row["attribute"]))),
            _golden(view, found, row["attribute"], row["value"], f",from={_day(row['valid_from'])}"),
            _span(view, row["valid_from"], row["valid_to"]),
            _source(view, row["source"]),
        ]
        for row in rows.to_dict("records")
    ]
    titles = (Text("项目", "Item"), Text("取值", "Value"), Text("有效", "Valid"), Text("出处", "From"))
    return panel(
        view, view.say(_WORDS["history"]), table(view, _columns(view, titles), cells, cards=True), area="listing"
    )


def _links(view: View, found: Profile) -> Any:
    reason = "reason_zh" if view.language == "zh" else "reason_en"
    cells = [
        [
            _source(view, row["source"]),
            _own(view, found, "records", row["records"], f"{row['records']:,}", _link(row)),
            view.say(METHODS.get(row["method"], Text(row["method"], row["method"]))),
            row[reason],
        ]
        for row in found.links.to_dict("records")
    ]
    titles = (Text("来源", "Source"), Text("记录", "Records"), Text("依据", "By"), Text("理由", "Reason"))
    return panel(view, view.say(_WORDS["links"]), table(view, _columns(view, titles), cells, cards=True))


_ROWS_NOTE = Text(
    "各项最近几笔和组成该主体的登记记录，各在部门哪个文件的第几行；看原文用 jingwei why",
    "The latest entries of each kind and the records that make the entity, with the line of the department's file; "
    "jingwei why shows the words as delivered",
)


def _rows(view: View, found: Profile) -> Any:
    """Return where what is known was delivered: kind, month, amount, file and line."""
    if found.rows.empty:
        return None
    files = {
        (entry.key, each.receipt): each.file
        for entry in queries.snapshot_of(view).manifest.sources
        for each in entry.receipts
    }
    cells = [
        [
            view.say(MEASURES[row["measure"]][0])
            if row["measure"] in MEASURES
            else view.joined(view.say(_WORDS["record"]), _source(view, row["source"])),
            f"{row['month']:%Y-%m}" if row["measure"] in MEASURES else "",
            _entry(view, found, row) if row["measure"] in MEASURES else "",
            html.Code(files.get((row["source"], row["receipt"]), "—")),
            html.Code(f"{row['source_row']:,}"),
        ]
        for row in found.rows.to_dict("records")
    ]
    titles = (
        (Text("内容", "What"), False),
        (Text("月份", "Month"), False),
        (Text("数值", "Amount"), True),
        (Text("文件", "File"), False),
        (Text("行", "Line"), True),
    )
    columns = [Column(text.en, view.say(text), number=number) for text, number in titles]
    content = table(view, columns, cells, cards=True)
    return panel(view, view.say(_WORDS["rows"]), content, note=view.say(_ROWS_NOTE), area="listing delivered")


def _entry(view: View, found: Profile, row: Mapping[Any, Any]) -> Any:
    """Return the amount of a source row with what it is."""
    about = f"entity={found.entity['entity_id']},receipt={row['receipt']},row={row['source_row']}"
    shown = html.Span(written(view, row["value"], MEASURES[row["measure"]][1]))
    return told(view, shown, "enterprise", f"row.{row['measure']}", row["value"], slice_=about)


def _relations(view: View, found: Profile) -> Any:
    if found.relations.empty:
        return None
    cells = [
        [
            view.say(RELATIONS.get(row["relation"], Text(row["relation"], row["relation"]))),
            dcc.Link(row["name"] or row["other"], href=view.href(entity=row["other"])),
            _day(row["relation_date"]),
        ]
        for row in found.relations.to_dict("records")
    ]
    titles = (Text("关系", "Relation"), Text("主体", "Entity"), Text("日期", "Date"))
    return panel(view, view.say(_WORDS["relations"]), table(view, _columns(view, titles), cells, cards=True))


def _flags(view: View, found: Profile) -> Any:
    """Return what a reader should know before trusting the rest, or that nothing stands out."""
    arrears = found.counts.get("arrears_yuan", 0.0)
    owed = written(view, arrears, "yuan")
    defended, differing = found.counts.get("defended"), int((found.golden["differing"] > 0).sum())
    flags = {
        "closed": _day(found.entity["closed_date"]) if found.entity.get("closed_date") else None,
        "arrears_yuan": _own(view, found, "arrears_yuan", arrears, owed) if arrears > 0 else None,
        "defended": _own(view, found, "defended", defended, f"{defended:.0f}") if defended else None,
        "differing": _own(view, found, "differing", differing, str(differing)) if differing else None,
        "idle": "" if _idle(view, found) else None,
    }
    lines = [
        html.Li(phrase(capital(view.say(FLAGS[key])), value=value)) for key, value in flags.items() if value is not None
    ]
    total = html.Div(
        [html.Div([html.Small(label), shown]) for label, shown in _totals(view, found)], className="totals"
    )
    content = [total, html.Ul(lines) if lines else html.P(view.say(_WORDS["none"]))]
    return panel(view, view.say(_WORDS["flags"]), html.Div(content, className="flags"))


def _idle(view: View, found: Profile) -> bool:
    """Return whether a registered, open enterprise paid no tax this year, as far as the reader may know."""
    known = found.entity.get("registered") and "tax" in found.years
    return bool(known and found.entity["closed_date"] is None and not found.years["tax"].get(int(view.latest[:4]), 0.0))


def _totals(view: View, found: Profile) -> Iterable[tuple[str, Any]]:
    """Return the last year's measures, and what was counted to date."""
    if found.years.empty:
        return
    year = found.years.index[-1]
    for name, (text, unit) in MEASURES.items():
        value = float(found.years[name].iloc[-1]) if name in found.years else 0.0
        if value:
            yield f"{view.say(text)} {year}", _of(view, found, name, year, amount(view, value, unit), value)
    for name, (text, unit) in COUNTED.items():
        if count := found.counts.get(name):
            yield view.say(text), _own(view, found, name, count, amount(view, count, unit))


def _of(view: View, found: Profile, name: str, year: Any, shown: Any, value: float) -> Any:
    """Return the element of a measure of a year with what it is."""
    element = html.Span(shown) if isinstance(shown, str) else shown
    about = f"entity={found.entity['entity_id']}"
    return told(view, element, "enterprise", f"year.{name}", value, period=f"{year}-12", slice_=about)


def _own(view: View, found: Profile, name: str, value: float, shown: Any, more: str = "") -> Any:
    """Return the element of a count of an enterprise with what it is."""
    element = html.Span(shown) if isinstance(shown, str) else shown
    about = f"entity={found.entity['entity_id']}{more}"
    return told(view, element, "enterprise", f"count.{name}", value, slice_=about)


def _columns(view: View, titles: Iterable[Text]) -> list[Column]:
    return [Column(text.en, view.say(text), number=False) for text in titles]


def _value(view: View, attribute: str, value: str) -> str:
    if attribute == "employee_count" and value.isdecimal():
        return f"{int(value):,}"
    return in_words(queries.snapshot_of(view), attribute, value, view.language)


def _golden(view: View, found: Profile, attribute: str, value: str, since: str = "") -> Any:
    """Return a value of the golden record or, with ``since``, of its history; an amount or a count with what it is."""
    shown = _value(view, attribute, value)
    if attribute not in {"capital_yuan", "employee_count"} or not is_amount(value):
        return shown
    about = f"entity={found.entity['entity_id']}{since}"
    measure = f"{'history' if since else 'golden'}.{attribute}"
    return told(view, html.Span(shown), "enterprise", measure, float(value), slice_=about)


def _link(row: Mapping[Any, Any]) -> str:
    return f",source={row['source']},method={row['method']}"


def _source(view: View, key: str | None) -> str:
    return view.say(sources()[key].name) if key is not None and key in sources() else ""


def _span(view: View, start: Any, end: Any) -> str:
    return f"{_day(start)} – {_day(end) if pd.notna(end) else view.say(_WORDS['now'])}"


def _day(value: Any) -> str:
    return str(value)[:10] if pd.notna(value) else "—"


def _shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
