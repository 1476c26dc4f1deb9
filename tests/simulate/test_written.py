"""Departments write the code of the time, and a change of the list changes no total."""

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.editions.convert import shares_to_current
from datasets.simulate.written import load_written

WRITTEN = ("registry_branch", "registry_individual", "institution", "tax_registration")


@pytest.mark.parametrize(
    ("today", "day", "written"),
    [
        ("36", "1995-06-01", "37"),  # the oldest list known stands for whatever was written before it
        ("36", "2008-06-01", "37"),  # 交通运输设备制造业
        ("36", "2011-11-01", "36"),  # 汽车制造业
        ("37", "2008-06-01", "37"),
        ("26", "2008-06-01", "26"),
        ("64", "2018-01-01", "64"),
    ],
)
def test_an_industry_is_written_in_the_list_of_the_day(today: str, day: str, written: str) -> None:
    with duckdb.connect() as connection:
        load_written(connection, "teda")
        assert connection.execute("SELECT division_on(?, ?::DATE)", [today, day]).fetchall() == [(written,)]


def test_old_codes_are_delivered_and_the_base_holds_those_of_today(snapshot: datasets.Snapshot) -> None:
    today = set(snapshot.query("SELECT code FROM code_list WHERE list = 'division'").column("code").to_pylist())
    for key in WRITTEN:
        table = datasets.sources()[key].base_table
        rows = snapshot.query(f"SELECT division, division_delivered FROM {table}").to_pylist()
        assert {row["division"] for row in rows} <= today | {"unknown"}
        if key != "institution":
            assert any(row["division"] != row["division_delivered"] for row in rows), key


def test_totals_are_unchanged_by_the_change_of_list(extracts: Path, snapshot: datasets.Snapshot) -> None:
    """Each delivered code that was accepted is one row of the base, under the codes its own became and no other."""
    for key in WRITTEN:
        source = datasets.sources()[key]
        rows = snapshot.query(
            f"SELECT division, division_delivered, {'registered_date' if key == 'tax_registration' else 'founded_date'} "
            f"AS day FROM {source.base_table}"
        ).to_pylist()
        counted = sum(Counter(row["division"] for row in rows).values())
        refused = snapshot.query(
            f"SELECT count(DISTINCT (receipt, source_row)) AS n FROM quarantine WHERE source = '{key}'"
        )
        delivered = 0
        for path in sorted(extracts.glob(source.files)):
            with path.open(encoding=source.encoding, newline="") as lines:
                delivered += sum(1 for _ in csv.DictReader(lines))
        (gone,) = refused.column("n").to_pylist()
        assert counted == delivered - gone, key
        for row in rows:
            edition = "2002" if row["day"].isoformat() < "2011-11-01" else "2011"
            edition = "2017" if row["day"].isoformat() >= "2017-10-01" else edition
            shares = shares_to_current("teda", "division", edition)[row["division_delivered"]]
            assert row["division"] in shares
            assert sum(shares.values(), Fraction()) == 1
