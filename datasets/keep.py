"""Keeping snapshots: going back to one, comparing two, and letting old ones go."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from datasets.durable import sync_folder
from datasets.errors import DatasetsError, SnapshotDamaged
from datasets.home import building, current_name, set_current, snapshot_folder, snapshots, sweep
from datasets.manifest import Manifest, read_manifest
from datasets.text import Text
from datasets.verify import problems_of


@dataclass(frozen=True, kw_only=True)
class TableDifference:
    """One table in two snapshots: its rows in each (None: no such table), and whether the content is the same."""

    table: str
    rows_a: int | None
    rows_b: int | None
    same: bool


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What distinguishes snapshot ``b`` from ``a``: files by (source, file), and tables that are not the same."""

    a: str
    b: str
    added: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    tables: tuple[TableDifference, ...]
    same_code: bool


def difference(home: Path, a: str, b: str) -> Difference:
    """Return what distinguishes two published snapshots, from their manifests."""
    first, second = (read_manifest(snapshot_folder(home, name)) for name in (a, b))
    files_a, files_b = _files(first), _files(second)
    tables = [_compare(first, second, name) for name in sorted({*first.tables, *second.tables})]
    return Difference(
        a=a,
        b=b,
        added=tuple(sorted(files_b.keys() - files_a.keys())),
        removed=tuple(sorted(files_a.keys() - files_b.keys())),
        changed=tuple(sorted(key for key in files_a.keys() & files_b.keys() if files_a[key] != files_b[key])),
        tables=tuple(each for each in tables if not each.same),
        same_code=first.code_version == second.code_version,
    )


def _files(manifest: Manifest) -> dict[tuple[str, str], str]:
    return {(source.key, each.file): each.sha256 for source in manifest.sources for each in source.receipts}


def _compare(first: Manifest, second: Manifest, table: str) -> TableDifference:
    a, b = first.tables.get(table), second.tables.get(table)
    return TableDifference(table=table, rows_a=a.rows if a else None, rows_b=b.rows if b else None, same=a == b)


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
            _remove(home, name)
    return [*orphans, *names]


def _remove(home: Path, name: str) -> None:
    # Renamed first, so that nobody ever opens half a snapshot.
    going = home / "staging" / f"removed-{name}"
    going.parent.mkdir(exist_ok=True)
    snapshot_folder(home, name).rename(going)
    sync_folder(home / "snapshots")
    shutil.rmtree(going)
