"""An export, opened: it answers the questions a snapshot answers, from Parquet files and on Spark."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from datasets.errors import DatasetsError
from datasets.export.dialect import spark_sql
from datasets.export.manifest import ExportedTable, ExportManifest, read_export
from datasets.export.session import session
from datasets.published.manifest import MANIFEST
from datasets.published.snapshot import Snapshot
from datasets.text import Text

# Types that Spark names otherwise than DuckDB; the others have one name.
TYPES = {
    "VARCHAR": "STRING",
    "TINYINT": "TINYINT",
    "INTEGER": "INT",
    "TIMESTAMP": "TIMESTAMP_NTZ",
    "HUGEINT": "DECIMAL(38, 0)",
}


class ExportedSnapshot(Snapshot):
    """The tables of an export; questions are put in DuckDB's SQL and answered by Spark."""

    def __init__(self, folder: Path, manifest: ExportManifest) -> None:
        self.manifest = manifest.snapshot
        self.export = manifest
        self._folder = folder
        self._spark = session()
        self._known: set[str] = set()

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """Return the rows of a SELECT as an Arrow table."""
        translated, tables = spark_sql(sql)
        if not re.match(r"\s*(SELECT|WITH)\b", translated):
            raise DatasetsError(Text("导出只回答查询（SELECT）语句。", "An export answers a SELECT, nothing else."))
        for table in sorted(tables & self.export.tables.keys() - self._known):
            self._view(table, self.export.tables[table])
        return self._spark.sql(translated, args=list(parameters) or None).toArrow()

    def close(self) -> None:
        """Forget the views; the session, which the process shares, goes on."""
        for table in self._known:
            self._spark.catalog.dropTempView(table)
        self._known.clear()

    def _view(self, table: str, described: ExportedTable) -> None:
        schema = ", ".join(f"`{each.name}` {TYPES.get(each.type, each.type)}" for each in described.columns)
        self._spark.read.schema(schema).parquet(str(self._folder / table)).createOrReplaceTempView(table)
        self._known.add(table)


def open_export(folder: Path) -> ExportedSnapshot:
    """Return an export opened on Spark; the same folder gives the same object until its manifest changes.

    Raises DatasetsError where there is no whole export, no pyspark or no Java.
    """
    manifest = folder.resolve() / MANIFEST
    return _open(folder.resolve(), manifest.stat().st_mtime_ns if manifest.exists() else 0)


@lru_cache(maxsize=2)
def _open(folder: Path, _written: int) -> ExportedSnapshot:
    return ExportedSnapshot(folder, read_export(folder))
