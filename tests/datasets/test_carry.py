"""A base of which nothing changed is taken over from the current snapshot, persons and all."""

import shutil
from pathlib import Path

import pytest

import datasets
from datasets.catalogue import bases


@pytest.mark.slow
def test_persons_are_taken_over_as_they_would_be_made(extracts: Path, home: Path, tmp_path: Path) -> None:
    month, after_home = tmp_path / "extracts", tmp_path / "home"
    shutil.copytree(extracts, month)
    with (month / "customs" / "2026.csv").open("r+", encoding="utf-8") as lines:
        kept = lines.readlines()[:-5]
        lines.seek(0)
        lines.writelines(kept)
        lines.truncate()
    shutil.copytree(home, after_home)
    assert not datasets.build(month, home=after_home).timings.keys() & bases().keys()
    after = datasets.open_snapshot(after_home)
    inodes = [path.stat().st_ino for path in (after_home / "snapshots").glob("*/persons.duckdb")]
    assert len(inodes) == 2
    assert len(set(inodes)) == 1
    for known in ("keys", "opened", "parts"):  # rows about persons are in none of them
        shutil.copytree(after_home / known, tmp_path / "anew" / known)
    datasets.build(month, home=tmp_path / "anew")
    anew = datasets.open_snapshot(tmp_path / "anew")
    assert after.name == anew.name
    assert _said(after) == _said(anew)
    for table in ("finding", "quarantine", "conservation", "base_population__resident_count"):
        whole = f"FROM {table} ORDER BY ALL"
        assert after.query(whole).equals(anew.query(whole)), table
    datasets.verify(after_home)


def _said(snapshot):
    """Return what a manifest says of tables, sources and bases, but for the day on which a file came."""
    return snapshot.manifest.model_dump(
        include={"tables", "persons", "sources", "bases"},
        exclude={"sources": {"__all__": {"receipts": {"__all__": {"horizon"}}}}},
    )
