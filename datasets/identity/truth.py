"""Truth: how good links are where it is known who is who, as precision and recall over pairs of records."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from datasets.contract import Subject
from datasets.errors import DatasetsError
from datasets.identity.link import ENTITY_LINKS, PERSON_LINKS, entities, link, persons
from datasets.identity.master import describing, master_data
from datasets.identity.record import gather_entities, gather_persons
from datasets.rows import single
from datasets.settings import settings
from datasets.sql import literal
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Pairs of records that are truly of one subject, that were linked, and that are both."""

    records: int
    true_pairs: int
    linked_pairs: int
    both: int

    @property
    def precision(self) -> float:
        """Return which share of the linked pairs is right."""
        return self.both / self.linked_pairs if self.linked_pairs else 1.0

    @property
    def recall(self) -> float:
        """Return which share of the true pairs was linked."""
        return self.both / self.true_pairs if self.true_pairs else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.both / (self.true_pairs + self.linked_pairs) if self.true_pairs + self.linked_pairs else 1.0


def read_truth(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Create temp table ``truth`` (source, key, id) from a CSV of three columns in that order."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE truth AS
        SELECT * FROM read_csv({literal(str(path))}, all_varchar = true, header = true,
            columns = {{'source': 'VARCHAR', 'key': 'VARCHAR', 'id': 'VARCHAR'}})
    """)  # noqa: S608 - a path as a literal


def measure(connection: duckdb.DuckDBPyConnection, linked: str) -> Quality:
    """Return the quality of ``linked`` (source, serial, id) against table ``truth``, of records in both."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE met AS
        SELECT truth.id AS truth, linked.id AS link
        FROM {linked} AS linked JOIN truth ON truth.source = linked.source AND truth.key = linked.serial
    """)  # noqa: S608 - a name of our own
    found = single(
        connection,
        """
        WITH of(kind, n) AS (
            SELECT 'true', count(*) FROM met GROUP BY truth UNION ALL SELECT 'linked', count(*) FROM met GROUP BY link
            UNION ALL SELECT 'both', count(*) FROM met GROUP BY truth, link
        ), pairs AS (SELECT kind, n * (n - 1) // 2 AS pairs FROM of)
        SELECT (SELECT count(*) FROM met), coalesce(sum(pairs) FILTER (kind = 'true'), 0)::BIGINT,
            coalesce(sum(pairs) FILTER (kind = 'linked'), 0)::BIGINT,
            coalesce(sum(pairs) FILTER (kind = 'both'), 0)::BIGINT
        FROM pairs
        """,
    )
    return Quality(records=found[0], true_pairs=found[1], linked_pairs=found[2], both=found[3])


def linked_quality(extracts: Path, truth: Path, subject: str) -> Quality:
    """Link the master data of a folder of extracts as a build would, and return how good the links are.

    ``truth`` holds ``truth_<subject>.csv`` (source, serial of the record, subject). Raises DatasetsError without it.
    """
    path = truth / f"truth_{subject}.csv"
    if not path.is_file():
        raise DatasetsError(Text(f"缺少真值文件 {path}。", f"There is no truth in {path}."))
    zone, kind = settings().zone, Subject(subject)
    with master_data(extracts, zone, kind) as connection:
        link_all(connection, kind, zone)
        read_truth(connection, path)
        return measure(connection, "linked_record_serial")


def link_all(connection: duckdb.DuckDBPyConnection, kind: Subject, zone: str) -> None:
    """Link all records of one kind of subject; create view ``linked_record_serial`` (source, serial, id, …)."""
    gather, subject, links = (
        (gather_entities, entities(zone), ENTITY_LINKS)
        if kind is Subject.ENTITY
        else (gather_persons, persons(zone), PERSON_LINKS)
    )
    gather(connection, describing(kind))
    link(connection, subject)
    connection.execute(f"""
        CREATE OR REPLACE TEMP VIEW linked_record_serial AS
        SELECT r.source, r.serial, l.{subject.id} AS id, l.method, l.score, l.reason_zh, l.reason_en, r.record
        FROM {subject.spec.key}_record r JOIN {links} l USING (source, receipt, source_row)
    """)  # noqa: S608 - names of our own tables
