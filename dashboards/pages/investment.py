"""Investment: fixed assets and foreign capital, and projects on their way from contract to output."""

from typing import Any

from dashboards.page import Page
from dashboards.parts.pipeline import pipeline
from dashboards.parts.topic import PARAMETERS, keys_of, topic
from dashboards.views.view import View
from datasets.text import Text

_FIRST = (
    "fixed_asset_investment",
    "fdi_used",
    "fdi_contracted",
    "fdi_delivery_rate",
    "projects_under_way",
    "project_starts",
    "started_investment",
    "project_completions",
    "completed_investment",
    "project_delivery_rate",
)


def title(view: View) -> str:
    """Return the heading."""
    return view.say(PAGE.name)


def body(view: View) -> list[Any]:
    """Return the page."""
    return topic(view, keys_of("investment", *_FIRST), pipeline)


PAGE = Page(
    key="investment",
    path="/investment",
    name=Text("投资", "Investment"),
    group=Text("指标", "Indicators"),
    position=18,
    parameters=PARAMETERS,
    opens_with=_FIRST[0],
    title=title,
    body=body,
)
