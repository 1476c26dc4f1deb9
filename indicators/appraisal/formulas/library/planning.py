"""Planning: three-point estimates, experience curves, what to choose within budgets."""

import math
from decimal import Decimal
from statistics import NormalDist
from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.formulas.formula import Answer, Answers, Exact, formula
from indicators.appraisal.portfolio import Programme, Project, Variant, planned
from indicators.errors import QuestionError

_NONE = Text("不舍入", "none")
_FEN = 100
Several = tuple[float, ...]


@formula(
    Text("三点估算（PERT）", "Three-point estimate (PERT)"),
    "mean = sum (o + 4 m + p) / 6, variance = sum ((p - o) / 6)^2; triangular: (o + m + p) / 3, "
    "(o^2 + m^2 + p^2 - o m - o p - m p) / 18; the sum is taken for normal",
    source=Text("Malcolm 等（1959）PERT", "Malcolm and others (1959), on PERT"),
    rounding=_NONE,
)
def pert(
    *,
    optimistic: Annotated[Several, Text("乐观（各项）", "optimistic, of each task")],
    likely: Annotated[Several, Text("最可能（各项）", "most likely, of each task")],
    pessimistic: Annotated[Several, Text("悲观（各项）", "pessimistic, of each task")],
    by: Annotated[float | None, Text("期限", "deadline, or budget")] = None,
    chance: Annotated[float, Text("要求的把握", "chance that is wanted")] = 0.9,
    shape: Annotated[Literal["beta", "triangular"], Text("分布", "distribution")] = "beta",
) -> Answers:
    """Return mean and deviation of tasks one after another, the chance to keep ``by``, and what keeps a chance."""
    tasks = list(zip(optimistic, likely, pessimistic, strict=True))
    if any(not low <= most <= high for low, most, high in tasks):
        raise QuestionError(
            Text("每项应 乐观 ≤ 最可能 ≤ 悲观。", "Each task needs optimistic ≤ most likely ≤ pessimistic.")
        )
    if shape == "beta":
        mean = sum((low + 4 * most + high) / 6 for low, most, high in tasks)
        variance = sum(((high - low) / 6) ** 2 for low, _, high in tasks)
    else:
        mean = sum((low + most + high) / 3 for low, most, high in tasks)
        variance = sum(
            (low**2 + most**2 + high**2 - low * most - low * high - most * high) / 18 for low, most, high in tasks
        )
    deviation = math.sqrt(variance)
    whole = NormalDist(mean, deviation) if deviation else None
    kept = None if by is None else (whole.cdf(by) if whole else float(by >= mean))
    return (
        Answer("mean", Text("期望", "mean"), mean),
        Answer("deviation", Text("标准差", "standard deviation"), deviation),
        Answer("variance", Text("方差", "variance"), variance),
        Answer("kept", Text("按期的概率", "chance to keep it"), kept),
        Answer("needed", Text("达到把握所需", "needed for the chance"), whole.inv_cdf(chance) if whole else mean),
    )


@formula(
    Text("经验曲线", "Experience curve"),
    "y(n) = first n^(ln(rate) / ln 2); average: total = n y(n); unit: total = sum of y(1) to y(n)",
    source=Text("Wright（1936）累计平均；Crawford（1944）单件", "Wright (1936), averages; Crawford (1944), units"),
    rounding=_NONE,
)
def experience(
    *,
    first: Annotated[float, Text("首件费用或工时", "cost or hours of the first")],
    rate: Annotated[float, Text("学习率，如 80%", "rate, as in 80%")],
    units: Annotated[int, Text("件数", "units")],
    model: Annotated[Literal["average", "unit"], Text("累计平均或单件", "averages or units")] = "average",
) -> Answers:
    """Return what the last unit, all of them, and one on the average take."""
    slope = math.log2(rate)

    def at(number: int) -> float:
        return first * number**slope

    if model == "average":
        total, last = units * at(units), units * at(units) - (units - 1) * (at(units - 1) if units > 1 else 0.0)
    else:
        total, last = math.fsum(map(at, range(1, units + 1))), at(units)
    return (
        Answer("last", Text("最后一件", "the last unit"), last),
        Answer("total", Text("合计", "all of them"), total),
        Answer("average", Text("平均", "on the average"), total / units),
    )


@formula(
    Text("预算内择优（背包）", "What to choose within budgets (knapsack)"),
    "max sum value x, sum cost(t) x <= budget(t) for each period, x whole, 0 <= x <= copies",
    source=Text("Lorie 与 Savage（1955）；Weingartner（1963）", "Lorie and Savage (1955); Weingartner (1963)"),
    rounding=Text("最优解（间隙为零）；金额到分", "the optimum, without a gap; money to the fen"),
)
def knapsack(
    *,
    values: Annotated[Several, Text("各项价值", "value of each")],
    costs: Annotated[Exact, Text("各项费用，逐期给出", "cost of each, period after period")],
    budgets: Annotated[Exact, Text("各期预算", "budget of each period")],
    copies: Annotated[tuple[int, ...], Text("各项最多件数（或一个）", "most copies of each, or one for all")] = (1,),
) -> Answers:
    """Return the greatest value within the budgets, and what is chosen, counted from one."""
    count = len(values)
    if len(costs) != count * len(budgets) or len(copies) not in {1, count}:
        raise QuestionError(
            Text(
                "费用数应为项数 × 期数。", "There are as many costs as things times periods, and a copy count for each."
            )
        )
    found = planned(
        Programme(
            years=tuple(range(len(budgets))),
            budgets_fen=tuple(map(_fen, budgets)),
            projects=tuple(
                Project(
                    key=str(place + 1),
                    variants=(_variant(values[place], costs[place::count]),),
                    starts=(0,),
                    copies=copies[place % len(copies)],
                )
                for place in range(count)
            ),
        ),
        gap=0,
    )
    chosen = sorted(found.choices, key=lambda each: int(each.project)) if found else []
    said = " ".join(f"{each.project}×{each.copies}" if each.copies > 1 else each.project for each in chosen)
    return (
        Answer("value", Text("总价值", "value"), found.value if found else None),
        Answer("chosen", Text("入选", "chosen"), said or "—"),
    )


def _variant(value: float, costs: Exact) -> Variant:
    return Variant(key="", value=value, spending_fen=tuple(map(_fen, costs)))


def _fen(amount: Decimal) -> int:
    return whole_fen(amount * _FEN)


FORMULAS = (pert, experience, knapsack)
