"""Effort from lines of code: COCOMO."""

from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.cost.cocomo import cocomo_2, cocomo_81, power_law, scale_factors
from indicators.appraisal.formulas.formula import Answer, Answers, formula

_MONTHS = Text("人月", "person-months")


@formula(
    Text("COCOMO", "COCOMO"),
    "PM = a KSLOC^b product(EM), TDEV = c PM^d; 2000: a 2.94, b 0.91 + 0.01 sum SF, c 3.67, d 0.28 + 0.002 sum SF",
    source=Text("Boehm（1981）；Boehm 等（2000）", "Boehm (1981); Boehm and others (2000)"),
    rounding=Text("不舍入", "none"),
)
def cocomo(
    *,
    ksloc: Annotated[float, Text("千行代码", "thousands of lines")],
    model: Annotated[
        Literal["2000", "organic", "semidetached", "embedded"], Text("模型或 1981 年模式", "model, or mode of 1981")
    ] = "2000",
    level: Annotated[Literal["basic", "intermediate"], Text("1981 年层次", "level of 1981")] = "basic",
    multipliers: Annotated[tuple[float, ...], Text("工作量乘数", "effort multipliers")] = (),
    scale: Annotated[tuple[str, ...], Text("规模因子：五个等级或数值", "scale factors: five ratings, or numbers")] = (
        "N",
    )
    * 5,
    constants: Annotated[
        tuple[float, ...], Text("自定的 a,b 或 a,b,c,d，代替公布值", "own a,b or a,b,c,d in place of the published")
    ] = (),
) -> Answers:
    """Return effort, duration and people."""
    if constants:
        found = power_law(ksloc, *constants, multipliers=multipliers)
    elif model == "2000":
        rated = any(each.isalpha() for each in scale)
        found = cocomo_2(
            ksloc, scale=scale_factors(scale) if rated else [float(each) for each in scale], multipliers=multipliers
        )
    else:
        found = cocomo_81(ksloc, model, multipliers=multipliers, level=level)
    return (
        Answer("effort", Text("工作量", "effort"), found.person_months, _MONTHS),
        Answer("duration", Text("工期", "duration"), found.months, Text("月", "months")),
        Answer("people", Text("平均人数", "people"), found.people),
    )


FORMULAS = (cocomo,)
