"""The climate on a page: the warning score with its light, the composites, and what they are made of."""

import math
from typing import Any

from dashboards.asking import prospects, queries
from dashboards.parts.figures import fact, growth, told
from dashboards.parts.panel import chart, empty, panel
from dashboards.parts.table import Column, table
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets.text import Text
from indicators import charts
from indicators.computing.panel import name_of
from indicators.signals import LIGHT_NAMES, LIGHTS, thresholds
from indicators.signals.components import ROLE_NAMES

_SCORE = Text("综合警情指数", "Warning score")
_COINCIDENT = Text("一致指数", "Coincident index")
_LEADING = Text("先行指数", "Leading index")
_DIFFUSION = Text("扩散指数", "Diffusion index")
_NORMAL = Text("100 为近十年常态", "100: normal of ten years")
_HALF = Text("50 为半数上升", "50: half are rising")
_MORE = Text("景气详情", "More on the climate")
_COMPOSITES = Text("一致、先行、滞后合成指数", "Coincident, leading and lagging composites")
_COMPOSITES_NOTE = Text(
    "成分同比按当时近十年标准化（不因后来数据改变），振幅同工业总产值；100 为常态",
    "Growth of components, standardised by the ten years then known, so that the past is not rewritten; amplitude of "
    "industrial output; 100 is normal",
)
_WARNING = Text("综合警情指数与扩散指数", "Warning score and diffusion index")
_PARTS = Text("成分与灯号", "Components and lights")
_PARTS_NOTE = Text(
    "实测领先为与工业总产值同比相关最高处的月数：正为领先，负为滞后；先行、一致、滞后的分类是事先申报的",
    "Measured lead: the months at which correlation with growth of industrial output is highest; negative lags. "
    "Leading, coincident and lagging are declared beforehand",
)
_COLUMNS = (
    ("name", Text("指标", "Series"), False),
    ("role", Text("申报分类", "Declared"), False),
    ("light", Text("灯号", "Light"), False),
    ("growth", Text("最近同比", "Latest y/y"), True),
    ("lead", Text("实测领先（月）", "Measured lead (months)"), True),
    ("correlation", Text("相关系数", "Correlation"), True),
)


def strip(view: View) -> Any:
    """Return the climate in one row: score and light, coincident, leading, diffusion."""
    found = prospects.weather(view)
    if found.light is None:
        return None
    here = view.path == "/climate"
    more = None if here else dcc.Link(view.say(_MORE), href=view.href("/climate"), className="why")
    last = found.indices.ffill().iloc[-1]
    cells = [
        _cell(view, _SCORE, last, "warning_score", [_dot(found.light), view.say(LIGHT_NAMES[found.light]), more]),
        _cell(view, _COINCIDENT, last, "coincident", view.say(_NORMAL)),
        _cell(view, _LEADING, last, "leading", view.say(_NORMAL)),
        _cell(view, _DIFFUSION, last, "diffusion", view.say(_HALF)),
    ]
    return html.Div(cells, className="facts climate")


def composites_panel(view: View) -> Any:
    """Return the chart of the three composites."""
    found = prospects.weather(view).indices
    lines = {view.say(ROLE_NAMES[role]): found[role] for role in ("coincident", "leading", "lagging")}
    return _chart(view, "climate-composites", _COMPOSITES, _COMPOSITES_NOTE, lines, normal=100)


def warning_panel(view: View) -> Any:
    """Return the chart of the warning score and the diffusion index, with the bounds of the lights in words."""
    found = prospects.weather(view).indices
    lines = {view.say(_SCORE): found.warning_score, view.say(_DIFFUSION): found.diffusion.rolling(3).mean()}
    bounds = thresholds()["warning_score"]
    words = Text(bounds_in_words("zh"), bounds_in_words("en"))
    note = Text(f"{words.zh}。{bounds.reference.zh}", f"{words.en}; {bounds.reference.en}")
    return _chart(view, "climate-warning", _WARNING, note, lines, normal=50)


def bounds_in_words(language: str) -> str:
    """Return the bounds of the warning score: 过冷 < 36 ≤ 偏冷 < 50 ≤ 正常 …."""
    names = [LIGHT_NAMES[light].zh if language == "zh" else LIGHT_NAMES[light].en for light in LIGHTS]
    bounds = [f" < {bound:g} ≤ " for bound in thresholds()["warning_score"].bounds]
    return "".join(part for pair in zip(names, [*bounds, ""], strict=True) for part in pair)


def parts_panel(view: View) -> Any:
    """Return the table of components: role declared and measured, growth and light."""
    found, snapshot = prospects.weather(view), queries.snapshot_of(view)
    rows = []
    for each in found.used:
        light = found.lights.get(each.series)
        known = found.growth[each.series].dropna()
        lead = found.leads[each.series]
        grown = float(known.iloc[-1]) if len(known) else float("nan")
        correlated = "—" if math.isnan(lead.correlation) else f"{lead.correlation:.2f}"
        rows.append(
            [
                html.Span(view.say(name_of(snapshot, each.series)), title=view.say(each.reference)),
                view.say(ROLE_NAMES[each.role]),
                html.Span([_dot(light), view.say(LIGHT_NAMES[light])], className="lit") if light else "—",
                _part(view, each.series, "growth", grown, growth(view, grown, word=False)),
                _part(view, each.series, "lead", lead.months, f"{lead.months:+d}".replace("-", "−").replace("+0", "0")),
                _part(view, each.series, "correlation", lead.correlation, correlated),
            ]
        )
    columns = [Column(name, view.say(title), number=number) for name, title, number in _COLUMNS]
    content = table(view, columns, rows, cards=True) if rows else empty(view)
    reference = thresholds()["growth_rank"]
    note = view.joined(view.say(reference.reference), view.say(_PARTS_NOTE))
    return panel(view, view.say(_PARTS), content, note=note, area="wide")


def _chart(view: View, name: str, title: Text, note: Text, lines: dict[str, Any], *, normal: float) -> Any:
    drawn = charts.indices(lines, normal=normal, language=view.language)
    heading = view.say(title)
    return panel(view, heading, chart(view, name, drawn, heading), note=view.say(note), png=name)


def _cell(view: View, label: Text, last: Any, measure: str, below: Any) -> Any:
    value = float(last[measure])
    number = html.Span("—" if math.isnan(value) else f"{value:.1f}")
    return fact(view.say(label), told(view, number, "climate", measure, value, cumulative=False), below)


def _part(view: View, series: str, measure: str, value: float, shown: Any) -> Any:
    element = html.Span(shown) if isinstance(shown, str) else shown
    return told(view, element, "climate", measure, value, slice_=f"series={series}", cumulative=False)


def _dot(light: str) -> Any:
    return html.Span(className=f"dot {light}")
