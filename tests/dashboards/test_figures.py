"""Every number on every page is what `jingwei show` says of the same slice, asked in the layer below."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from dash.development.base_component import Component

import indicators
from dashboards import prospects
from dashboards.page import pages
from dashboards.router import view_of

WALKED = [
    ("/", ""),
    ("/", "?period=2015-06&basis=month&lang=en"),
    ("/investment", ""),
    ("/tax", ""),
    ("/tax", "?industry=automotive&period=2020-03&lang=en"),
    ("/trade", "?period=2009-01"),
    ("/map", "?sort=-value"),
    ("/map", "?indicator=exports&street=E03B"),
    ("/population", ""),
    ("/fields", ""),
]


def within(node: object) -> Iterator[Component]:
    """Yield every component of a page."""
    if isinstance(node, (list, tuple)):
        for each in node:
            yield from within(each)
    elif isinstance(node, Component):
        yield node
        yield from within(getattr(node, "children", None))


def words(node: object) -> str:
    """Return the text of a component."""
    if isinstance(node, (list, tuple)):
        return "".join(map(words, node))
    return words(getattr(node, "children", None)) if isinstance(node, Component) else str(node or "")


def expected(view, snapshot, about: dict[str, str]) -> float:
    """Return the number the layer below gives for what a figure says that it is."""
    key, measure = about["indicator"], about["measure"]
    where = dict(part.split("=") for part in about["slice"].split(",") if part)
    if measure == "year_end":
        return indicators.year_end(snapshot, key, where=where).mean
    if measure == "goal":
        return prospects.goal(view, key).goal
    cumulative = about["basis"] == "to_date"
    found = indicators.series(snapshot, key, where=where, cumulative=cumulative)
    return float(found.loc[found["period"] == f"{about['period']}-01", measure].item())


def shows(text: str, exact: float) -> bool:
    """Return whether a written number is the exact one, rounded, in some unit of ten (万, 亿, million, per cent)."""
    found = re.search(r"[−+]?[\d,]+(\.\d+)?", text)
    if math.isnan(exact) or found is None:
        return math.isnan(exact) and "—" in text
    shown = float(found[0].replace(",", "").replace("−", "-"))
    if shown == 0 or exact == 0:
        return abs(exact) < 10 or shown == exact
    power = round(math.log10(abs(exact / shown)))
    digits = len(found[1] or ".") - 1
    return abs(exact / 10**power - shown) <= 0.5001 * 10**-digits


@pytest.mark.parametrize(("path", "search"), WALKED)
def test_every_number_is_what_show_says(home, snapshot, path: str, search: str) -> None:
    page = pages()[path]
    view = view_of(home, page, search)
    wrong, seen = [], 0
    for each in within(page.body(view)):
        about = {name.removeprefix("data-"): each.__dict__[name] for name in each.__dict__ if name.startswith("data-")}
        if "indicator" not in about:
            assert getattr(each, "className", "") != "amount" or path == "/population", "a number that says not what of"
            continue
        seen += 1
        exact = expected(view, snapshot, about)
        share = indicators.catalogue()[about["indicator"]].unit == "share" and about["measure"] == "yoy"
        if about["value"] != repr(float(exact)) or not (share or shows(words(each), exact)):
            wrong.append((about, exact, words(each)))
    assert wrong == []
    assert seen >= (2 if "street" in search else 10)


def test_a_wrong_number_would_be_seen(home, snapshot) -> None:
    view = replace(view_of(home, pages()["/tax"], ""), theme="dark")
    about = {"indicator": "tax_revenue", "slice": "", "period": view.latest, "basis": "to_date", "measure": "value"}
    exact = expected(view, snapshot, about)
    assert shows(str(indicators.figure(exact, "yuan", "zh")), exact)
    assert not shows(str(indicators.figure(exact * 1.02, "yuan", "zh")), exact)
    assert expected(view, snapshot, about | {"basis": "month"}) != exact
