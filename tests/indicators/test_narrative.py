"""Sentences name the figures of the series, in both languages."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from indicators import changes, figure, headline, percent, point, points, series
from indicators.sentences.phrases import member_within, within
from indicators.signals.commands import app


def text(sentences):
    return [str(each) for each in sentences]


def test_the_first_sentence_carries_tax_its_growth_its_driver_and_the_year(handmade):
    first = text(headline(handmade, "2010-06", "zh"))[0]
    now = point(handmade, "tax_revenue", "2010-06", cumulative=True)
    assert first.startswith("2010年1—6月税收收入 ")
    assert str(figure(now.value, "yuan", "zh")) in first
    assert percent(now.yoy, "zh") in first
    assert (
        "其中" not in first
    )  # foreign capital took off 6.3 points of a fall of 0.6: others offset it, nobody explains
    assert "，其中汽车制造拉动 4.2 个百分点" in text(headline(handmade, "2010-03", "zh"))[0]  # of 5.2
    assert "80% 区间" in first
    assert first.endswith("。")


def test_an_earlier_month_says_nothing_of_the_years_end(handmade):
    assert "区间" not in text(headline(handmade, "2010-03", "zh"))[0]


def test_the_month_alone(handmade):
    first = text(headline(handmade, "2010-03", "en", cumulative=False))[0]
    assert first.startswith("Mar 2010: tax revenue ")


def test_what_has_no_value_is_left_out(handmade):
    assert len(headline(handmade, "2010-06", "en")) == 1
    assert "Exports" in text(headline(handmade, "2010-03", "en"))[1]


def test_a_run_of_months_is_named_from_three_on(snapshot):
    assert any(
        "连续" in line for month in ("2009-06", "2010-06", "2015-06") for line in text(headline(snapshot, month, "zh"))
    )


def test_changes_are_ranked_and_worded_by_direction(handmade):
    found = changes(handmade, "2010-03", "zh")
    assert [each.weight for each in found] == sorted((each.weight for each in found), reverse=True)
    tax = next(each for each in found if each.key == "tax_revenue")
    assert "降至" in str(tax.sentence)
    assert tax.figure.role == "fall"
    growth = series(handmade, "tax_revenue", end="2010-03").yoy
    assert percent(growth.iloc[-1], "zh") in str(tax.sentence)


@pytest.mark.parametrize("cumulative", [False, True])
def test_a_share_is_held_against_the_same_month_of_other_years(snapshot, cumulative):
    """Tax comes by the quarter: October is paid by fewer than September in every year, which is no news."""
    values = series(snapshot, "tax_concentration", cumulative=cumulative).set_index("period").value
    over_year = values - values.set_axis(values.index + pd.DateOffset(years=1))
    moved = over_year.round(3).diff().dropna()  # the difference of what is printed
    month = moved[moved.abs() > 0.01].index[-1]
    found = changes(snapshot, f"{month:%Y-%m}", "en", cumulative=cumulative, limit=50)
    share = next(each for each in found if each.key == "tax_concentration")
    assert share.figure.text == points(moved[month], "en")
    told = [percent(values[month], "en", signed=False), points(over_year[month], "en")]
    earlier = points(over_year[month - pd.DateOffset(months=1)], "en")
    words = f"Share of the ten largest taxpayers: {told[0]}, {told[1]} over a year (a month before {earlier})."
    assert str(share.sentence) == words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cumulative", [False, True])
def test_every_month_of_a_year_can_be_told(snapshot, language, cumulative):
    for month in range(1, 13, 1 if language == "zh" else 5):
        period = f"2015-{month:02d}"
        assert len(headline(snapshot, period, language, cumulative=cumulative)) == 2
        for change in changes(snapshot, period, language, cumulative=cumulative, limit=3):
            assert " nan" not in str(change.sentence)


def test_roles_follow_the_sign(handmade):
    spans = headline(handmade, "2010-06", "zh")[0].spans
    assert any(span.role == "fall" and span.text.startswith("−") for span in spans)


def test_the_command_prints_each_change_in_words(home, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    ran = CliRunner().invoke(app, ["changes", "--limit", "5", "--format", "json"])
    rows = json.loads(ran.stdout)
    assert len(rows) == 5
    assert all(isinstance(each["confidence"], str) for each in rows)
    assert any(each["confidence"].startswith("变动大于近五年 ") for each in rows)


@pytest.mark.parametrize("month", ["2026-02", "2026-03"])
def test_growth_around_the_spring_festival_stands_beside_that_of_january_and_february(snapshot, month):
    found = {
        each.key: "".join(span.text for span in each.confidence) for each in changes(snapshot, month, "zh", limit=50)
    }
    both = point(snapshot, "exports", "2026-02", cumulative=True).yoy
    assert f"春节错月，1—2 月合计同比 {percent(both, 'zh')}" in found["exports"]
    assert "春节" not in found.get("registered_enterprises", "")
    (first,) = [each for each in changes(snapshot, "2026-01", "en", limit=50) if each.key == "exports"]
    assert first.confidence[0].text == "the Spring Festival moves: read it with February"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Hong Kong, Macao and Taiwan", "Hong Kong, Macao and Taiwan"),
        ("Private and other domestic", "private and other domestic"),
        ("GDP, quarterly", "GDP, quarterly"),
        ("Mean PM2.5", "mean PM2.5"),
    ],
)
def test_within_an_english_sentence_places_keep_their_capital(name, said):
    assert within(name, "en") == said


@pytest.mark.parametrize(
    ("name", "dimension", "said"),
    [
        ("Foreign", "ownership", "foreign enterprises"),
        ("Hong Kong, Macao and Taiwan", "ownership", "Hong Kong, Macao and Taiwan enterprises"),
        ("Automotive", "industry", "automotive"),
        ("Asia", "continent", "Asia"),
    ],
)
def test_a_part_of_ownership_is_one_of_enterprises_in_english(name, dimension, said):
    assert member_within(name, dimension, "en") == said
