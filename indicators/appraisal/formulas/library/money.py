"""Money over time: present value, return, payback, yearly equivalents, buying later."""

from decimal import Decimal
from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal import worth
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.formulas.formula import Answer, Answers, Exact, formula
from indicators.appraisal.formulas.units import YUAN
from indicators.appraisal.sizing import Capacity, Demand, Growth, Market, Room, Running, Staging
from indicators.appraisal.sizing.breakeven import break_even_decline
from indicators.appraisal.sizing.chances import simulated
from indicators.appraisal.sizing.waiting import waiting

_YEARS = Text("年", "years")
_NONE = Text("不舍入", "none")
_FEN = Decimal(100)


@formula(
    Text("净现值、内部收益率、回收期", "Present value, return, payback"),
    "NPV = sum flow(t) / (1 + r)^t; IRR: NPV = 0, or i1 + NPV1 / (NPV1 - NPV2) (i2 - i1); "
    "Pt = (T - 1) - cumulated(T - 1) / flow(T)",
    source=Text(
        "《建设项目经济评价方法与参数（第三版）》（2006）；英国《绿皮书》（guide=green_book 时逐年取其折现率）",
        "建设项目经济评价方法与参数 (2006); the Green Book (guide=green_book discounts each year at its own rate)",
    ),
    rounding=Text("净现值精确到 28 位，收益率为浮点数，均不舍入", "28 digits, returns in floating point; none rounded"),
)
def flows(
    *,
    flows: Annotated[Exact, Text("各年净现金流，第一项为现在", "net flows by year, the first one now")],
    rate: Annotated[Decimal, Text("折现率", "discount rate")] = Decimal(0),
    guide: Annotated[
        str | None, Text("按指南折现：green_book、china_2006", "discount by a guide: green_book, china_2006")
    ] = None,
    timing: Annotated[Literal["end", "mid"], Text("流量在年末或年中", "flows at the ends or middles of years")] = "end",
    between: Annotated[Exact, Text("内插法的两个折现率", "two rates to interpolate the return between")] = (),
) -> Answers:
    """Return net present value, internal rates of return, and paybacks."""
    chosen = rate if guide is None else worth.schedule(guide)
    returns = worth.rates_of_return(flows)
    dynamic = rate if isinstance(chosen, Decimal) else chosen.rates[0][1]
    return (
        Answer(
            "npv", Text("净现值", "net present value"), worth.present_value(flows, chosen, mid_year=timing == "mid")
        ),
        Answer("irr", Text("内部收益率", "internal rate of return"), min(returns, key=abs) if returns else None),
        Answer(
            "returns", Text("全部收益率", "all rates of return"), " ".join(f"{each:.6f}" for each in returns) or None
        ),
        Answer(
            "interpolated",
            Text("内部收益率（内插法）", "internal rate of return, interpolated"),
            worth.interpolated_return(flows, between),
        ),
        Answer("payback", Text("静态回收期", "payback"), worth.payback(flows), _YEARS),
        Answer("discounted_payback", Text("动态回收期", "discounted payback"), worth.payback(flows, dynamic), _YEARS),
    )


@formula(
    Text("折现系数", "Discount factor"),
    "1 / product of (1 + rate of each year)",
    source=Text(
        "英国《绿皮书》附录 6；《建设项目经济评价方法与参数》", "Green Book, annex 6; 建设项目经济评价方法与参数"
    ),
    rounding=_NONE,
)
def discount(
    *,
    year: Annotated[int, Text("第几年", "year")],
    rate: Annotated[Decimal, Text("折现率", "discount rate")] = Decimal("0.08"),
    guide: Annotated[str | None, Text("按指南：green_book、china_2006", "by a guide: green_book, china_2006")] = None,
) -> Answers:
    """Return what one paid in a year is worth today."""
    found = (1 + rate) ** -year if guide is None else worth.schedule(guide).factor(year)
    return (Answer("factor", Text("折现系数", "factor"), found),)


@formula(
    Text("年值（等额年金、费用年值）", "Equal yearly payment, equivalent annual cost"),
    "(V - salvage / (1 + r)^n) r / (1 - (1 + r)^-n) + running",
    source=Text("《建设项目经济评价方法与参数（第三版）》资金回收系数", "capital recovery factor"),
    rounding=_NONE,
)
def annual(
    *,
    value: Annotated[Decimal, Text("现值", "present value")],
    rate: Annotated[Decimal, Text("折现率", "discount rate")],
    years: Annotated[int, Text("年数", "years")],
    running: Annotated[Decimal, Text("每年的费用", "cost of each year")] = Decimal(0),
    salvage: Annotated[Decimal, Text("期末残值", "worth at the end")] = Decimal(0),
) -> Answers:
    """Return the equal payment at the ends of the years, with what each year costs."""
    whole = value - salvage / (1 + rate) ** years
    return (Answer("yearly", Text("年值", "yearly"), worth.yearly(whole, rate, years) + running),)


@formula(
    Text("效益费用比", "Benefit-cost ratio"),
    "sum benefits(t) / (1 + r)^t over sum costs(t) / (1 + r)^t",
    source=Text("《建设项目经济评价方法与参数（第三版）》（2006）", "建设项目经济评价方法与参数, third edition (2006)"),
    rounding=_NONE,
)
def ratio(
    *,
    benefits: Annotated[Exact, Text("各年效益", "benefits by year, the first one now")],
    costs: Annotated[Exact, Text("各年费用", "costs by year, the first one now")],
    rate: Annotated[Decimal, Text("折现率", "discount rate")] = Decimal("0.08"),
) -> Answers:
    """Return benefits over costs."""
    return (Answer("ratio", Text("效益费用比", "ratio"), worth.benefit_cost_ratio(benefits, costs, rate)),)


