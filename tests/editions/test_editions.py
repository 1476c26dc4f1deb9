"""Code lists change, totals do not."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import datasets
import jingwei
from datasets.building import assemble
from datasets.building.codes import load_codes
from datasets.editions import converted, editions, look, mappings, organisation_on, organisations
from datasets.editions.convert import shares_to_current
from datasets.editions.edition import CodeEdition, CodeMapping, _complete
from tests.datasets.tiny import Edit, put, tiny_zone, write_extract

ZONE = "teda"
EDITIONS = editions(ZONE)
NAMES = [f"{each.list} {each.key}" for each in EDITIONS]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the tiny zone after some edits of it."""

    def written(*edits: Edit) -> Path:
        extract = tiny_zone()
        for edit in edits:
            edit(extract)
        return write_extract(tmp_path / "extracts", extract)

    return written


@pytest.fixture(scope="module")
def lists() -> duckdb.DuckDBPyConnection:
    """The code lists and their editions, as a snapshot holds them."""
    connection = duckdb.connect()
    load_codes(connection, ZONE)
    return connection


def codes_of(name: str, edition: str) -> dict[str, str]:
    return {code: text.zh for each in EDITIONS if (each.list, each.key) == (name, edition) for code, text in each.codes}


def test_divisions_of_2002_are_those_of_the_shared_table(shared_data: Path) -> None:
    path = shared_data / "reference" / "gbt4754_2002_sections_divisions_AUTHORED.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        known = {row["division"]: row["division_name"] for row in csv.DictReader(lines)}
    ours = {code: zh.replace("（", "(").replace("）", ")") for code, zh in codes_of("division", "2002").items()}
    assert ours == known


def test_registration_types_of_1998_are_those_of_the_shared_table(shared_data: Path) -> None:
    path = shared_data / "reference" / "registration_types_1998_AUTHORED.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        known = {row["code"] for row in csv.DictReader(lines)}
    assert set(codes_of("registration_type", "1998")) == known


def test_editions_have_as_many_divisions_as_the_standards() -> None:
    assert [len(codes_of("division", year)) for year in ("2002", "2011", "2017")] == [95, 96, 97]


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_every_edition_is_named_in_both_languages_and_follows_the_one_before(edition: CodeEdition) -> None:
    assert edition.reference.zh
    assert edition.reference.en
    assert all(text.zh and text.en for _, text in edition.codes)
    assert edition.valid_to is None or edition.valid_from < edition.valid_to


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
def test_the_shares_of_every_code_add_up_to_one_in_the_current_list(edition: CodeEdition) -> None:
    current = {code for code, _ in [each for each in EDITIONS if each.list == edition.list][-1].codes}
    for code, shares in shares_to_current(ZONE, edition.list, edition.key).items():
        assert sum(shares.values()) == 1, code
        assert set(shares) <= current, code


@pytest.mark.parametrize("edition", EDITIONS, ids=NAMES)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_total_is_the_same_to_the_fen_under_every_edition(
    lists: duckdb.DuckDBPyConnection, edition: CodeEdition, data: st.DataObject
) -> None:
    codes = st.sampled_from([code for code, _ in edition.codes] + ["unknown"])
    fen = st.integers(-(10**14), 10**14)
    rows = data.draw(st.lists(st.tuples(codes, fen), min_size=1, max_size=30))
    lists.execute("CREATE OR REPLACE TEMP TABLE paid (code TEXT, yuan DECIMAL(18, 2))")
    lists.executemany("INSERT INTO paid VALUES (?, ?)", [(code, Decimal(each) / 100) for code, each in rows])
    sql = converted("paid", list_name=edition.list, edition=edition.key, code="code", amount="yuan")
    found = lists.execute(sql).fetchall()
    assert sum(amount for _, amount in found) == Decimal(sum(each for _, each in rows)) / 100
    assert len({code for code, _ in found}) == len(found)


