"""Conflicts between departments, counted so that compared, agreeing and differing add up."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import datasets
from datasets.bases.legal_entities import GOLDEN, reading
from datasets.golden import choose
from datasets.golden.conflict import conflicting_rows, conflicts, count_conflicts, followed
from tests.golden.test_choose import ADDRESS, NAME, connect, golden

TABLES = {"legal_entities": GOLDEN.conflicts}


def test_two_departments_are_compared_on_the_enterprises_both_know() -> None:
    connection = connect(
        ("registry", 1, "A", "甲（天津）公司", None, None, None, None, None),
        ("tax", 1, "A", "甲(天津)公司", None, None, None, None, None),
        ("registry", 2, "B", "乙公司", None, None, None, None, None),
        ("tax", 2, "B", "丙公司", None, None, None, None, None),
        ("registry", 3, "C", "丁公司", None, None, None, None, None),
        ("tax", 3, "C", None, None, None, None, None, None),
        ("registry", 4, "D", "戊公司", None, None, None, None, None),
    )
    choose(connection, golden(NAME))
    count_conflicts(connection, golden(NAME))
    assert connection.execute("FROM conflict").fetchall() == [("name", "registry", "tax", 2, 1, 1, 1, 0)]


def test_what_the_steward_reads_is_what_was_counted(snapshot: datasets.Snapshot) -> None:
    counted = conflicts(snapshot, TABLES, "name")
    assert (counted.compared == counted.agreeing + counted.differing).all()
    assert counted.differing.sum() > 0
    rows = conflicting_rows(snapshot, GOLDEN, "name", 10_000).to_pandas()
    assert (rows.chosen != rows.differing).all()
    assert set(rows.columns) == {
        *("entity_id", "chosen", "chosen_source", "differing", "source", "receipt", "source_row"),
    }
    whole = followed([snapshot], TABLES, "name").to_dict("records")
    assert whole == [
        {
            "snapshot": snapshot.name,
            "base": "legal_entities",
            "attribute": "name",
            "compared": counted.compared.sum(),
            "differing": counted.differing.sum(),
        }
    ]


@pytest.mark.parametrize("words", [[], ["--attribute", "name", "--rows"], ["--history"], ["--format", "csv"]])
def test_conflicts_are_printed(words: list[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import jingwei

    monkeypatch.setenv("JINGWEI_HOME", str(home))
    answer = CliRunner().invoke(jingwei.app, ["conflicts", *words])
    assert answer.exit_code == 0
    assert "differing" in answer.stdout
    assert CliRunner().invoke(jingwei.app, ["conflicts", "--rows"]).exit_code != 0


def test_addresses_that_name_one_door_agree_however_they_are_written() -> None:
    connection = connect(
        ("registry", 1, "A", None, "天津市滨海新区开发区3大街45号", None, None, None, None),
        ("tax", 1, "A", None, "开发区第三大街45号", None, None, None, None),
        ("customs", 1, "A", None, "第三大街４５号", None, None, None, None),
        ("court", 1, "A", None, "第三大街46号", None, None, None, None),
    )
    choose(connection, golden(ADDRESS), reading("teda", linked=False))
    count_conflicts(connection, golden(ADDRESS))
    counted = connection.execute("SELECT left_source, right_source, agreeing, differing FROM conflict").fetchall()
    assert counted == [
        ("court", "customs", 0, 1),
        ("court", "registry", 0, 1),
        ("court", "tax", 0, 1),
        ("customs", "registry", 1, 0),
        ("customs", "tax", 1, 0),
        ("registry", "tax", 1, 0),
    ]


def test_the_register_alone_is_counted(snapshot: datasets.Snapshot) -> None:
    counted = snapshot.query("""
        SELECT (SELECT sum(change) FROM base_legal_entities__entity_event) AS stock,
            (SELECT count(DISTINCT organisation_code) FROM base_legal_entities__registration WHERE closed_date IS NULL) AS open,
            (SELECT count(*) FROM base_legal_entities__entity WHERE NOT registered) AS others
    """).to_pylist()[0]
    assert counted["stock"] == counted["open"] > 0
    assert counted["others"] > 0
