"""The small zone's published counts stand against an attacker, and its persons are nowhere to be found."""

import csv
import re
import stat
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.contract import Kind, Subject
from datasets.protection import CountTable, Dimension, Protected
from datasets.protection.permission import Permission
from tests.protection.attacker import Attacker

PERSON_SOURCES = [each for each in datasets.sources().values() if each.subject is Subject.PERSON]
APART = [each for each in datasets.sources().values() if each.apart]
BY_BLOCK = ("health_age_group",)
COUNTS = {
    ("base_population__resident_count", "resident_count"): (
        "age_group", "sex", "residence_type", "education_level", "industry"
    ),
    ("base_population__household_count", "household_count"): ("household_size",),
    ("base_population__census_count", "resident_count"): ("age_group", "sex"),
    ("base_operations__resident_visit_count", "visit_count"): BY_BLOCK,
    ("base_operations__resident_record_count", "record_count"): BY_BLOCK,
    ("base_operations__resident_hypertension_count", "hypertension_count"): BY_BLOCK,
    ("base_operations__resident_diabetes_count", "diabetes_count"): BY_BLOCK,
    ("base_operations__health_service_count", "service_count"): ("health_service", "health_group", "outcome"),
}  # fmt: skip


def published(snapshot, things):
    """Return, by year, each published cell; an area's cell is named by the area where a street's is by the street."""
    years = defaultdict(dict)
    parents = {}
    for row in snapshot.query(f"FROM {things[0]}").to_pylist():
        codes = {name: row[name] for name in COUNTS[things]}
        if "street" in row:
            codes["street"] = row["street"] if row["street"] != "all" else row["area"]
            parents |= {row["street"]: row["area"]} if row["street"] != "all" else {}
        cell = tuple(sorted((name, code) for name, code in codes.items() if code != "all"))
        assert cell not in years[row["year"]]
        years[row["year"]][cell] = Protected(count=row[things[1]], reason=row["reason"])
        assert row["suppressed"] is (row[things[1]] is None) is (row["reason"] is not None)
    return years, parents


def tables_of(cells, parents):
    """Return the tables that were published, from nothing but the cells: what an attacker has."""
    shapes = {tuple(name for name, _ in cell) for cell in cells}
    widest = [each for each in shapes if not any(set(each) < set(other) for other in shapes)]
    for names in sorted(widest):
        mine = [dict(cell) for cell in cells if {name for name, _ in cell} <= set(names)]
        codes = {name: sorted({each[name] for each in mine if name in each}) for name in names}
        if "street" in codes:  # an area that is divided into streets is none of the lowest codes
            here = {dict(cell)["street"] for cell in cells if {name for name, _ in cell} == set(names)}
            codes["street"] = [each for each in here if each not in {parents.get(other) for other in here}]
        dimensions = [
            Dimension(
                key=name,
                codes=tuple(codes[name]),
                parents={k: v for k, v in parents.items() if k != v} if name == "street" else {},
            )
            for name in names
        ]
        yield CountTable(key="+".join(names), dimensions=tuple(dimensions), counts={})


@pytest.mark.parametrize("things", COUNTS, ids=lambda each: each[0].split("__")[1])
def test_no_small_count_is_published_or_can_be_derived(snapshot, things):
    years, parents = published(snapshot, things)
    assert years
    withheld = 0
    for cells in years.values():
        assert not [cell for cell, each in cells.items() if each.count is not None and 1 <= each.count <= 9]
        attacker = Attacker(list(tables_of(cells, parents)), cells)
        assert not list(attacker.leaks(cells, 10))
        withheld += sum(each.suppressed for each in cells.values())
    nothing_small = ("household_count", "census_count", "record_count")  # in so small a zone
    assert withheld > 0 or things[0].endswith(nothing_small)


def persons_file(home, snapshot) -> Path:
    return home / "snapshots" / snapshot.name / "persons.duckdb"


@pytest.fixture(scope="module")
def delivered(extracts) -> set[str]:
    """Every name, number, telephone, address and serial that departments wrote of a person."""
    found = set()
    for source in PERSON_SOURCES:
        kinds = [
            each.header
            for each in source.fields
            if each.attribute in {"name", "phone", "address", "household_number"}
            or each.kind is Kind.PERSON_NUMBER
            or each.name in source.unique
            or each.name in {"spouse_name", "passport_number"}
        ]
        for path in extracts.glob(source.files):
            with path.open(encoding=source.encoding, newline="") as content:
                found |= {row[title] for row in csv.DictReader(content) for title in kinds if row[title]}
    return found


