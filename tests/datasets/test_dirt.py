"""The simulator knows which rows it has spoilt: exactly those are refused, all others are accepted."""

import csv
from pathlib import Path

import datasets

KEYS = {"tax": "凭证号", "customs": "记录号"}


def test_the_simulated_zone_builds_without_a_refused_file(snapshot: datasets.Snapshot) -> None:
    assert not any(each.refused for entry in snapshot.manifest.sources for each in entry.receipts)
    rows = sum(
        each.rows - each.refused_rows for e in snapshot.manifest.sources if e.key == "tax" for each in e.receipts
    )
    assert rows == snapshot.manifest.tables["base_economy__tax_payment"].rows


def test_exactly_the_spoilt_rows_are_refused(extracts: Path, home: Path, snapshot: datasets.Snapshot) -> None:
    with (extracts / "_truth/dirt.csv").open(encoding="utf-8", newline="") as lines:
        truth = [(row["source"], row["key"]) for row in csv.DictReader(lines) if row["expected"] == "refuse"]
    for source, column in KEYS.items():
        refused = snapshot.query("SELECT DISTINCT receipt, source_row FROM quarantine WHERE source = ?", [source])
        references = [(each["receipt"], each["source_row"]) for each in refused.to_pylist()]
        rows = datasets.source_rows(home, snapshot, source, references)
        assert sorted(rows[column].to_pylist()) == sorted(key for where, key in truth if where == source)
