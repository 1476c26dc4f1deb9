"""A panel: title, what stands under it, a chart or table, and where the numbers come from."""

import json
from collections.abc import Sequence
from typing import Any

from dashboards.asking.queries import snapshot_of
from dashboards.exports.downloads import picture
from dashboards.parts.filters import spoken_filters
from dashboards.parts.provenance import provenance, simulated
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import DIMENSIONS, period_label
from indicators.charts import dressed
from indicators.sentences.describe import describe

WHY = Text("这个数怎么来的", "Where this comes from")
_CSV = Text("下载表格", "Download CSV")
_XLSX = Text("下载 Excel 工作簿", "Download XLSX")
_SVG = Text("下载矢量图", "Download SVG")
_PNG = Text("下载图片", "Download PNG")
_ROWS = Text("数据", "Data")
_ROWS_LONG = Text("这张图的数据表", "The chart as a table")
_EMPTY = Text("这个范围没有数据。", "There are no data in this range.")
_WIDEN = Text("换一个月份，或清除筛选。", "Pick another month, or clear the filters.")


def panel(
    view: View,
    title: str,
    content: Any,
    *,
    key: str | None = None,
    note: Any = None,
    hint: str = "",
    csv: str | None = None,
    png: str | None = None,
    area: str = "",
) -> Any:
    """Return a section; ``key`` names the indicator it explains, ``png`` the chart it can save as a picture.

    ``note`` stands under the title, behind it ``hint``: what a click does, which paper leaves out.
    """
    tools = []
    made_up = simulated(view, key) if key else snapshot_of(view).manifest.simulated
    if csv:
        for kind, word in (("CSV", _CSV), ("XLSX", _XLSX)):
            address = csv.replace(".csv", f".{kind.lower()}", 1)
            tools.append(html.A(kind, href=address, title=view.say(word), **{"data-plain": "1"}))
    if png:
        when = period_label(view.period, view.language, cumulative=view.cumulative)
        said = [each for each in (view.say(_MADE_UP) if made_up else "", when) if each]
        about = {"chart": png, "title": title, "note": said, "snapshot": view.snapshot}
        tools.append(html.Button(view.say(_ROWS), title=view.say(_ROWS_LONG), **{"data-rows": png}))
        tools.append(html.A("SVG", href=picture(view, png), title=view.say(_SVG), **{"data-plain": "1"}))
        tools.append(html.Button("PNG", title=view.say(_PNG), **{"data-png": json.dumps(about, ensure_ascii=False)}))
    head = html.Header([html.H2(title), html.Div(tools, className="tools") if tools else None])
    foot = provenance(view, key) if key else None
    below = [note, html.Span(f" · {hint}" if note else hint, className="hint")] if hint else note
    return html.Section(
        [head, html.P(below, className="note") if note or hint else None, content, foot], className=f"panel {area}"
    )


_MADE_UP = Text("模拟数据", "Simulated data")


def chart(
    view: View,
    name: str,
    figure: dict[str, Any],
    caption: str,
    *,
    click: str | None = None,
    cut: Sequence[str] = (),
    lower: bool = False,
) -> Any:
    """Return a chart at its final size; a click on one of its parts filters by dimension ``click``, a second frees.

    ``click`` may also be an address in which {key} becomes what was clicked. Filters of the dimensions ``cut``, but
    not that of its own parts, are told on pictures of the chart, where the page's lists are not beside it.

    With ``lower`` a narrow screen makes the chart lower too, as a map wants it.
    """
    if not figure["data"]:
        return empty(view)
    height = f"{figure['layout']['height']}px"
    if lower:
        layout = {key: value for key, value in figure["layout"].items() if key != "height"}
        figure, height = {"data": figure["data"], "layout": layout}, f"min({height}, 46vw)"
    figure = dressed(figure, view.theme, rise_is_red=view.rise_is_red)
    graph = dcc.Graph(
        id=name,
        figure=figure,
        responsive=True,
        style={"height": height},
        config={"displayModeBar": False, "locale": "zh-CN" if view.language == "zh" else "en", "doubleClick": False},
    )
    extra = _clicked(view, click) if click else {}
    if said := spoken_filters(view, [each for each in cut if each != click]):
        extra["data-slice"] = "; ".join(said)
    spoken = {"role": "img", "aria-label": describe(figure, caption, view.language)}
    return html.Div(graph, className="chart", style={"height": height}, **spoken, **extra)


def _clicked(view: View, click: str) -> dict[str, str]:
    """Return what the browser does at a click; the address it goes to holds {key} where the code belongs."""
    if click not in DIMENSIONS:
        return {"data-click": click}
    about = {"data-click": view.href(**{click: "KEY"}).replace("KEY", "{key}")}
    chosen = view.chosen(click)
    return about | ({"data-chosen": chosen, "data-free": view.href(**{click: None})} if chosen else {})


def empty(view: View, reason: Text | None = None, *, hint: Text = _WIDEN) -> Any:
    """Return the state in which there is nothing to show: why, and what to do."""
    return html.Div([html.B(view.say(reason or _EMPTY)), html.Span(view.say(hint))], className="empty")
