"""The key of a home names persons, not the content: two homes with two keys publish the same snapshot."""

import shutil
from pathlib import Path

import duckdb
import pytest

import datasets
from datasets.protection.key import key_file
from tests.datasets.tiny import tiny_zone, write_extract

pytestmark = pytest.mark.slow  # every test builds

FOLDERS = ("police_population", "insured_person", "student")


@pytest.fixture(scope="module")
def small(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty enterprises, and the small zone's persons."""
    folder = write_extract(tmp_path_factory.mktemp("small") / "extracts", tiny_zone())
    for name in FOLDERS:
        shutil.copytree(extracts / name, folder / name)
    return folder


def pseudonyms(home: Path, name: str) -> set[str]:
    with duckdb.connect(home / "snapshots" / name / "persons.duckdb", read_only=True) as connection:
        return {each for (each,) in connection.execute("SELECT person_id FROM base_population__person").fetchall()}


def built(small: Path, home: Path) -> tuple[str, set[str]]:
    name = datasets.build(small, home=home).name
    return name, pseudonyms(home, name)


@pytest.fixture(scope="module")
def first(small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, set[str]]]:
    """A home of the small zone, and what was built in it."""
    home = tmp_path_factory.mktemp("first") / "home"
    return home, built(small, home)


def test_two_keys_one_content(small: Path, first: tuple[Path, tuple[str, set[str]]], tmp_path: Path) -> None:
    home, one = first
    other = built(small, tmp_path)
    assert key_file(home).read_bytes() != key_file(tmp_path).read_bytes()
    assert one[0] == other[0]
    assert len(one[1]) == len(other[1]) > 1000
    assert not one[1] & other[1]


def test_one_key_the_same_pseudonyms(small: Path, first: tuple[Path, tuple[str, set[str]]], tmp_path: Path) -> None:
    home, one = first
    shutil.copytree(key_file(home).parent, key_file(tmp_path).parent)
    assert built(small, tmp_path) == one
