"""Rows about persons live in a file of their own, which no reader of a snapshot opens."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.base import Site, Work
from datasets.building import assemble
from datasets.contract import Subject
from tests.datasets.tiny import put

pytestmark = pytest.mark.slow  # every test builds

TABLE = "base_economy__project_progress"


@pytest.fixture
def persons(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Take the project reports for rows about persons, their codes replaced under a key."""
    found, bases = dict(datasets.sources()), dict(assemble.bases())
    found["investment"] = replace(found["investment"], subject=Subject.PERSON, entity_field=None)
    monkeypatch.setattr(assemble, "sources", lambda: found)

    def keyed(key: str) -> None:
        def protect(site: Site) -> None:
            site.connection.execute(
                f"CREATE OR REPLACE TABLE persons.{TABLE} AS SELECT sha256(project_code || '{key}') AS person_id, "
                f"* EXCLUDE (project_code, project_name) FROM persons.{TABLE}"
            )

        economy = bases["economy"]
        openly = [each for each in economy.steps if isinstance(each, Work) or TABLE not in each.sql]
        steps = (*openly, Work(name="protect", run=protect))  # nothing is made openly of rows about persons
        monkeypatch.setattr(assemble, "bases", lambda: {**bases, "economy": replace(economy, steps=steps)})

    return keyed


def test_their_rows_and_their_quarantine_reach_no_reader(
    persons: Callable[[str], None], write: Callable[..., Path], tiny_home: Path
) -> None:
    persons("secret")
    edits = (put("investment/investment.csv", 3, "计划总投资（万元）", "绝密数字"),)
    result = datasets.build(write(*edits), home=tiny_home)
    datasets.verify(tiny_home)
    snapshot = datasets.open_snapshot(tiny_home)
    assert not snapshot.has(TABLE)
    assert snapshot.query("SELECT 1 FROM quarantine").num_rows == 0
    assert [each.rule for each in result.findings if each.severity == "error"] == ["not_a_number"]
    folder = tiny_home / "snapshots" / result.name
    apart = folder / "persons.duckdb"
    assert stat.S_IMODE(apart.stat().st_mode) == 0o400
    with duckdb.connect(apart, read_only=True) as connection:
        assert connection.sql("SELECT value FROM quarantine").fetchall() == [("＊＊＊",)]
        assert connection.sql(f"SELECT count(*), count(DISTINCT person_id) FROM {TABLE}").fetchall() == [(59, 5)]
    # What was deleted while building is not in the file either.
    assert "项目1".encode() not in apart.read_bytes()
    assert "绝密数字".encode() not in (folder / "snapshot.duckdb").read_bytes()


def test_the_key_of_the_home_does_not_name_the_content(
    persons: Callable[[str], None], write: Callable[..., Path], tmp_path: Path
) -> None:
    names = set()
    for key in ("one", "another"):
        persons(key)
        names.add(datasets.build(write(), home=tmp_path / key).name)
    assert len(names) == 1


def test_a_changed_row_about_a_person_changes_the_content(
    persons: Callable[[str], None], write: Callable[..., Path], tiny_home: Path
) -> None:
    persons("secret")
    edit = put("investment/investment.csv", 3, "计划总投资（万元）", "60001")
    names = {datasets.build(write(*edits), home=tiny_home).name for edits in ((), (edit,))}
    assert len(names) == 2
    datasets.verify(tiny_home)
