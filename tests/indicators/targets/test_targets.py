"""Targets: what is still needed, how likely it is, the sentence, and whether probabilities keep their word."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from datasets import Text
from indicators import figure, forecast_series, series
from indicators.nowcast import nowcast
from indicators.nowcast.data import published, quarterly_growth
from indicators.targets import Target, progress, quarters, short, spoken, targets
from indicators.targets.calibrate import GOALS, calibration, questions
from indicators.targets.flow import flow_of
from indicators.targets.probability import brier, probability
from indicators.targets.progress import all_progress, as_frame
from indicators.targets.words import likelihood


def goal(key, year, *, growth=float("nan"), value=float("nan"), of=None):
    return Target(key, of or key, year, value, growth, dt.date(year, 1, 15), Text("试", "trial"), assumed=True)


@pytest.mark.parametrize(
    ("needed", "upper", "expected"),
    [(100, 110, 0.5), (90, 110, 0.9), (110, 110, 0.1), (100, 100, 1.0), (101, 100, 0.0), (-1e9, 110, 0.999)],
)
def test_probability_reads_the_interval(needed, upper, expected):
    assert probability(needed, 100, upper) == pytest.approx(expected)


def test_nothing_is_said_of_what_is_unknown():
    assert np.isnan(probability(float("nan"), 1, 2))
    assert likelihood(float("nan"), "zh") == "—"


@pytest.mark.parametrize(
    ("value", "said"), [(0.999, "> 99%"), (0.001, "< 1%"), (0.632, "63%"), (0.99, "99%"), (0.01, "1%")]
)
def test_a_probability_is_never_a_false_certainty(value, said):
    assert likelihood(value, "zh") == said


def test_the_brier_score_of_a_coin():
    assert brier(np.array([0.5, 0.5]), np.array([True, False])) == 0.25


def test_reports_and_the_zones_file_give_the_goals_of_a_year(snapshot):
    found = {each.key: each for each in targets(snapshot)}
    assert {"fiscal_revenue", "gdp", "industrial_output", "tax_revenue", "exports"} <= set(found)
    assert found["fiscal_revenue"].growth == pytest.approx(0.025)
    assert "回执" in found["fiscal_revenue"].reference.zh
    assert found["tax_revenue"].assumed
    assert targets(snapshot, 1990) == ()
    assert {each.key for each in targets(snapshot, 2009)} >= {"exports", "fdi_used", "gdp"}


def test_what_is_needed_is_what_is_missing_spread_over_the_months_left(snapshot):
    found = progress(snapshot, goal("tax_revenue", 2026, growth=0.05))
    values = series(snapshot, "tax_revenue").set_index("period").value
    whole, so_far, rest = values["2025"].sum(), values["2026"].sum(), values["2025-11":"2025-12"].sum()
    assert found.months_left == 2
    assert found.goal == pytest.approx(whole * 1.05)
    assert found.needed == pytest.approx((whole * 1.05 - so_far) / 2)
    assert found.needed_growth == pytest.approx(2 * found.needed / rest - 1)
    assert found.share == pytest.approx(so_far / found.goal)
    assert 0 < found.probability < 1


def test_a_higher_goal_is_less_likely(snapshot):
    likely = [progress(snapshot, goal("exports", 2026, growth=each / 100)).probability for each in range(-20, 40, 5)]
    assert likely == sorted(likely, reverse=True)
    assert likely[0] > 0.9
    assert likely[-1] < 0.1


def test_a_report_gives_january_and_february_in_halves_and_the_year_in_whole(snapshot):
    flow = flow_of(snapshot, "macro.fiscal_revenue")
    assert flow["2026-01"] == flow["2026-02"]
    found = progress(snapshot, goal("fiscal_revenue", 2026, value=1e10, of="macro.fiscal_revenue"))
    assert found.so_far == pytest.approx(float(flow["2026"].sum()))


def test_gross_domestic_product_is_held_to_its_growth_at_comparable_prices(snapshot):
    found = progress(snapshot, goal("gdp", 2026, growth=0.05, value=1e12, of="macro.gdp"))
    known = published(snapshot)
    year_before, to_date = known.value["2025Q4"], known.value["2025Q3"] * (1 + known.growth["2026Q3"])
    assert (found.real, found.months_left, found.previous) == (True, 3, year_before)
    assert found.goal == pytest.approx(1.05 * year_before)
    assert found.so_far == pytest.approx(to_date)
    last = year_before - known.value["2025Q3"]
    assert found.needed_growth == pytest.approx((found.goal - to_date) / last - 1)
    assert found.expected == pytest.approx(to_date + last * (1 + nowcast(snapshot).growth))
    assert "可比价 +5.0%" in spoken(found, "zh")
    likely = [
        progress(snapshot, goal("gdp", 2026, growth=each / 1000, of="macro.gdp")).probability
        for each in range(0, 80, 5)
    ]
    assert likely == sorted(likely, reverse=True)
    assert likely[0] > 0.9
    assert likely[-1] < 0.1


def test_quarters_the_nowcast_does_not_reach_are_forecast(snapshot):
    growth = quarterly_growth(published(snapshot))
    near, half = quarters._coming(snapshot, growth, 3)
    assert near[0] == nowcast(snapshot).growth
    assert list(near[1:]) == list(forecast_series(growth, 3).frame["mean"].iloc[1:])
    assert (half > 0).all()
    assert progress(snapshot, goal("gdp", 2025, growth=0.05, of="macro.gdp")) is None


@pytest.mark.parametrize("of", ["macro.nothing", "registered_enterprises", "nothing"])
def test_what_does_not_add_up_by_month_has_no_progress(snapshot, of):
    assert progress(snapshot, goal("x", 2026, growth=0.1, of=of)) is None


def test_a_year_that_is_over_or_unknown_has_no_progress(snapshot):
    assert progress(snapshot, goal("exports", 2020, growth=0.1)) is None
    assert progress(snapshot, goal("exports", 2026)) is None


def test_the_sentence_says_goal_need_growth_and_probability(snapshot):
    found = progress(snapshot, goal("tax_revenue", 2026, growth=0.05))
    said = spoken(found, "zh")
    assert said.startswith("要完成全年目标 ")
    assert "余下 2 个月需月均 " in said
    assert "（同比 +" in said or "（同比 −" in said
    assert f"；按当前模型全年约 {figure(found.expected, 'yuan', 'zh')}，" in said
    assert said.endswith(f"完成概率 {likelihood(found.probability, 'zh')}。")
    assert "remaining 2 months need" in spoken(found, "en")
    assert "完成概率" in short(found, "zh")


def test_a_goal_that_is_reached_says_so(snapshot):
    found = progress(snapshot, goal("tax_revenue", 2026, value=1.0))
    assert found.reached
    assert found.probability > 0.99
    assert "已完成" in spoken(found, "zh")
    assert "has been reached" in spoken(found, "en")


def test_every_goal_of_the_zone_has_its_row(snapshot):
    found = all_progress(snapshot)
    frame = as_frame(found)
    assert len(frame) == len(found) >= 5
    assert frame.probability.between(0, 1).all()


def test_probabilities_beat_the_base_rate(snapshot):
    found = calibration(snapshot)
    assert found.cases > 100
    assert found.brier < 0.5 * found.base_rate
    assert set(questions(snapshot).columns) == {"key", "origin", "left", "goal", "said", "came"}


def test_growth_of_gross_domestic_product_is_asked_at_each_quarter_of_the_past(snapshot):
    found = quarters.asked(snapshot)
    known = published(snapshot)
    assert {each.left for each in found} == {3, 6, 9}
    for each in found:
        assert each.came == known.growth[pd.Period(f"{each.origin.year}Q4", "Q")]
        assert each.upper80 > each.growth
    late = [abs(each.growth - each.came) for each in found if each.left == 3]
    early = [abs(each.growth - each.came) for each in found if each.left == 9]
    assert np.mean(late) < np.mean(early)
    asked = questions(snapshot, "gdp_quarterly")
    assert len(asked) == len(found) * len(GOALS)
    assert calibration(snapshot, "gdp_quarterly").brier < 0.5 * calibration(snapshot, "gdp_quarterly").base_rate


def test_reports_goals_are_asked_after_too(snapshot):
    assert {"fiscal_revenue_monthly", "industrial_output_monthly", "exports"} <= set(questions(snapshot).key)


def test_without_hindcasts_there_is_nothing_to_calibrate(handmade):
    assert calibration(handmade).cases == 0
