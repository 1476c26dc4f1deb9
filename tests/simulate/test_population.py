"""Persons of the demo zone: as many and as old as the published figures say, and nobody real among them."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from datasets.simulate import simulate

FILES = {
    "police_population": ("登记编号", "gb18030"),
    "insured_person": ("个人编号", "utf-8"),
    "civil_affairs": ("登记证字号", "gb18030"),
    "student": ("学籍号", "utf-8"),
    "family_planning": ("档案号", "gb18030"),
    "individual_taxpayer": ("申报序号", "utf-8"),
}
NUMBER, PHONES = "公民身份号码", ("联系电话", "监护人电话")


def rows(folder: Path, source: str) -> list[dict[str, str]]:
    with (folder / source / f"{source}.csv").open(encoding=FILES[source][1], newline="") as content:
        return list(csv.DictReader(content))


@pytest.fixture(scope="module")
def residents(extracts: Path) -> list[dict[str, str]]:
    """Those whom the police have not struck off."""
    return [row for row in rows(extracts, "police_population") if not row["注销日期"]]


def everybody(extracts: Path) -> Iterator[dict[str, str]]:
    for source in FILES:
        yield from rows(extracts, source)


def test_the_zone_is_younger_than_the_city_and_has_more_men(residents: list[dict[str, str]]) -> None:
    # Tianjin 2010: 114.5 men to 100 women, 9.8 % under 15, 8.5 % of 65 and over, 2.80 persons a household;
    # about a thousand persons at this scale, hence the room
    sexes = Counter(row["性别代码"] for row in residents)
    assert sexes["1"] / sexes["2"] == pytest.approx(1.145, abs=0.12)
    years = [2026 - int(row["出生日期"][:4]) for row in residents]
    assert 0.06 < sum(age < 15 for age in years) / len(years) < 0.13
    assert 0.02 < sum(age >= 65 for age in years) / len(years) < 0.09
    families = Counter(row["户号"] for row in residents if row["户号"].startswith("H"))
    assert sum(families.values()) / len(families) == pytest.approx(2.80, abs=0.25)


def test_a_household_has_one_size_wherever_it_lives(residents: list[dict[str, str]]) -> None:
    """Draws of one household are independent: a weak hash once put all small families into one area."""
    size = Counter(row["户号"] for row in residents if row["户号"].startswith("H"))
    small = Counter(size[row["户号"]] <= 2 for row in residents if row["户号"] in size and row["街区代码"] < "F")
    large = Counter(size[row["户号"]] <= 2 for row in residents if row["户号"] in size and row["街区代码"] > "F")
    assert small[True] / small.total() == pytest.approx(large[True] / large.total(), abs=0.12)


def test_no_number_telephone_or_passport_can_be_anybody_s(extracts: Path) -> None:
    for row in everybody(extracts):
        if row.get(NUMBER):
            assert row[NUMBER][2:4] == "98"  # no prefecture of GB/T 2260
        assert all(row.get(title, "")[:2] in {"12", ""} for title in PHONES)  # mobile numbers begin with 13 to 19
        assert row.get("护照号码", "")[:2] in {"QX", ""}


def test_the_truth_knows_each_record_once(extracts: Path) -> None:
    with (extracts / "_truth" / "truth_person.csv").open(encoding="utf-8", newline="") as content:
        told = [(row["source"], row["key"]) for row in csv.DictReader(content)]
    written = {(source, row[key]) for source, (key, _) in FILES.items() for row in rows(extracts, source)}
    assert len(told) == len(set(told))
    assert set(told) == written


@pytest.mark.slow
def test_a_harder_zone_has_more_badly_written_records(extracts: Path, tmp_path: Path) -> None:
    simulate(tmp_path, scale=0.003, difficulty="hard")
    simulate(tmp_path / "easy", scale=0.003, difficulty="easy")
    missing = [
        sum(not row[NUMBER] for row in rows(folder, "student")) / len(rows(folder, "student"))
        for folder in (tmp_path / "easy", tmp_path)
    ]
    assert missing[0] < 0.15
    assert missing[1] > 0.25
