"""The manifest: what a snapshot is made of, written beside it and checked whenever it is doubted."""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from datasets.errors import SnapshotDamaged
from datasets.finding import Finding
from datasets.text import Text

MANIFEST = "manifest.json"
DATABASE = "snapshot.duckdb"
PERSONS_DATABASE = "persons.duckdb"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Receipt(_Frozen):
    """One file as received: its number in the snapshot, where it lies in the landing area, what was taken.

    ``simulated``: the marker delivered beside it named its content as written by a simulator. ``horizon``: the last day
    its rows can speak of, which is when it first came; None in snapshots of earlier versions.
    """

    receipt: int
    file: str
    sha256: str
    bytes: int
    encoding: str
    simulated: bool
    rows: int
    refused_rows: int
    refused: bool
    horizon: date | None = None


class SourceEntry(_Frozen):
    """One source of a snapshot and its receipts."""

    key: str
    name: Text
    department: Text
    persons: bool = False
    receipts: tuple[Receipt, ...]

    @property
    def simulated(self) -> bool:
        """Return whether any of its files is simulated."""
        return any(receipt.simulated for receipt in self.receipts)

    @model_validator(mode="before")
    @classmethod
    def _of_earlier_snapshots(cls, content: Any) -> Any:
        """Read manifests of before 2026-12, in which the contract said of all files that they are simulated."""
        if isinstance(content, dict) and "simulated" in content:
            said = content.pop("simulated")
            content["receipts"] = [{"simulated": said, **each} for each in content["receipts"]]
        return content


class TableEntry(_Frozen):
    """One table of a snapshot. Cubes and forecasts are derived, so they carry no fingerprint."""

    rows: int
    columns: tuple[tuple[str, str], ...]
    fingerprint: str | None = None


class FileEntry(_Frozen):
    """One file of a snapshot's folder."""

    sha256: str
    bytes: int


class BaseEntry(_Frozen):
    """What a base was made of: ``key`` stands for all that decides it, ``parts`` are keys of the parts of its sources.

    ``month`` is the last its sources speak of, ``refused`` the rows its steps refused, by receipt.
    """

    key: str
    month: str
    refused: tuple[tuple[int, int], ...]
    parts: tuple[str, ...]
    findings: tuple[Finding, ...]


class Manifest(_Frozen):
    """Everything a snapshot is made of; ``content_hash`` covers the bases, ``files`` every byte but the manifest's.

    ``persons`` are the tables of the database of persons, which lies beside and is never opened for readers; how many
    rows they have is rounded (:mod:`datasets.protection.rounding`), their fingerprints are of every row.
    ``missing`` counts, by source, the keys (or rows) that the snapshot before had and this one has not.
    ``bases`` lets the next build take over what has not changed;
    ``parts`` and ``derived`` are the keys of what the build took from the store, or put into it; ``made`` holds, by
    derived table, a key that stands for all that decides it.
    """

    name: str
    zone: str
    as_of: date
    content_hash: str
    code_version: str
    built_at: datetime
    engine: str
    sources: tuple[SourceEntry, ...]
    tables: dict[str, TableEntry]
    persons: dict[str, TableEntry] = {}
    missing: dict[str, int] = {}
    files: dict[str, FileEntry] = {}
    bases: dict[str, BaseEntry] = {}
    parts: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    made: dict[str, str] = {}

    @property
    def published_on(self) -> date:
        """Return the day of publication by the clock of this machine."""
        return self.built_at.astimezone().date()

    @property
    def persons_of(self) -> set[str]:
        """Return the keys of the sources whose rows are about persons."""
        return {source.key for source in self.sources if source.persons}

    @property
    def simulated(self) -> bool:
        """Return whether any source is simulated, so that a reader must be told."""
        return any(source.simulated for source in self.sources)

    def sealed(self) -> dict[str, object]:
        """Return the manifest as JSON data with its own digest, so that a flipped bit in it shows."""
        content: dict[str, object] = self.model_dump(mode="json")
        return {**content, "digest": digest_of(content)}


def digest_of(content: dict[str, object]) -> str:
    """Return the SHA-256 of JSON data, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return a snapshot folder's manifest; raise SnapshotDamaged if it is missing or was altered."""
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        digest = content.pop("digest")
        if digest == digest_of(content):
            return Manifest.model_validate(content)
    except (OSError, ValueError, KeyError, AttributeError, ValidationError) as error:
        raise _damaged(folder) from error
    raise _damaged(folder)


def _damaged(folder: Path) -> SnapshotDamaged:
    return SnapshotDamaged(
        Text(
            f"快照 {folder.name} 的清单缺失或被改动；请回退到另一个快照或重新构建。",
            f"The manifest of snapshot {folder.name} is missing or altered; roll back to another or build again.",
        )
    )
