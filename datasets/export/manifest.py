"""The manifest of an export: which snapshot it is of, what each table holds in which unit, the hash of every file."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from datasets.contract import Classification
from datasets.errors import DatasetsError
from datasets.published.manifest import MANIFEST, FileEntry, Manifest, digest_of
from datasets.text import Text

FORMAT = 1  # of this manifest and the folders beside it


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExportedColumn(_Frozen):
    """One column: its type as DuckDB names it, and its unit ("none" for texts, codes and days)."""

    name: str
    type: str
    unit: str


class ExportedTable(_Frozen):
    """One table: ``partitioned_by`` is the column by whose year its files lie apart, None for a table in one file.

    ``classification`` is the strictest of its source's and its columns'.
    """

    rows: int
    columns: tuple[ExportedColumn, ...]
    partitioned_by: str | None
    classification: Classification


class ExportManifest(_Frozen):
    """Everything an export is made of.

    ``snapshot`` is the snapshot's own manifest, without what stays behind; ``simulated`` says that a reader must be
    told. ``measures`` gives the unit of each indicator that can be computed from the tables.
    """

    format: int
    snapshot: Manifest
    simulated: bool
    measures: dict[str, str]
    tables: dict[str, ExportedTable]
    files: dict[str, FileEntry]

    def sealed(self) -> dict[str, object]:
        """Return the manifest as JSON data with its own digest, so that a flipped bit in it shows."""
        content: dict[str, object] = self.model_dump(mode="json")
        return {**content, "digest": digest_of(content)}


def read_export(folder: Path) -> ExportManifest:
    """Return the manifest of an export; raise DatasetsError if there is none, or not the one that was written."""
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        digest = content.pop("digest")
        if digest == digest_of(content):
            return ExportManifest.model_validate(content)
    except (OSError, ValueError, KeyError, AttributeError, ValidationError) as error:
        raise _no_export(folder) from error
    raise _no_export(folder)


def _no_export(folder: Path) -> DatasetsError:
    return DatasetsError(
        Text(
            f"{folder} 不是完好的导出目录；请运行 jingwei export --parquet 目录 重新导出。",
            f"{folder} is no whole export; write one with jingwei export --parquet DIR.",
        )
    )
