"""Trade: exports and imports by goods, partner, regime and enterprise."""

from typing import Any

from dashboards.page import Page
from dashboards.parts.partners import partner_panel
from dashboards.parts.topic import PARAMETERS, keys_of, topic
from dashboards.views.view import View
from datasets.text import Text

_FIRST = (
    "exports",
    "imports",
    "trade_balance",
    "total_trade",
)


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page."""
    return topic(view, keys_of("trade", *_FIRST), wide=partner_panel)


PAGE = Page(
    key="trade",
    path="/trade",
    name=Text("贸易", "Trade"),
    group=Text("指标", "Indicators"),
    position=22,
    parameters=PARAMETERS,
    opens_with=_FIRST[0],
    title=title,
    body=body,
)