@formula(
    Text("分期采购", "Buying in stages"),
    "min(requested, ceiling) now, the rest at p (1 - d)^(t-1) / (1 + r)^(t-1), hidden cost while owned; "
    "exact over the growths where persistence = 1, else 10,000 paths, the same ones each time",
    source=Text("规划五(二)：性能提高、价格下降", "plan, 5(2): performance rises and prices fall"),
    rounding=Text("现值四舍五入到分", "present values to the fen, halves up"),
)
def staging(
    *,
    load: Annotated[float, Text("现有负载", "load of today")],
    growth: Annotated[tuple[float, ...], Text("年增长率 P10,P50,P90（或一个）", "growth P10,P50,P90 (or one)")],
    capacity: Annotated[float, Text("单台能力", "capacity of one")],
    requested: Annotated[int, Text("申请台数", "units asked for")],
    price: Annotated[Decimal, Text("单价（元）", "price in yuan")],
    decline: Annotated[Decimal, Text("年降价率", "price decline a year")],
    discount: Annotated[Decimal, Text("折现率", "discount rate")] = Decimal(0),
    utilisation: Annotated[float, Text("设计利用率", "utilisation")] = 1.0,
    maintenance: Annotated[Decimal, Text("年维护费率", "maintenance a year")] = Decimal(0),
    tender: Annotated[Decimal, Text("每次招标成本（元）", "cost of one more tender, yuan")] = Decimal(0),
    persistence: Annotated[
        float, Text("增长的延续性（1：各年同一增长率）", "persistence of growth (1: the same every year)")
    ] = 1.0,
) -> Answers:
    """Return what buying in stages saves at P10, P50 and P90, the chance of being short, the break-even decline."""
    spread = Growth(*(growth if len(growth) > 1 else growth * 3))
    one = Staging(
        line=Capacity(
            name="staging",
            demand=Demand(load, spread),
            capacity=capacity,
            requested=requested,
            price_fen=whole_fen(price * _FEN),
            utilisation=utilisation,
        ),
        running=Running.of(maintenance=maintenance),
        room=Room.of(tariff=0, pue=1, rent=0),
        market=Market.of(decline=decline, discount=discount, tender_fen=whole_fen(tender * _FEN)),
    )
    plan = one.plan(spread.median)
    bought = " ".join(f"{year}:{units}" for year, units in plan.purchases)
    quantiles, short = one.quantiles, one.chance_short
    if persistence != 1:
        drawn = simulated(one, persistence=persistence)
        quantiles, short = drawn.quantiles, drawn.chance_short
    low, middle, high = (Decimal(each) / _FEN for each in quantiles)
    return (
        Answer("purchases", Text("采购（年:台）", "purchases (year:units)"), bought),
        Answer("at_once", Text("一次采购现值", "at once"), Decimal(whole_fen(one.at_once)) / _FEN, YUAN),
        Answer("staged", Text("分期采购现值（P50）", "in stages (P50)"), Decimal(plan.cost_fen) / _FEN, YUAN),
        Answer("saving_p10", Text("节省 P10", "saving P10"), low, YUAN),
        Answer("saving_p50", Text("节省 P50", "saving P50"), middle, YUAN),
        Answer("saving_p90", Text("节省 P90", "saving P90"), high, YUAN),
        Answer("short", Text("三年内缺口概率", "chance of being short in three years"), short),
        Answer("break_even", Text("盈亏平衡降价率", "break-even decline"), break_even_decline(one)),
    )


@formula(
    Text("等待的价值", "The value of waiting"),
    "now = yearly + E(benefit) / r - cost; later = sum chance max(0, benefit (1 + r) / r - cost (1 - d)) / (1 + r)",
    source=Text("Dixit 与 Pindyck（1994）Investment under Uncertainty 第 2 章", "Dixit and Pindyck (1994), chapter 2"),
    rounding=_NONE,
)
def wait(
    *,
    cost: Annotated[Decimal, Text("投资", "cost")],
    yearly: Annotated[Decimal, Text("当年效益", "benefit of this year")],
    benefits: Annotated[Exact, Text("以后各年效益（各情形）", "benefit of each later year, by outcome")],
    chances: Annotated[Exact, Text("各情形概率", "chances of the outcomes")],
    rate: Annotated[Decimal, Text("折现率", "discount rate")],
    decline: Annotated[Decimal, Text("年降价率", "price decline a year")] = Decimal(0),
    years: Annotated[int | None, Text("受益年数，缺省为永续", "years of benefit, for ever by default")] = None,
) -> Answers:
    """Return the worth of building now, of waiting a year, and of being able to wait."""
    outcomes = list(zip(chances, benefits, strict=True))
    found = waiting(cost, yearly, outcomes, discount=rate, decline=decline, years=years)
    return (
        Answer("now", Text("现在建设", "now"), found.now),
        Answer("later", Text("等待一年", "in a year"), found.later),
        Answer("value", Text("等待的价值", "value of waiting"), found.value),
    )


FORMULAS = (flows, discount, annual, ratio, staging, wait)
