"""Where goods go and come from: partners as bubbles over the continents."""

from typing import Any

from dashboards.asking import queries
from dashboards.exports.downloads import link
from dashboards.parts.apart import additive, freed, parts
from dashboards.parts.figures import span
from dashboards.parts.panel import chart, panel
from dashboards.views.view import View
from datasets.text import Text
from indicators import catalogue, charts, percent

_TITLE = Text("{name}：按国别（地区）", "{name} by partner")
_NOTE = Text("示意图，不表示任何边界；面积为金额", "Schematic, shows no borders; areas are amounts")
_CLICK = Text("点一处即按它筛选", "click one to filter")
_PARTNER = "partner"


def partner_panel(view: View, key: str) -> Any:
    """Return the panel, None for what is not split by partner."""
    definition = catalogue()[key]
    if _PARTNER not in definition.dimensions or not additive(definition):
        return None
    rows = parts(view, key, _PARTNER).all
    drawn = charts.partner_map(
        {each.code: each.value for each in rows},
        unit=definition.unit,
        names=queries.labels(view, _PARTNER),
        language=view.language,
        notes={each.code: percent(each.yoy, view.language) for each in rows},
    )
    heading = view.joined(view.say(_TITLE).format(name=view.say(definition.name)), span(view, definition))
    content = chart(view, "partner-map", drawn, heading, click=_PARTNER, cut=definition.dimensions, lower=True)
    return panel(
        view,
        heading,
        content,
        key=key,
        note=view.say(_NOTE),
        hint=view.say(_CLICK),
        csv=link(freed(view, _PARTNER), key, _PARTNER),
        png="partner-map",
        area="wide",
    )
