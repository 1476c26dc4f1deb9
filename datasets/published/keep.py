"""Keeping snapshots: going back to one, and letting old ones go."""

import shutil
from pathlib import Path

import duckdb

from datasets.building.derived import DERIVED
from datasets.building.parts import discard_unused
from datasets.durable import sync_folder
from datasets.errors import DatasetsError, SnapshotDamaged
from datasets.home import building, current_name, set_current, snapshot_folder, snapshots, sweep
from datasets.published.manifest import read_manifest
from datasets.published.snapshot import open_snapshot
from datasets.published.verify import problems_of
from datasets.quality.history import remember
from datasets.text import Text


def rollback(home: Path, name: str) -> None:
    """Make a published snapshot current again; raise SnapshotDamaged if it is no longer whole."""
    with building(home):
        problems = problems_of(home, name)
        if problems:
            raise SnapshotDamaged(problems[0])
        set_current(home, name)


def collect_garbage(home: Path, keep: int = 3) -> list[str]:
    """Remove all but the last ``keep`` snapshots (never the current one) and what dead builders left.

    Return the names removed. Landed extracts are never removed: they are the departments' word.
    """
    if keep < 1:
        raise DatasetsError(Text("至少要保留一个快照。", "At least one snapshot must be kept."))
    with building(home):
        orphans = sweep(home)
        names = [name for name in snapshots(home)[:-keep] if name != current_name(home)]
        for name in names:
            _remember(home, name)
            _remove(home, name)
        kept = [read_manifest(snapshot_folder(home, name)) for name in snapshots(home)]
        discard_unused(home, {key for each in kept for key in each.parts})
        for path in (home / DERIVED).glob("*.parquet"):
            if path.stem not in {key for each in kept for key in each.derived}:
                path.unlink()
    return [*orphans, *names]


def _remember(home: Path, name: str) -> None:
    """Keep a snapshot's quality figures before it goes; one too damaged to open has none to keep."""
    try:
        remember(home, open_snapshot(home, name))
    except (DatasetsError, duckdb.Error):
        return


def _remove(home: Path, name: str) -> None:
    # Renamed first, so that nobody ever opens half a snapshot.
    going = home / "staging" / f"removed-{name}"
    going.parent.mkdir(exist_ok=True)
    snapshot_folder(home, name).rename(going)
    sync_folder(home / "snapshots")
    shutil.rmtree(going)
