"""What is needed and what may be given: the published worked cases, and what must hold whatever the numbers are."""

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets import Text
from indicators import QuestionError
from indicators.appraisal.sizing import (
    Capacity,
    Demand,
    Growth,
    Room,
    Running,
    audit,
    footprint,
    growth_ahead,
    growths_ahead,
    hidden_a_year,
    life_cycle_fen,
    measured,
    network,
    requests_a_second,
    scalability,
    sized,
    storage,
    tpmc,
    transactions_a_minute,
)
from indicators.appraisal.sizing.chain import Chain, Covers, Factor
from indicators.appraisal.sizing.demand import trend
from indicators.appraisal.sizing.servers import busy_share

RATES = st.floats(-0.3, 1.5)


@st.composite
def growths(draw):
    return Growth(*sorted(draw(RATES) for _ in range(3)))


@st.composite
def lines(draw):
    return Capacity(
        name="服务器",
        demand=Demand(draw(st.floats(0, 1e6)), draw(growths())),
        capacity=draw(st.floats(10, 1e5)),
        requested=draw(st.integers(0, 300)),
        price_fen=draw(st.integers(0, 10**9)),
        utilisation=draw(st.floats(0.3, 1)),
        spares=draw(st.integers(0, 3)),
        reuse=draw(st.floats(0, 1e5)),
    )


def line(**changed):
    words = {
        "name": "数据库服务器",
        "demand": Demand(1000, Growth(0.10, 0.20, 0.30)),
        "capacity": 100,
        "requested": 60,
        "price_fen": 10_000_000,
        "utilisation": 0.7,
        "spares": 1,
    }
    return Capacity(**(words | changed))


# Worked cases


def test_tpmc_of_220_000_calls_a_month():
    """The reckoning that circulates as tpmC简单计算法: 67 × 20 × 8 × 4 ÷ 0.7 = 61257, its 67 being 66.67 rounded."""
    minute = transactions_a_minute(220_000, days=22, share=0.8, hours=4, peak=2, rounded="nearest")
    assert minute.value == 67
    words = {"operations": 20, "ratio": 8, "correction": 4, "reserve": 0.3}
    assert tpmc(minute.value, **words).value == 61_257
    assert tpmc(minute.unrounded, **words).value == 60_952


@pytest.mark.parametrize(
    ("users", "requests", "mix", "published"),
    [(100, 2, 24 / 3, 18_285), (50, 2, (30 * 3 + 70 * 6 + 90 * 1) / 10, 68_571)],
)
def test_tpmc_of_online_users(users, requests, mix, published):
    """U × N × mean operations × 5 × 1.6 ÷ 0.7, published without the decimals (系统能力需求估算)."""
    assert tpmc(users * requests, operations=mix, peak=5, correction=1.6, reserve=0.3).value == published


def test_the_scalability_law_finds_its_own_parameters():
    """Gunther 2007 with α = β = 0.02 and γ = 1, throughputs to four places."""
    found = scalability([1, 2, 4, 6, 8, 10], [1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557])
    assert (round(found.alpha, 4), round(found.beta, 4), round(found.gamma, 4)) == (0.02, 0.02, 1.0)
    assert found.best_units == pytest.approx(7.0, abs=0.01)
    assert found.units_for(3.5) == 6
    assert found.units_for(4.0) is None


def test_a_fit_that_would_leave_the_law_stays_at_its_bound():
    """A ray tracer on 1 to 64 processors (usl package, Möding): free, β would be below nought."""
    processors = [1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64]
    rates = [20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310]
    found = scalability(processors, rates)
    assert found.beta == 0
    assert found.best_units == math.inf
    assert found.most == pytest.approx(found.gamma / found.alpha)
    assert scalability(processors, rates, gamma=20).alpha == pytest.approx(0.0498, abs=1e-4)


def test_need_at_two_three_and_five_years():
    """L0 1000, g 25 %, ρ 0.8 (notes on appraisal)."""
    demand = Demand(1000, Growth(0.25, 0.25, 0.25))
    assert [round(demand.at(years) / 0.8, 3) for years in (2, 3, 5)] == [1953.125, 2441.406, 3814.697]


