"""The home: where the state lives, who may build in it, and which snapshot is current.

landing/<source>/<sha256>.csv    extracts as received, with a receipt beside each
opened/<source>/<sha256>.json    what opening each extract gave, so that no file is opened twice
parts/<key>/                      what was read of each extract, so that no file is read twice
derived/<key>.parquet             cubes of years that have not changed, forecasts of series that have not
snapshots/<name>/                 published snapshots, never changed
staging/                          what a builder is working on; left by a killed one, collected by the next
CURRENT                           the name of the snapshot readers see
ledger.db                         what happened
"""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from datasets.durable import write_durably
from datasets.errors import BuilderBusy, SnapshotMissing
from datasets.published.manifest import MANIFEST
from datasets.text import Text

CURRENT = "CURRENT"
NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{12}")


@contextmanager
def building(home: Path) -> Iterator[None]:
    """Hold the home's builder lock; a second builder is refused at once, a dead one holds nothing."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuilderBusy(
                Text(
                    f"另一个构建正在使用 {home}；请等它结束后再试。",
                    f"Another builder is at work in {home}; try again when it has finished.",
                )
            ) from None
        yield


def sweep(home: Path) -> list[str]:
    """Remove what killed builders left in the staging area; only the holder of the lock may."""
    staging = home / "staging"
    orphans = sorted(each.name for each in staging.iterdir()) if staging.is_dir() else []
    for name in orphans:
        shutil.rmtree(staging / name, ignore_errors=True)
    for part in [*home.glob("landing/*/.*.part"), *home.glob("opened/*/.*.part"), *home.glob(".*.part")]:
        part.unlink(missing_ok=True)
    return orphans


def snapshots(home: Path) -> list[str]:
    """Return the names of the published snapshots, oldest data first, then in the order of publishing."""
    folder = home / "snapshots"
    found = [each for each in folder.iterdir() if NAME.fullmatch(each.name)] if folder.is_dir() else []
    return [each.name for each in sorted(found, key=lambda each: (each.name[:10], _published(each), each.name))]


def _published(folder: Path) -> float:
    manifest = folder / MANIFEST
    return manifest.stat().st_mtime if manifest.exists() else 0.0


def current_name(home: Path) -> str | None:
    """Return the name of the current snapshot, None before the first was published."""
    try:
        return (home / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        return None


def set_current(home: Path, name: str) -> None:
    """Point readers at a published snapshot, in one step."""
    snapshot_folder(home, name)
    write_durably(home / CURRENT, name)


def snapshot_folder(home: Path, name: str) -> Path:
    """Return the folder of a published snapshot; raise SnapshotMissing if there is none."""
    folder = home / "snapshots" / name
    if not NAME.fullmatch(name) or not folder.is_dir():
        raise SnapshotMissing(Text(f"没有名为 {name} 的快照。", f"There is no snapshot called {name}."))
    return folder
