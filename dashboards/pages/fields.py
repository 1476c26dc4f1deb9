"""Fields: any family of indicators, the public services first; a new family has its place here at once."""

from typing import Any

from dashboards.page import Page
from dashboards.parts.controls import choice_switch
from dashboards.parts.topic import PARAMETERS, keys_of, topic
from dashboards.views.view import View
from datasets.text import Text
from indicators.catalogue import Family, families

_FIRST = ("city", "environment", "health", "approvals", "inquiries", "egovernment")
_ELSEWHERE = ("investment", "tax", "trade", "population")


def title(view: View) -> str:
    """Return the heading."""
    return view.joined(view.say(PAGE.name), view.say(_family(view).name))


def body(view: View) -> list[Any]:
    """Return the page."""
    shown = {each.key: view.say(each.name) for each in _shown()}
    switch = choice_switch(view, "family", shown, _family(view).key, _FIRST[0])
    return [switch, *topic(view, keys_of(_family(view).key))]


def _shown() -> list[Family]:
    """Return the families that have no page of their own, the public services first."""
    place = {key: at for at, key in enumerate(_FIRST)}
    found = [each for each in families() if each.key not in _ELSEWHERE]
    return sorted(found, key=lambda each: place.get(each.key, len(place)))


def _family(view: View) -> Family:
    """Return the family the address asks for, or that of the indicator it asks for."""
    asked, key = view.chosen("family"), view.chosen("indicator")
    shown = _shown()
    of_key = (each for each in shown if asked is None and key in {one.key for one in each.members})
    return next((each for each in shown if each.key == asked), next(of_key, shown[0]))


PAGE = Page(
    key="fields",
    path="/fields",
    name=Text("领域", "Fields"),
    group=Text("指标", "Indicators"),
    position=30,
    parameters=("family", *PARAMETERS),
    title=title,
    body=body,
)
