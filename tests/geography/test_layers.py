"""The demo zone's layers: the faults put into shapes and positions are found, and nothing else is refused."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

import datasets
from datasets.geography.blocks import UNKNOWN
from datasets.geography.layer import has_position

LAYERS = [source for source in datasets.sources().values() if has_position(source) and source.base == "geography"]
# a shape pushed over its neighbours takes them with it; one in another system may land on a neighbour
INNOCENT = {"overlap"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def planted(extracts: Path) -> dict[str, dict[str, list[str]]]:
    """Keys of spoilt rows, by source and kind of fault."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in read(extracts / "_truth" / "dirt.csv"):
        found[row["source"]][row["kind"]].append(row["key"])
    return found


@pytest.fixture(scope="module")
def refused(snapshot: datasets.Snapshot, extracts: Path) -> dict[str, dict[str, set[str]]]:
    """Keys of refused rows, by source and rule."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source in LAYERS:
        (path,) = extracts.glob(source.files)
        keys = [row[source.fields[0].header] for row in read(path)]
        rows = snapshot.query("SELECT rule, source_row FROM quarantine WHERE source = ?", [source.key]).to_pylist()
        for row in rows:
            found[source.key][row["rule"]].add(keys[row["source_row"] - 1])
    return found


@pytest.mark.parametrize("kind", ["self_intersection", "open_ring", "sliver", "axes_swapped", "outside_zone"])
def test_every_such_fault_is_refused_for_what_it_is_and_nothing_else_is(planted, refused, kind):
    told = {source.key: set(planted[source.key][kind]) for source in LAYERS}
    assert {source.key: refused[source.key][kind] for source in LAYERS} == told
    assert any(told.values())


def test_a_shape_pushed_over_its_neighbours_is_refused_with_them(planted, refused):
    assert planted["parcel_outline"]["overlap"]
    assert set(planted["parcel_outline"]["overlap"]) <= refused["parcel_outline"]["overlap"]


def test_few_sound_rows_are_refused(planted, refused):
    for source in LAYERS:
        told = {key for keys in planted[source.key].values() for key in keys}
        wrongly = {key for rule, keys in refused[source.key].items() if rule not in INNOCENT for key in keys} - told
        assert wrongly == set(), source.key


def finding(snapshot: datasets.Snapshot, source: str, rule: str) -> list[dict[str, object]]:
    return snapshot.query("SELECT * FROM finding WHERE source = ? AND rule = ?", [source, rule]).to_pylist()


def test_areas_reported_in_mu_are_found_and_both_areas_stand(snapshot, planted):
    (found,) = finding(snapshot, "greenland", "area_differs")
    assert found["row_count"] == len(planted["greenland"]["area_in_mu"])
    table = snapshot.query(
        "SELECT area_square_metre / reported_area_square_metre AS ratio FROM base_geography__greenland ORDER BY ratio"
    )
    ratios = table.column("ratio").to_pylist()
    assert ratios[0] > 0.95
    assert sum(ratio > 600 for ratio in ratios) == found["row_count"]


def test_half_a_plan_unit_leaves_a_gap_in_its_block(snapshot, planted):
    halves = {key.split("-")[1] for key in planted["planning_unit"]["half_a_unit"]}
    crossed = {key.split("-")[1] for key in planted["planning_unit"]["self_intersection"]}
    gaps = snapshot.query("SELECT street, square_metre FROM base_geography__topology WHERE rule = 'gap'").to_pylist()
    assert {row["street"] for row in gaps} == halves | crossed
    assert all(row["square_metre"] > 10_000 for row in gaps)


def test_the_one_file_in_another_system_than_declared_is_found_and_the_right_one_proposed(snapshot, extracts):
    truth = {row["source"]: row["delivered"] for row in read(extracts / "_truth" / "coordinate_truth.csv")}
    wrong = {
        source.key: truth[source.key] for source in LAYERS if truth[source.key] != (source.coordinates or "").value
    }
    found = snapshot.query("SELECT source, en FROM finding WHERE rule = 'implausible_system'").to_pylist()
    assert {row["source"] for row in found} == set(wrong)
    assert all(f"as {wrong[row['source']]} it would be 100.0%" in row["en"] for row in found)


def test_everything_else_is_in_its_true_block(snapshot, extracts, planted):
    truth: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read(extracts / "_truth" / "place_truth.csv"):
        truth[row["source"]][row["key"]] = row["street"]
    for source in LAYERS:
        if source.key in truth and source.key not in {"bus_stop", "construction_site"}:
            key = source.fields[0].name
            rows = snapshot.query(f"SELECT {key} AS key, street FROM {source.base_table}").to_pylist()
            moved = set(planted[source.key]["other_system"])
            placed = [row for row in rows if row["street"] != UNKNOWN and row["key"] not in moved]
            assert all(row["street"] == truth[source.key][row["key"]] for row in placed)
            assert len(placed) + len(moved) >= len(rows) > 0


def test_positions_are_in_the_zone_and_areas_are_those_of_the_plane(snapshot):
    (units,) = snapshot.query(
        "SELECT sum(area_square_metre) / 1e6 AS km2 FROM base_geography__planning_unit WHERE street = 'E05B'"
    ).to_pylist()
    assert units["km2"] == pytest.approx(1.449, abs=0.001)
    (road,) = snapshot.query(
        "SELECT min(length_metre) AS low, max(length_metre) AS high FROM base_geography__road"
    ).to_pylist()
    assert 200 < road["low"] < road["high"] < 5_000


def test_rows_and_refusals_make_up_what_was_delivered(snapshot):
    entries = {entry.key: entry for entry in snapshot.manifest.sources}
    for source in LAYERS:
        (kept,) = snapshot.query(f"SELECT count(*) AS rows FROM {source.base_table}").column("rows").to_pylist()
        received = entries[source.key].receipts
        assert kept == sum(each.rows - each.refused_rows for each in received)
        quarantined = snapshot.query(
            "SELECT count(DISTINCT (receipt, source_row)) AS rows FROM quarantine WHERE source = ?", [source.key]
        )
        assert quarantined.column("rows").to_pylist() == [sum(each.refused_rows for each in received)]
