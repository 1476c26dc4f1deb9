"""An explanation of one cell: its value, the rule in words, and every delivered row that had a say."""

from collections.abc import Mapping
from dataclasses import dataclass

from datasets.text import Language, Text


@dataclass(frozen=True, kw_only=True)
class Origin:
    """One delivered row behind a cell: who wrote what where, what became of it, and why it is about this subject."""

    value: str | None
    department: Text
    source: Text
    file: str
    receipt: int
    source_row: int
    simulated: bool
    header: str | None = None
    delivered: Mapping[str, str] | None = None  # the row as written; None when its file is not at hand
    place: int = 1
    outcome: Text | None = None
    recorded: str | None = None
    link: Text | None = None


@dataclass(frozen=True, kw_only=True)
class CellExplanation:
    """Where one cell of a base table comes from; ``below`` explains the cells it was derived from."""

    table: Text
    row: str
    field: str
    label: Text
    value: str | None
    snapshot: str
    how: tuple[Text, ...] = ()
    origins: tuple[Origin, ...] = ()
    below: tuple["CellExplanation", ...] = ()

    def as_text(self, language: Language) -> str:
        """Return the explanation as plain text, for a terminal or a log."""
        return "\n".join(_lines(self, language))


def _lines(told: CellExplanation, language: Language) -> list[str]:
    def say(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    value = say("（空）", "(empty)") if told.value is None else told.value
    lines = [
        f"{told.table.in_language(language)}  {told.row}  {told.label.in_language(language)} ({told.field})",
        f"{say('值', 'Value')}      {value}",
        *(f"{say('由来', 'How')}    {each.in_language(language)}" for each in told.how),
        f"{say('快照', 'Snapshot')}  {told.snapshot}",
    ]
    for origin in told.origins:
        lines += ["", *_origin(origin, language)]
    for part in told.below:
        lines += ["", *("  " + line for line in _lines(part, language))]
    return lines


def _origin(origin: Origin, language: Language) -> list[str]:
    def say(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    value = say("（空）", "(empty)") if origin.value is None else origin.value
    row = say(f"第 {origin.source_row} 行，回执 {origin.receipt}", f"row {origin.source_row}, receipt {origin.receipt}")
    mark = say("  模拟数据", "  simulated data") if origin.simulated else ""
    outcome = f"  {origin.outcome.in_language(language)}" if origin.outcome else ""
    who = f"{origin.department.in_language(language)}  {origin.source.in_language(language)}"
    lines = [f"{origin.place}. {value}{outcome}", f"   {who}  {origin.file}  {row}{mark}"]
    if origin.recorded:
        lines.append(f"   {say('更新于', 'recorded')} {origin.recorded}")
    if origin.link:
        lines.append(f"   {say('对应依据：', 'linked because: ')}{origin.link.in_language(language)}")
    return [*lines, f"   {say('原文：', 'as delivered: ')}{_delivered(origin, language)}"]


def _delivered(origin: Origin, language: Language) -> str:
    if origin.delivered is None:
        return "原件不在本机" if language == "zh" else "the file is not on this machine"
    written = {title: text for title, text in origin.delivered.items() if text and title != origin.header}
    if not written and not origin.header:
        return "因列入该登记而得" if language == "zh" else "follows from being on this register"
    first = {origin.header: origin.delivered.get(origin.header, "")} if origin.header else {}
    return "；".join(f"{title}={text}" for title, text in {**first, **written}.items())
