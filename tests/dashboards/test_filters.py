"""Filters hold on every page, a chart frees what it filters, and a value is compared with what was asked."""

import pandas as pd
import pytest

import indicators
from dashboards.asking import queries
from dashboards.page import pages
from dashboards.parts.apart import parts
from dashboards.parts.filters import chips, filters
from dashboards.parts.split import split_panel
from dashboards.parts.topic import course, facts
from dashboards.router import view_of
from dashboards.views import comparison
from indicators import catalogue

from .test_topics import found, plain, rows_of

KEY, INDUSTRY, STREET = "tax_revenue", "automotive", "E03B"


@pytest.fixture
def on_tax(home):
    return lambda query="": view_of(home, pages()["/tax"], f"?basis=month&period=2010-06{query}")


def test_a_filter_is_kept_past_a_page_that_has_no_use_for_it(home, on_tax) -> None:
    overview = view_of(home, pages()["/"], on_tax(f"&industry={INDUSTRY}").href("/").partition("?")[2])
    assert overview.choices == ()
    assert next(found(plain(chips(overview)), className="chip idle"))["children"][1] == " 汽车制造"
    assert overview.href("/tax") == "/tax?basis=month&period=2010-06&industry=automotive"
    assert overview.without("industry") == "/?basis=month&period=2010-06"


def test_every_filter_has_a_chip_that_frees_it(on_tax) -> None:
    view = on_tax(f"&industry={INDUSTRY}&street={STREET}&compare=previous")
    shown = plain(filters(view, KEY))
    crosses = [each["href"] for each in found(shown, children="×")]
    assert crosses == [view.href(industry=None), view.href(street=None), view.href(compare=None)]
    assert next(found(shown, className="clear"))["href"] == "/tax?basis=month&period=2010-06"


@pytest.mark.parametrize("shape", ["bars", "treemap"])
def test_a_click_filters_and_a_second_click_frees(on_tax, shape) -> None:
    panel = plain(split_panel(on_tax(f"&industry={INDUSTRY}"), KEY, "industry", "t", shape=shape))
    about = next(each for each in found(panel, className="chart"))
    assert about["data-chosen"] == INDUSTRY
    assert "industry" not in about["data-free"]
    assert about["data-click"] == "/tax?basis=month&period=2010-06&industry={key}"
    trace = next(each for each in found(panel, id=f"tax-revenue-industry-{shape}"))["figure"]["data"]
    assert INDUSTRY in (trace[0]["ids"] if shape == "bars" else [each["meta"] for each in trace])


def test_a_split_shows_the_parts_of_all_other_filters(on_tax, snapshot) -> None:
    rows = parts(on_tax(f"&industry={INDUSTRY}&street={STREET}"), KEY, "industry")
    expected = indicators.series(
        snapshot, KEY, by=("industry",), where={"street": STREET}, start="2010-06", end="2010-06"
    )
    expected = expected[expected["value"] != 0].set_index("industry")["value"]
    assert {each.code: each.value for each in rows.all} == expected.to_dict()


def test_the_total_of_a_code_is_the_same_taken_from_the_split_of_all_codes(on_tax, snapshot) -> None:
    view = on_tax("")
    compared = 0
    for key, definition in catalogue().items():
        if not queries.splits_alike(definition) or not definition.dimensions:
            continue
        name = definition.dimensions[-1]
        split = queries.course(view, key, (name,), known=False, cumulative=True)
        code = split.columns[name][-1]
        one = queries.course(view, key, where=((name, code),), known=False, cumulative=True)
        asked = indicators.series(snapshot, key, where={name: code}, cumulative=True)
        pd.testing.assert_frame_equal(one.frame, asked, check_exact=True)
        compared += 1
    assert compared > 20
    with pytest.raises(indicators.QuestionError):
        queries.course(view, KEY, where=(("industry", "nowhere"),))


def value(snapshot, period, **where) -> float:
    return indicators.point(snapshot, KEY, period, where=where).value


def test_growth_is_over_what_was_asked(on_tax, snapshot) -> None:
    now = value(snapshot, "2010-06", industry=INDUSTRY)
    bases = {
        "": value(snapshot, "2009-06", industry=INDUSTRY),
        "previous": value(snapshot, "2010-05", industry=INDUSTRY),
        "2008-06": value(snapshot, "2008-06", industry=INDUSTRY),
        "industry.finance": value(snapshot, "2010-06", industry="finance"),
    }
    for asked, base in bases.items():
        view = on_tax(f"&industry={INDUSTRY}&compare={asked}" if asked else f"&industry={INDUSTRY}")
        shown = next(found(plain(facts(view, KEY)), className="facts"))
        growth = plain(shown["children"][0])["props"]["children"][2]["props"]["children"][0]["props"]["children"]
        assert growth.split()[-1] == indicators.percent(now / base - 1, "zh"), asked
    shown = rows_of(split_panel(on_tax("&compare=2008-06"), KEY, "industry", "t", shape="table"))
    row = next(each for each in shown if each[0] == "汽车制造")
    assert row[-1] == indicators.percent(now / bases["2008-06"] - 1, "zh")
    two = indicators.measured(snapshot, KEY, "two_year", where={"industry": INDUSTRY}).set_index("period")["value"]
    view = on_tax(f"&industry={INDUSTRY}&compare=two_year")
    shown = {each.code: each.yoy for each in parts(view, KEY, "industry").all}
    assert shown[INDUSTRY] == pytest.approx(two["2010-06-01"])


def test_another_slice_is_drawn_beside(on_tax) -> None:
    drawn = plain(course(on_tax(f"&industry={INDUSTRY}&compare=industry.finance"), KEY))
    figure = next(found(drawn, id="tax-revenue-course"))["figure"]
    assert [each["name"] for each in figure["data"]] == ["汽车制造", "金融"]


@pytest.mark.parametrize("asked", ["nonsense", "street.nowhere", "partner.101", "2010-06"])
def test_what_cannot_be_compared_is_the_year_before(on_tax, asked) -> None:
    definition = indicators.catalogue()[KEY]
    assert comparison.comparison(on_tax(f"&compare={asked}"), definition) == comparison.Comparison()


def test_persons_of_unpublished_tables_are_not_shown_but_said(home) -> None:
    page = pages()["/population"]
    shown = plain(page.body(view_of(home, page, f"?industry={INDUSTRY}&street={STREET}")))
    assert any("交叉公布" in str(each) for each in found(shown, className="empty"))
