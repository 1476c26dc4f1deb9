"""Verify: whether a published snapshot, and the extracts it came from, are still what they were."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from datasets.building.fingerprint import columns_of, fingerprint, fingerprint_of_view, views_of
from datasets.building.parts import discard_damaged
from datasets.catalogue import sources
from datasets.checking.conservation import imbalances
from datasets.errors import SnapshotDamaged, SnapshotMissing
from datasets.home import current_name, snapshot_folder
from datasets.published.manifest import DATABASE, PERSONS_DATABASE, Manifest, TableEntry, read_manifest
from datasets.published.snapshot import connect_hardened
from datasets.text import Text


def verify(home: Path, name: str | None = None) -> None:
    """Check a snapshot (by default the current one): its files, its content, its balance, and its landed extracts.

    Raises SnapshotDamaged with everything that is wrong; a part that is damaged is not used by another build.
    """
    name = name or current_name(home)
    if name is None:
        raise SnapshotMissing(Text("还没有发布任何快照。", "No snapshot has been published."))
    problems = problems_of(home, name)
    if not problems:  # only a file that matches its manifest is worth opening
        manifest = read_manifest(snapshot_folder(home, name))
        problems = (
            _problems_of_content(home, manifest)
            + _problems_of_conservation(home, manifest)
            + _problems_of_landing(home, manifest)
        )
    if problems:
        discard_damaged(home)
        raise SnapshotDamaged(
            Text("\n".join(each.zh for each in problems), "\n".join(each.en for each in problems)),
        )


def problems_of(home: Path, name: str) -> list[Text]:
    """Return what is wrong with a snapshot's own files, byte by byte."""
    folder = snapshot_folder(home, name)
    try:
        manifest = read_manifest(folder)
    except SnapshotDamaged as damaged:
        return [damaged.text]
    problems = []
    if manifest.name != name or not name.endswith(manifest.content_hash[:12]):
        problems.append(Text(f"清单属于另一个快照 {manifest.name}。", f"The manifest is that of {manifest.name}."))
    problems += [
        Text(
            f"快照 {name} 的文件 {file} 与清单不符；请回退或重新构建。",
            f"File {file} of snapshot {name} does not match its manifest; roll back or build again.",
        )
        for file, entry in manifest.files.items()
        if _sha256(folder / file) != entry.sha256
    ]
    return problems


def _problems_of_content(home: Path, manifest: Manifest) -> list[Text]:
    folder = snapshot_folder(home, manifest.name)
    return [
        Text(f"表 {table} 的内容与清单不符。", f"The content of table {table} does not match the manifest.")
        for file, tables in ((DATABASE, manifest.tables), (PERSONS_DATABASE, manifest.persons))
        for table in _altered(folder / file, tables)
    ]


def _problems_of_conservation(home: Path, manifest: Manifest) -> list[Text]:
    connection = connect_hardened(snapshot_folder(home, manifest.name) / DATABASE)
    try:
        return imbalances(
            connection, manifest, [sources()[each.key] for each in manifest.sources if each.key in sources()]
        )
    finally:
        connection.close()


def _altered(database: Path, tables: Mapping[str, TableEntry]) -> list[str]:
    connection = connect_hardened(database)
    try:
        views, columns = views_of(connection), columns_of(connection)
        return [
            table
            for table, entry in tables.items()
            if entry.fingerprint
            and entry
            != (
                fingerprint_of_view(connection, table, columns[table], entry.rows)
                if table in views
                else fingerprint(connection, table, columns.get(table, ())).model_copy(update={"rows": entry.rows})
            )
        ]
    finally:
        connection.close()


def _problems_of_landing(home: Path, manifest: Manifest) -> list[Text]:
    return [
        Text(
            f"落地文件缺失或被改动：{source.department.zh} {each.file}。",
            f"A landed file is missing or altered: {source.department.en}, {each.file}.",
        )
        for source in manifest.sources
        for each in source.receipts
        if _sha256(landed_file(home, source.key, each.sha256)) != each.sha256
    ]


def landed_file(home: Path, source: str, sha256: str) -> Path:
    """Return where an extract lies in the landing area; it keeps the suffix it came with."""
    folder = home / "landing" / source
    found = sorted(path for path in folder.glob(f"{sha256}.*") if path.suffix != ".json")
    return found[0] if found else folder / f"{sha256}.csv"


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return None
