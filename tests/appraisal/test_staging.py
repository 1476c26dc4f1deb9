"""Buying in stages: exact over the interval of growth, and what must hold whatever the market does."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import QuestionError
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.sizing import Capacity, Demand, Growth, Market, Room, Running, Staging
from indicators.appraisal.sizing.breakeven import (
    break_even_decline,
    break_even_discount,
    break_even_tender,
    sensitivity,
)
from indicators.appraisal.sizing.chances import simulated
from indicators.appraisal.sizing.staging import quantile

ROOM = Room.of(tariff="0.85", pue=2, rent=600)
RUNNING = Running.of(maintenance="0.1", watts=500, rack_units=2, load_factor="0.8")


def staging(*, growth=(0.10, 0.20, 0.30), requested=60, tender=0, volume=(), decline="0.2", discount="0.05", **line):
    words = {"name": "服务器", "capacity": 100, "price_fen": 10_000_000, "utilisation": 0.7, "spares": 1}
    one = Capacity(demand=Demand(1000, Growth(*growth)), requested=requested, **(words | line))
    market = Market.of(decline=decline, discount=discount, tender_fen=tender, volume=volume)
    return Staging(line=one, running=RUNNING, room=ROOM, market=market)


def test_a_case_by_hand():
    """Two units, one needed now and the second in the third year: 1 + p(1 − d)²/(1 + r)², hidden cost while owned.

    Load 60 growing 25 %: 75, 93.75, 117.1875 over units of 100. Maintenance a tenth of the price paid, nothing else.
    """
    one = Capacity(
        name="一", demand=Demand(60, Growth(0.1, 0.15, 0.18)), capacity=100, requested=2, price_fen=1_000_000
    )
    found = Staging(
        line=one,
        running=Running.of(maintenance="0.1"),
        room=Room.of(tariff=0, pue=1, rent=0),
        market=Market.of(decline="0.2", discount="0.1"),
    )
    assert found.now == 1
    plan = found.plan(0.25)
    assert plan.purchases == ((1, 1), (3, 1))
    worth = [Decimal("1.1") ** -year for year in range(6)]
    by_hand = 1_000_000 + 100_000 * sum(worth[1:]) + 640_000 * worth[2] + 64_000 * sum(worth[3:])
    assert plan.cost_fen == whole_fen(by_hand)
    assert whole_fen(found.at_once) == whole_fen(2 * (1_000_000 + 100_000 * sum(worth[1:])))


def test_with_one_rate_of_growth_the_quantiles_are_exact():
    """P10, P50 and P90 of the saving are the savings at P90, P50 and P10 of growth (notes on appraisal)."""
    found = staging()
    assert found.quantiles == tuple(whole_fen(found.saving(growth)) for growth in (0.30, 0.20, 0.10))
    assert found.quantiles == tuple(quantile(found.outcomes, each) for each in (0.1, 0.5, 0.9))
    assert sum(share for _, share in found.outcomes) == pytest.approx(1)


@pytest.mark.parametrize("growth", [(0.10, 0.20, 0.30), (0.15, 0.40, 0.80), (-0.1, 0.0, 0.2), (0.25, 0.25, 0.25)])
@pytest.mark.parametrize("tender", [0, 30_000_000])
def test_monte_carlo_meets_the_closed_form_to_the_fen(growth, tender):
    found = staging(growth=growth, tender=tender, requested=90)
    drawn = simulated(found, paths=4000)
    assert drawn.quantiles == found.quantiles
    assert drawn.chance_short == pytest.approx(found.chance_short, abs=1e-3)


def test_years_that_differ_have_no_closed_form_and_the_same_answer_twice():
    found = staging(growth=(0.15, 0.40, 0.80), requested=90)
    free = simulated(found, persistence=0.3, paths=2000)
    assert free == simulated(found, persistence=0.3, paths=2000)
    assert free != simulated(found, persistence=0.3, paths=2000, seed=7)
    assert free.chance_short < found.chance_short  # good and bad years level out
    with pytest.raises(QuestionError, match="persistence of 2"):
        simulated(found, persistence=2)


def test_the_chance_of_being_short():
    """Ceilings are at P90 of growth, so at most one future in ten is short; what is asked for below that is worse."""
    assert 0 < staging().chance_short <= 0.1
    assert staging(requested=26).chance_short == pytest.approx(0.5, abs=0.2)
    assert staging(requested=26).now == 26
    assert staging(requested=200, growth=(0.2, 0.2, 0.2)).chance_short == 0


def test_tenders_and_discounts_for_quantity_count():
    """What is asked for is needed in the end (growth certain): waiting saves the decline, and costs tenders and discount."""
    words = {"growth": (0.3, 0.3, 0.3), "requested": 55, "decline": "0.1"}
    plain = staging(**words)
    later = [year for year, _ in plain.plan(0.3).purchases if year > 1]
    assert later == [4, 5]
    dear = staging(**words, tender=1_000_000)
    rate = Decimal("1.05")
    assert plain.saving(0.3) - dear.saving(0.3) == pytest.approx(1_000_000 * (rate**-3 + rate**-4))
    assert whole_fen(staging(**words, tender=break_even_tender(plain)).saving(0.3)) in {-1, 0, 1}
    bulk = staging(**words, volume=[(50, "0.1"), (20, "0.05")])
    assert bulk.at_once < plain.at_once
    assert bulk.saving(0.3) < plain.saving(0.3)


def test_break_even_rates():
    words = {"growth": (0.3, 0.3, 0.3), "requested": 55, "tender": 150_000_000}
    decline = break_even_decline(staging(**words))
    assert 0 < decline < 1
    at, above = (
        staging(**(words | {"decline": decline + more})).saving(0.3) for more in (-Decimal("0.001"), Decimal("0.001"))
    )
    assert at < 0 < above
    discount = break_even_discount(staging(**words))
    assert discount is not None
    assert abs(staging(**(words | {"discount": discount})).saving(0.3)) < 1_000_000
    assert break_even_decline(staging()) is None  # what is never needed is saved at any price
    assert break_even_tender(staging(requested=5)) is None


def test_the_bar_of_sensitivity_rises_with_the_decline():
    bar = sensitivity(staging())
    assert [rate for rate, _ in bar] == [Decimal(each) / 100 for each in (0, 10, 20, 25, 30, 42)]
    assert all(low <= middle <= high for _, (low, middle, high) in bar)
    assert [each for _, each in bar] == sorted(each for _, each in bar)


@given(
    st.lists(st.floats(-0.2, 0.9), min_size=3, max_size=3),
    st.integers(1, 70),
    st.integers(0, 10**8),
    st.floats(-0.2, 0.8),
    st.floats(0, 0.15),
)
@settings(max_examples=25, deadline=None)
def test_faster_decline_never_lowers_the_value_of_staging(rates, requested, tender, decline, faster):
    slow = staging(growth=sorted(rates), requested=requested, tender=tender, decline=decline)
    fast = slow.under(replace(slow.market, decline=slow.market.decline + Decimal(str(faster))))
    for before, after in zip(slow.quantiles, fast.quantiles, strict=True):
        assert after >= before


@given(st.integers(0, 10**7), st.integers(1, 80))
@settings(max_examples=20, deadline=None)
def test_yuan_and_ten_thousand_yuan_say_the_same(price, requested):
    """A price times ten thousand (and rents and tariffs with it) is a saving times ten thousand."""
    one, times = staging(price_fen=price, requested=requested), 10_000
    room = Room.of(tariff=ROOM.tariff * times, pue=ROOM.pue, rent=ROOM.rent * times)
    other = Staging(line=replace(one.line, price_fen=price * times), running=RUNNING, room=room, market=one.market)
    assert other.saving(0.2) == pytest.approx(one.saving(0.2) * times)
    assert other.plan(0.2).purchases == one.plan(0.2).purchases


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"decline": "1.5", "discount": 0}, "年降价率"),
        ({"decline": 0, "discount": -1}, "折现率"),
        ({"decline": 0, "discount": 0, "tender_fen": -1}, "招标"),
        ({"decline": "快", "discount": 0}, "不是数"),
        ({"decline": 0, "discount": 0, "volume": [(10, -0.1)]}, "批量折扣"),
    ],
)
def test_a_market_that_cannot_be_is_told(words, says):
    with pytest.raises(QuestionError) as told:
        Market.of(**words)
    assert says in told.value.text.zh
