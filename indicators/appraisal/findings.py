"""Findings on an application: which field, what is wrong with it, and what to do."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from datasets import Text
from indicators.appraisal.kinds import keys_at

Severity = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing wrong with one field of an application; ``path`` is empty for the file as a whole."""

    path: str
    kind: str
    message: Text
    remedy: Text
    severity: Severity = "error"


_UNITS = Text("写明单位，如 “120 万元”", 'write the unit, as in "120 万元"')
_ANY_NUMBER = Text("填数字，不加引号和单位", "give a number, without quotes or a unit")
_SAID: Mapping[str, tuple[Text, Text]] = {
    "missing": (Text("缺必填项", "is required and missing"), Text("补填此项", "fill it in")),
    "extra_forbidden": (Text("没有这个字段", "is not a field"), Text("{suggestion}", "{suggestion}")),
    "literal_error": (
        Text("不是可选值：{input}", "is not one of the choices: {input}"),
        Text("可选：{expected}", "one of {expected}"),
    ),
    "money_unit": (Text("金额没有单位：{input}", "is an amount without a unit: {input}"), _UNITS),
    "money_currency": (
        Text("币种混用：{unit} 不是人民币", "mixes currencies: {unit} is not yuan"),
        Text(
            "按申报日汇率折成人民币，并附折算依据",
            "convert to yuan at the rate of the day of application, and say which",
        ),
    ),
    "money_format": (Text("金额无法识别：{input}", "is no amount: {input}"), _UNITS),
    "money_fen": (Text("金额细于一分：{input}", "is finer than a fen: {input}"), Text("取到分", "round to the fen")),
    "negative": (Text("不得为负：{input}", "is negative: {input}"), Text("填零或正数", "give zero or more")),
    "number": (Text("应为数字：{input}", "is not a number: {input}"), _ANY_NUMBER),
    "count": (
        Text("应为整数：{input}", "is not a whole number: {input}"),
        Text("填整数，不加引号", "give a whole number, without quotes"),
    ),
    "beyond": (
        Text("数字大得不合理：{input}", "is larger than can be: {input}"),
        Text("核对位数和单位", "check the digits and the unit"),
    ),
    "int_type": (
        Text("应为整数：{input}", "is not a whole number: {input}"),
        Text("填整数，不加引号", "give a whole number, without quotes"),
    ),
    "greater_than_equal": (Text("过小：{input}", "is too small: {input}"), Text("不小于 {ge}", "give {ge} or more")),
    "less_than_equal": (Text("过大：{input}", "is too large: {input}"), Text("不大于 {le}", "give {le} or less")),
    "too_short": (
        Text("是空的", "is empty"),
        Text(
            "填至少一行；没有资料就整项不填，作待补正处理",
            "give at least one row; without evidence leave it out, and it will be asked for",
        ),
    ),
    "string_pattern_mismatch": (
        Text("写法不对：{input}", "is not written right: {input}"),
        Text("月份写成 2008-05", "write a month as 2008-05"),
    ),
    "string_too_short": (Text("是空的", "is empty"), Text("补填此项", "fill it in")),
    "string_type": (Text("应为文字：{input}", "is not text: {input}"), Text("用引号括起来", "put it in quotes")),
    "bool_type": (
        Text("应为是或否：{input}", "is neither yes nor no: {input}"),
        Text("填 true 或 false", "give true or false"),
    ),
    "date_type": (
        Text("应为日期：{input}", "is not a date: {input}"),
        Text("写成 2008-05-01，不加引号", "write 2008-05-01, without quotes"),
    ),
    "tuple_type": (
        Text("应为列表：{input}", "is not a list: {input}"),
        Text("写成 [..., ...] 或 [[表]]", "write [..., ...] or [[table]]"),
    ),
    "model_type": (Text("应为一张表", "is not a table"), Text("写成 [表] 或 [[表]]", "write [table] or [[table]]")),
}
_OTHERWISE = (
    Text("有误：{input}", "is wrong: {input}"),
    Text("见 jingwei review form 的填写说明", "see the words of jingwei review form"),
)
_LONGEST = 60


def path_of(place: Sequence[int | str]) -> str:
    """Return a place as it is written everywhere: ``hardware[1].unit_price``, the first row being 1."""
    words = [f"[{each + 1}]" if isinstance(each, int) else f".{each}" for each in place]
    return "".join(words).removeprefix(".")


def _suggestion(model: type[BaseModel], place: Sequence[int | str]) -> Text:
    known = keys_at(model, place[:-1])
    close = difflib.get_close_matches(str(place[-1]), known, n=1, cutoff=0.6)
    if close:
        return Text(f"是否指 {close[0]}？", f"did you mean {close[0]}?")
    return Text(f"可用：{'、'.join(known)}", f"one of {', '.join(known)}")


def finding_of(model: type[BaseModel], error: ErrorDetails) -> Finding:
    """Return what one error of the types says, in words."""
    problem, remedy = _SAID.get(error["type"], _OTHERWISE)
    shown = str(error["input"])
    context = {"input": shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…", "unit": "", "expected": ""}
    context |= {key: str(value) for key, value in error.get("ctx", {}).items()}
    path = path_of(error["loc"])
    hint = _suggestion(model, error["loc"]) if error["type"] == "extra_forbidden" else Text("", "")
    return Finding(
        path=path,
        kind=error["type"],
        message=Text(f"{path}：{problem.zh.format_map(context)}", f"{path} {problem.en.format_map(context)}"),
        remedy=Text(
            remedy.zh.format_map({**context, "suggestion": hint.zh}),
            remedy.en.format_map({**context, "suggestion": hint.en}),
        ),
    )
