"""Time travel: which snapshots there are, which one an address means, and what two of them say differently."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import datasets
from datasets import SnapshotMissing, Text, difference, open_snapshot
from datasets.home import NAME, snapshot_folder
from datasets.published.manifest import read_manifest
from indicators.sentences.changed import changed

_PAIRS = 16
_MOST = 24


class Published(NamedTuple):
    """A snapshot that can be looked at: its name, the last day its data cover, the day it was published."""

    name: str
    as_of: date
    published_on: date


def published(home: Path) -> list[Published]:
    """Return the snapshots there are, the newest first."""
    return [_published(home, name) for name in reversed(datasets.snapshots(home)[-_MOST:])]


@lru_cache(maxsize=256)
def _published(home: Path, name: str) -> Published:
    manifest = read_manifest(snapshot_folder(home, name))
    return Published(name, manifest.as_of, manifest.published_on)


def snapshot_meant(home: Path, asked: str | None) -> str | None:
    """Return the name of an earlier snapshot an address asks for, None for the current one.

    Raise SnapshotMissing in words for what is no name, and for a snapshot that is not there.
    """
    if asked is None or asked == datasets.current_name(home):
        return None
    if not NAME.fullmatch(asked):
        raise SnapshotMissing(Text("地址里的快照名无法识别。", "The address holds no name of a snapshot."))
    there = datasets.snapshots(home)
    if asked not in there:
        raise SnapshotMissing(
            Text(
                f"快照 {asked} 不在这里：没有发布过，或已被清理。现有 {there[0]} 至 {there[-1]}，共 {len(there)} 个。",
                f"Snapshot {asked} is not here: never published, or removed since. There are {len(there)}, from "
                f"{there[0]} to {there[-1]}.",
            )
        )
    return asked


@lru_cache(maxsize=_PAIRS)
def rows_changed(home: Path, a: str, b: str) -> pd.DataFrame:
    """Return what :func:`datasets.difference` says of files and base tables; snapshots never change, so it is kept."""
    return difference(home, a, b, derived=False)


@lru_cache(maxsize=_PAIRS)
def indicators_changed(home: Path, a: str, b: str) -> pd.DataFrame:
    """Return what :func:`indicators.sentences.changed.changed` says of two snapshots."""
    return changed(open_snapshot(home, a), open_snapshot(home, b))