def test_hidden_cost_of_a_server():
    """100 thousand yuan, 10 %, 500 W, λ 1, 1 yuan a kWh, PUE 2, 2U at 500: 19,760 a year, 198,800 over five at r = 0."""
    running = Running.of(maintenance="0.1", watts=500, rack_units=2)
    hidden = hidden_a_year(10_000_000, running, Room.of(tariff=1, pue=2, rent=500))
    assert hidden.total == 1_976_000
    assert (hidden.power, hidden.cooling, hidden.space) == (438_000, 438_000, 100_000)
    assert life_cycle_fen(10_000_000, hidden, 0) == 19_880_000
    assert life_cycle_fen(10_000_000, hidden, "0.05") == 18_555_046  # 1,976,000 × 4.3294767 + 10,000,000


def test_a_line_by_the_formulas():
    """N(t, g) = 1 + ⌈1000 (1 + g)^t / 0.7 / 100⌉, by hand."""
    found = sized(line())
    assert [(need.years, need.probability, need.units) for need in found.needs] == [
        (2, 0.5, 22), (2, 0.9, 26), (3, 0.5, 26), (3, 0.9, 33), (5, 0.5, 37), (5, 0.9, 55),
    ]  # fmt: skip
    assert (found.ceiling, found.excess, found.approved, found.short) == (33, 27, 33, 0)
    assert found.oversize == pytest.approx(59 * 100 / (1728 / 0.7))
    assert found.oversize_ahead == pytest.approx(59 * 100 / (1000 * 1.2**5 / 0.7))
    assert found.lasts[1] == pytest.approx(math.log(4.13) / math.log(1.2))
    assert found.expandable is None


def test_reuse_and_a_platform_that_is_too_small():
    found = sized(line(reuse=1000, most=40))
    assert (found.ceiling, found.expandable) == (23, False)  # 3138.57 − 1000 over 100, and one spare
    assert sized(line(reuse=10_000)).ceiling == 0
    assert sized(line(most=55)).expandable is True


def test_a_line_under_other_assumptions():
    assert line().under() == line()
    changed = line().under(growth=Growth(0, 0, 0), reuse=500)
    assert (changed.demand.load, changed.reuse, sized(changed).ceiling) == (1000, 500, 11)
    assert line().under(reuse=500).demand == line().demand


def test_a_request_that_is_too_small_says_by_how_much():
    found = sized(line(requested=10))
    assert (found.excess, found.short) == (0, 12)
    assert found.oversize < 1
    assert found.lasts == (0.0, 0.0, 0.0)


# What must hold


@given(lines(), st.floats(0, 1e5))
@settings(max_examples=40, deadline=None)
def test_more_reuse_never_raises_the_ceiling(one, more):
    assert sized(replace(one, reuse=one.reuse + more)).ceiling <= sized(one).ceiling


