"""Tax: how much, from whom, where, and where the year will end."""

from typing import Any

from dashboards.page import Page
from dashboards.parts.topic import PARAMETERS, keys_of, topic
from dashboards.views.view import View
from datasets.text import Text

_FIRST = (
    "tax_revenue",
    "tax_per_mu",
    "tax_concentration",
    "tax_per_enterprise",
)


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page."""
    return topic(view, keys_of("tax", *_FIRST))


PAGE = Page(
    key="tax",
    path="/tax",
    name=Text("税收", "Tax"),
    group=Text("指标", "Indicators"),
    position=20,
    parameters=PARAMETERS,
    opens_with=_FIRST[0],
    title=title,
    body=body,
)
