"""Demand: what readings say, growth between two, how much to hold under doubt, what margins add."""

import math
from typing import Annotated

from datasets import Text
from indicators.appraisal.fen import fen
from indicators.appraisal.formulas.formula import Answer, Answers, formula
from indicators.appraisal.formulas.units import UNITS, YUAN
from indicators.appraisal.sizing import growth_ahead, measured
from indicators.appraisal.sizing.chain import Chain, Covers, Factor
from indicators.appraisal.sizing.hedge import (
    critical_ratio,
    discrete_quantity,
    normal_loss,
    normal_quantity,
    uniform_quantity,
)
from indicators.appraisal.sizing.margins import audit
from indicators.errors import QuestionError

_NONE = Text("不舍入", "none")


@formula(
    Text("实测负载", "A measured load"),
    "mean; P95 between readings (type 7); peak; peak / P95",
    source=Text("Hyndman 与 Fan（1996）第 7 型分位数", "Hyndman and Fan (1996), type 7"),
    rounding=_NONE,
)
def load(*, readings: Annotated[tuple[float, ...], Text("读数", "readings")]) -> Answers:
    """Return what readings of a load say."""
    found = measured(readings)
    return (
        Answer("count", Text("读数个数", "readings"), found.count),
        Answer("mean", Text("均值", "mean"), found.mean),
        Answer("p95", Text("95 分位", "95th percentile"), found.p95),
        Answer("peak", Text("峰值", "peak"), found.peak),
        Answer("peak_factor", Text("峰值÷95 分位", "peak over P95"), found.peak_factor),
    )


@formula(
    Text("年均增长率", "Growth a year"),
    "(last / first)^(1 / years) - 1; years until wanted = ln(wanted / last) / ln(1 + growth)",
    source=Text("几何平均增长率", "geometric mean growth"),
    rounding=_NONE,
)
def growth(
    *,
    first: Annotated[float, Text("期初", "at first")],
    last: Annotated[float, Text("期末", "at last")],
    years: Annotated[float, Text("年数", "years between")],
    wanted: Annotated[float, Text("将达到的量，0 为不算", "what is to be reached, 0 for none")] = 0.0,
) -> Answers:
    """Return the growth a year between two loads, and the years until a third."""
    rate = (last / first) ** (1 / years) - 1
    until = math.log(wanted / last) / math.log1p(rate) if wanted else None
    return (
        Answer("growth", Text("年均增长率", "growth a year"), rate),
        Answer("until", Text("达到的年数", "years until"), until, Text("年", "years")),
    )


@formula(
    Text("未来增长区间", "Growth ahead with its interval"),
    "the forecast's 80 % interval and that of the trend of ln(load); the growth spans both",
    source=Text("本系统的预测引擎与对数趋势，见决策 42", "this system's forecasts and the trend of logs, decision 42"),
    rounding=_NONE,
)
def ahead(
    *,
    monthly: Annotated[tuple[float, ...], Text("逐月负载", "loads month by month")],
    years: Annotated[int, Text("年数", "years ahead")] = 3,
) -> Answers:
    """Return P10, P50 and P90 of the growth a year ahead of a monthly load."""
    found = growth_ahead(monthly, years)
    said = (("p10", found.low), ("p50", found.median), ("p90", found.high))
    return tuple(Answer(key, Text(f"年增长率 {key.upper()}", f"growth {key.upper()}"), value) for key, value in said)


