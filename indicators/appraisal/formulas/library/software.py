"""Cost of software: development and maintenance by packs, fees by a scale."""

from decimal import Decimal
from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.cost import (
    Estimate,
    FenPerPersonMonth,
    FunctionPoints,
    HoursPerFunctionPoint,
    HoursPerMonth,
    Pack,
    estimate,
    pack,
)
from indicators.appraisal.cost.fees import interpolated, progressive
from indicators.appraisal.fen import whole_fen
from indicators.appraisal.formulas.formula import Answer, Answers, Exact, formula
from indicators.appraisal.formulas.units import POINTS, YUAN
from indicators.errors import QuestionError

_HOURS = Text("人时", "hours")
_MONTHS = Text("人月", "person-months")
_FEN = Decimal(100)
_ONE = Decimal(1)


def _cost(
    size: Decimal,
    hours: dict[str, Decimal],
    price: Decimal,
    month: Decimal,
    *,
    change: Decimal,
    factors: Exact,
    direct: Decimal,
    places: int | None,
) -> Answers:
    told: list[Answer] = []
    for key, each in hours.items():
        found: Estimate = estimate(
            FunctionPoints.of(size),
            change=change,
            productivity=HoursPerFunctionPoint.of(each),
            rate=FenPerPersonMonth.of(price * _FEN),
            month=HoursPerMonth.of(month),
            factors={f"factor {place}": factor for place, factor in enumerate(factors, start=1)},
            direct_fen=whole_fen(direct * _FEN),
            places=places,
        )
        if not told:
            told.append(Answer("size", Text("调整后规模", "adjusted size"), found.points.value, POINTS))
        says = "" if key == "given" else f"_{key}"
        said = "" if key == "given" else f" {key.upper()}"
        told += [
            Answer(f"hours{says}", Text(f"工作量{said}", f"effort{said}"), found.hours.value, _HOURS),
            Answer(f"months{says}", Text(f"人月{said}", f"person-months{said}"), found.person_months.value, _MONTHS),
            Answer(f"labour{says}", Text(f"人力成本{said}", f"labour{said}"), Decimal(found.labour_fen) / _FEN, YUAN),
            Answer(f"cost{says}", Text(f"费用{said}", f"cost{said}"), Decimal(found.total_fen) / _FEN, YUAN),
        ]
    return tuple(told)


def _chosen(rules: Pack, words: tuple[str, ...], quality: tuple[int, ...]) -> Exact:
    """Return the pack's factors that ``application:science`` words name, and the one of quality."""
    named = (each.partition(":") for each in words)
    found = tuple(rules.choice(table, option) for table, _, option in named)
    return (*found, rules.quality_factor(quality)) if quality else found


def _wanted(table: dict[str, dict[str, Decimal]], field: str, rules: Pack) -> dict[str, Decimal]:
    if field not in table:
        known = "、".join(table) or "—"
        raise QuestionError(
            Text(
                f"{rules.name.zh} 没有“{field}”的生产率（{known}）：请给出 hours。",
                f"{rules.name.en} has no productivity of {field!r} ({known}): give hours.",
            )
        )
    return table[field]


@formula(
    Text("软件开发费用", "Cost of developing software"),
    "points * change * hours * factors / month * rate + direct",
    source=Text(
        "GB/T 36964-2018；因子、生产率、费率取自 rules（地方标准、CSBMK）",
        "GB/T 36964-2018; factors, productivity and rates of the pack (local standards, CSBMK)",
    ),
    rounding=Text(
        "费用四舍五入到分；places 指定时每一步也舍入到该位数",
        "the cost to the fen, halves up; with places each step to so many places as well",
    ),
)
def software(
    *,
    points: Annotated[Decimal, Text("功能点", "points")],
    rules: Annotated[str, Text("规则包", "pack")] = "csbmk_202010",
    stage: Annotated[
        str | None, Text("估算阶段（规则包的规模变更因子）", "stage, by the pack's factor of scope")
    ] = None,
    change: Annotated[Decimal, Text("规模变更因子", "factor of scope")] = _ONE,
    field: Annotated[str, Text("业务领域", "field")] = "e_government",
    hours: Annotated[
        Decimal | None, Text("每功能点人时，缺省取规则包各分位", "hours a point, the pack's percentiles by default")
    ] = None,
    factors: Annotated[Exact, Text("调整因子，逐个相乘", "factors, multiplied one by one")] = (),
    chosen: Annotated[
        tuple[str, ...], Text("规则包因子，如 team:same_industry", "factors of the pack, as in team:same_industry")
    ] = (),
    quality: Annotated[tuple[int, ...], Text("质量特性影响度 −1、0、1", "influences of quality, −1, 0 or 1")] = (),
    rate: Annotated[
        Decimal | None, Text("人月费率（元），缺省取规则包", "yuan a person-month, the pack's by default")
    ] = None,
    city: Annotated[str, Text("城市", "city")] = "beijing",
    year: Annotated[str | None, Text("年度，缺省最近", "year, the latest by default")] = None,
    month: Annotated[Decimal | None, Text("人月折算系数，缺省取规则包", "hours a month, the pack's by default")] = None,
    direct: Annotated[Decimal, Text("直接非人力成本（元）", "direct costs that are not labour, yuan")] = Decimal(0),
    places: Annotated[int | None, Text("每步保留位数", "places of each step")] = None,
) -> Answers:
    """Return size, effort and cost, at each percentile of productivity that the pack has."""
    known = pack(rules)
    return _cost(
        points,
        {"given": hours} if hours is not None else _wanted(known.productivity, field, known),
        known.price("rates", city, year) if rate is None else rate,
        month or known.hours_a_month or Decimal(174),
        change=known.choice("change", stage) * change,
        factors=(*factors, *_chosen(known, chosen, quality)),
        direct=direct,
        places=known.places if places is None else places,
    )


