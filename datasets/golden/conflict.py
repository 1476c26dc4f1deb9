"""Conflicts (横向差异): how far each two departments agree on each attribute, and the values that differ."""

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd
import pyarrow as pa

from datasets.golden.attribute import Golden
from datasets.golden.choose import linked_records
from datasets.published.snapshot import Snapshot
from datasets.sql import literal

COUNTED = "attribute, left_source, right_source, compared, agreeing, differing, left_only, right_only"
WHOLE = {pa.int64(): pd.Int64Dtype()}  # a count that is withheld leaves the others whole numbers
COLUMNS = "attribute TEXT, left_source TEXT, right_source TEXT, compared BIGINT, agreeing BIGINT, differing BIGINT, "
COLUMNS += "left_only BIGINT, right_only BIGINT"


def count_conflicts(connection: duckdb.DuckDBPyConnection, golden: Golden) -> None:
    """Create the table of conflicts, once values are chosen: by attribute and two departments that know the subject.

    ``compared`` = ``agreeing`` + ``differing`` are the subjects on which both have a value; on ``left_only`` and
    ``right_only`` one of them has none.
    """
    held = linked_records(connection, golden)
    connection.execute(f"CREATE OR REPLACE TABLE {golden.conflicts} ({COLUMNS})")
    for attribute in golden.attributes:
        if attribute.name not in held:
            continue
        connection.execute(f"""
            INSERT INTO {golden.conflicts}
            WITH reporting AS (
                SELECT DISTINCT source FROM {golden.candidates}
                WHERE attribute = {literal(attribute.name)} AND value IS NOT NULL
            ), best AS (
                SELECT {golden.id}, source, arg_min(value, place) AS value FROM {golden.candidates}
                WHERE attribute = {literal(attribute.name)} GROUP BY ALL
            ), known AS (
                SELECT DISTINCT {golden.id}, source FROM linked_record SEMI JOIN reporting USING (source)
            ), said AS (
                SELECT known.*, coalesce(n.normal, best.value) AS normal
                FROM known LEFT JOIN best USING ({golden.id}, source) LEFT JOIN normal_value n
                    ON n.attribute = {literal(attribute.name)} AND n.value = best.value
            )
            SELECT {literal(attribute.name)}, a.source, b.source, count(a.normal = b.normal),
                count(*) FILTER (a.normal = b.normal), count(*) FILTER (a.normal <> b.normal),
                count(*) FILTER (a.normal IS NOT NULL AND b.normal IS NULL),
                count(*) FILTER (a.normal IS NULL AND b.normal IS NOT NULL)
            FROM said a JOIN said b ON a.{golden.id} = b.{golden.id} AND a.source < b.source
            GROUP BY ALL ORDER BY 1, 2, 3
        """)  # noqa: S608 - names and rules of the base, which is code


def conflicts(snapshot: Snapshot, tables: Mapping[str, str], attribute: str | None = None) -> pd.DataFrame:
    """Return the counts of one snapshot by base, given its table of them; the widest disagreement of a field first."""
    counts = [
        snapshot.query(
            f"SELECT ? AS base, {COUNTED} FROM {table} WHERE attribute = coalesce(?, attribute) "  # noqa: S608 - our own tables
            "ORDER BY attribute, differing DESC NULLS LAST, left_source, right_source",
            [base, attribute],
        ).to_pandas(types_mapper=WHOLE.get)
        for base, table in tables.items()
        if snapshot.has(table)
    ]
    return pd.concat(counts, ignore_index=True) if counts else pd.DataFrame()


def conflicting_rows(snapshot: Snapshot, golden: Golden, attribute: str, limit: int = 100) -> pa.Table:
    """Return the values that disagree with the chosen one, beside it, for the steward to settle."""
    return snapshot.query(
        f"""
        SELECT chosen.{golden.id}, chosen.value AS chosen, chosen.source AS chosen_source, other.value AS differing,
            other.source, other.receipt, other.source_row
        FROM {golden.candidates} chosen JOIN {golden.candidates} other USING ({golden.id}, attribute)
        WHERE attribute = ? AND chosen.place = 1 AND NOT other.agrees
        ORDER BY chosen.{golden.id}, other.place LIMIT ?
        """,  # noqa: S608 - names of our own tables
        [attribute, limit],
    )


def followed(snapshots: Sequence[Snapshot], tables: Mapping[str, str], attribute: str | None = None) -> pd.DataFrame:
    """Return compared and differing values by snapshot, base and attribute, so that they can be followed over time.

    What is withheld of persons is left out of both.
    """
    counts = [
        snapshot.query(
            "SELECT ? AS snapshot, ? AS base, attribute, "  # noqa: S608
            "sum(compared) FILTER (differing IS NOT NULL)::BIGINT AS compared, "
            f"sum(differing) FILTER (compared IS NOT NULL)::BIGINT AS differing FROM {table} "
            "WHERE attribute = coalesce(?, attribute) GROUP BY attribute ORDER BY attribute",
            [snapshot.name, base, attribute],
        ).to_pandas(types_mapper=WHOLE.get)
        for snapshot in snapshots
        for base, table in tables.items()
        if snapshot.has(table)
    ]
    return pd.concat(counts, ignore_index=True) if counts else pd.DataFrame()
