"""The catalogue as a Data Package (Frictionless, version 2 of the standard): one resource for each base table."""

import json
from collections.abc import Sequence
from pathlib import Path

from pyarrow import csv

from datasets.casting import quoted
from datasets.directory.resource import Column, Resource
from datasets.errors import DatasetsError
from datasets.snapshot import Snapshot
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


def data_package(snapshot: Snapshot, held: Sequence[Resource]) -> dict[str, object]:
    """Return the descriptor of a snapshot's base tables; :func:`write_package` puts their data beside it."""
    return {
        "$schema": SCHEMA,
        "name": f"jingwei-{snapshot.manifest.zone}",
        "id": snapshot.name,
        "title": "经纬基础数据库",
        "description": "Base databases of the zone, described from the contracts with the departments.",
        "version": snapshot.manifest.content_hash[:12],
        "created": snapshot.manifest.built_at.isoformat(),
        "resources": [_resource(each) for each in held if each.kind == "base_table"],
    }


def write_package(snapshot: Snapshot, held: Sequence[Resource], folder: Path) -> Path:
    """Write ``datapackage.json`` and one CSV for each base table into a new folder; return the descriptor's path.

    Raises DatasetsError when the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DatasetsError(Text(f"目录 {folder} 不是空的。", f"The folder {folder} is not empty."))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    package = data_package(snapshot, held)
    for each in held:
        if each.kind == "base_table":
            names = ", ".join(quoted(column.name) for column in each.columns)
            csv.write_csv(snapshot.query(f"SELECT {names} FROM {quoted(each.key)}"), folder / f"{each.key}.csv")  # noqa: S608 - names of our own tables
    path = folder / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _resource(each: Resource) -> dict[str, object]:
    return {
        "name": each.key,
        "path": f"{each.key}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "title": each.name.zh,
        "titleEn": each.name.en,
        "description": each.abstract.zh,
        "simulated": each.simulated,
        "sources": [{"title": each.provider.zh}],
        "schema": {"fields": [_field(column) for column in each.columns], "missingValues": [""]},
    }


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