@formula(
    Text("报童模型", "Newsvendor"),
    "ratio = short / (short + over); Q = mean + z deviation; least + ratio (most - least); cumulated >= ratio; "
    "lost = deviation (phi(z) - z (1 - Phi(z))); gain = short (mean - lost) - over left",
    source=Text("Arrow、Harris 与 Marschak（1951）", "Arrow, Harris and Marschak (1951)"),
    rounding=Text(
        "z 精确；places=2 时按印刷表向上取到两位",
        "z is exact; with places=2 it is read from a printed table, rounded up",
    ),
)
def newsvendor(
    *,
    short: Annotated[float, Text("少一个的代价", "cost of one too few")],
    over: Annotated[float, Text("多一个的代价", "cost of one too many")],
    normal: Annotated[tuple[float, ...], Text("正态：均值,标准差", "normal: mean,deviation")] = (),
    uniform: Annotated[tuple[float, ...], Text("均匀：最小,最大", "uniform: least,most")] = (),
    demands: Annotated[tuple[float, ...], Text("离散：需求量", "discrete: demands")] = (),
    chances: Annotated[tuple[float, ...], Text("离散：概率", "discrete: chances")] = (),
    places: Annotated[int | None, Text("z 的位数", "places of z")] = None,
) -> Answers:
    """Return the critical ratio and the quantity of one of three kinds of demand, and what a normal one brings."""
    ratio = critical_ratio(short, over)
    told: tuple[Answer, ...] = ()
    if normal:
        mean, deviation = normal
        quantity = normal_quantity(mean, deviation, ratio, places)
        told = _expected(mean, deviation, quantity, short, over)
    elif uniform:
        least, most = uniform
        quantity = uniform_quantity(least, most, ratio)
    else:
        quantity = discrete_quantity(demands, chances, ratio)
    return (
        Answer("ratio", Text("临界比", "critical ratio"), ratio),
        Answer("quantity", Text("最优数量", "best quantity"), quantity),
        *told,
    )


def _expected(mean: float, deviation: float, quantity: float, short: float, over: float) -> Answers:
    lost = normal_loss(mean, deviation, quantity)
    left = quantity - mean + lost
    return (
        Answer("lost", Text("期望缺货", "expected shortage"), lost),
        Answer("left", Text("期望剩余", "expected left over"), left),
        Answer("gain", Text("期望收益", "expected gain"), short * (mean - lost) - over * left),
    )


@formula(
    Text("裕量审计", "Margin audit"),
    "units = ceil(start * conversions * margins / capacity), each margin priced in its order",
    source=Text("规划五(二)：不得盲目求大求全；逐项核价", "plan, 5(2): not larger than needed; each factor priced"),
    rounding=Text("台数向上取整，价款到分", "units are rounded up, prices to the fen"),
)
def margins(
    *,
    start: Annotated[float, Text("起点", "start")],
    factors: Annotated[
        tuple[str, ...],
        Text(
            "系数，如 unit:20,peak:2,growth:2.5:5（第 5 年）,headroom:/0.7",
            "as in unit:20,peak:2,growth:2.5:5,headroom:/0.7",
        ),
    ],
    capacity: Annotated[float, Text("单台能力", "capacity of one")],
    price: Annotated[str, Text("单价（元）", "price in yuan")] = "0",
    spares: Annotated[int, Text("备机数", "spares")] = 0,
    peak: Annotated[int, Text("起点是否已为峰值（1 是）", "1 if the start is a peak already")] = 0,
) -> Answers:
    """Return a chain's margins: units and yuan that each adds, those counted twice, and the whole."""
    chain = Chain(start, tuple(map(_factor, factors)))
    found = audit(chain, capacity=capacity, price_fen=fen(price), spares=spares, measured_at_peak=bool(peak))
    told = [Answer("bare", Text("无裕量台数", "units without margins"), found.bare_units, UNITS)]
    for place, each in enumerate(found.margins, start=1):
        again = Text("（重复）", " (twice)") if each in found.twice else Text("", "")
        name = Text(f"{each.factor.name.zh}{again.zh}", f"{each.factor.name.en}{again.en}")
        told.append(Answer(f"units{place}", name, each.units_added, UNITS))
        told.append(Answer(f"yuan{place}", name, each.added_fen / 100, YUAN))
    return (
        *told,
        Answer("units", Text("合计台数", "units in all"), found.total_units, UNITS),
        Answer("yuan", Text("合计", "in all"), found.total_fen / 100, YUAN),
        Answer("stacked", Text("裕量连乘", "margins multiplied"), found.stacked),
        Answer("without_twice", Text("去掉重复后", "without what is twice"), found.without_twice_fen / 100, YUAN),
    )


def _factor(word: str) -> Factor:
    kind, _, rest = word.partition(":")
    number, _, years = rest.partition(":")
    if kind not in set(Covers):
        known = "、".join(Covers)
        raise QuestionError(Text(f"“{word}”应以 {known} 之一开头。", f"{word!r} should begin with one of {known}."))
    return Factor(
        Text(word, word),
        float(number.lstrip("/")),
        Covers(kind),
        divides=number.startswith("/"),
        years=float(years) if years else None,
    )


FORMULAS = (load, growth, ahead, newsvendor, margins)
