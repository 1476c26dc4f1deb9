"""Pages of a subject: every indicator is on one, its tile says what the library says, and its details are drawn."""

import json

import pytest

import indicators
from dashboards.page import pages
from dashboards.parts.address import home_of
from dashboards.parts.tiles import tiles
from dashboards.parts.topic import additive, chosen, course, facts, keys_of, parts
from dashboards.router import view_of
from indicators.catalogue import families

OWN = {"investment", "tax", "trade", "population"}
FAMILIES = {each.key: [one.key for one in each.members] for each in families()}


def plain(component: object) -> object:
    """Return a page as the browser receives it."""
    return json.loads(json.dumps(component, default=lambda each: each.to_plotly_json(), allow_nan=False))


def found(node: object, **wanted: str):
    """Yield the properties of every component that has the wanted ones."""
    if isinstance(node, dict):
        props = node.get("props", {})
        if props and all(props.get(name) == value for name, value in wanted.items()):
            yield props
        for child in node.values():
            yield from found(child, **wanted)
    elif isinstance(node, list):
        for child in node:
            yield from found(child, **wanted)


def view_on(home, family: str, extra: str = ""):
    page = pages()[f"/{family}" if family in OWN else "/fields"]
    return page, view_of(home, page, f"?family={family}{extra}")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_indicator_has_a_tile_that_says_what_the_library_says(home, snapshot, family):
    page, view = view_on(home, family)
    body = plain(page.body(view))
    for key in FAMILIES[family]:
        tile = next(found(body, **{"data-key": key}))
        value = float(next(found(tile, className="amount"))["data-value"])
        rows = indicators.series(snapshot, key, cumulative=True)
        rows = rows[(rows["period"] <= snapshot.as_of.isoformat()) & rows["value"].notna()]
        assert value == rows["value"].iloc[-1], key


@pytest.mark.parametrize("family", FAMILIES)
def test_the_details_of_every_indicator_are_drawn(home, family):
    for key in FAMILIES[family]:
        _, view = view_on(home, family, f"&indicator={key}&lang=en&basis=month")
        drawn = plain([facts(view, key), course(view, key), *(each.panel for each in parts(view, key))])
        assert next(found(drawn, className="amount"))["data-value"], key
        assert len(list(found(drawn, className="panel wide"))) == 1, key


def test_a_split_says_what_the_library_says(home, snapshot):
    _, view = view_on(home, "trade", "&period=2009-01&basis=month")
    rows = next(each for each in found(plain(parts(view, "exports")[-1].panel)) if "children" in each)
    expected = indicators.series(snapshot, "exports", by=("hs_section",), start="2009-01", end="2009-01")
    names = indicators.labels(snapshot, "hs_section", "zh")
    first = expected.sort_values("value", ascending=False).iloc[0]
    assert names[first["hs_section"]] in json.dumps(rows, ensure_ascii=False)


def test_persons_are_shares_of_the_published_whole(home):
    _, view = view_on(home, "population")
    assert additive(indicators.catalogue()["residents"])
    text = json.dumps(plain(parts(view, "residents")[-1].panel), ensure_ascii=False)
    assert "合计" in text


def test_an_unknown_indicator_is_the_first_one(home):
    _, view = view_on(home, "trade", "&indicator=nonsense")
    assert chosen(view, keys_of("trade", "exports")) == "exports"
    assert tiles(view, [], "exports").children == []


def test_every_indicator_has_an_address_that_shows_it(home):
    view = view_of(home, pages()["/"], "")
    for key in indicators.catalogue():
        path, _, search = home_of(view, key).partition("?")
        page = pages()[path]
        asked = view_of(home, page, search).chosen("indicator")
        assert (asked or page.opens_with) == key
