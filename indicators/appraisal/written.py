"""Opinions as plain data: what a program reads, and the lines of a table that a person reads."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from datasets import Language, Text
from indicators.appraisal.case import label
from indicators.appraisal.choices import named
from indicators.appraisal.fen import yuan
from indicators.appraisal.opinion import OUTCOME_NAMES, Opinion
from indicators.appraisal.verdict import RESULT_NAMES, Change, Flip, Verdict

_FEW = 3  # rows that are told one by one
_AS_THEY_ARE = {str, int, bool, type(None)}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: exact numbers as text where they are no whole number, words in both languages."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Text):
        value = value._asdict()
    elif isinstance(value, BaseModel):
        value = {key: each for key, each in value if each is not None}
    elif is_dataclass(value) and not isinstance(value, type):
        value = {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None  # JSON has no infinity
    if isinstance(value, Decimal | dt.date):
        return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()
    return value


def _parts(value: Any, **otherwise: Any) -> dict[str, Any]:
    """Return the fields of a record as plain data, some of them as they are said here."""
    return {
        each.name: otherwise[each.name] if each.name in otherwise else plain(getattr(value, each.name))
        for each in fields(value)
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    inputs = [
        {"path": path, "name": plain(label(path)), "value": plain(value)} for path, value in verdict.inputs.items()
    ]
    return {**_parts(verdict, inputs=inputs), "stands": verdict.stands}


def as_data(opinion: Opinion) -> dict[str, Any]:
    """Return an opinion as JSON has it."""
    found = _parts(opinion, verdicts=[_verdict(each) for each in opinion.verdicts])
    found["outcome_name"] = plain(OUTCOME_NAMES[opinion.outcome])
    found["priority"] = list(opinion.priority)
    found |= {"requested_fen": opinion.requested_fen, "cut_fen": opinion.cut_fen}
    found["approved_fen"] = opinion.lines.approved_fen
    return found


def value_said(value: Any, language: Language) -> str:
    """Return an input as it is read in a sentence."""
    if value is None:
        return Text("未填", "not given").in_language(language)
    if isinstance(value, bool):
        return (Text("是", "yes") if value else Text("否", "no")).in_language(language)
    if isinstance(value, tuple):
        if any(isinstance(each, BaseModel) for each in value):
            return Text(f"{len(value)} 行", f"{len(value)} rows").in_language(language)
        words = [named(str(each), language) for each in value]
        return Text("、", ", ").in_language(language).join(words) or Text("无", "none").in_language(language)
    if isinstance(value, int | Decimal):
        return (
            f"{value:,f}".rstrip("0").rstrip(".")
            if isinstance(value, Decimal) and "." in f"{value:f}"
            else f"{value:,}"
        )
    return named(str(value), language)


def _row(part: BaseModel, language: Language) -> str:
    """Return a row by what it says first."""
    said = [value_said(each, language) for _, each in part if each is not None and each != ()]
    return " ".join(said[:3])


def _rows(change: Change, language: Language) -> str:
    """Return how a table's rows change: those that go and those that come."""
    before, after = change.before or (), change.after or ()
    gone = [f"− {_row(each, language)}" for each in before if each not in after]
    if len(gone) > _FEW:
        gone = [Text(f"− {len(gone)} 行", f"− {len(gone)} rows").in_language(language)]
    return (
        Text("，", ", ")
        .in_language(language)
        .join([*gone, *(f"+ {_row(each, language)}" for each in after if each not in before)])
    )


def _change(change: Change, language: Language) -> str:
    if any(
        isinstance(each, BaseModel)
        for value in (change.before, change.after)
        if isinstance(value, tuple)
        for each in value
    ):
        return f"{change.label.in_language(language)} {_rows(change, language)}"
    before, after = value_said(change.before, language), value_said(change.after, language)
    return f"{change.label.in_language(language)} {before} → {after}"


def flip_said(flip: Flip | None, language: Language) -> str:
    """Return what would turn a verdict, in one line."""
    if flip is None:
        return Text("未找到能翻转的改动", "no change was found that turns it").in_language(language)
    said = Text("；", "; ").in_language(language).join(_change(each, language) for each in flip.changes)
    return f"{said} ⇒ {RESULT_NAMES[flip.result].in_language(language)}"


def decided(opinion: Opinion) -> list[Text]:
    """Return each decision against a rule in a sentence: what the rule found, what stands, why, who signed and when."""
    return [
        Text(
            f"{each.rule} {each.name.zh}：规则结论“{RESULT_NAMES[each.result].zh}”，人工决定"
            f"“{RESULT_NAMES[each.stands].zh}”。理由：{each.override.reason} 签字：{each.override.signature}",
            f"{each.rule} {each.name.en}: the rule found '{RESULT_NAMES[each.result].en}', people decided "
            f"'{RESULT_NAMES[each.stands].en}'. Reason: {each.override.reason} Signed: {each.override.signature}",
        )
        for each in opinion.overridden
        if each.override is not None
    ]


def worked(formula: str, inputs: Sequence[tuple[str, str]]) -> str:
    """Return a formula with its numbers: (6 − 2) × 1,860,000.00."""
    for name, value in sorted(inputs, key=lambda each: -len(each[0])):
        formula = formula.replace(name, value)
    return formula.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")


def rows(opinion: Opinion, language: Language) -> list[dict[str, str]]:
    """Return an opinion's verdicts as the rows of a table."""
    return [
        {
            "number": opinion.number,
            "rule": each.rule,
            "result": each.said.in_language(language),
            "clause": each.clause.in_language(language),
            "name": each.name.in_language(language),
            "reason": each.reason.in_language(language),
            "flip": flip_said(each.flip, language),
        }
        for each in opinion.verdicts
    ]


def summary(opinion: Opinion, language: Language) -> dict[str, str]:
    """Return an opinion as one row: outcome, what decided it, sums, how much is missing."""
    comma = Text("、", ", ").in_language(language)
    return {
        "file": opinion.file,
        "number": opinion.number,
        "name": opinion.name,
        "outcome": opinion.outcome_name.in_language(language),
        "by": comma.join(opinion.decided_by),
        "requested_yuan": yuan(opinion.requested_fen),
        "cut_yuan": yuan(opinion.cut_fen),
        "priority": comma.join(opinion.priority),
        "materials": str(len(opinion.materials)),
        "findings": str(len(opinion.findings)),
        "duplicates": comma.join(each.number for each in opinion.duplicates),
    }
