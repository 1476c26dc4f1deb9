"""From the departments' extracts to one immutable snapshot: collect, check, integrate, publish."""

from datasets.building.build import BuildResult, build
from datasets.building.derivation import Derivation
from datasets.building.derived import Yearly
from datasets.catalogue import sources
from datasets.cell import explain_cell, explain_person_cell
from datasets.checking.conservation import balance
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
from datasets.ledger import open_ledger
from datasets.published.difference import difference
from datasets.published.keep import collect_garbage, rollback
from datasets.published.landing import source_rows
from datasets.published.moment import Moment, known_on, open_as_of
from datasets.published.snapshot import Snapshot, close_snapshots, open_snapshot
from datasets.published.verify import verify
from datasets.settings import Settings, settings
from datasets.stewardship import findings, summary
from datasets.text import Language, Text

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