def test_what_identifies_a_person_is_in_no_published_table(home, snapshot, delivered):
    assert len(delivered) > 5000
    with duckdb.connect(persons_file(home, snapshot), read_only=True) as apart:
        columns = apart.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal"
        ).fetchall()
        for table, column in columns:
            held = {value for (value,) in apart.execute(f'SELECT DISTINCT "{column}" FROM "{table}"').fetchall()}
            assert not held & delivered, (table, column)
    for entry in snapshot.query(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal"
    ).to_pylist():
        table, column = entry["table_name"], entry["column_name"]
        held = set(snapshot.query(f'SELECT DISTINCT "{column}" AS value FROM "{table}"').column("value").to_pylist())
        numbers = {value for value in held & delivered if len(value) in {15, 18} or value.startswith("12")}
        assert not numbers, (table, column)


def test_persons_are_readable_by_the_builder_alone(home, snapshot):
    assert stat.S_IMODE(persons_file(home, snapshot).stat().st_mode) == 0o400
    for source in APART:
        assert stat.S_IMODE((home / "landing" / source.key).stat().st_mode) == 0o700


def test_a_pseudonym_is_the_same_in_every_table_and_nobody_s_number(home, snapshot):
    with duckdb.connect(persons_file(home, snapshot), read_only=True) as apart:
        strange = "SELECT count(*) FROM base_population__{} WHERE person_id NOT IN (SELECT person_id FROM base_population__person)"
        for table in ("record_link", "insured_person", "pupil", "resident_registration", "individual_tax"):
            assert apart.execute(strange.format(table)).fetchall() == [(0,)]
        assert apart.execute(
            "SELECT bool_and(regexp_full_match(person_id, '[0-9a-f]{64}')) FROM base_population__person"
        ).fetchall() == [(True,)]


def test_delivered_rows_are_refused_without_a_reason_and_written_down_with_one(home, snapshot):
    receipt = (
        snapshot.query("SELECT min(receipt) AS receipt FROM receipt WHERE source = 'student'")
        .column("receipt")
        .to_pylist()[0]
    )
    for permission in (None, Permission(who="clerk", why="because"), Permission(who=" ", why="case 2026-117, order 3")):
        with pytest.raises(datasets.DatasetsError, match="about persons"):
            datasets.source_rows(home, snapshot, "student", [(receipt, 1)], permission=permission)
    permission = Permission(who="clerk", why="case 2026-117, order 3")
    assert datasets.source_rows(home, snapshot, "student", [(receipt, 1)], permission=permission).num_rows == 1
    ledger = datasets.open_ledger(home)
    (line,) = ledger.execute("SELECT * FROM person_access WHERE who = 'clerk'").fetchall()
    ledger.close()
    assert (line["who"], line["why"], line["source"], line["row_references"]) == (
        "clerk",
        "case 2026-117, order 3",
        "student",
        f"{receipt}:1",
    )
    assert line["at"]


def test_reading_a_snapshot_never_opens_the_persons(home, snapshot):
    snapshot.query("SELECT count(*) FROM base_population__resident_count")
    opened = {each.readlink() for each in Path("/proc/self/fd").iterdir() if each.exists()}
    assert any(each.name == "snapshot.duckdb" for each in opened)
    assert not [each for each in opened if "persons" in each.name]
    assert not snapshot.has("base_operations__resident_health")
    assert not snapshot.has("base_operations__public_health")
    with pytest.raises(duckdb.Error):
        snapshot.query(f"FROM '{persons_file(home, snapshot)}'")


@pytest.mark.parametrize("layer", ["dashboards", "indicators", "reports"])
def test_no_layer_above_names_the_persons_file(layer):
    folder = Path(import_module(layer).__file__).parent
    for path in folder.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "persons.duckdb" not in text, path
        assert not re.search(r"^from datasets.*\bPERSONS\b", text, re.MULTILINE), path
        assert "datasets.protection.persons" not in text, path
    assert layer in sys.modules
