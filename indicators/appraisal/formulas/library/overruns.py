"""Overruns: optimism bias with mitigation, uplifts of reference classes."""

from decimal import Decimal
from typing import Annotated

from datasets import Text
from indicators.appraisal.cost.optimism import bias, combined
from indicators.appraisal.cost.reference import ReferenceClass
from indicators.appraisal.cost.uplift import uplifts
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.formulas.formula import Answer, Answers, Exact, formula
from indicators.appraisal.formulas.units import YUAN

_FEN = Decimal(100)


@formula(
    Text("乐观偏差", "Optimism bias"),
    "(1 - sum contribution mitigation) upper; of a mix, upper = sum share upper",
    source=Text(
        "Mott MacDonald（2002）；英国财政部绿皮书乐观偏差补充指南",
        "Mott MacDonald (2002); supplementary Green Book guidance on optimism bias",
    ),
    rounding=Text("不舍入；费用四舍五入到分", "none; the cost to the fen"),
)
def optimism(
    *,
    upper: Annotated[Exact, Text("上限（混合项目逐项）", "upper bound, or those of the parts")],
    shares: Annotated[Exact, Text("各部分占比", "shares of the parts")] = (),
    contributions: Annotated[Exact, Text("各风险领域贡献率（%）", "contributions of the areas of risk, per cent")] = (),
    mitigation: Annotated[Exact, Text("各领域缓解系数 0—1", "mitigation of each, 0 to 1")] = (),
    cost: Annotated[Decimal, Text("费用（元）", "cost in yuan")] = Decimal(0),
    management: Annotated[Decimal, Text("风险管理费用（元）", "cost of managing risks, yuan")] = Decimal(0),
) -> Answers:
    """Return the bias that is left, and the cost with it."""
    bound = combined(list(zip(shares, upper, strict=True))) if shares else upper[0]
    areas = {str(place): each for place, each in enumerate(contributions)}
    left = bias(bound, areas, {str(place): each for place, each in enumerate(mitigation)})
    whole = whole_fen(cost * (1 + left) * _FEN) + whole_fen(management * _FEN)
    return (
        Answer("upper", Text("上限", "upper bound"), bound),
        Answer("bias", Text("乐观偏差", "bias"), left),
        Answer("cost", Text("调整后费用", "cost with it"), Decimal(whole) / _FEN, YUAN),
    )


@formula(
    Text("参照类上浮", "Uplift of a reference class"),
    "cost (1 + quantile(1 - accepted)); between quantiles straight (type 7); published tables straight between chances",
    source=Text(
        "Flyvbjerg 与 COWI（2004），英国运输部；Hyndman 与 Fan（1996）",
        "Flyvbjerg with COWI (2004); Hyndman and Fan (1996)",
    ),
    rounding=Text("不舍入", "none"),
)
def uplift(
    *,
    accepted: Annotated[Decimal, Text("接受的超支概率", "chance of overrun that is accepted")],
    cost: Annotated[Decimal, Text("估算", "estimate")] = Decimal(1),
    of: Annotated[
        str, Text("公布的参照类：roads、rail、fixed_links", "published class: roads, rail, fixed_links")
    ] = "rail",
    overruns: Annotated[tuple[float, ...], Text("自己的超支率", "overruns of one's own")] = (),
) -> Answers:
    """Return the uplift and the budget."""
    found = (
        Decimal(str(ReferenceClass(Text("自有", "own"), overruns, Text("自有", "own")).uplift(float(accepted))))
        if overruns
        else uplifts(of).at(accepted)
    )
    return (
        Answer("uplift", Text("上浮", "uplift"), found),
        Answer("budget", Text("预算", "budget"), cost * (1 + found)),
    )


FORMULAS = (optimism, uplift)
