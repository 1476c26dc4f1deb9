"""Truth: how good links are where it is known who is who, as precision and recall over pairs of records."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from datasets.casting import literal
from datasets.rows import single


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
