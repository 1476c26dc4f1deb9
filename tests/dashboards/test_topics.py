"""Pages of a subject: every indicator is on one, its tile says what the library says, and its details are drawn."""

import json

import pandas as pd
import pytest

import indicators
from dashboards.asking import queries
from dashboards.page import pages
from dashboards.parts.address import home_of
from dashboards.parts.tiles import tiles
from dashboards.parts.topic import chosen, course, facts, keys_of, parts
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


def rows_of(panel: object) -> list[list[str]]:
    """Return the cells of a panel's table as words."""
    return [
        ["".join(words(cell)) for cell in row["children"]]
        for row in found(plain(panel))
        if isinstance(row.get("children"), list) and all(_is_cell(each) for each in row["children"])
    ]


def _is_cell(node: object) -> bool:
    return isinstance(node, dict) and node.get("type") == "Td"


def words(node: object):
    """Yield every text below a component."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for child in node:
            yield from words(child)
    elif isinstance(node, dict):
        yield from words(node.get("props", {}).get("children"))


def test_a_split_says_what_the_library_says(home, snapshot):
    _, view = view_on(home, "trade", "&period=2009-01&basis=month")
    shown = rows_of(parts(view, "exports")[-1].panel)
    expected = indicators.series(snapshot, "exports", by=("hs_section",), start="2009-01", end="2009-01")
    expected = expected[expected["value"] != 0].sort_values(["value", "hs_section"], ascending=[False, True])
    names = indicators.labels(snapshot, "hs_section", "zh")
    whole = indicators.point(snapshot, "exports", "2009-01")
    assert [row[0] for row in shown] == [*(names[code] for code in expected["hs_section"]), "合计"]
    assert shown[0][2] == indicators.percent(expected["value"].iloc[0] / whole.value, "zh", signed=False)
    assert shown[-1][2:4] == ["100.0%", indicators.percent(whole.yoy, "zh")]


def test_persons_are_shares_of_the_published_whole(home, snapshot):
    by_area = indicators.series(snapshot, "residents", by=("area",)).dropna(subset=["value"])
    whole = indicators.series(snapshot, "residents").dropna(subset=["value"]).set_index("period")["value"]
    both = by_area[by_area["period"].isin(whole.index)]
    year = both["period"].max()
    _, view = view_on(home, "population", f"&period={year:%Y-%m}")
    areas = both[both["period"] == year]["value"]
    shown = rows_of(parts(view, "residents")[-1].panel)
    assert shown[0][2] == indicators.percent(areas.max() / whole[year], "zh", signed=False)
    assert shown[-1][2] == "100.0%"
    assert ("未公布" in shown[-1][0]) == (areas.sum() < whole[year])


def test_the_whole_is_that_of_the_period_of_its_parts(home, snapshot):
    _, view = view_on(home, "population")
    years = indicators.series(snapshot, "residents").dropna(subset=["value"])
    earlier = years.iloc[-2]
    assert queries.latest(view, "residents")["period"] == years["period"].iloc[-1]
    assert queries.latest(view, "residents", period=earlier["period"])["value"] == earlier["value"]
    assert queries.latest(view, "residents", period=pd.Timestamp("1999-12-01")) is None


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
