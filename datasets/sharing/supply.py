"""Supply: a department receives fields of a source from the centre instead of collecting them again.

Only departments the contract names may receive, never a field classified restricted, never microdata of persons,
nothing from a source that is not shared. Of a field that is restricted in some rows those rows have no value. Each
supply is a line in the ledger: the reuse ledger.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv, parquet

from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Classification, Sharing, Source
from datasets.durable import sync_file, sync_folder
from datasets.errors import DatasetsError
from datasets.ledger import open_ledger
from datasets.published.snapshot import Snapshot
from datasets.sql import quoted
from datasets.text import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS supply (
    id INTEGER PRIMARY KEY,
    supplied_at TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    source TEXT NOT NULL,
    consumer TEXT NOT NULL,
    purpose TEXT NOT NULL,
    fields INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL
) STRICT;
"""
MINUTES_A_RECORD = 2  # to fill in and check one form again: an assumption, printed with the figure


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What of a source one department may have: the columns of its base table.

    ``masked`` gives, by column, the condition (SQL) under which a value stays here.
    """

    source: Source
    receiver: Text
    columns: tuple[str, ...]
    masked: Mapping[str, str]

    @property
    def relation(self) -> str:
        """Return the base table as SQL, without the values that stay here."""
        table = quoted(self.source.base_table)
        kept = [
            f"CASE WHEN {sql} THEN NULL ELSE {quoted(name)} END AS {quoted(name)}" for name, sql in self.masked.items()
        ]
        return f"(SELECT * REPLACE ({', '.join(kept)}) FROM {table})" if kept else table  # noqa: S608 - from a contract


def offer(snapshot: Snapshot, source_key: str, consumer: str) -> Offer:
    """Return what ``consumer`` may have of a source.

    Raises DatasetsError when the contract does not name the consumer or nothing may be shared.
    """
    source = _source(source_key)
    columns = tuple(_columns(snapshot, source))
    masked = {column_of(each): each.restricted_where for each in source.fields if each.restricted_where}
    return Offer(
        source=source,
        receiver=_receiver(source, consumer),
        columns=columns,
        masked={name: sql for name, sql in masked.items() if name in columns},
    )


def offers(snapshot: Snapshot, consumer: str) -> tuple[Offer, ...]:
    """Return what ``consumer`` may have, source by source; raise DatasetsError when no contract names it."""
    open_to = [
        source
        for source in sources().values()
        if source.sharing is not Sharing.NONE
        and not source.apart
        and any(consumer in each for each in source.consumers)
    ]
    if not open_to:
        known = list(dict.fromkeys(each for source in sources().values() for each in source.consumers))
        raise DatasetsError(
            Text(
                f"没有合同把数据给“{consumer}”；可接收的部门：{'、'.join(each.zh for each in known)}。",
                f"No contract names {consumer!r}; departments that may receive: {', '.join(e.en for e in known)}.",
            )
        )
    return tuple(offer(snapshot, source.key, consumer) for source in open_to if snapshot.has(source.base_table))


def supply(home: Path, snapshot: Snapshot, source_key: str, consumer: str, *, purpose: str, out: Path) -> Path:
    """Write the fields of a source that ``consumer`` may have to ``out`` (.csv or .parquet); return the path.

    Raises DatasetsError when the contract does not name the consumer, nothing may be shared, or no purpose is said.
    """
    given = offer(snapshot, source_key, consumer)
    refuse_without_purpose(purpose)
    names = ", ".join(quoted(name) for name in given.columns)
    content = snapshot.query(
        f"SELECT {names} FROM {given.relation} ORDER BY receipt, source_row"  # noqa: S608 - from a contract
    )
    _write(content, out)
    record(home, snapshot, given, purpose=purpose, rows=content.num_rows, file=out)
    return out


def refuse_without_purpose(purpose: str) -> None:
    """Raise DatasetsError if nothing is said about what data are for."""
    if not purpose.strip():
        raise DatasetsError(Text("请写明用途。", "Say what the data are for."))


def record(home: Path, snapshot: Snapshot, given: Offer, *, purpose: str, rows: int, file: Path) -> None:
    """Write one supply into the reuse ledger, with the digest of the file handed over."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    line = (
        *(snapshot.name, given.source.key, given.receiver.zh, purpose.strip()),
        *(len(given.columns), rows, digest, file.name),
    )
    ledger = open_ledger(home, (SCHEMA,))
    try:
        with ledger:
            ledger.execute(
                "INSERT INTO supply (supplied_at, snapshot, source, consumer, purpose, fields, row_count, sha256, file)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (datetime.now(UTC).isoformat(timespec="seconds"), *line),
            )
    finally:
        ledger.close()


def ledger_of_reuse(home: Path) -> pd.DataFrame:
    """Return every supply with the values served and the hours it would have taken to collect them again.

    Columns: supplied_at, source, consumer, purpose, fields, rows, values, hours (assumed: two minutes a record).
    """
    ledger = open_ledger(home, (SCHEMA,))
    try:
        rows = ledger.execute(
            "SELECT supplied_at, snapshot, source, consumer, purpose, fields, row_count AS rows, "
            "fields * row_count AS [values], row_count * ? / 60.0 AS hours FROM supply ORDER BY id",
            [MINUTES_A_RECORD],
        ).fetchall()
    finally:
        ledger.close()
    columns = ["supplied_at", "snapshot", "source", "consumer", "purpose", "fields", "rows", "values", "hours"]
    return pd.DataFrame([dict(row) for row in rows], columns=columns)


def _source(key: str) -> Source:
    try:
        source = sources()[key]
    except KeyError:
        known = "、".join(sources())
        raise DatasetsError(
            Text(f"没有来源 {key}；已有：{known}。", f"There is no source {key}; there are: {known}.")
        ) from None
    if source.sharing is Sharing.NONE or source.apart:
        raise DatasetsError(
            Text(
                f"{source.name.zh}不予共享或含个人信息，不能提供。",
                f"{source.name.en} is not shared, or holds persons.",
            )
        )
    return source


def _receiver(source: Source, consumer: str) -> Text:
    for each in source.consumers:
        if consumer in each:
            return each
    named = "、".join(each.zh for each in source.consumers) or "无"
    names = ", ".join(each.en for each in source.consumers) or "none"
    raise DatasetsError(
        Text(
            f"合同没有把{source.name.zh}的使用权给“{consumer}”；可接收的部门：{named}。",
            f"The contract does not give {source.name.en} to {consumer!r}; departments that may have it: {names}.",
        )
    )


def _columns(snapshot: Snapshot, source: Source) -> list[str]:
    held = set(snapshot.query(f"FROM {quoted(source.base_table)} LIMIT 0").column_names)
    fields = [each for each in source.fields if each.in_base and each.classification is not Classification.RESTRICTED]
    columns = [column_of(each) for each in fields if column_of(each) in held]
    if not columns:
        raise DatasetsError(
            Text(f"{source.name.zh}没有可提供的字段。", f"{source.name.en} has no field that may be supplied.")
        )
    return columns


def _write(content: pa.Table, out: Path) -> None:
    if out.suffix not in {".csv", ".parquet"}:
        raise DatasetsError(Text("文件名应以 .csv 或 .parquet 结尾。", "The file's name must end in .csv or .parquet."))
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".csv":
        csv.write_csv(content, out)
    else:
        parquet.write_table(content, out)
    sync_file(out)
    sync_folder(out.parent)
