"""Figures as a reader writes them; golden pairs first, then properties."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import Unit, figure, percent, period_label, points, scale

GOLDEN = [
    (17_860_000_000, "yuan", "178.6 亿元", "17.9 billion yuan"),
    (248_600_000_000, "yuan", "2,486 亿元", "248.6 billion yuan"),
    (531_000_000, "yuan", "5.31 亿元", "531.0 million yuan"),
    (99_996_000, "yuan", "1.00 亿元", "100.0 million yuan"),
    (99_994_000, "yuan", "9,999 万元", "100.0 million yuan"),
    (-3_300_000, "yuan", "−330.0 万元", "−3.30 million yuan"),
    (1_680_000_000, "usd", "16.8 亿美元", "US$1.68 billion"),
    (-1_680_000_000, "usd", "−16.8 亿美元", "−US$1.68 billion"),
    (1_204, "enterprises", "1,204 家", "1,204 enterprises"),
    (15_234, "enterprises", "1.52 万家", "15.2 thousand enterprises"),
    (146_000, "yuan_per_mu", "14.6 万元/亩", "146.0 thousand yuan per mu"),
    (0.583, "share", "58.3%", "58.3%"),
    (33_000_000, "square_metre", "3,300 万平方米", "33.0 km²"),
    (0, "yuan", "0 元", "0 yuan"),
    (None, "yuan", "—", "—"),
    (float("nan"), "usd", "—", "—"),
]


@pytest.mark.parametrize(("value", "unit", "zh", "en"), GOLDEN)
def test_golden_figures(value, unit, zh, en):
    assert str(figure(value, unit, "zh")) == zh
    assert str(figure(value, unit, "en")) == en


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(0.148, "+14.8%"), (-0.034, "−3.4%"), (0.0004, "0.0%"), (-0.0004, "0.0%"), (12.345, "+1,234.5%"), (None, "—")],
)
def test_golden_growth(fraction, text):
    assert percent(fraction, "zh") == percent(fraction, "en") == text


def test_a_level_in_per_cent_has_no_plus():
    assert percent(0.583, "zh", signed=False) == "58.3%"


def test_signed_figures_carry_a_plus():
    assert str(figure(2.1e8, "yuan", "zh", signed=True)) == "+2.10 亿元"
    assert str(figure(0, "yuan", "zh", signed=True)) == "0 元"


def test_percentage_points():
    assert points(0.061, "zh") == "+6.1 个百分点"
    assert points(-0.061, "en") == "−6.1 pp"
    assert points(float("nan"), "en") == "—"


def test_one_scale_for_a_column():
    shared = scale(2.486e11, "yuan", "zh")
    assert [str(shared.figure(each)) for each in (2.486e11, 1e8, 0)] == ["2,486 亿元", "1.00 亿元", "0 亿元"]


@pytest.mark.parametrize(
    ("period", "cumulative", "zh", "en"),
    [
        ("2010-06", False, "2010年6月", "Jun 2010"),
        ("2010-06", True, "2010年1—6月", "Jan–Jun 2010"),
        ("2010-01", True, "2010年1月", "Jan 2010"),
        ("2010-12", True, "2010年全年", "Full year 2010"),
        ("2010", False, "2010年", "2010"),
    ],
)
def test_periods(period, cumulative, zh, en):
    assert period_label(period, "zh", cumulative=cumulative) == zh
    assert period_label(period, "en", cumulative=cumulative) == en


AMOUNTS = st.floats(min_value=-9e11, max_value=9e11, allow_nan=False)


@given(AMOUNTS, st.sampled_from(["yuan", "usd", "yuan_per_mu"]), st.sampled_from(["zh", "en"]))
def test_one_to_four_digits_stand_before_the_unit(value, unit, language):
    number = figure(value, unit, language).number
    digits = re.sub(r"\D", "", number.split(".")[0])
    assert 1 <= len(digits) <= 4
    assert "-" not in number


@given(AMOUNTS, st.sampled_from(["zh", "en"]))
def test_a_figure_reads_back_to_its_value(value, language):
    chosen = scale(value, "yuan", language)
    text = chosen.figure(value).number.replace(",", "").replace("−", "-")
    assert float(text) * chosen.factor == pytest.approx(value, rel=0.006, abs=0.006 * chosen.factor)


@given(AMOUNTS, st.sampled_from(["zh", "en"]))
def test_minus_is_a_real_minus_and_nought_has_no_sign(value, language):
    text = figure(value, "yuan", language).number
    assert text.startswith("−") == (value < 0 and text != "0")


def test_every_unit_has_scales_in_both_languages():
    for unit in Unit:
        plain = unit in {Unit.INDEX, Unit.TIMES}  # 101.7 and 2.31 stand alone
        assert plain or figure(12_345_678, unit, "zh").unit
        assert plain or figure(12_345_678, unit, "en").unit
