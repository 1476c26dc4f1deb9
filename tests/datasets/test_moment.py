"""A moment: a day names the newest snapshot published by then, a name its snapshot."""

import datetime as dt
import json

import pytest

from datasets import DatasetsError
from datasets.published.manifest import MANIFEST, read_manifest
from datasets.published.moment import day_of, newest_by, open_as_of

DAYS = {"2010-05-31-aaaaaaaaaaaa": (6, 10), "2010-06-30-bbbbbbbbbbbb": (7, 10), "2010-06-30-cccccccccccc": (7, 20)}


@pytest.fixture
def shelf(home, snapshot, tmp_path):
    """A home that holds the manifests of three snapshots, published one after the other."""
    whole = read_manifest(home / "snapshots" / snapshot.name)
    for name, (month, day) in DAYS.items():
        told = whole.model_copy(update={"name": name, "built_at": dt.datetime(2010, month, day, 12, tzinfo=dt.UTC)})
        folder = tmp_path / "snapshots" / name
        folder.mkdir(parents=True)
        (folder / MANIFEST).write_text(json.dumps(told.sealed()), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2010, 6, 8), None),
        (dt.date(2010, 6, 12), "2010-05-31-aaaaaaaaaaaa"),
        (dt.date(2010, 7, 12), "2010-06-30-bbbbbbbbbbbb"),
        (dt.date(2026, 1, 1), "2010-06-30-cccccccccccc"),
    ],
)
def test_a_day_names_the_newest_snapshot_published_by_then(shelf, day, name):
    assert newest_by(shelf, day) == name


def test_a_moment_is_a_day_or_a_name():
    assert day_of("2010-06-30") == dt.date(2010, 6, 30)
    assert day_of(dt.date(2010, 6, 30)) == dt.date(2010, 6, 30)
    assert day_of("2010-06-30-cccccccccccc") is None
    assert day_of(None) is None
    with pytest.raises(DatasetsError, match="no day 2010-06-31"):
        day_of("2010-06-31")


def test_what_is_neither_a_day_nor_a_name_is_told_both(home):
    with pytest.raises(DatasetsError, match="neither a day"):
        open_as_of(home, "2010-6-30")


def test_a_name_and_nothing_are_the_snapshots_themselves(home, snapshot):
    assert open_as_of(home).name == open_as_of(home, snapshot.name).name == snapshot.name
