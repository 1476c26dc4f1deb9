"""Values of persons: chosen by declared rules, the losers kept apart, their conflicts published as protected counts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

import datasets
from datasets.cell.person import FOLLOWS, PERSON
from datasets.golden.conflict import conflicts, followed
from datasets.protection import CountTable, Dimension, Protected
from datasets.protection.permission import Permission
from datasets.protection.persons import GOLDEN
from datasets.protection.values import CONFLICT, KEPT, OUTCOMES
from tests.protection.attacker import Attacker

Ask = Callable[[str], list[tuple[Any, ...]]]
WHY = Permission(who="steward", why="case 2026-17, a birth date in dispute")


@pytest.fixture
def apart(home: Path, snapshot: datasets.Snapshot) -> Ask:
    """Ask the database of persons, as only the builder's own user may; it is closed after each answer."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(home / "snapshots" / snapshot.name / "persons.duckdb", read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask


def test_every_chosen_value_is_the_first_of_its_candidates(apart: Ask) -> None:
    columns = {name: name for name in KEPT if name not in FOLLOWS.values()} | {"birth_date": "birth_year"}
    columns |= {"street": "street", "education": "education"}
    for attribute, column in columns.items():
        unlike = apart(
            f"SELECT count(*) FROM base_population__person p LEFT JOIN base_population__person_value v ON "
            f"v.person_id = p.person_id AND v.attribute = '{attribute}' AND v.place = 1 "
            f"WHERE nullif(p.{column}::TEXT, 'unknown') IS DISTINCT FROM v.value"
        )
        assert unlike == [(0,)], attribute


def test_losers_are_kept_and_say_at_which_criterion_they_lost(apart: Ask) -> None:
    lost = apart("SELECT attribute, count(*) FROM base_population__person_value WHERE NOT agrees GROUP BY attribute")
    assert {"birth_date", "education"} <= {attribute for attribute, _ in lost}
    assert apart("SELECT count(*) FROM base_population__person_value WHERE (place = 1) <> (reason = 'chosen')") == [
        (0,)
    ]


def test_schools_know_what_a_pupil_attends_and_the_police_what_the_rest_learned(
    apart: Ask,
) -> None:
    chosen = apart(
        "SELECT DISTINCT source, person_id IN (SELECT person_id FROM base_population__pupil) "
        "FROM base_population__person_value WHERE attribute = 'education' AND place = 1 ORDER BY 1"
    )
    assert chosen == [("police_population", False), ("student", True)]


def test_what_is_kept_of_a_value_is_listed(apart: Ask) -> None:
    held = apart("SELECT DISTINCT attribute FROM base_population__person_value")
    assert {attribute for (attribute,) in held} == set(KEPT)
    assert "household_number" in {each.name for each in GOLDEN.attributes} - set(KEPT)
    dates = "SELECT max(length(value)) FROM base_population__person_value WHERE attribute = 'birth_date'"
    assert apart(dates) == [(4,)]  # the year
    numbered = (
        "SELECT count(*) FROM base_population__person_value WHERE NOT regexp_full_match(person_id, '[0-9a-f]{64}')"
    )
    assert apart(numbered) == [(0,)]
    assert not apart("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%conflict'")


def test_no_small_count_of_conflicts_is_published_or_can_be_derived(snapshot: datasets.Snapshot) -> None:
    rows = snapshot.query(f"FROM {CONFLICT}").to_pylist()
    pairs = {(row["left_source"], row["right_source"]) for row in rows}
    withheld = 0
    for pair in pairs:
        mine = [row for row in rows if (row["left_source"], row["right_source"]) == pair]
        codes = (*OUTCOMES, "neither")
        tables = [
            CountTable(key=row["attribute"], dimensions=(Dimension(key=row["attribute"], codes=codes, parents={}),),
                       counts={})
            for row in mine
        ]  # fmt: skip
        cells = {((row["attribute"], name),): row.get(name) for row in mine for name in codes}
        assert not [count for count in cells.values() if count is not None and count % 10]
        shown = {
            cell: Protected(count=count, reason="small" if count is None else None) for cell, count in cells.items()
        }
        attacker = Attacker(tables, {**shown, (): Protected(count=None, reason="small")})
        assert not list(attacker.leaks(shown, 10))
        withheld += sum(row["suppressed"] for row in mine)
        for row in mine:
            whole = [row["agreeing"], row["differing"]]
            assert row["compared"] == (None if None in whole else sum(whole))
    assert withheld > 0


def test_a_persons_cell_is_explained_for_a_reason_and_shows_one_column(
    home: Path, snapshot: datasets.Snapshot, apart: Ask
) -> None:
    (person, receipt, row), *_ = apart(
        "SELECT person_id, receipt, source_row FROM base_population__person_value "
        "WHERE attribute = 'birth_date' AND NOT agrees ORDER BY receipt, source_row LIMIT 1"
    )
    for permission in (None, Permission(who="steward", why="because")):
        with pytest.raises(datasets.DatasetsError, match="about persons"):
            datasets.explain_person_cell(snapshot, home, person, "birth_year", permission=permission)
    told = datasets.explain_person_cell(snapshot, home, f"{receipt}:{row}", "birth_year", permission=WHY)
    assert told.row == person
    chosen, *losers = told.origins
    assert chosen.value == told.value
    assert chosen.outcome == datasets.Text("【入选】", "[chosen]")
    assert losers
    for each in told.origins:
        assert set(each.delivered) == {"出生日期"}
        assert each.simulated
    assert not re.search("姓名|公民身份号码=", told.as_text("zh"))
    ledger = datasets.open_ledger(home)
    lines = ledger.execute("SELECT * FROM person_access WHERE who = 'steward' ORDER BY id").fetchall()
    ledger.close()
    assert (lines[0]["source"], lines[0]["row_references"]) == (PERSON, f"{receipt}:{row} birth_year")
    assert len(lines) == 1 + len(told.origins)


@pytest.mark.parametrize(("row", "field"), [("nobody", "sex"), ("1:999999999", "sex"), (None, "household_size_count")])
def test_what_is_not_there_is_refused_in_words(
    home: Path, snapshot: datasets.Snapshot, apart: Ask, row: str | None, field: str
) -> None:
    ((person,),) = apart("SELECT min(person_id) FROM base_population__person")
    with pytest.raises(datasets.DatasetsError, match="base_population__person"):
        datasets.explain_person_cell(snapshot, home, row or person, field, permission=WHY)


def test_conflicts_of_both_bases_are_counted_and_persons_not_listed(
    home: Path, snapshot: datasets.Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jingwei

    tables = {"population": CONFLICT}
    counted = conflicts(snapshot, tables, "sex")
    assert set(counted.base) == {"population"}
    (whole,) = followed([snapshot], tables, "sex").to_dict("records")
    assert whole["compared"] == counted.compared.sum()
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    both = CliRunner().invoke(jingwei.app, ["conflicts"]).stdout
    assert "legal_entities" in both
    assert "birth_date" in both
    assert "—" in both
    refused = CliRunner().invoke(jingwei.app, ["conflicts", "--base", "population", "--rows", "--attribute", "sex"])
    assert "not listed" in str(refused.exception)
    assert CliRunner().invoke(jingwei.app, ["conflicts", "--base", "weather"]).exit_code == 2
