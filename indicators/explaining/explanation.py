"""An explanation: everything between a number on a page and the rows a department delivered."""

import datetime as dt
import math
from dataclasses import dataclass
from textwrap import indent
from typing import NamedTuple

import pandas as pd

from datasets import Language, Text
from indicators.definition import AnyIndicator, Frequency, Unit
from indicators.figures import figure
from indicators.periods import period_label


class ReceiptNote(NamedTuple):
    """A delivered file that rows came from: its department, name and sha256, and what it gave and lost."""

    receipt: int
    department: Text
    source: Text
    file: str
    sha256: str
    matching_rows: int
    refused_rows: int
    simulated: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Explanation:
    """Where one number comes from.

    The number covers the months from ``first`` to ``period``. ``value`` is what pages show; ``recomputed`` is
    ``sql`` run over the base tables just now. ``rows`` are typed base rows, largest contribution first, with column
    ``contribution``; ``raw`` are the same rows as the department wrote them, if its files are at hand. A ratio or
    difference has ``parts`` instead of
    rows; a published or reported figure has ``vintages``. Counts of persons have neither: the way ends before them.
    """

    definition: AnyIndicator
    period: pd.Timestamp
    first: pd.Timestamp
    cumulative: bool
    where: tuple[tuple[str, tuple[str, ...]], ...]
    value: float
    recomputed: float
    sql: str
    snapshot: str
    as_of: dt.date
    tables: tuple[str, ...]
    row_count: int
    receipts: tuple[ReceiptNote, ...]
    rows: pd.DataFrame
    raw: pd.DataFrame
    notes: tuple[Text, ...] = ()
    parts: tuple["Explanation", ...] = ()
    vintages: pd.DataFrame | None = None

    @property
    def key(self) -> str:
        """Return the indicator's key."""
        return self.definition.key

    @property
    def agrees(self) -> bool:
        """Return whether the number shown is the number recomputed, to the fen."""
        if math.isnan(self.value) or math.isnan(self.recomputed):
            return math.isnan(self.value) and math.isnan(self.recomputed)
        half_a_fen = 0.005 if self.definition.unit in {Unit.YUAN, Unit.USD} else 0.0
        return math.isclose(self.value, self.recomputed, rel_tol=1e-9, abs_tol=half_a_fen)

    def label(self, language: Language) -> str:
        """Return the period as a reader writes it; a stock has no year to date."""
        frequency = self.definition.frequency
        stock = getattr(self.definition, "stock", False)
        together = 1 if stock or frequency is not Frequency.MONTH else self.period.month - self.first.month + 1
        cumulative = self.cumulative and not stock
        return period_label(self.period, language, cumulative=cumulative, frequency=frequency, together=together)

    def as_text(self, language: Language) -> str:
        """Return the explanation as plain text, for a terminal or a log."""
        return "\n".join(_lines(self, language))


def _lines(told: Explanation, language: Language) -> list[str]:
    def say(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    definition = told.definition
    places = 4 if definition.unit is Unit.SHARE else 2
    exact = "—" if math.isnan(told.value) else f"{told.value:,.{places}f}"
    where = "; ".join(f"{dimension} = {', '.join(codes)}" for dimension, codes in told.where)
    label = told.label(language)
    lines = [
        f"{definition.name.in_language(language)}  {label}{'  ' + where if where else ''}",
        f"{say('数值', 'Value')}      {figure(told.value, definition.unit, language)}  ({exact} {definition.unit})",
        f"{say('含义', 'Meaning')}    {definition.meaning.in_language(language)}",
        f"{say('公式', 'Formula')}    {definition.formula.in_language(language)}",
        f"{say('注意', 'Caveat')}     {definition.caveat.in_language(language)}",
        f"{say('负责', 'Owner')}      {definition.owner.in_language(language)}",
        f"{say('快照', 'Snapshot')}   {told.snapshot}",
    ]
    if told.parts:
        for part in told.parts:
            lines += ["", indent("\n".join(_lines(part, language)), "  ")]
        return lines
    lines += [
        f"{say('复算', 'Recomputed')} {told.recomputed:,.{places}f}",
        say("查询", "Query"),
        told.sql,
    ]
    lines += [f"{say('来源行数', 'Source rows')} {told.row_count:,}"]
    lines += [f"  {_receipt(each, language)}" for each in told.receipts]
    lines += [note.in_language(language) for note in told.notes]
    if told.vintages is not None:
        lines += [say("版本", "Vintages"), told.vintages.to_string(index=False)]
    elif len(told.rows):
        lines += [say("贡献最大的行", "Largest contributions"), told.rows.to_string(index=False)]
        if len(told.raw):
            lines += [say("部门原文", "As the department wrote them"), told.raw.to_string(index=False)]
    return lines


def _receipt(note: ReceiptNote, language: Language) -> str:
    mark = (" 模拟数据" if language == "zh" else " simulated data") if note.simulated else ""
    counted = f"{note.matching_rows:,} 行" if language == "zh" else f"{note.matching_rows:,} rows"
    counted = counted if note.matching_rows else ""
    return f"{note.department.in_language(language)}  {note.file}  sha256 {note.sha256[:12]}…  {counted}{mark}"