@given(lines(), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_wider_interval_never_lowers_the_ceiling(one, wider):
    known = one.demand.growth
    wide = Growth(known.low - min(wider, (known.low + 1) / 2), known.median, known.high + wider)
    assert sized(replace(one, demand=Demand(one.demand.load, wide))).ceiling >= sized(one).ceiling


@given(lines(), st.sampled_from([1000, 10_000]))
@settings(max_examples=40, deadline=None)
def test_the_unit_of_the_load_leaves_the_units(one, times):
    """Loads in transactions or in ten thousands of them: the same machines."""
    smaller = replace(
        one,
        demand=Demand(one.demand.load / times, one.demand.growth),
        capacity=one.capacity / times,
        reuse=one.reuse / times,
    )
    before, after = sized(one), sized(smaller)
    assert (before.ceiling, before.excess, before.short) == (after.ceiling, after.excess, after.short)


@given(growths(), st.floats(0.001, 0.999))
@settings(max_examples=40, deadline=None)
def test_quantiles_and_chances_of_growth_undo_each_other(spread, probability):
    found = spread.quantile(probability)
    assert (spread.quantile(0.1), spread.quantile(0.5), spread.quantile(0.9)) == (
        spread.low,
        spread.median,
        spread.high,
    )
    if min(spread.median - spread.low, spread.high - spread.median) > 0.01:
        assert spread.at_most(found) == pytest.approx(probability, abs=1e-6)


# The load


def test_a_measured_load():
    found = measured([*range(1, 101), math.nan])
    assert (found.count, found.missing, found.mean, found.p95, found.peak) == (100, 1, 50.5, 95.05, 100)
    assert found.peak_factor == pytest.approx(1.0521, abs=1e-4)


def test_growth_is_found_in_a_history():
    months = np.arange(36)
    noise = np.random.default_rng(1).normal(0, 0.03, (2, 36))
    rising, falling = 1000 * np.array([[1.25], [0.9]]) ** (months / 12) * np.exp(noise)
    found, other, none = growths_ahead([rising, falling, [5]])
    assert none is None
    assert found == growth_ahead(rising)
    assert 0.10 < found.median < 0.30
    assert found.low < 0.25 < found.high
    assert other.low < -0.1 < other.high
    assert -0.2 < other.median < 0.05


def test_a_trend_is_the_slope_of_the_logs():
    """Exactly 20 % a year, with a gap: no error at all; with noughts there are no logs."""
    load = 100 * 1.2 ** (np.arange(24) / 12)
    load[7] = math.nan
    assert trend(load).median == pytest.approx(0.2)
    assert trend(load).high == pytest.approx(0.2)
    assert trend([0, 1, 2, 3]) is None
    wide, narrow = trend([100, 130, 90, 140, 95, 150]), trend([100, 102, 104, 106, 108, 111])
    assert wide.high - wide.low > narrow.high - narrow.low


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: measured([]), "负载历史为空"),
        (lambda: measured([1, -1]), "负值"),
        (lambda: growth_ahead([5]), "1 个月"),
        (lambda: growth_ahead([0, 0, 0, 0]), "全为零"),
        (lambda: Growth(0.3, 0.2, 0.1), "分位数"),
        (lambda: Growth(-1, 0, 0), "−100%"),
        (lambda: Demand(-1, Growth(0, 0, 0)), "非负数"),
        (lambda: line(price_fen=-1), "单价不能为负"),
        (lambda: line(capacity=0), "单台能力"),
        (lambda: line(utilisation=1.2), "利用率"),
        (lambda: line(reuse=-1), "复用"),
        (lambda: line(requested=-1), "数量"),
        (lambda: Room.of(tariff=1, pue="0.9", rent=0), "PUE"),
        (lambda: Room.of(tariff=-1, pue=1, rent=0), "电价"),
        (lambda: Running.of(watts="很大"), "不是数"),
        (lambda: Factor(Text("零", "nought"), 0), "大于零"),
        (lambda: scalability([1, 2], [1, 2]), "四个"),
        (lambda: storage.protection("5", 2), "RAID 5"),
        (lambda: storage.placed(1, [storage.Tier("a", 0.5, 1, 1)]), "占比"),
        (lambda: network.core_licences([(8, 0)]), "核系数"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(wrong, says):
    with pytest.raises(QuestionError) as told:
        wrong()
    assert says in told.value.text.zh
    assert told.value.text.en


# The margin audit


def stacked(*extra):
    """A study that takes 5 years' design figures, a peak of 2, a correction of 4 and 30 % reserve (and what is added)."""
    return Chain(
        100,
        (
            Factor(Text("事务数", "operations"), 20),
            Factor(Text("峰值", "peak"), 2, Covers.PEAK),
            Factor(Text("五年增长", "growth of five years"), 2.5, Covers.GROWTH, years=5),
            Factor(Text("冗余", "reserve"), 0.7, Covers.HEADROOM, divides=True),
            *extra,
        ),
    )


def test_every_margin_is_priced_and_they_add_up_to_the_total():
    found = audit(stacked(), capacity=1000, price_fen=5_000_000, spares=1)
    assert found.bare_units == 2
    assert [(each.units_added, each.added_fen) for each in found.margins] == [
        (2, 10_000_000), (6, 30_000_000), (5, 25_000_000),
    ]  # fmt: skip
    assert found.bare_units * 5_000_000 + sum(each.added_fen for each in found.margins) + found.spares_fen == (
        found.total_fen
    )
    assert found.total_units == 16
    assert found.stacked == pytest.approx(2 * 2.5 / 0.7)
    assert [each.factor.name.zh for each in found.beyond] == ["五年增长"]
    assert found.margins[0].alone_fen == 7 * 5_000_000  # 15 units, 8 without the peak
    assert not found.twice


def test_what_is_counted_twice_is_named_and_priced():
    again = Factor(Text("安全裕量", "safety"), 1.3, Covers.HEADROOM)
    found = audit(stacked(again), capacity=1000, price_fen=5_000_000, measured_at_peak=True, start_years=5)
    assert [each.factor.name.zh for each in found.twice] == ["峰值", "安全裕量"]
    assert found.total_units == 19
    assert found.without_twice_fen == 8 * 5_000_000
    said = found.findings()
    assert [("重复" in each.zh, "5 年" in each.zh) for each in said] == [
        (False, True), (True, False), (True, False), (False, True),
    ]  # fmt: skip


def test_spares_make_a_factor_for_failure_its_second_time():
    failure = Factor(Text("双机", "pair"), 2, Covers.FAILURE)
    assert not audit(stacked(failure), capacity=1000, price_fen=1).twice
    assert audit(stacked(failure), capacity=1000, price_fen=1, spares=1).twice


FACTORS = st.lists(st.tuples(st.floats(0.2, 5), st.sampled_from(list(Covers)), st.booleans()), max_size=8)


@given(st.floats(0.1, 1e5), FACTORS, st.floats(1, 1e4), st.integers(0, 10**8), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_the_waterfall_of_margins_always_adds_up(start, factors, capacity, price, spares):
    steps = tuple(Factor(Text("甲", "a"), value, covers, divides) for value, covers, divides in factors)
    found = audit(Chain(start, steps), capacity=capacity, price_fen=price, spares=spares)
    parts = found.bare_units * price + sum(each.added_fen for each in found.margins) + found.spares_fen
    assert parts == found.total_fen


# Storage, network, licences, room


def test_storage():
    holding = storage.Holding(10, Growth(0.1, 0.2, 0.4), added_a_year=1)
    assert holding.at(3) == pytest.approx(10 * 1.728 + 3)
    assert holding.at(3, 0.9) == pytest.approx(10 * 2.744 + 3)
    assert storage.records(10_000, bytes_each=2_000, days=365, overhead=1.5) == pytest.approx(0.01095)
    assert [storage.protection(level, 8) for level in ("0", "10", "5", "6")] == [1, 0.5, 0.875, 0.75]
    assert storage.raw(12, protected=0.75, kept_free=0.2, reduction=2) == pytest.approx(10)
    assert storage.backup(10, fulls=4, increments=24, change=0.05, reduction=2) == pytest.approx(26)
    assert storage.replication_mbps(45, 1) == pytest.approx(100)
    assert storage.restore_hours(3_600, 100) == pytest.approx(10)
    fast, slow = storage.placed(
        10, [storage.Tier("在线", 0.4, 0.5, 900_000), storage.Tier("近线", 0.6, 0.75, 200_000)], kept_free=0.2
    )
    assert (fast.raw, fast.price_fen) == (pytest.approx(10), 9_000_000)
    assert (slow.raw, slow.price_fen) == (pytest.approx(10), 2_000_000)


def test_network_and_licences():
    assert network.bandwidth(500, concurrency=0.2, kilobits_each=350, peak=1.4, utilisation=0.7).value == pytest.approx(
        70
    )
    assert network.page_bandwidth(100, kilobytes_each=50, utilisation=0.8).value == pytest.approx(50)
    assert network.switches(200, ports_each=48, kept_free=0.2) == 6
    assert network.named_licences(300, free=40) == 260
    assert network.concurrent_licences(300, 0.1, free=50) == 0
    assert network.core_licences([(8, 0.5), (6, 0.75)], free=2) == 7


def test_requests_and_busyness():
    """Denning and Buzen 1978: 400 users thinking 18 s and waiting 2 s make 20 requests a second, 40 ms each 80 % busy."""
    assert requests_a_second(400, concurrency=1, think_seconds=18, response_seconds=2).value == pytest.approx(20)
    assert busy_share(20, 0.04) == pytest.approx(0.8)


def test_a_machine_room():
    server = Running.of(watts=500, load_factor="0.8", rack_units=2)
    room = footprint([(50, server)], pue=2, kilowatts_a_rack=4, usable=0.8)
    assert (room.rack_units, room.kilowatts, room.input_kilowatts, room.racks) == (100, 20, 40, 5)
    assert room.cooling_btu_an_hour == pytest.approx(68_242.84)
    assert room.cooling_tons == pytest.approx(5.687, abs=1e-3)
    assert footprint([(50, server)], pue=2).racks == 3


def test_a_chain_is_written_as_it_is_reckoned():
    minute = transactions_a_minute(220_000, days=22, share=0.8, hours=4, peak=2, rounded="nearest")
    assert minute.formula() == "220000 ÷ 22 × 0.8 ÷ 4 × 2 ÷ 60 = 67"
    assert Chain(10, (Factor(Text("加", "up"), 1.05, rounded="up"),)).value == 11
    assert Decimal(str(minute.value)) == 67
