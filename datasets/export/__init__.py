"""Beyond one machine: a snapshot's tables as partitioned Parquet, and the same questions asked of them on Spark."""

from datasets.export.manifest import ExportManifest, read_export
from datasets.export.opened import ExportedSnapshot, open_export
from datasets.export.record import exports, record_export
from datasets.export.write import write_export

__all__ = [
    "ExportManifest",
    "ExportedSnapshot",
    "exports",
    "open_export",
    "read_export",
    "record_export",
    "write_export",
]
