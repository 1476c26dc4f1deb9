"""The simulator knows which rows it has spoilt: exactly those are refused, all others are accepted."""

import csv
from pathlib import Path

import pytest

import datasets

KEYS = {"tax": "凭证号", "customs": "记录号"}


@pytest.fixture(scope="module")
def outcome(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datasets.BuildResult]:
    home = tmp_path_factory.mktemp("dirt")
    return home, datasets.build(extracts, home=home)


def test_the_simulated_zone_builds_without_a_refused_file(outcome: tuple[Path, datasets.BuildResult]) -> None:
    snapshot = datasets.open_snapshot(outcome[0])
    assert not any(each.refused for entry in snapshot.manifest.sources for each in entry.receipts)
    rows = sum(
        each.rows - each.refused_rows for e in snapshot.manifest.sources if e.key == "tax" for each in e.receipts
    )
    assert rows == outcome[1].counts["base_economy__tax_payment"]


def test_exactly_the_spoilt_rows_are_refused(extracts: Path, outcome: tuple[Path, datasets.BuildResult]) -> None:
    with (extracts / "_truth/dirt.csv").open(encoding="utf-8", newline="") as lines:
        truth = [(row["source"], row["key"]) for row in csv.DictReader(lines) if row["expected"] == "refuse"]
    snapshot = datasets.open_snapshot(outcome[0])
    for source, column in KEYS.items():
        refused = snapshot.query("SELECT DISTINCT receipt, source_row FROM quarantine WHERE source = ?", [source])
        references = [(each["receipt"], each["source_row"]) for each in refused.to_pylist()]
        rows = datasets.source_rows(outcome[0], snapshot, source, references)
        assert sorted(rows[column].to_pylist()) == sorted(key for where, key in truth if where == source)
