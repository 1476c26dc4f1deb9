"""Addresses as people write them lead to a block, to several, or honestly to none."""

import csv
from collections.abc import Callable

import duckdb
import pytest

import datasets.geography.address as engine
from datasets.catalogue import zone_folder
from datasets.geography.address import StandardAddress, locate_addresses, numeral, spellings, standard_addresses
from datasets.reading.identifiers import MACROS

Located = Callable[..., dict[str, tuple[str, str]]]


@pytest.fixture
def located() -> Located:
    """A function from addresses to (block, grade)."""
    connection = duckdb.connect()
    connection.execute(MACROS)

    def locate(*addresses: str | None) -> dict[str, tuple[str, str]]:
        connection.execute("CREATE OR REPLACE TEMP TABLE asked (address TEXT)")
        connection.executemany("INSERT INTO asked VALUES (?)", [[each] for each in addresses])
        locate_addresses(connection, "teda", "SELECT address FROM asked")
        rows = connection.execute("SELECT address, street, grade FROM address_location").fetchall()
        return {address: (street, grade) for address, street, grade in rows}

    return locate


@pytest.mark.parametrize(
    ("address", "block", "grade"),
    [
        ("天津开发区新业五街12号", "W1A", "B"),
        ("天津开发区新业5街12号", "W1A", "B"),
        ("天津开发区西区新业十一街8号", "W2C", "B"),
        ("天津经济技术开发区微五路3号", "ME01", "B"),
        ("逸仙科学工业园翠泉路1号", "YX01", "B"),
        ("第三大街与洞庭路交口", "E03B", "B"),
        ("开发区3大街与洞庭路交口", "E03B", "B"),
        ("第３大街 与 洞庭路 交口", "E03B", "B"),
        ("三大街洞庭路口西侧", "E03B", "B"),
        ("第13大街与睦宁路交口", "E11B", "B"),
        ("第十三大街与睦宁路交口", "E11B", "B"),
        ("西区夏青路20号与新业四街交口", "W1B", "B"),
        ("第三大街51号", "unknown", "C"),
        ("天津开发区洞庭路100号", "unknown", "C"),
        ("新业五街与洞庭路交口", "unknown", "C"),
        ("泰达MSD写字楼C区", "MSD1", "D"),
        ("滨海金融街5号", "MSD2", "D"),
        ("天津市西区某处", "unknown", "D"),
        ("逸仙大道7号", "YX01", "B"),
    ],
)
def test_one_address(located, address, block, grade):
    assert located(address) == {address: (block, grade)}


def test_an_address_of_elsewhere_and_a_blank_have_no_row(located):
    assert located("青岛市崂山区香港东路73号", "", None) == {}


def test_door_numbers_part_a_road_where_they_are_known(located, monkeypatch):
    ranges = [
        StandardAddress(name="洞庭路", kind="road", street="E03B", from_number=1, to_number=99),
        StandardAddress(name="洞庭路", kind="road", street="E05B", from_number=100),
    ]
    monkeypatch.setattr(engine, "standard_addresses", lambda _: ranges)
    found = located("洞庭路99号", "洞庭路１００号", "洞庭路")
    assert found == {"洞庭路99号": ("E03B", "B"), "洞庭路１００号": ("E05B", "B"), "洞庭路": ("unknown", "C")}


def test_numerals_and_spellings():
    assert [numeral(each) for each in ("一", "九", "十", "十一", "二十", "二十三")] == [1, 9, 10, 11, 20, 23]
    assert set(spellings("第十三大街")) == {"第十三大街", "十三大街", "第13大街", "13大街"}
    assert set(spellings("洞庭路")) == {"洞庭路"}


def test_the_zone_s_roads_are_those_of_its_blocks():
    with (zone_folder("teda") / "simulation" / "block.csv").open(encoding="utf-8", newline="") as lines:
        wanted = {
            (name, row["street"])
            for row in csv.DictReader(lines)
            for name in f"{row['roads']} {row['avenues']}".split()
        }
    assert {(each.name, each.street) for each in standard_addresses("teda") if each.kind == "road"} == wanted


def test_a_zone_without_the_file_locates_nothing_by_address(monkeypatch, tmp_path):
    monkeypatch.setattr(engine, "zone_folder", lambda _: tmp_path)
    assert standard_addresses("elsewhere") == []
