"""``jingwei review formula``: the formulas of review by name, for a calculation by hand."""

import json
import math
from decimal import Decimal
from typing import Annotated

import pandas as pd
import typer

from datasets import Text
from datasets.console.terminal import Format, Shape, language, note, print_frame, say
from indicators.appraisal.cost import pack
from indicators.appraisal.formulas.formula import Answer, Formula, Value, formula_of, formulas
from indicators.errors import QuestionError

app = typer.Typer()
_DIGITS = 12
_TITLES = {
    "key": Text("代号", "key"),
    "name": Text("名称", "name"),
    "formula": Text("公式", "formula"),
    "source": Text("出处", "source"),
    "default": Text("缺省", "default"),
    "value": Text("数值", "value"),
    "unit": Text("单位", "unit"),
}


def digits(value: Value) -> str:
    """Return a value as it is printed: whole numbers and money whole, others to twelve significant digits."""
    if value is None:
        return "—"
    if isinstance(value, Decimal):
        plain = value.normalize()
        exact = len(plain.as_tuple().digits) <= _DIGITS
        return f"{plain:f}" if exact else f"{float(value):.{_DIGITS}g}"
    return f"{value:.{_DIGITS}g}" if isinstance(value, float) else str(value)


def _number(value: Value) -> float | int | str | None:
    """Return a value as JSON has it: what is infinite is null."""
    if isinstance(value, Decimal):
        return float(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _list() -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "key": each.key,
                "name": each.name.in_language(language()),
                "formula": each.expression,
                "source": each.source.in_language(language()),
            }
            for each in formulas().values()
        ]
    )


def _inputs(one: Formula) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "key": each.key,
                "name": each.name.in_language(language()),
                "default": say("必填", "must be given") if each.must else _default(each.default),
            }
            for each in one.inputs.values()
        ]
    )


def _default(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or "—"
    return "—" if value is None else str(value)


def _answers(found: tuple[Answer, ...], shape: Format) -> None:
    rows = [
        {
            "key": each.key,
            "name": each.name.in_language(language()),
            "value": digits(each.value) if shape is not Format.JSON else _number(each.value),
            "unit": each.unit.in_language(language()),
        }
        for each in found
    ]
    if shape is Format.JSON:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print(pd.DataFrame(rows), shape)


def _print(frame: pd.DataFrame, shape: Format) -> None:
    if shape is Format.TABLE:
        frame = frame.rename(columns={key: each.in_language(language()) for key, each in _TITLES.items()})
    print_frame(frame, shape)


@app.command(
    help=say(
        "按公式计算：不带参数列出公式，只给代号列出输入，再给 输入=数值 计算",
        "reckon by a formula: none lists them, a key its inputs, NAME=VALUE words reckon",
    )
)
def formula(
    key: Annotated[str | None, typer.Argument(help=say("公式代号，如 tpmc", "a formula's key, such as tpmc"))] = None,
    given: Annotated[list[str] | None, typer.Argument(help=say("输入=数值", "NAME=VALUE"))] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the formulas, the inputs of one, or what comes out of it; how it rounds and its source go to stderr."""
    if key is None:
        listed = _list()
        _print(
            listed[["key", "name"]] if shape is Format.TABLE else listed, shape
        )  # formulas are wider than a terminal
        return
    one = formula_of(key)
    words = {}
    for each in given or ():
        name, sign, value = each.partition("=")
        if not sign:
            raise QuestionError(Text(f"“{each}”应写成 输入=数值。", f"{each!r} should read NAME=VALUE."))
        words[name] = value
    if words:
        _answers(one.reckon(words), shape)
    else:
        _print(_inputs(one), shape)
    for said in (one.expression, *(each.in_language(language()) for each in (one.source, one.rounding))):
        note(said)
    if "rules" in one.inputs:
        rules = pack(words.get("rules", str(one.inputs["rules"].default)))
        for word in (rules.name, rules.reference, rules.checked):
            note(word.text.in_language(language()))