def test_the_money_of_tanggu_hangu_and_dagang_is_that_of_the_binhai_new_area(lists: duckdb.DuckDBPyConnection) -> None:
    lists.execute("""
        CREATE OR REPLACE TEMP TABLE paid AS
        FROM (VALUES ('120107', 100.01), ('120108', 20.02), ('120109', 3.03), ('120101', 7.00)) t(code, yuan)
    """)
    sql = converted("paid", list_name="county", edition="2001", code="code", amount="yuan")
    assert lists.execute(sql).fetchall() == [("120101", Decimal("7.00")), ("120116", Decimal("123.06"))]


def test_a_division_that_split_is_shared_out_and_loses_no_fen(lists: duckdb.DuckDBPyConnection) -> None:
    lists.execute("CREATE OR REPLACE TEMP TABLE paid AS SELECT '37' AS code, 100.01 AS yuan")
    sql = converted("paid", list_name="division", edition="2002", code="code", amount="yuan")
    # 37 of 2002, transport equipment, became 36 cars and 37 other vehicles: equal shares by convention
    assert lists.execute(sql).fetchall() == [("36", Decimal("50.01")), ("37", Decimal("50.00"))]
    assert {each.basis for each in mappings(ZONE) if (each.list, each.old) == ("division", "37")} == {"equal", "whole"}


def step(old: str, new: str, weight: Fraction) -> CodeMapping:
    return CodeMapping(
        list="l", old_edition="1", new_edition="2", old=old, new=new, weight=weight, basis="whole", note=""
    )


@pytest.mark.parametrize(
    "steps",
    [
        [step("a", "x", Fraction(1))],
        [step("a", "x", Fraction(1)), step("b", "x", Fraction(1, 2))],
        [step("a", "x", Fraction(1)), step("b", "z", Fraction(1))],
        [step("a", "x", Fraction(1)), step("b", "x", Fraction(1)), step("c", "x", Fraction(1))],
    ],
    ids=["a code left out", "half of one", "an unknown new code", "an unknown old code"],
)
def test_a_mapping_that_is_not_whole_is_refused(steps: list[CodeMapping]) -> None:
    def edition(key: str, *codes: str) -> CodeEdition:
        named = tuple((code, datasets.Text(code, code)) for code in codes)
        reference = datasets.Text("标准", "standard")
        return CodeEdition(
            list="l", key=key, valid_from=date(2000, 1, 1), valid_to=None, reference=reference, codes=named
        )

    with pytest.raises(datasets.DatasetsError, match="份额应合计为 1"):
        _complete(steps, edition("1", "a", "b"), edition("2", "x", "y"))


def test_a_department_is_found_through_its_reorganisations() -> None:
    def on(name: str, day: date) -> str | None:
        found = organisation_on(ZONE, name, day)
        return found and found.name.zh

    assert on("工商行政管理局", date(2010, 1, 1)) == "工商行政管理局"
    assert on("工商行政管理局", date(2016, 1, 1)) == "市场和质量监督管理委员会"
    assert on("工商行政管理局", date(2020, 1, 1)) == "市场监督管理局"
    assert on("国家税务局", date(2018, 6, 14)) == "国家税务局"
    assert on("地方税务局", date(2018, 6, 15)) == "税务局"
    assert on("卫生局", date(2026, 1, 1)) == "卫生健康委员会"
    assert on("气象局", date(2026, 1, 1)) is None
    assert all(each.valid_to is None or each.successor for each in organisations(ZONE))


def test_the_snapshot_holds_editions_mappings_and_departments(snapshot: datasets.Snapshot) -> None:
    for table in ("code_edition", "code_mapping", "code_conversion", "organisation"):
        assert snapshot.query(f"SELECT count(*) AS n FROM {table}").to_pylist()[0]["n"] > 0


