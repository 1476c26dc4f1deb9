"""The catalogue as a Data Package (Frictionless, version 2 of the standard): one resource for each base table."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyarrow import csv

from datasets.contract import Classification, Sharing
from datasets.directory.column import Column
from datasets.directory.resource import Resource
from datasets.errors import DatasetsError
from datasets.published.snapshot import Snapshot
from datasets.sharing.supply import Offer, offers, record, refuse_without_purpose
from datasets.sql import quoted
from datasets.text import Text

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "BIGINT": "integer",
    "INTEGER": "integer",
    "TINYINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}

ENTITY = "base_legal_entities__entity"
# The columns that name a legal entity; all are empty or lead to one.
LEADING = ("entity_id", "other_entity_id", "survivor_id", "left_entity_id", "right_entity_id")


@dataclass(frozen=True, kw_only=True)
class Given:
    """To whom a package goes and what for; the reuse ledger is that of ``home``."""

    home: Path
    receiver: str
    purpose: str


def data_package(snapshot: Snapshot, held: Sequence[Resource]) -> dict[str, object]:
    """Return the descriptor of a snapshot's base tables; :func:`write_package` puts the data of some beside it."""
    return {
        "$schema": SCHEMA,
        "name": f"jingwei-{snapshot.manifest.zone}",
        "id": snapshot.name,
        "title": "经纬基础数据库",
        "description": "Base databases of the zone, described from the contracts with the departments.",
        "version": snapshot.manifest.content_hash[:12],
        "created": snapshot.manifest.built_at.isoformat(),
        "resources": [_resource(each, held) for each in held if each.kind == "base_table"],
    }


def write_package(snapshot: Snapshot, held: Sequence[Resource], folder: Path, given: Given | None = None) -> Path:
    """Write the tables that may leave into a new folder, as CSV; return the path of ``datapackage.json`` beside them.

    Without a receiver only open tables leave; a receiver gets what the contracts give it, and each table is a line in
    the reuse ledger. Raises DatasetsError when the folder holds something already, or no contract names the receiver.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DatasetsError(Text(f"目录 {folder} 不是空的。", f"The folder {folder} is not empty."))
    allowed = _allowed(snapshot, given)
    leaving = (
        [_part(each, allowed[each.key]) for each in held if each.key in allowed] if given else [*filter(is_open, held)]
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    resources = []
    for each in leaving:
        relation = allowed[each.key].relation if given else quoted(each.key)
        resources.append({**_resource(each, leaving), **_written(snapshot, each, relation, folder)})
        if given:
            record(
                given.home,
                snapshot,
                allowed[each.key],
                purpose=given.purpose,
                rows=each.rows or 0,
                file=folder / f"{each.key}.csv",
            )
    path = folder / "datapackage.json"
    package = {**data_package(snapshot, leaving), "resources": resources}
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def is_open(each: Resource) -> bool:
    """Return whether a base table may leave without anybody being named: it is open and shared with all."""
    free = each.classification is Classification.OPEN and each.sharing is Sharing.UNCONDITIONAL
    return each.kind == "base_table" and free


def _allowed(snapshot: Snapshot, given: Given | None) -> dict[str, Offer]:
    """Return by base table what a receiver may have."""
    if given is None:
        return {}
    refuse_without_purpose(given.purpose)
    return {each.source.base_table: each for each in offers(snapshot, given.receiver)}


def _part(each: Resource, offer: Offer) -> Resource:
    """Return a base table with the columns that are given, and its key if all of that is."""
    names = set(offer.columns)
    columns = tuple(_handed(column, offer) for column in each.columns if column.name in names)
    return replace(each, columns=columns, key_columns=each.key_columns if set(each.key_columns) <= names else ())


def _handed(column: Column, offer: Offer) -> Column:
    """Return a column as it leaves: without the values that are restricted, it is so no longer, but may be empty."""
    if column.name not in offer.masked:
        return column
    return replace(column, required=False, classification=Classification.INTERNAL)


def _written(snapshot: Snapshot, each: Resource, relation: str, folder: Path) -> dict[str, object]:
    """Write a table and return what tells whether it arrived whole."""
    columns = ", ".join(map(_text, each.columns))
    order = ", ".join(map(quoted, each.key_columns)) or "ALL"
    path = folder / f"{each.key}.csv"
    csv.write_csv(snapshot.query(f"SELECT {columns} FROM {relation} ORDER BY {order}"), path)  # noqa: S608 - names of our own tables
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _text(column: Column) -> str:
    """Return SQL for a column; of a moment the writing that the standard asks for."""
    name = quoted(column.name)
    return f"strftime({name}, '%Y-%m-%dT%H:%M:%S') AS {name}" if column.type == "TIMESTAMP" else name


def _resource(each: Resource, beside: Sequence[Resource]) -> dict[str, object]:
    return {
        "name": each.key,
        "path": f"{each.key}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "title": each.name.zh,
        "titleEn": each.name.en,
        "description": each.abstract.zh,
        "classification": each.classification.value,
        "simulated": each.simulated,
        "sources": [{"title": each.provider.zh}],
        "schema": _schema(each, {other.key for other in beside}),
    }


def _schema(each: Resource, beside: set[str]) -> dict[str, object]:
    """Return the fields and keys of a table; a foreign key only where the table it leads to is in the package."""
    found: dict[str, object] = {"fields": [_field(column) for column in each.columns], "missingValues": [""]}
    if each.key_columns:
        found["primaryKey"] = list(each.key_columns)
    if ENTITY in beside and each.key != ENTITY:
        leading = [
            {"fields": [column.name], "reference": {"resource": ENTITY, "fields": ["entity_id"]}}
            for column in each.columns
            if column.name in LEADING
        ]
        found |= {"foreignKeys": leading} if leading else {}
    return found


def _field(column: Column) -> dict[str, object]:
    kind = "number" if column.type.startswith("DECIMAL") else TYPES.get(column.type, "string")
    found: dict[str, object] = {
        "name": column.name,
        "type": kind,
        "title": column.label.zh,
        "titleEn": column.label.en,
        "classification": column.classification.value,
    }
    if column.unit != "none":
        found["unit"] = column.unit
    if column.code_list:
        found["codeList"] = column.code_list
    if column.required:
        found["constraints"] = {"required": True}
    return found
