"""What of a view goes to the press: one figure with its title and label, or all of the page with its filters."""

from typing import Any

from dashboards.asking.queries import snapshot_of
from dashboards.exports.press import Drawn
from dashboards.exports.printed import Part, parts_of
from dashboards.page import Page
from dashboards.parts.filters import spoken_filters
from dashboards.shell import BRAND, SIMULATED
from dashboards.views.comparison import asked
from dashboards.views.view import View
from datasets.printable import printable
from datasets.text import Text
from indicators import DIMENSIONS, period_label
from indicators.charts import palette
from indicators.zone import zone

_WIDTH, _TOP, _EDGE = 960, 76, 16
_WORDS = {
    "period": Text("期间", "Period"),
    "basis": Text("口径", "Basis"),
    "cumulative": Text("累计", "Year to date"),
    "month": Text("当月", "Month"),
    "filters": Text("筛选", "Filters"),
    "none": Text("无", "none"),
    "compare": Text("比较", "Comparison"),
    "snapshot": Text("快照", "Snapshot"),
    "as_of": Text("数据截至", "Data to"),
    "label": Text("标注", "Label"),
    "address": Text("地址", "Address"),
}


def about(view: View, page: Page) -> list[tuple[str, str]]:
    """Return what a view shows, in pairs: period, basis, filters, comparison, snapshot, label, address.

    Month and basis are left out where they say nothing.
    """
    snapshot = snapshot_of(view)
    pairs = {
        "period": period_label(view.period, view.language, cumulative=view.cumulative),
        "basis": view.say(_WORDS["cumulative" if view.cumulative else "month"]),
        "filters": "; ".join([*spoken_filters(view, DIMENSIONS), *page.filters(view)]) or view.say(_WORDS["none"]),
        "compare": asked(view),
        "snapshot": view.snapshot,
        "as_of": snapshot.as_of.isoformat(),
        "label": view.say(SIMULATED) if snapshot.manifest.simulated else "",
        "address": view.href(),
    }
    left_out = {"period", "basis"} - {*page.switches}
    return [(view.say(_WORDS[name]), said) for name, said in pairs.items() if said and name not in left_out]


def framed(view: View, part: Part) -> Drawn:
    """Return a figure at the size of a picture, with its title and, below it, label, period, filters and snapshot."""
    figure = part["figure"]
    layout: dict[str, Any] = dict(figure["layout"])
    height = int(layout.get("height", _WIDTH // 2)) + _TOP + _EDGE
    margin = layout.get("margin", {})
    more = {"t": _TOP, "b": _EDGE, "l": _EDGE, "r": _EDGE}
    said = view.joined(*part["said"], part["cut"], view.snapshot)
    note = f"<span style='font-size:12px;color:{palette.INK_2}'>{said}</span>"
    layout |= {
        "width": _WIDTH,
        "height": height,
        "paper_bgcolor": palette.PAPER,
        "margin": margin | {side: margin.get(side, 0) + room for side, room in more.items()},
        "title": {
            "text": f"<b>{part['caption']}</b><br>{note}",
            "x": 0.02,
            "y": 1 - 32 / height,
            "yanchor": "top",
            "font": {"size": 18, "color": palette.INK},
        },
    }
    return {"data": figure["data"], "layout": layout}


def sheet(view: View, page: Page) -> dict[str, Any]:
    """Return what the press sets: the page's parts in reading order, with the filters it was asked with."""
    snapshot = snapshot_of(view)
    name = view.say(zone(snapshot).name)
    return {
        "language": view.language,
        "title": printable(page.title(view)),
        "author": view.joined(view.say(BRAND).replace(" ", "") if view.language == "zh" else view.say(BRAND), name),
        "date": [snapshot.as_of.year, snapshot.as_of.month, snapshot.as_of.day],
        "simulated": view.say(SIMULATED) if snapshot.manifest.simulated else "",
        "filters": [(word, printable(said)) for word, said in about(view, page)],
        "parts": printable(parts_of(view, page.body(view))),
    }
