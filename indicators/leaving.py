"""What of a snapshot leaves in an export: the tables and columns that definitions read, and nothing else.

Counts of persons leave as they were published, with the cells that are withheld.
"""

from collections.abc import Mapping
from pathlib import Path

from datasets import Snapshot
from datasets.console.progress import Progress, silent
from datasets.export import ExportManifest, write_export
from indicators.catalogue import catalogue
from indicators.computing.alignment import held
from indicators.definition import AnyIndicator, Protected, Published, Reported, Rows

_WHOLE = {
    Published: ("base_economy__published_figure",),
    Reported: ("base_economy__macro_series", "base_economy__macro_month"),
}
CODES = "code_list"


def tables_read() -> Mapping[str, frozenset[str] | None]:
    """Return the columns that the catalogue reads, by table; None stands for all of a table."""
    found: dict[str, frozenset[str] | None] = {CODES: None}
    for definition in catalogue().values():
        for table, columns in _reads(definition).items():
            known = found.get(table, frozenset())
            found[table] = None if columns is None or known is None else known | columns
    return found


def _reads(definition: AnyIndicator) -> Mapping[str, frozenset[str] | None]:
    match definition:
        case Rows():
            return definition.underneath
        case Protected(table=table):
            return {table: None}
        case Published() | Reported():
            return dict.fromkeys(_WHOLE[type(definition)])
        case _:  # what other indicators are made of
            return {}


def export(snapshot: Snapshot, folder: Path, progress: Progress = silent) -> ExportManifest:
    """Write a snapshot's tables that may leave as Parquet below a new folder, and return the manifest."""
    measures = {each.key: str(each.unit) for each in catalogue().values() if held(snapshot, each)}
    return write_export(snapshot, tables_read(), folder, measures=measures, progress=progress)
