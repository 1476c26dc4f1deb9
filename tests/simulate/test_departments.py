"""Seven departments on the same organisations: as unlike as real ones, and the truth about every row."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from datasets.catalogue import sources
from datasets.contract import Kind, Source, Subject
from datasets.simulate import run, simulate, write
from datasets.simulate.part import parts

from .test_numbers import organisation_is_valid

SCALE = 0.1
DEPARTMENTS = ("tax_registration", "customs_registration", "insurance_unit", "fiscal_unit", "judicial_case")
KNOWN = {source.key: source for source in sources().values() if source.subject is Subject.ENTITY}
ALL = {**KNOWN, "registry_change": sources()["registry_change"], "registry": sources()["registry"]}


@pytest.fixture(scope="module")
def monkeymodule() -> Iterator[pytest.MonkeyPatch]:
    """A monkeypatch that lasts for the module."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory, monkeymodule: pytest.MonkeyPatch) -> duckdb.DuckDBPyConnection:
    """A tenth of the zone without its money and goods: every column text, the columns named as in the contract."""
    early = tuple(part for part in parts() if part.rank < 20)
    monkeymodule.setattr(run, "parts", lambda: early)
    monkeymodule.setattr(write, "parts", lambda: early)
    out = tmp_path_factory.mktemp("departments")
    simulate(out, scale=SCALE, seed=7)
    return tables(out, tmp_path_factory.mktemp("utf8"))


def tables(out: Path, work: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for source in ALL.values():
        plain = work / f"{source.key}.csv"
        plain.write_bytes((out / source.files.replace("*", source.key)).read_bytes().decode(source.encoding).encode())
        names = [field.name for field in source.fields]
        connection.execute(
            f"CREATE TABLE {source.key} AS SELECT *, {source.unique[0]} AS key FROM "
            "read_csv(?, skip = 1, header = false, all_varchar = true, quote = '\"', names = ?)",
            [str(plain), names],
        )
    for name in ("truth_entity", "truth_organisation", "dirt"):
        connection.execute(
            f"CREATE TABLE {name} AS FROM read_csv(?, all_varchar = true)", [str(out / f"_truth/{name}.csv")]
        )
    connection.execute("CREATE VIEW truth AS SELECT source, key, eid::BIGINT AS eid FROM truth_entity")
    return connection


def one(zone: duckdb.DuckDBPyConnection, query: str) -> float:
    return float(zone.execute(query).fetchall()[0][0])


def name_of(source: Source) -> str:
    return next((field.name for field in source.fields if field.attribute == "name"), "name")


@pytest.mark.parametrize("source", ALL)
def test_the_truth_knows_every_row_once(zone: duckdb.DuckDBPyConnection, source: str) -> None:
    untold = f"""
        WITH delivered AS (SELECT DISTINCT translate(key, '０１２３４５６７８９', '0123456789') AS serial FROM {source}),
        told AS (SELECT key, count(*) AS times FROM truth WHERE source = '{source}' GROUP BY key)
        SELECT serial, times FROM delivered LEFT JOIN told ON key = serial WHERE times IS DISTINCT FROM 1"""
    assert zone.execute(untold).fetchall() == []
    assert one(zone, f"SELECT count(*) FROM {source}") > 10


def test_every_organisation_of_the_truth_has_a_row_with_its_code(zone: duckdb.DuckDBPyConnection) -> None:
    assert one(zone, "SELECT count(*) FROM truth WHERE eid::VARCHAR NOT IN (SELECT eid FROM truth_organisation)") == 0
    kinds: dict[str, int] = dict(zone.execute("SELECT kind, count(*) FROM truth_organisation GROUP BY 1").fetchall())
    assert kinds["enterprise"] == pytest.approx(15_000 * SCALE, rel=0.03)
    assert 0.03 < kinds["branch"] / kinds["enterprise"] < 0.07
    assert {"sister", "outsider", "proprietor", "institution"} <= kinds.keys()
    without = zone.execute("SELECT DISTINCT kind FROM truth_organisation WHERE organisation_code IS NULL").fetchall()
    assert without == [("proprietor",)]


@pytest.mark.parametrize(("one_source", "other"), list(itertools.combinations(DEPARTMENTS, 2)))
def test_two_departments_write_half_of_the_names_alike(
    zone: duckdb.DuckDBPyConnection, one_source: str, other: str
) -> None:
    names = (
        f"""SELECT eid, arg_min({name_of(KNOWN[source])}, key) AS name FROM {source}
            JOIN truth USING (key) WHERE source = '{source}' AND eid < 10000000 GROUP BY eid"""
        for source in (one_source, other)
    )
    alike, pairs = zone.execute(
        f"SELECT avg((a.name = b.name)::INTEGER), count(*) FROM ({next(names)}) a JOIN ({next(names)}) b USING (eid)"
    ).fetchall()[0]
    slack = 2 * (0.25 / pairs) ** 0.5  # a sample of few pairs strays
    assert 0.39 - slack < alike < 0.57 + slack


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        ("SELECT avg((organisation_code IS NULL AND credit_code IS NULL)::INTEGER) FROM judicial_case", 0.55, 0.68),
        ("SELECT avg((organisation_code IS NULL)::INTEGER) FROM insurance_unit", 0.40, 0.55),
        ("SELECT avg((organisation_code IS NULL)::INTEGER) FROM health_licence", 0.60, 0.95),
        ("SELECT avg((organisation_code LIKE '%-%')::INTEGER) FROM customs_registration", 0.30, 0.50),
        ("SELECT avg((length(taxpayer_number) = 15)::INTEGER) FROM tax_registration", 0.15, 0.70),
        ("SELECT avg(regexp_matches(address, '[０-９]')::INTEGER) FROM insurance_unit", 0.04, 0.16),
        (
            """SELECT count(DISTINCT eid) / 1500 FROM registry_change JOIN truth USING (key)
               WHERE source = 'registry_change' AND item_code = '01'""",
            0.09,
            0.15,
        ),
        ("SELECT count(DISTINCT survivor_number) / 1500 FROM registry_change WHERE item_code = '08'", 0.004, 0.02),
        (
            "SELECT count(DISTINCT regexp_extract(new_text, '[^0-9]+$')) FROM registry_change WHERE item_code = '04'",
            8,
            16,
        ),
    ],
)  # fmt: skip
def test_shares_are_as_in_real_registers(zone: duckdb.DuckDBPyConnection, share: str, low: float, high: float) -> None:
    assert low <= one(zone, share) <= high