@formula(
    Text("软件运维费用", "Cost of maintaining software for a year"),
    "points * hours * factors / month * rate + direct; or development * share",
    source=Text(
        "GB/T 28827.7-2022；DB11/T 1424-2017；CSBMK 运维占比",
        "GB/T 28827.7-2022; DB11/T 1424-2017; CSBMK's share of maintenance",
    ),
    rounding=Text("费用四舍五入到分", "to the fen, halves up"),
)
def maintenance(
    *,
    points: Annotated[Decimal, Text("功能点", "points")] = Decimal(0),
    development: Annotated[
        Decimal, Text("开发费（元），给出时按占比", "price of the development in yuan, to go by share")
    ] = Decimal(0),
    rules: Annotated[str, Text("规则包", "pack")] = "csbmk_202510",
    hours: Annotated[Decimal | None, Text("每功能点年人时", "hours a point and year")] = None,
    factors: Annotated[Exact, Text("调整因子", "factors")] = (),
    chosen: Annotated[
        tuple[str, ...], Text("规则包因子，如 team:same_industry", "factors of the pack, as in team:same_industry")
    ] = (),
    rate: Annotated[Decimal | None, Text("运维人月费率（元）", "yuan a person-month")] = None,
    city: Annotated[str, Text("城市", "city")] = "beijing",
    year: Annotated[str | None, Text("年度", "year")] = None,
    month: Annotated[Decimal | None, Text("人月折算系数", "hours a month")] = None,
    direct: Annotated[Decimal, Text("直接非人力成本（元）", "direct costs, yuan")] = Decimal(0),
    share: Annotated[Decimal | None, Text("年运维占比", "share of maintenance a year")] = None,
) -> Answers:
    """Return a year's maintenance by points, or as a share of what the development cost."""
    known = pack(rules)
    if development:
        shares = {"given": share} if share is not None else known.maintenance_share
        return tuple(
            Answer(
                "cost" if key == "given" else f"cost_{key}",
                Text("年运维费" if key == "given" else f"年运维费 {key.upper()}", f"maintenance {key}"),
                Decimal(whole_fen(development * each * _FEN)) / _FEN,
                YUAN,
            )
            for key, each in shares.items()
        )
    return _cost(
        points,
        {"given": hours} if hours is not None else _wanted(known.maintenance, "application", known),
        known.price("maintenance_rates", city, year) if rate is None else rate,
        month or known.hours_a_month or Decimal(174),
        change=_ONE,
        factors=(*factors, *_chosen(known, chosen, ())),
        direct=direct,
        places=known.places,
    )


@formula(
    Text("分档收费", "Fee by a scale"),
    "between steps: f1 + (x - x1) / (x2 - x1) (f2 - f1); progressive: sum of each slice at its rate; * factor",
    source=Text(
        "发改价格〔2007〕670 号等收费标准的直线内插法；超额累进法",
        "straight interpolation as in 发改价格〔2007〕670号; progressive rates",
    ),
    rounding=Text("不舍入", "none"),
)
def fee(
    *,
    base: Annotated[Decimal, Text("计费额", "base")],
    steps: Annotated[Exact, Text("各档计费额", "bases of the steps")],
    fees: Annotated[Exact, Text("各档收费（累进时为费率）", "fees at the steps, or rates from them")],
    how: Annotated[Literal["interpolated", "progressive"], Text("算法", "how")] = "interpolated",
    factor: Annotated[Decimal, Text("调整系数", "factor")] = _ONE,
) -> Answers:
    """Return a fee."""
    if len(steps) != len(fees):
        raise QuestionError(Text("档数与收费数应相等。", "There are as many fees as steps."))
    table = list(zip(steps, fees, strict=True))
    found = (interpolated if how == "interpolated" else progressive)(base, table)
    return (Answer("fee", Text("收费", "fee"), found * factor),)


FORMULAS = (software, maintenance, fee)
