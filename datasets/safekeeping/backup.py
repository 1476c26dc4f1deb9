"""Backups: what of a home cannot be made again, in a folder of its own with the hash of every file.

The ledger is copied first, as SQLite copies a database that is in use: what it names lies there before it is named, so
that the files copied after it are at least those. What an earlier backup has too is a second name of the same file.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from datasets.durable import link_file, sync_file, sync_folder, write_durably
from datasets.errors import DatasetsError
from datasets.home import building
from datasets.text import Text

MANIFEST: Final = "backup.json"
LEDGER: Final = "ledger.db"
KEYS: Final = ("keys", "office", "audit_key", "secret_key")
"""What is kept apart from everything else: who has both can read and sign."""

REMADE: Final = frozenset({"parts", "opened", "derived", "staging", "returned", "inbox", "restored.json"})
"""What is made again, or is not ours yet."""


class BackupRefused(DatasetsError):
    """There is nothing to back up, a folder that cannot be used, or a backup that is not whole."""


@dataclass(frozen=True)
class Backup:
    """One backup: its folder, the keys' folder if they were kept too, how many files and bytes."""

    folder: Path
    keys: Path | None
    files: int
    bytes: int


def backup(home: Path, into: Path, *, keys: Path | None = None, now: dt.datetime | None = None) -> Backup:
    """Write a backup of a home below ``into``, its keys below ``keys``, and return it; raise BackupRefused."""
    home, into = home.resolve(), into.resolve()
    keys = keys.resolve() if keys else None
    _refuse(home, into, keys)
    moment = now or dt.datetime.now(dt.UTC)
    name = f"{moment:%Y%m%dT%H%M%SZ}"
    with building(home):  # no snapshot comes or goes meanwhile
        files = _write(home, into, name, moment, _paths(home), ledger=True)
        if keys:
            secret = [path for path in _walk(home) if path.relative_to(home).parts[0] in KEYS]
            _write(home, keys, name, moment, secret, ledger=False)
    return Backup(into / name, keys / name if keys else None, len(files), sum(size for size, _ in files.values()))


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _refuse(home: Path, into: Path, keys: Path | None) -> None:
    if not (home / LEDGER).is_file():
        raise BackupRefused(Text(f"{home} 中没有台账，无可备份。", f"There is no ledger in {home}: nothing to keep."))
    for each in filter(None, (into, keys)):
        if each.is_relative_to(home):
            raise BackupRefused(
                Text(
                    f"备份目录 {each} 在主目录之内，请另选一处。",
                    f"{each} lies in the home itself: choose another.",
                )
            )
    if keys and (keys.is_relative_to(into) or into.is_relative_to(keys)):
        raise BackupRefused(
            Text("密钥要与其他备份分开存放，请另选目录。", "Keys are kept apart from the rest: choose another folder.")
        )


def _paths(home: Path) -> Iterator[Path]:
    """Yield the files to be copied, but for the ledger and the keys."""
    for path in _walk(home):
        first, *_ = path.relative_to(home).parts
        passing = path.name.startswith(".") or path.suffix == ".lock" or first.startswith(LEDGER)
        if first not in REMADE and first not in KEYS and not passing:
            yield path


def _walk(home: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(home, followlinks=True):
        folders.sort()
        yield from (Path(folder) / name for name in sorted(names))


def _write(
    home: Path, into: Path, name: str, moment: dt.datetime, paths: Iterable[Path], *, ledger: bool
) -> dict[str, tuple[int, str]]:
    """Write one folder whole, or none under its name."""
    earlier = _latest(into)
    arriving = into / f".{name}.part"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(parents=True, mode=0o700)
    found: dict[str, tuple[int, str]] = {}
    if ledger:
        _copy_ledger(home / LEDGER, arriving / LEDGER)
        found[LEDGER] = ((arriving / LEDGER).stat().st_size, hash_of(arriving / LEDGER))
    for path in paths:
        relative = path.relative_to(home).as_posix()
        sha256 = hash_of(path)
        _place(path, arriving / relative, sha256, earlier.get(relative))
        found[relative] = (path.stat().st_size, sha256)
    write_durably(arriving / MANIFEST, {"made_at": moment.isoformat(timespec="seconds"), "files": found})
    arriving.rename(into / name)
    sync_folder(into)
    return found


def _place(path: Path, place: Path, sha256: str, twin: Path | None) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if twin is not None and hash_of(twin) == sha256:
        link_file(twin, place)
        return
    shutil.copyfile(path, place)
    shutil.copystat(path, place)
    sync_file(place)


def _latest(into: Path) -> Mapping[str, Path]:
    """Return where the files of the newest backup lie, by name."""
    newest = max(into.glob(f"*/{MANIFEST}"), default=None)
    if newest is None:
        return {}
    files = json.loads(newest.read_text(encoding="utf-8"))["files"]
    return {name: newest.parent / name for name in files if (newest.parent / name).is_file()}


def _copy_ledger(path: Path, place: Path) -> None:
    """Copy the database as it is at one moment, into one file without a journal."""
    place.touch(mode=0o600)
    with closing(sqlite3.connect(path, timeout=30.0)) as ours, closing(sqlite3.connect(place)) as copy:
        ours.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    sync_file(place)
