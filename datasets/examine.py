"""Examine: whether this machine and this home are fit for building and reading snapshots."""

import os
import shutil
import sqlite3
from pathlib import Path

import duckdb

from datasets.codes import code_files
from datasets.errors import JingweiError
from datasets.home import current_name
from datasets.ledger import open_ledger
from datasets.published.verify import verify
from datasets.settings import settings
from datasets.text import Text

ROOM = 2 * 1024**3  # bytes a build of a zone may need for staging


def examine(home: Path) -> list[tuple[bool, Text]]:
    """Return, for each thing needed, whether it is there and one sentence about it."""
    return [_engine(), _zone(), _room(home), _ledger(home), _snapshot(home)]


def _engine() -> tuple[bool, Text]:
    version = duckdb.__version__
    return version.startswith("2."), Text(f"DuckDB {version}（需要 2.x）", f"DuckDB {version} (2.x is needed)")


def _zone() -> tuple[bool, Text]:
    zone = settings().zone
    try:
        lists = len(code_files(zone))
    except JingweiError as error:
        return False, error.text
    return True, Text(f"区域 {zone}：{lists} 个代码表", f"Zone {zone}: {lists} code lists")


def _room(home: Path) -> tuple[bool, Text]:
    existing = next(folder for folder in (home.resolve(), *home.resolve().parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    fit = free >= ROOM and os.access(existing, os.W_OK)
    size = f"{free / 1024**3:.1f} GiB"
    return fit, Text(f"{existing} 可写，剩余 {size}（至少 2）", f"{existing} is writable with {size} free (2 at least)")


def _ledger(home: Path) -> tuple[bool, Text]:
    try:
        ledger = open_ledger(home)
        good = ledger.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        ledger.close()
    except sqlite3.Error as error:
        return False, Text(f"台账无法打开：{error}", f"The ledger cannot be opened: {error}")
    return good, Text("台账完好" if good else "台账损坏", "The ledger is whole" if good else "The ledger is damaged")


def _snapshot(home: Path) -> tuple[bool, Text]:
    try:
        verify(home)
    except JingweiError as error:
        return False, error.text
    name = current_name(home)
    return True, Text(f"快照 {name} 完好", f"Snapshot {name} is whole")
