"""Size of software: counted points, points of an enhancement, COSMIC."""

from decimal import Decimal
from typing import Annotated, Literal

from datasets import Text
from indicators.appraisal.cost import Complexity, Function, Kind, counted, pack, value_adjustment
from indicators.appraisal.formulas.formula import Answer, Answers, Exact, formula
from indicators.appraisal.formulas.units import POINTS
from indicators.errors import QuestionError

Counts = tuple[int, ...]
_ONE = Decimal(1)


@formula(
    Text("功能点计数", "Function points"),
    "UFP = sum number * weight; AFP = UFP * (0.65 + 0.01 sum influences); * reuse * modify",
    source=Text(
        "ISO/IEC 20926（IFPUG）、ISO/IEC 24570（NESMA）；权重取自 pack",
        "ISO/IEC 20926 (IFPUG), ISO/IEC 24570 (NESMA); weights of the pack",
    ),
    rounding=Text("不舍入", "none"),
)
def points(
    *,
    ilf: Annotated[
        Counts, Text("内部逻辑文件数；详细法为 低,中,高", "internal files; detailed: low,average,high")
    ] = (),
    eif: Annotated[Counts, Text("外部接口文件数", "external files")] = (),
    ei: Annotated[Counts, Text("外部输入数", "external inputs")] = (),
    eo: Annotated[Counts, Text("外部输出数", "external outputs")] = (),
    eq: Annotated[Counts, Text("外部查询数", "external inquiries")] = (),
    method: Annotated[Literal["indicative", "estimated", "detailed"], Text("计数方法", "method")] = "estimated",
    rules: Annotated[str, Text("规则包", "pack")] = "ifpug",
    influences: Annotated[Exact, Text("14 项影响度，或其总和", "fourteen influences, or their sum")] = (),
    reuse: Annotated[Decimal, Text("重用系数", "factor for reuse")] = _ONE,
    modify: Annotated[Decimal, Text("修改类型系数", "factor for the kind of change")] = _ONE,
) -> Answers:
    """Return unadjusted points by kind, and adjusted ones."""
    given = {Kind.ILF: ilf, Kind.EIF: eif, Kind.EI: ei, Kind.EO: eo, Kind.EQ: eq}
    functions = []
    for kind, numbers in given.items():
        levels = (*Complexity,) if method == "detailed" else (None,)
        if len(numbers) > len(levels):
            raise QuestionError(
                Text(f"{kind} 应给出至多 {len(levels)} 个数。", f"{kind} takes {len(levels)} numbers at most.")
            )
        functions += [
            Function(kind=kind, number=number, complexity=level) for number, level in zip(numbers, levels, strict=False)
        ]
    found = counted(pack(rules), method, functions)
    factor = value_adjustment(influences) if influences else _ONE
    return (
        *(
            Answer(kind.value.lower(), Text(kind.value, kind.value), each.value, POINTS)
            for kind, each in found.by_kind.items()
        ),
        Answer("ufp", Text("未调整功能点", "unadjusted points"), found.unadjusted.value, POINTS),
        Answer("vaf", Text("调整系数", "value adjustment factor"), factor),
        Answer(
            "afp", Text("调整后功能点", "adjusted points"), found.unadjusted.value * factor * reuse * modify, POINTS
        ),
    )


@formula(
    Text("升级改造功能点", "Function points of an enhancement"),
    "EFP = (added + changed + conversion) * vaf_after + deleted * vaf_before",
    source=Text("IFPUG 计数实务手册", "IFPUG Counting Practices Manual"),
    rounding=Text("不舍入", "none"),
)
def enhancement(
    *,
    added: Annotated[Decimal, Text("新增功能点", "points added")] = Decimal(0),
    changed: Annotated[Decimal, Text("修改后功能点", "points changed, as they are afterwards")] = Decimal(0),
    conversion: Annotated[Decimal, Text("转换功能点", "points of the conversion")] = Decimal(0),
    deleted: Annotated[Decimal, Text("删除功能点", "points deleted")] = Decimal(0),
    vaf_after: Annotated[Decimal, Text("改造后调整系数", "value adjustment afterwards")] = _ONE,
    vaf_before: Annotated[Decimal, Text("改造前调整系数", "value adjustment before")] = _ONE,
) -> Answers:
    """Return the points of an enhancement."""
    found = (added + changed + conversion) * vaf_after + deleted * vaf_before
    return (Answer("efp", Text("升级功能点", "points"), found, POINTS),)


@formula(
    Text("COSMIC 功能规模", "COSMIC functional size"),
    "CFP = entries + exits + reads + writes; of a change, movements added + modified + deleted",
    source=Text("ISO/IEC 19761", "ISO/IEC 19761"),
    rounding=Text("整数", "whole"),
)
def cosmic(
    *,
    entries: Annotated[int, Text("输入 E", "entries")] = 0,
    exits: Annotated[int, Text("输出 X", "exits")] = 0,
    reads: Annotated[int, Text("读 R", "reads")] = 0,
    writes: Annotated[int, Text("写 W", "writes")] = 0,
) -> Answers:
    """Return COSMIC function points: one for each movement of data."""
    if min(entries, exits, reads, writes) < 0:
        raise QuestionError(Text("数据移动数不能为负。", "A number of movements cannot be negative."))
    return (Answer("cfp", Text("COSMIC 功能点", "size"), entries + exits + reads + writes, Text("CFP", "CFP")),)


FORMULAS = (points, enhancement, cosmic)
