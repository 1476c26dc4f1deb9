"""The industry systems: volumes, hours, seasons and lateness as an office knows them, and dirt that is all found."""

import csv
import json
from collections import Counter
from pathlib import Path

import duckdb
import numpy as np
import pytest
from shapely.geometry import Point, shape

import datasets
from datasets.contract import Source
from datasets.published.snapshot import HARDENED
from datasets.simulate.content import zone_folder

OPERATIONS = [source for source in datasets.sources().values() if source.base == "operations"]
OURS = [*OPERATIONS, *(each for each in datasets.sources().values() if each.statistics or each.key == "fdi_contract")]


def rows(snapshot: datasets.Snapshot, sql: str) -> list[tuple]:
    return [tuple(row.values()) for row in snapshot.query(sql).to_pylist()]


def text_rows(extracts: Path, source: Source) -> list[dict[str, str]]:
    (path,) = extracts.glob(source.files)
    with path.open(encoding=source.encoding, newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("source", OURS, ids=lambda each: each.key)
def test_exactly_the_spoilt_rows_are_refused(
    extracts: Path, home: Path, snapshot: datasets.Snapshot, source: Source
) -> None:
    with (extracts / "_truth" / "dirt.csv").open(encoding="utf-8", newline="") as lines:
        spoilt = [row["key"] for row in csv.DictReader(lines) if row["source"] == source.key
                  and row["expected"] == "refuse"]  # fmt: skip
    file = "persons.duckdb" if source.apart else "snapshot.duckdb"
    with duckdb.connect(home / "snapshots" / snapshot.name / file, read_only=True, config=dict(HARDENED)) as connection:
        refused = connection.execute(
            "SELECT DISTINCT source_row FROM quarantine WHERE source = ?", [source.key]
        ).fetchall()
    delivered = text_rows(extracts, source)
    key = source.fields[0].header
    assert sorted(delivered[number - 1][key] for (number,) in refused) == sorted(spoilt)


@pytest.mark.parametrize("source", OPERATIONS, ids=lambda each: each.key)
def test_headers_are_the_contract_s(extracts: Path, source: Source) -> None:
    assert list(text_rows(extracts, source)[0]) == [field.header for field in source.fields]


def test_streets_are_watched_every_day_and_less_in_the_epidemic(snapshot: datasets.Snapshot) -> None:
    months = dict(
        rows(
            snapshot,
            "SELECT strftime(reported_time, '%Y-%m'), count(*) FROM base_operations__city_case GROUP BY 1",
        )
    )
    assert len(months) == 16 * 12 + 10
    spring = dict(
        rows(
            snapshot,
            "SELECT year(reported_time), count(*) FROM base_operations__city_case "
            "WHERE strftime(reported_time, '%m%d') BETWEEN '0127' AND '0310' GROUP BY 1",
        )
    )
    assert spring[2020] < 0.85 * np.mean([spring[year] for year in (2018, 2019, 2021, 2022)])
    ((weekend,),) = rows(snapshot, "SELECT avg((isodow(reported_time) > 5)::INTEGER) FROM base_operations__city_case")
    assert 0.2 < weekend < 2 / 7


def test_water_stands_on_the_road_in_the_summer(snapshot: datasets.Snapshot) -> None:
    found = dict(
        rows(
            snapshot,
            "SELECT month(reported_time) IN (6, 7, 8), count(*) FROM base_operations__city_case "
            "WHERE city_case_type = '1501' AND month(reported_time) IN (12, 1, 2, 6, 7, 8) GROUP BY 1",
        )
    )
    assert found[True] > 5 * found.get(False, 0)


def test_some_departments_miss_their_limits_more_than_others(snapshot: datasets.Snapshot) -> None:
    late = dict(
        rows(
            snapshot,
            "SELECT department, avg((closed_time > assigned_time + to_hours(limit_hour_count))::INTEGER) "
            "FROM base_operations__city_case WHERE closed_time IS NOT NULL GROUP BY 1",
        )
    )
    assert late["GYS"] > 2 * late["CGJ"] > 0


def test_a_case_lies_in_its_block_once_its_coordinates_are_turned_back(
    extracts: Path, snapshot: datasets.Snapshot
) -> None:
    blocks = json.loads((zone_folder("teda") / "blocks.geojson").read_text(encoding="utf-8"))["features"]
    outline = {each["properties"]["code"]: shape(each["geometry"]) for each in blocks}
    with (extracts / "_truth" / "city_case_block.csv").open(encoding="utf-8", newline="") as lines:
        truth = {row["key"]: row["street"] for row in csv.DictReader(lines)}
    turned = {
        number: outline[truth[number]].contains(Point(x, y))
        for number, x, y in rows(
            snapshot,
            "SELECT case_number, longitude_degree, latitude_degree FROM base_operations__city_case "
            "WHERE longitude_degree IS NOT NULL",
        )
    }
    delivered = [
        outline[truth[row["案件编号"]]].contains(Point(float(row["经度"]), float(row["纬度"])))
        for row in text_rows(extracts, datasets.sources()["city_case"])
        if row["案件编号"] in turned
    ]
    assert all(turned.values())
    assert np.mean(delivered) < 0.9  # half a kilometre off


def test_cases_often_have_an_address_and_sometimes_no_coordinates(snapshot: datasets.Snapshot) -> None:
    ((address, place),) = rows(
        snapshot,
        "SELECT avg((address IS NOT NULL)::INTEGER), avg((longitude_degree IS NOT NULL)::INTEGER) "
        "FROM base_operations__city_case",
    )
    assert 0.95 < address < 0.99
    assert 0.93 < place < 0.98


def test_offices_work_on_working_days_from_nine_to_five(snapshot: datasets.Snapshot) -> None:
    assert rows(
        snapshot,
        "SELECT count(*) FROM base_operations__approval "
        "WHERE isodow(accepted_time) > 5 OR hour(accepted_time) NOT BETWEEN 9 AND 17",
    ) == [(0,)]


def test_steps_of_a_case_follow_one_another_and_some_stand_side_by_side(snapshot: datasets.Snapshot) -> None:
    (in_order,), *_ = rows(
        snapshot,
        """WITH stage AS (
               SELECT case_number, order_count, min(accepted_time) AS begun, max(finished_time) AS done
               FROM base_operations__approval GROUP BY ALL)
           SELECT bool_and(next.begun >= stage.done) FROM stage JOIN stage AS next
           ON next.case_number = stage.case_number AND next.order_count = stage.order_count + 1
           WHERE stage.done IS NOT NULL""",
    )
    assert in_order
    (parallel,), *_ = rows(
        snapshot,
        "SELECT count(*) FROM (SELECT 1 FROM base_operations__approval GROUP BY case_number, order_count "
        "HAVING count(DISTINCT department) > 1)",
    )
    assert parallel > 20


def test_a_case_of_approvals_is_one_line_from_its_first_step_to_its_last(snapshot: datasets.Snapshot) -> None:
    ((cases, steps),) = rows(snapshot, "SELECT count(*), sum(step_count)::INTEGER FROM base_operations__approval_case")
    ((delivered,),) = rows(snapshot, "SELECT count(*) FROM base_operations__approval")
    assert steps == delivered
    assert cases < delivered
    ((late, legal),) = rows(
        snapshot,
        "SELECT avg((late_promise_count > 0)::INTEGER), avg((late_legal_count > 0)::INTEGER) "
        "FROM base_operations__approval_case",
    )
    assert 0.02 < legal < late < 0.3


def test_slow_answers_displease(snapshot: datasets.Snapshot) -> None:
    hours = dict(
        rows(
            snapshot,
            "SELECT satisfaction IN ('1', '2'), median(date_diff('minute', received_time, answered_time)) / 60 "
            "FROM base_operations__inquiry WHERE satisfaction <> 'unknown' GROUP BY 1",
        )
    )
    assert hours[True] > 1.5 * hours[False]


def test_the_air_is_worse_in_winter_but_for_ozone(snapshot: datasets.Snapshot) -> None:
    found = {
        (pollutant, winter): mean
        for pollutant, winter, mean in rows(
            snapshot,
            "SELECT pollutant, month(reading_date) IN (12, 1, 2), avg(daily_concentration) "
            "FROM base_operations__station_reading WHERE month(reading_date) IN (12, 1, 2, 6, 7, 8) GROUP BY ALL",
        )
    }
    for pollutant in ("PM25", "PM10", "SO2", "NO2", "CO"):
        assert found[pollutant, True] > 1.15 * found[pollutant, False]
    assert found["O3", True] < 0.6 * found["O3", False]


def test_exceedances_are_held_against_the_standard(snapshot: datasets.Snapshot) -> None:
    found = rows(
        snapshot,
        "SELECT DISTINCT pollutant, limit_concentration, reference LIKE 'GB 3095-2012%' "
        "FROM base_operations__air_exceedance WHERE pollutant IN ('PM25', 'O3') ORDER BY 1",
    )
    assert found == [("O3", 160.0, True), ("PM25", 75.0, True)]
    assert rows(
        snapshot,
        "SELECT count(*) FROM base_operations__air_exceedance WHERE daily_concentration <= limit_concentration",
    ) == [(0,)]


def test_health_in_numbers_has_cells_that_must_not_be_shown(extracts: Path) -> None:
    source = datasets.sources()["resident_health"]
    aged = [int(row["高血压管理人数"]) for row in text_rows(extracts, source) if row["年龄组"] == "65"]
    assert sum(1 <= count <= 9 for count in aged) / len(aged) > 0.2
    assert source.apart
    counts = [field for field in source.fields if field.name.endswith("_count")]
    assert {field.classification.value for field in counts} == {"restricted"}


def test_most_servers_are_half_idle_and_some_licences_are_overused(snapshot: datasets.Snapshot) -> None:
    ((median, overused),) = rows(
        snapshot,
        "SELECT median(utilisation_percent), count(*) FILTER (used_licence_count > licence_count) "
        "FROM base_operations__it_asset",
    )
    assert 10 < median < 45
    assert overused > 0


def test_projects_begin_late_and_end_later(snapshot: datasets.Snapshot) -> None:
    ((late, of_budget),) = rows(
        snapshot,
        "SELECT avg((actual_finish_date > planned_finish_date)::INTEGER), avg(award_yuan::DOUBLE / budget_yuan::DOUBLE) "
        "FROM base_operations__it_project WHERE actual_finish_date IS NOT NULL",
    )
    assert 0.5 < late < 0.95
    assert 0.8 < of_budget < 0.95


def test_planned_downtime_is_at_night(snapshot: datasets.Snapshot) -> None:
    hours = Counter(
        hour for (hour,) in rows(
            snapshot, "SELECT hour(started_time) FROM base_operations__incident WHERE incident_cause = '7'"
        )
    )  # fmt: skip
    assert set(hours) <= {22, 23}


def test_draws_of_one_row_are_independent(snapshot: datasets.Snapshot) -> None:
    """A hash whose last argument alone differs would make the kind of a case follow from its day."""
    ((related,),) = rows(
        snapshot,
        "SELECT corr(date_diff('day', DATE '2010-01-01', reported_time::DATE), case_channel::DOUBLE) "
        "FROM base_operations__city_case WHERE case_channel <> '4'",
    )
    assert abs(related) < 0.05
    ((kinds,),) = rows(
        snapshot,
        "SELECT min(kinds) FROM (SELECT count(DISTINCT city_case_type) AS kinds FROM base_operations__city_case "
        "GROUP BY year(reported_time) ORDER BY 1)",
    )
    assert kinds > 12
