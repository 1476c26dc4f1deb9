"""The key of a home names persons, not the content: two homes with two keys publish the same snapshot."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.protection.key import key_file
from tests.datasets.tiny import tiny_zone, write_extract

FOLDERS = ("police_population", "insured_person", "student")


@pytest.fixture
def small(extracts: Path, tmp_path: Path) -> Path:
    """Thirty enterprises, and the small zone's persons."""
    folder = write_extract(tmp_path / "extracts", tiny_zone())
    for name in FOLDERS:
        shutil.copytree(extracts / name, folder / name)
    return folder


def pseudonyms(home: Path, name: str) -> set[str]:
    with duckdb.connect(home / "snapshots" / name / "persons.duckdb", read_only=True) as connection:
        return {each for (each,) in connection.execute("SELECT person_id FROM base_population__person").fetchall()}


def built(small: Path, homes: Iterable[Path]) -> list[tuple[str, set[str]]]:
    names = [(home, datasets.build(small, home=home).name) for home in homes]
    return [(name, pseudonyms(home, name)) for home, name in names]


def test_two_keys_one_content(small: Path, tmp_path: Path) -> None:
    one, other = built(small, (tmp_path / "one", tmp_path / "other"))
    assert key_file(tmp_path / "one").read_bytes() != key_file(tmp_path / "other").read_bytes()
    assert one[0] == other[0]
    assert len(one[1]) == len(other[1]) > 1000
    assert not one[1] & other[1]


def test_one_key_the_same_pseudonyms(small: Path, tmp_path: Path) -> None:
    shutil.copytree(_with_key(tmp_path / "one"), tmp_path / "other")
    one, other = built(small, (tmp_path / "one", tmp_path / "other"))
    assert one == other


def _with_key(home: Path) -> Path:
    from datasets.protection.key import person_key

    person_key(home)
    return home
