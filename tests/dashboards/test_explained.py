"""Definition, formula, source, freshness and owner are one click from every figure."""

import pytest

import indicators
from dashboards.access import Reader, Role
from dashboards.explanation import explanation
from dashboards.page import pages
from dashboards.router import view_of

from .test_topics import found, plain, words


@pytest.mark.parametrize("key", ["tax_revenue", "gdp", "tax_per_mu"])
def test_the_panel_says_what_a_figure_is_and_where_it_comes_from(home, snapshot, key) -> None:
    view = view_of(home, pages()["/tax"], f"?why={key}", Reader(Role.ECONOMIST))
    (told,) = found(plain(explanation(view)), className="told")
    (listed,) = (each for each in told["children"] if each["type"] == "Dl")
    said = ["".join(words(each)) for each in listed["props"]["children"]]
    pairs = dict(zip(said[::2], said[1::2], strict=True))
    definition = indicators.catalogue()[key]
    assert pairs["公式"] == definition.formula.zh
    assert pairs["负责"] == definition.owner.zh
    assert pairs["来源"]
    series = indicators.series(snapshot, key).dropna(subset=["value"])
    last = indicators.period_label(series["period"].max(), "zh", frequency=definition.frequency)
    assert f"最近一期 {last}" in pairs["更新"]
    assert snapshot.manifest.published_on.isoformat() in pairs["更新"]


@pytest.mark.parametrize("path", ["/", "/tax", "/map", "/forecast", "/population"])
def test_every_chart_leads_to_its_definition(home, path) -> None:
    body = plain(pages()[path].body(view_of(home, pages()[path], "")))
    panels = [each for each in found(body) if str(each.get("className", "")).split()[:1] == ["panel"]]
    charts = [each for each in panels if list(found(each, className="chart"))]
    assert charts
    for each in charts:
        assert any("why=" in link["href"] for link in found(each, className="why")), "".join(words(each))[:60]
