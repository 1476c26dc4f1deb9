"""From the departments' extracts to one immutable snapshot: collect, check, integrate, publish."""

from datasets.build import BuildResult, build
from datasets.catalogue import sources
from datasets.cell import explain_cell, explain_person_cell
from datasets.conservation import balance
from datasets.derivation import Derivation
from datasets.derived import Yearly
from datasets.difference import difference
from datasets.errors import (
    BuilderBusy,
    BuildRefused,
    DatasetsError,
    JingweiError,
    SnapshotDamaged,
    SnapshotMissing,
)
from datasets.examine import examine
from datasets.finding import Finding
from datasets.home import current_name, snapshots
from datasets.keep import collect_garbage, rollback
from datasets.landing import source_rows
from datasets.ledger import open_ledger
from datasets.moment import Moment, known_on, open_as_of
from datasets.settings import Settings, settings
from datasets.snapshot import Snapshot, close_snapshots, open_snapshot
from datasets.stewardship import findings, summary
from datasets.text import Language, Text
from datasets.verify import verify

__all__ = [
    "BuildRefused",
    "BuildResult",
    "BuilderBusy",
    "DatasetsError",
    "Derivation",
    "Finding",
    "JingweiError",
    "Language",
    "Moment",
    "Settings",
    "Snapshot",
    "SnapshotDamaged",
    "SnapshotMissing",
    "Text",
    "Yearly",
    "balance",
    "build",
    "close_snapshots",
    "collect_garbage",
    "current_name",
    "difference",
    "examine",
    "explain_cell",
    "explain_person_cell",
    "findings",
    "known_on",
    "open_as_of",
    "open_ledger",
    "open_snapshot",
    "rollback",
    "settings",
    "snapshots",
    "source_rows",
    "sources",
    "summary",
    "verify",
]
