"""Likely: candidate pairs, their levels of agreement, and their scores, all in SQL.

Records that the deterministic pass put together are one group. Only pairs with at least one *free* group (one without
an identifier that settles who it is) are compared. A pair of groups has, in each comparison, the best level that any
two of its records reach: a department that still holds the former address does not speak against the others.
"""

import duckdb

from datasets.casting import quoted
from datasets.identity.spec import Comparison, Spec
from datasets.identity.weights import Weights


def score_pairs(connection: duckdb.DuckDBPyConnection, spec: Spec, weights: Weights) -> None:
    """Create temp table ``scored`` (one, other, score, sure, and a level a comparison) from ``compared``.

    ``compared`` has ``member`` (the record's group), ``free``, ``asks`` and ``open`` beside the compared columns.
    ``one`` is free, or it asks and the other is open.
    """
    _profiles(connection, spec)
    _candidates(connection, spec)
    _levels(connection, spec)
    _scores(connection, spec, weights)


def _profiles(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    columns = ", ".join(quoted(each) for each in spec.columns)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE profile AS SELECT DISTINCT member, free, asks, open, {columns} FROM compared"  # noqa: S608
    )
    for each in spec.comparisons:
        if each.frequency:
            connection.execute(f"""
                CREATE OR REPLACE TEMP TABLE {quoted(f"frequency of {each.key}")} AS
                WITH borne AS (SELECT DISTINCT member, {quoted(each.frequency)} AS value FROM profile)
                SELECT value, count(*) / (SELECT count(DISTINCT member) FROM borne) AS share
                FROM borne WHERE value IS NOT NULL GROUP BY value
            """)  # noqa: S608 - from a specification


def _candidates(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE candidate (one BIGINT, other BIGINT)")
    for block in spec.blocks:
        keys = ", ".join(quoted(each) for each in block.columns)
        known = " AND ".join(f"{quoted(each)} IS NOT NULL" for each in block.columns)
        connection.execute(f"""
            INSERT INTO candidate
            WITH keyed AS (SELECT DISTINCT member, free, asks, open, {keys} FROM profile WHERE {known}),
            usual AS (
                SELECT {keys} FROM keyed GROUP BY ALL HAVING count(*) BETWEEN 2 AND {block.most} AND bool_or(asks)
            ),
            kept AS (SELECT keyed.* FROM keyed JOIN usual USING ({keys}))
            SELECT DISTINCT l.member, r.member FROM kept AS l JOIN kept AS r USING ({keys})
            WHERE l.asks AND l.member <> r.member
                AND CASE WHEN l.free THEN NOT r.free OR l.member < r.member ELSE r.open END
        """)  # noqa: S608 - from a specification
    connection.execute("CREATE OR REPLACE TEMP TABLE candidate AS SELECT DISTINCT one, other FROM candidate")


def level_sql(comparison: Comparison) -> str:
    """Return SQL for the level a pair reaches: 0 for the closest, NULL where one of the two says nothing."""
    known = " AND ".join(f"l.{quoted(each)} IS NOT NULL AND r.{quoted(each)} IS NOT NULL" for each in comparison.needs)
    tests = " ".join(f"WHEN {level.sql} THEN {number}" for number, level in enumerate(comparison.levels))
    return f"CASE WHEN {known} THEN CASE {tests} ELSE {len(comparison.levels)} END END"


def _levels(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    levels = ", ".join(f"{level_sql(each)}::TINYINT AS {each.key}_level" for each in spec.comparisons)
    values = "".join(f", l.{quoted(each.frequency)} AS {each.key}_value" for each in spec.comparisons if each.frequency)
    best = ", ".join(f"min({each.key}_level) AS {each.key}_level" for each in spec.comparisons)
    shares, joins = [], []
    for each in spec.comparisons:
        if each.frequency:
            table = quoted(f"frequency of {each.key}")
            shares.append(f", min({table}.share) FILTER ({each.key}_level = 0) AS {each.key}_share")
            joins.append(f"LEFT JOIN {table} ON {table}.value = {each.key}_value")
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE levelled AS
        WITH met AS (
            SELECT one, other, {levels}{values}
            FROM candidate JOIN profile AS l ON l.member = one JOIN profile AS r ON r.member = other
        )
        SELECT one, other, {best}{"".join(shares)} FROM met {" ".join(joins)} GROUP BY one, other
    """)  # noqa: S608 - from a specification


def bits_sql(comparison: Comparison, weights: Weights) -> str:
    """Return SQL for the bits of a comparison from its level, by the value's rarity where that counts."""
    cases = []
    for number, key in enumerate(comparison.weighed):
        bits = str(weights.bits(comparison, key))
        if number == 0 and comparison.frequency:
            m, _ = weights.levels[comparison.key][key]
            bits = f"round(log2({m} / {comparison.key}_share), 4)"
        cases.append(f"WHEN {number} THEN {bits}")
    return f"coalesce(CASE {comparison.key}_level {' '.join(cases)} END, 0)"


def _scores(connection: duckdb.DuckDBPyConnection, spec: Spec, weights: Weights) -> None:
    total = " + ".join(bits_sql(each, weights) for each in spec.comparisons)
    levels = ", ".join(f"{each.key}_level" for each in spec.comparisons)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE scored AS
        WITH added AS (SELECT *, round({weights.start} + {total}, 3) AS score FROM levelled)
        SELECT one, other, score, coalesce({spec.sure}, false) AS sure, {levels} FROM added
        WHERE score >= {spec.review}
    """)  # noqa: S608 - from a specification
