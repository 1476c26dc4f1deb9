"""More than two hundred malformed extracts: every value taken is the delivered one, every refusal says file, row, field and rule."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from datasets.catalogue import sources
from datasets.contract import Kind, Source
from datasets.finding import FILE_REFUSED
from datasets.intake.trial import Trial, bench, examine_file
from tests.datasets.tiny import tiny_zone
from tests.intake.books import BOOKS
from tests.intake.malformed import TEXTS, Case, Extract
from tests.intake.wording import WORDS

FILES = {
    "registry": "registry/registry.csv",
    "tax": "tax/2010.csv",
    "customs": "customs/2010.csv",
    "investment": "investment/investment.csv",
    "land": "land/land.csv",
}
CASES = [(name, source) for name in (*TEXTS, *WORDS) for source in ("registry", "tax", "investment", "land")] + [
    (name, source) for name in BOOKS for source in ("customs", "registry")
]


@pytest.fixture(scope="module")
def connection() -> Iterator[object]:
    with bench("teda") as connection:
        yield connection


def spoiled(name: str, key: str) -> Case:
    extract = Extract(source=sources()[key], table=tiny_zone()[FILES[key]][:41], random=Random(f"{name} {key}"))  # noqa: S311 - a seed
    return {**TEXTS, **WORDS, **BOOKS}[name](extract)


def meant(text: str, kind: Kind, scale: int) -> object:
    """Return what a text says under its kind, by other means than the engine's."""
    if not text:
        return None
    match kind:
        case Kind.AMOUNT:
            return Decimal(text) * scale
        case Kind.QUANTITY:
            return float(text) * scale
        case Kind.DATE:
            return date.fromisoformat(text)
        case Kind.MONTH:
            return date.fromisoformat(f"{text}-01")
        case _:
            return text


def taken(trial: Trial, source: Source) -> list[dict[str, object]]:
    names = ", ".join(f'"{field.name}"' for field in source.fields)
    columns = [name for name, *_ in trial.connection.execute("DESCRIBE fault").fetchall()]
    bad = (
        "rowid NOT IN (SELECT position FROM fault)"
        if "position" in columns
        else "(receipt, source_row) NOT IN (SELECT (receipt, source_row) FROM fault)"
    )
    found = trial.connection.execute(
        f"SELECT {names} FROM typed WHERE {bad} AND receipt NOT IN (SELECT receipt FROM unusable)"
    ).fetchall()
    return [dict(zip([field.name for field in source.fields], row, strict=True)) for row in found]


def test_there_are_two_hundred() -> None:
    assert len(CASES) >= 250


@pytest.mark.parametrize(("name", "key"), CASES)
def test_nothing_changes_in_silence(name: str, key: str, connection: object, tmp_path: Path) -> None:
    source, case = sources()[key], spoiled(name, key)
    path = tmp_path / f"2010{case.suffix}"
    path.write_bytes(case.data)
    (tmp_path / "open").mkdir()
    trial = examine_file(connection, source, path, home=tmp_path / "home", folder=tmp_path / "open")
    rows = taken(trial, source)
    _equal_what_was_delivered(rows, case, source, cut_off="no_last_line_end" in {each.rule for each in trial.findings})
    assert case.silent or trial.findings
    _name_the_fault(trial, path.name)
    if case.silent:
        assert len(rows) == len(case.table or ()) - 1
        assert not [each for each in trial.findings if each.severity == "error"]


def _equal_what_was_delivered(rows: list[dict[str, object]], case: Case, source: Source, *, cut_off: bool) -> None:
    fields = {field.header: field for field in source.fields}
    titles = case.table[0] if case.table else []
    said = [
        {fields[title].name: cell for title, cell in zip(titles, row, strict=False)} for row in (case.table or [])[1:]
    ]

    def key_of(row: dict[str, object]) -> tuple[str, ...]:
        return tuple(str(row.get(name))[:7] if name.endswith("month") else str(row.get(name)) for name in source.unique)

    by_key: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in said:
        by_key.setdefault(key_of(row), []).append(row)
    odd = sum(not any(_same(row, words, source) for words in by_key.get(key_of(row), [])) for row in rows)
    assert odd <= (1 if cut_off else 0)
    assert max(Counter(map(key_of, rows)).values(), default=1) == 1


def _same(row: dict[str, object], words: dict[str, str], source: Source) -> bool:
    return all(
        row[field.name] == meant(words.get(field.name, ""), field.kind, field.unit.scale) for field in source.fields
    )


def _name_the_fault(trial: Trial, file: str) -> None:
    for each in trial.findings:
        assert file in each.message.zh
        assert file in each.message.en
        assert each.rule
        if each.severity == "error" and each.fate != FILE_REFUSED:
            assert each.rows
            assert each.field or each.rule == "columns"
    refused = trial.connection.execute(
        "SELECT source_row, rule, suggestion_zh, suggestion_en FROM quarantine"
    ).fetchall()
    for row, rule, zh, en in refused:
        assert row >= 1
        assert rule
        assert zh
        assert en
