"""Plausible columns: whether names look like names and addresses like addresses, so that swapped texts are noticed.

Amounts and dates show by their kind that columns were swapped; two texts do not. What each attribute looks like, and
how many of its values must, is dated data (``plausible.csv``).
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from datasets.building.collect import Delivery
from datasets.contract import Field, Source
from datasets.finding import Finding, file_finding
from datasets.sql import literal, quoted
from datasets.text import Text

RULE = "implausible_column"
CALLED = {
    "name": Text("名称", "names"),
    "address": Text("地址", "addresses"),
}


@dataclass(frozen=True, kw_only=True)
class Looks:
    """What the values of an attribute look like: a pattern that at least this share matches, of enough rows."""

    pattern: str
    at_least: float
    fewest: int


@cache
def looks_of(subject: str, attribute: str) -> Looks | None:
    """Return what an attribute of a subject looks like, None where nothing is known of it."""
    with (Path(__file__).parent / "plausible.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (row["subject"], row["attribute"]) == (subject, attribute):
                return Looks(pattern=row["looks_like"], at_least=float(row["at_least"]), fewest=int(row["fewest_rows"]))
    return None


def refuse_implausible(
    connection: duckdb.DuckDBPyConnection, source: Source, files: Sequence[Delivery]
) -> list[Finding]:
    """Add to ``unusable`` the files of which a column hardly ever holds what it is called; return their findings."""
    asked = list(_asked(source))
    if not asked or not files:
        return []
    shares = ", ".join(
        f"count(*) FILTER (regexp_matches({name}, {literal(looks.pattern)})), count({name})"
        for name, looks in ((quoted(field.name), looks) for field, looks in asked)
    )
    names = {each.receipt: each.file for each in files}
    findings = []
    for receipt, *counts in connection.execute(f"SELECT receipt, {shares} FROM typed GROUP BY 1 ORDER BY 1").fetchall():  # noqa: S608 - from contracts
        for (field, looks), alike, rows in zip(asked, counts[::2], counts[1::2], strict=True):
            if receipt in names and rows >= looks.fewest and alike < looks.at_least * rows:
                text = _text(source, field, alike, rows)
                findings.append(file_finding(source.key, names[receipt], receipt, RULE, text, field.header))
                connection.execute("INSERT INTO unusable VALUES (?)", [receipt])
    return findings


def _asked(source: Source) -> Iterator[tuple[Field, Looks]]:
    for field in source.fields:
        looks = looks_of(source.subject.value, field.attribute) if source.subject and field.attribute else None
        if looks:
            yield field, looks


def _text(source: Source, field: Field, alike: int, rows: int) -> Text:
    other = next((each.header for each, _ in _asked(source) if each is not field), "")
    called = CALLED[field.attribute or ""]
    asked = (f"是否与“{other}”颠倒？", f"is it swapped with {other!r}? ") if other else ("", "")
    return Text(
        f"“{field.header}”{rows:,} 个值中只有 {alike:,} 个像{called.zh}；{asked[0]}请核对后重新导出。",
        f"of {rows:,} values of {field.header!r} only {alike:,} look like {called.en}; {asked[1]}check it and "
        "export it again.",
    )
