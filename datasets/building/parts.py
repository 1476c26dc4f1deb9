"""The store of parts: what the last builds read of each delivered file, so that no file is read twice.

``parts/<key>/`` below the home holds one part. Its key stands for everything that decides its content: the file's
bytes, the contract, the code lists, and the code that reads and checks. Rows about persons are never kept here.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from pydantic import ValidationError

from datasets.building.collect import Delivery, open_again
from datasets.contract import Source
from datasets.durable import sync_folder
from datasets.intake.opening import BETWEEN
from datasets.reading import code
from datasets.reading.part import RECORD, ROWS, Part, make_parts

PARTS = "parts"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A delivery that could be opened, its part, and the folder the part lies in."""

    delivery: Delivery
    part: Part
    key: str
    folder: Path

    @property
    def rows(self) -> Path:
        """Return the file of the part's rows."""
        return self.folder / ROWS


def key_of(source: Source, delivery: Delivery, codes: Mapping[str, Sequence[str]]) -> str:
    """Return what a part made of this delivery is known by."""
    lists = {each.code_list: codes.get(each.code_list, ()) for each in source.fields if each.code_list}
    decides = [
        delivery.sha256,
        delivery.file.partition(BETWEEN)[2],
        delivery.encoding,
        delivery.columns,
        repr(source),
        sorted(lists.items()),
        code.reading_code(),
    ]
    return hashlib.sha256(json.dumps(decides, ensure_ascii=False).encode()).hexdigest()


def take(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    deliveries: Sequence[Delivery],
    *,
    home: Path,
    staging: Path,
    codes: Mapping[str, Sequence[str]],
) -> list[Taken]:
    """Return the part of each delivery that could be opened, reading only files no earlier build has read."""
    keys = {each.receipt: key_of(source, each, codes) for each in deliveries if each.intake is not None}
    opened = [each for each in deliveries if each.receipt in keys]
    known = {each.receipt: load(home / PARTS / keys[each.receipt]) for each in opened}
    new = [each for each in opened if known[each.receipt] is None]
    (staging / "reading").mkdir(mode=0o700, exist_ok=True)  # rows about persons pass through here
    folders = [staging / "reading" / keys[each.receipt] for each in new]
    for folder in folders:
        folder.mkdir(parents=True)
    open_again(source, new)
    made = make_parts(connection, source, list(zip(new, folders, strict=True))) if new else []
    places = {each.receipt: home / PARTS / keys[each.receipt] for each in opened}
    for each, folder, part in zip(new, folders, made, strict=True):
        known[each.receipt] = part
        places[each.receipt] = folder if source.apart else _keep(folder, places[each.receipt])
    return [
        Taken(delivery=each, part=found, key=keys[each.receipt], folder=places[each.receipt])
        for each in opened
        if (found := known[each.receipt]) is not None
    ]


def _keep(folder: Path, place: Path) -> Path:
    """Move a finished part into the store; return where it is."""
    place.parent.mkdir(exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    if (folder / ROWS).exists():
        (folder / ROWS).chmod(0o444)
    folder.rename(place)
    sync_folder(place.parent)
    return place


def load(folder: Path) -> Part | None:
    """Return what is known of a kept part, None if there is no whole one."""
    try:
        part = Part.model_validate_json((folder / RECORD).read_text("utf-8"))
    except (OSError, ValidationError):
        return None
    rows = folder / ROWS
    whole = part.unreadable is not None or (rows.is_file() and rows.stat().st_size == part.bytes)
    return part if whole else None


def discard_damaged(home: Path) -> int:
    """Remove kept parts whose rows are no longer what was written, so that their files are read again; count them."""
    discarded = 0
    for record in (home / PARTS).glob(f"*/{RECORD}"):
        part = load(record.parent)
        if part is None or (part.sha256 and _sha256(record.parent / ROWS) != part.sha256):
            shutil.rmtree(record.parent)
            discarded += 1
    return discarded


def discard_unused(home: Path, used: set[str]) -> None:
    """Remove the kept parts that no snapshot in ``used`` (their keys) was made of."""
    folder = home / PARTS
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.name not in used:
            shutil.rmtree(each)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