@pytest.mark.parametrize("source", ALL)
def test_numbers_have_valid_check_digits_but_for_the_dirt(zone: duckdb.DuckDBPyConnection, source: str) -> None:
    dirty = {key for (key,) in zone.execute("SELECT key FROM dirt WHERE source = ?", [source]).fetchall()}
    judges = {
        Kind.ORGANISATION_CODE: lambda code: organisation_is_valid(code.replace("-", "").upper()),
        Kind.CREDIT_CODE: uscc.is_valid,
        Kind.TAXPAYER_NUMBER: lambda code: uscc.is_valid(code) if len(code) == 18 else organisation_is_valid(code[6:]),
        Kind.REGISTRATION_NUMBER: lambda code: len(code) == 13 or mod_11_10.is_valid(code),
    }
    for field in ALL[source].fields:
        if field.kind in judges:
            rows = zone.execute(f"SELECT key, {field.name} FROM {source} WHERE {field.name} IS NOT NULL").fetchall()
            assert [row for row in rows if row[0] not in dirty and not judges[field.kind](row[1])] == []


def test_customs_codes_are_nobody_else_s(zone: duckdb.DuckDBPyConnection) -> None:
    assert one(zone, "SELECT count(DISTINCT customs_code) - count(DISTINCT key) FROM customs_registration") == 0


def test_decoys_stand_beside_the_right_ones(zone: duckdb.DuckDBPyConnection) -> None:
    shared = "SELECT count(*) FROM (SELECT address FROM tax_registration GROUP BY 1 HAVING count(DISTINCT key) > 1)"
    assert one(zone, shared) >= 20
    brands = """SELECT count(*) FROM truth_organisation AS sister JOIN truth AS t ON t.eid::VARCHAR = sister.eid
                WHERE kind IN ('sister', 'outsider') AND parent IN (SELECT eid::VARCHAR FROM truth WHERE source = 'registry')"""
    assert one(zone, brands) >= 20
    heads = """SELECT avg(starts_with(name, head_name)::INTEGER) FROM registry_branch"""
    assert one(zone, heads) == 1


def test_departments_disagree_because_they_were_told_at_different_times(zone: duckdb.DuckDBPyConnection) -> None:
    stale = """SELECT count(*) FROM tax_registration AS d JOIN truth AS t ON t.key = d.key AND t.source = 'tax_registration'
               JOIN (SELECT eid, old_text FROM registry_change JOIN truth USING (key)
                     WHERE source = 'registry_change' AND item_code = '01') AS change USING (eid)
               WHERE d.taxpayer_name = old_text"""
    assert one(zone, stale) >= 5


def test_the_insured_of_living_units_are_the_zone_s(zone: duckdb.DuckDBPyConnection) -> None:
    living = """SELECT sum(try_cast(insured_count AS BIGINT)) FROM (SELECT DISTINCT * FROM insurance_unit) AS i
                JOIN truth AS t ON t.key = i.key AND t.source = 'insurance_unit'
                WHERE t.eid NOT IN (SELECT eid FROM registry AS r JOIN truth AS k ON k.key = r.key
                                    WHERE k.source = 'registry' AND closed_date IS NOT NULL)"""
    assert one(zone, living) == pytest.approx(440_000, rel=0.08)
    assert one(zone, "SELECT median(try_cast(insured_count AS BIGINT)) FROM insurance_unit") < 300
    assert one(zone, "SELECT max(try_cast(insured_count AS BIGINT)) FROM insurance_unit") < 40_000


def test_treasury_payments_grow_and_stay_below_the_tax_they_come_from(zone: duckdb.DuckDBPyConnection) -> None:
    paid = """SELECT sum(try_cast(amount_yuan AS DOUBLE)) / 1e8 FROM fiscal_unit WHERE payment_date LIKE '{}%'"""
    early, late = (one(zone, paid.format(year)) for year in (2008, 2018))
    assert 0 < early < late < 60


def test_court_cases_are_of_every_kind_and_never_of_the_future(zone: duckdb.DuckDBPyConnection) -> None:
    assert one(zone, "SELECT count(DISTINCT kind_code) FROM judicial_case") == 7
    assert one(zone, "SELECT count(*) FROM judicial_case WHERE filing_date >= '2026-11'") == 0
    often = "SELECT max(n) FROM (SELECT count(*) AS n FROM truth WHERE source = 'judicial_case' GROUP BY eid)"
    assert one(zone, often) >= 5
