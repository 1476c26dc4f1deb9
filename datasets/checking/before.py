"""Before: what the current snapshot held of each source and the one being built does not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import duckdb

from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.checking import shrunk
from datasets.checking.shrunk import Shrinkage
from datasets.contract import DeliveryMode, Source
from datasets.errors import BuildRefused
from datasets.finding import Finding
from datasets.home import snapshot_folder
from datasets.published.manifest import DATABASE, Manifest, Receipt, SourceEntry
from datasets.rows import single
from datasets.sql import literal, quoted
from datasets.text import Text

BEFORE = "before"


def hold_against(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    earlier: Manifest | None,
    entries: Sequence[SourceEntry],
    reason: str | None,
) -> tuple[dict[str, int], list[Finding]]:
    """Return how much each source lacks of the earlier snapshot, and the findings on it.

    Raises BuildRefused where so much is gone that a steward must say why; ``reason`` says it, and enters the ledger.
    """
    known = {each.key: each for each in earlier.sources} if earlier else {}
    found: list[Finding] = []
    missing: dict[str, int] = {}
    for entry in entries:
        source, before = sources()[entry.key], known.get(entry.key)
        if earlier and before and _files(before) == _files(entry):  # the extract before is that of then
            missing[entry.key] = earlier.missing.get(entry.key, 0)
            continue
        lost = _lost(connection, home, earlier, source, before, entry) if earlier and before else None
        missing[entry.key] = lost.missing if lost else 0
        if lost and shrunk.severity(source, lost):
            found.append(_told(home, source, entry, lost, reason))
    refused = [each for each in found if each.severity == "error"]
    if refused:
        others = [each.message for each in refused if each.source != refused[0].source]
        text = Text(
            "\n".join(["数据比现有快照少得多；未发布快照，现有快照不变。", *(each.zh for each in others)]),
            "\n".join(
                [
                    "Much less than in the current snapshot; nothing was published, the current snapshot stays.",
                    *(each.en for each in others),
                ]
            ),
        )
        raise BuildRefused(refused[0].source, text, found)
    return {key: gone for key, gone in missing.items() if gone}, found


def _told(home: Path, source: Source, entry: SourceEntry, lost: Shrinkage, reason: str | None) -> Finding:
    files = [each.sha256 for each in entry.receipts]
    if reason and shrunk.severity(source, lost) == "error":
        shrunk.accept(home, source, files, reason)
    file = "、".join(each.file for each in entry.receipts[:3]) or source.files
    receipt = entry.receipts[0].receipt if entry.receipts else 0
    return shrunk.finding(source, file, receipt, lost, reason or shrunk.reason_for(home, source, files))


def _files(entry: SourceEntry) -> set[str]:
    return {each.sha256 for each in entry.receipts}


def _lost(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    earlier: Manifest,
    source: Source,
    before: SourceEntry,
    entry: SourceEntry,
) -> Shrinkage | None:
    """Return what is gone of a source, None where nothing is promised."""
    another_world = bool(entry.receipts) and before.simulated != entry.simulated
    if another_world or source.delivery_mode is DeliveryMode.INCREMENT:
        return None
    return _lost_keys(connection, home, earlier, source) or _lost_rows(source, before.receipts, entry.receipts)


def _lost_keys(
    connection: duckdb.DuckDBPyConnection, home: Path, earlier: Manifest, source: Source
) -> Shrinkage | None:
    """Return which keys of a base table are gone, None for tables without their source's key, and for views."""
    fields = {field.name: field for field in source.fields}
    columns = [column_of(fields[name]) for name in source.unique]
    held = (
        {name for name, _ in earlier.tables[source.base_table].columns} if source.base_table in earlier.tables else {}
    )
    whole = all(fields[name].in_base for name in source.unique) and {*columns} <= {*held}
    if source.large or source.apart or not whole:
        return None
    keys = ", ".join(map(quoted, columns))
    path = literal(str((snapshot_folder(home, earlier.name) / DATABASE).resolve()))
    name = quoted(source.base_table)
    try:
        connection.execute(f"ATTACH {path} AS {BEFORE} (READ_ONLY)")
        known = single(connection, f"SELECT count(DISTINCT ({keys})) FROM {BEFORE}.main.{name}")[0]  # noqa: S608 - from a contract
        gone = connection.execute(
            f"SELECT DISTINCT {keys} FROM {BEFORE}.main.{name} ANTI JOIN {name} USING ({keys}) ORDER BY ALL"  # noqa: S608 - as above
        ).fetchall()
    except duckdb.Error:  # damaged: verify tells, and rows are counted instead
        return None
    finally:
        connection.execute(f"DETACH DATABASE IF EXISTS {BEFORE}")
    examples = tuple(" + ".join(map(str, key)) for key in gone[:3])
    return Shrinkage(known=known, missing=len(gone), examples=examples)


def _lost_rows(source: Source, before: Sequence[Receipt], now: Sequence[Receipt]) -> Shrinkage:
    """Return how many rows fewer were delivered: file by file where each is complete for its period, else in all.

    A row that was delivered and refused is not gone: it has a finding of its own.
    """
    if source.delivery_mode is DeliveryMode.BY_PERIOD:
        kept, files = _by_file(now), _by_file(before)
        missing = sum(max(0, rows - kept.get(file, 0)) for file, rows in files.items())
        return Shrinkage(known=sum(files.values()), missing=missing, by_key=False)
    known, delivered = (sum(each.rows for each in receipts) for receipts in (before, now))
    return Shrinkage(known=known, missing=max(0, known - delivered), by_key=False)


def _by_file(receipts: Sequence[Receipt]) -> Mapping[str, int]:
    """Return the rows delivered of each period's file; it may come in another format, or with others in an archive."""
    members = Counter(each.file.partition("!")[0] for each in receipts)
    rows: dict[str, int] = {}
    for each in receipts:
        container, _, member = each.file.partition("!")
        together = container.lower().endswith(".zip") and members[container] > 1
        path = PurePosixPath(container).with_name(
            PurePosixPath(member).name if together else PurePosixPath(container).name
        )
        name = path.with_suffix("").as_posix()
        rows[name] = rows.get(name, 0) + each.rows
    return rows