def test_headings_that_moved_between_chapters_name_both() -> None:
    path = Path(datasets.__file__).parent / "codes" / "editions" / "hs_chapter" / "moved.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    chapters = set(codes_of("hs_chapter", "2022"))
    assert rows
    for row in rows:
        assert {row["old_chapter"], row["new_chapter"]} <= chapters
        assert row["old_chapter"] != row["new_chapter"]
        assert row["heading"].startswith(row["old_chapter"])


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that asks ``jingwei codes`` and returns what it prints; a refusal is raised."""
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    return lambda *words: CliRunner().invoke(jingwei.app, ["codes", *words], catch_exceptions=False).stdout


def test_a_reader_can_ask_what_became_of_a_code(ask: Callable[..., str]) -> None:
    listed = [line.split(",")[:2] for line in ask("--format", "csv").splitlines()]
    assert {("division", "2002"), ("county", "2009"), ("hs_chapter", "2022"), ("sex", "")} <= set(map(tuple, listed))
    assert "120116 滨海新区" in " ".join(ask("county").split())
    now = [line.split(",") for line in ask("county", "--edition", "2001", "--format", "csv").splitlines()]
    assert [row for row in now if row[0] in ("120107", "120221")] == [
        ["120107", "塘沽区", "120116", "滨海新区", "1", "整体"],
        ["120221", "宁河县", "120117", "宁河区", "1", "整体"],
    ]
    split = [line.split(",") for line in ask("division", "--edition", "2002", "--format", "csv").splitlines()]
    assert [row[2:3] + row[4:] for row in split if row[0] == "37"] == [
        ["36", "1/2", "平均，属约定"],
        ["37", "1/2", "平均，属约定"],
    ]


def test_a_reader_can_carry_figures_to_the_current_list(ask: Callable[..., str], tmp_path: Path) -> None:
    paid = tmp_path / "paid.csv"
    paid.write_text("code,amount\n120107,100.01\n120108,20.02\n120109,3.03\n0,1\n", encoding="utf-8")
    words = ("county", "--edition", "2001", "--format", "csv", "--convert", str(paid))
    assert ask(*words).splitlines() == ["code,name,amount", "0,,1.00", "120116,滨海新区,123.06"]
    for wrong in ("120107,1.001", "120107", ",5", "120107,1e3"):
        paid.write_text(f"code,amount\n120108,1\n{wrong}\n", encoding="utf-8")
        with pytest.raises(datasets.DatasetsError, match="第 2 行"):
            ask(*words)


@pytest.mark.parametrize("words", [("county", "--edition", "1999"), ("--convert", "x.csv"), ("nosuch",)])
def test_what_cannot_be_carried_is_refused(ask: Callable[..., str], words: tuple[str, ...]) -> None:
    assert ask(*words) == ""


def test_headings_that_moved_since_an_edition_are_told() -> None:
    assert {row["heading"] for row in look.moved(ZONE, "hs_chapter", "2007")} >= {
        "481840",
        "852580 (on unmanned aircraft)",
    }
    assert "9009" not in {row["heading"] for row in look.moved(ZONE, "hs_chapter", "2007")}
    assert look.moved(ZONE, "county", "2001") == []


@pytest.mark.slow
def test_a_source_may_deliver_the_codes_of_the_time(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = dict(datasets.sources())
    fields = [
        replace(each, edition_date="founded_date") if each.name == "division_code" else each
        for each in found["registry"].fields
    ]
    found["registry"] = replace(found["registry"], fields=tuple(fields))
    monkeypatch.setattr(assemble, "sources", lambda: found)
    # founded in the nineties, written in the list of 2002: 37 was transport equipment, now mainly 36, automobiles
    edits = (put("registry/registry.csv", 1, "行业代码", "37"), put("registry/registry.csv", 2, "行业代码", "64"))
    result = datasets.build(write(*edits), home=tmp_path / "home")
    snapshot = datasets.open_snapshot(tmp_path / "home")
    row = snapshot.query(
        "SELECT division, division_delivered, industry FROM base_legal_entities__registration WHERE source_row = 1"
    ).to_pylist()
    assert row == [{"division": "36", "division_delivered": "37", "industry": "automotive"}]
    # 64 was no division in 2002, nor was 12
    refused = [each for each in result.findings if each.rule == "not_in_list"]
    assert [each.rows for each in refused] == [(2, 11)]
