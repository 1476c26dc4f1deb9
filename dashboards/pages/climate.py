"""The climate: how warm the economy is, what leads and what follows, and where every light comes from."""

from typing import Any

from dashboards.page import Page
from dashboards.parts.climate import composites_panel, parts_panel, strip, warning_panel
from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text
from indicators import period_label


def title(view: View) -> str:
    """Return the heading."""
    return view.joined(view.say(PAGE.name), period_label(view.period, view.language))


def body(view: View) -> list[Any]:
    """Return the page."""
    return [
        strip(view),
        html.Div([composites_panel(view), warning_panel(view), parts_panel(view)], className="grid tax"),
    ]


PAGE = Page(
    key="climate",
    path="/climate",
    name=Text("景气", "Climate"),
    group=Text("指标", "Indicators"),
    position=15,
    switches=("snapshot", "period"),
    title=title,
    body=body,
)
