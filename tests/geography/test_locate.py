"""How often a located thing is where it truly is, by grade, on the hidden truth."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import datasets

LEAST = {"A": 0.99, "B": 0.98, "C": 0.98, "D": 0.95}  # share of right blocks among those given


@pytest.fixture(scope="module")
def truth(extracts: Path) -> dict[tuple[str, str], str]:
    found = {}
    for name in ("place_truth", "city_case_block"):
        with (extracts / "_truth" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found |= {(row["source"], row["key"]): row["street"] for row in csv.DictReader(lines)}
    return found


@pytest.fixture(scope="module")
def located(snapshot: datasets.Snapshot) -> list[dict[str, str]]:
    return snapshot.query("SELECT * FROM base_geography__location").to_pylist()


def test_blocks_given_are_right(located, truth):
    given, right = Counter(), Counter()
    for row in located:
        key = (row["subject"], row["subject_id"])
        if key in truth and row["street"] != "unknown":
            given[row["grade"]] += 1
            right[row["grade"]] += truth[key] == row["street"]
    assert set(LEAST) <= set(given)
    assert {grade: right[grade] >= share * given[grade] for grade, share in LEAST.items()} == dict.fromkeys(LEAST, True)


def test_most_enterprises_of_the_zone_are_placed(located, truth):
    ours = [row for row in located if row["subject"] == "entity" and ("entity", row["subject_id"]) in truth]
    assert sum(row["street"] != "unknown" for row in ours) >= 0.97 * len(ours) > 0


def test_every_subject_stands_once_with_a_grade_and_a_reason(located, snapshot):
    assert len({(row["subject"], row["subject_id"], row["receipt"], row["source_row"]) for row in located}) == len(
        located
    )
    assert all(row["reason_zh"] and row["reason_en"] and row["grade"] in "ABCDE" for row in located)
    entities = snapshot.query("SELECT count(*) AS rows FROM base_legal_entities__entity").column("rows").to_pylist()
    assert [sum(row["subject"] == "entity" for row in located)] == entities


def test_nearly_every_case_of_city_management_is_placed(located):
    cases = [row for row in located if row["subject"] == "city_case"]
    assert sum(row["street"] != "unknown" for row in cases) >= 0.95 * len(cases) > 0


def test_nothing_is_guessed(located):
    assert all(row["street"] == "unknown" for row in located if row["grade"] == "E")
    assert all(row["street"] == "unknown" for row in located if (row["grade"], row["method"]) == ("C", "address"))


def test_a_permit_without_a_position_has_the_block_of_its_address(snapshot):
    rows = snapshot.query("""
        SELECT s.street AS kept, l.street AS found, s.area FROM base_geography__construction_site s
            JOIN base_geography__location l ON l.subject = 'construction_site' AND l.subject_id = s.permit_code
        WHERE s.longitude_degree IS NULL
    """).to_pylist()
    assert rows
    assert all(row["kept"] == row["found"] for row in rows)
    assert all((row["area"] == "unknown") == (row["kept"] == "unknown") for row in rows)
