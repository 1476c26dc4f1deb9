"""Code lists against the reference lists that are never committed, and extracts against the code lists."""

import csv
from pathlib import Path

import duckdb
import pytest

from datasets.codes import parent_lists
from datasets.contract import Source
from datasets.simulate.content import PACKAGE
from datasets.sources import customs, investment, land, registry, tax

from .conftest import code_list

NATIONAL = sorted(path.stem for path in (PACKAGE / "codes").glob("*.csv"))
ZONE = sorted(path.stem for path in (PACKAGE / "zones" / "teda" / "codes").glob("*.csv"))


def reference(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "reference" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "zone"), [(n, None) for n in NATIONAL] + [(n, "teda") for n in ZONE])
def test_a_code_list_has_one_line_a_code_in_both_languages(name: str, zone: str | None) -> None:
    rows = code_list(name, zone)
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["code"] and row["zh"].strip() == row["zh"] != "" for row in rows)
    assert all(row["en"].strip() == row["en"] != "" and row["en"].isprintable() for row in rows)


def test_every_parent_is_a_code_of_the_list_it_belongs_to() -> None:
    lists = parent_lists("teda")
    assert lists["division"] == "industry"
    for child, parent in lists.items():
        above = {row["code"] for row in code_list(parent, "teda" if parent in ZONE else None)}
        assert {row["parent"] for row in code_list(child, "teda" if child in ZONE else None)} <= above, child


def test_every_block_lies_in_an_area() -> None:
    assert {row["parent"] for row in code_list("street", "teda")} == {row["code"] for row in code_list("area", "teda")}


def test_divisions_are_those_of_the_standard_of_2017(shared_data: Path) -> None:
    rows = reference(shared_data, "gbt4754_tree_zmshe.csv")
    known = {row["code"]: row["name"] for row in rows if row["level"] == "2"}
    known["37"] = "铁路、船舶、航空航天和其他运输设备制造业"  # the public list cuts this name short
    assert {row["code"]: row["zh"] for row in code_list("division")} == known


def test_registration_types_are_those_of_1998_and_the_two_of_2011(shared_data: Path) -> None:
    known = {r["code"]: r["name_zh"] for r in reference(shared_data, "registration_types_1998_AUTHORED.csv")}
    ours = {r["code"]: r["zh"].replace("（", "(").replace("）", ")") for r in code_list("registration_type")}
    added_in_2011 = {"290": "其他港、澳、台商投资企业", "390": "其他外商投资企业"}
    assert ours == known | added_in_2011


def test_taxes_are_those_of_the_shared_table(shared_data: Path) -> None:
    known = {r["code"]: r["name_zh"] for r in reference(shared_data, "tax_types_2008_2010_AUTHORED.csv")}
    assert {r["code"]: r["zh"] for r in code_list("tax_type")} == known


def test_goods_have_the_chapters_and_sections_of_the_harmonized_system(shared_data: Path) -> None:
    known = {r["hscode"]: r["section"] for r in reference(shared_data, "hs_chapters_en.csv")}
    known["99"] = "XXII"  # goods not classified: outside the 21 sections of the Convention
    assert {r["code"]: r["parent"] for r in code_list("hs_chapter")} == known
    sections = [r["section"] for r in reference(shared_data, "hs_sections_en.csv")]
    assert [r["code"] for r in code_list("hs_section")] == [*sections, "XXII"]


def test_partners_and_regimes_are_those_of_customs(shared_data: Path) -> None:
    for name in ("partner", "regime"):
        known = {r["code"]: r["zh"] for r in reference(shared_data, f"customs_{name}_codes_zh_en.csv")}
        ours = {r["code"]: r["zh"] for r in code_list(name)}
        assert ours.keys() == known.keys()
        # ours are the common short names: 尼泊尔 for 尼泊尔联邦民主共和国
        differing = [code for code in ours if ours[code] not in known[code]]
        assert set(differing) <= {"702"}


def test_spring_festivals_are_those_of_the_shared_table(shared_data: Path) -> None:
    with (shared_data / "published" / "chinese_new_year_dates_1930_2030.csv").open(encoding="utf-8") as file:
        known = {line.strip() for line in file} - {"cny"}
    ours = [row["code"] for row in code_list("spring_festival")]
    assert {day for day in ours if day < "2031"} == {day for day in known if day >= "1949"}
    assert [row["parent"] for row in code_list("spring_festival")] == [str(year) for year in range(1949, 2101)]


SOURCES = {module.SOURCE.key: module.SOURCE for module in (registry, tax, customs, investment, land)}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_headers_are_the_contract_s(world: duckdb.DuckDBPyConnection, source: Source) -> None:
    headers = [row[0] for row in world.execute(f"DESCRIBE {source.key}").fetchall()]
    assert headers == [field.header for field in source.fields]


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_codes_are_in_their_lists_but_for_the_dirt(world: duckdb.DuckDBPyConnection, source: Source) -> None:
    for field in source.fields:
        if field.code_list:
            zone = "teda" if field.code_list in ZONE else None
            known = [row["code"] for row in code_list(field.code_list, zone)]
            unknown, rows = world.execute(
                f'SELECT count(*) FILTER (NOT list_contains(?, "{field.header}")), count(*) FROM {source.key}', [known]
            ).fetchall()[0]
            assert unknown <= 0.005 * rows + 1
