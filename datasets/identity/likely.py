"""Likely: candidate pairs, their levels of agreement, and their scores, all in SQL.

Records that the deterministic pass put together are one group. Only pairs with at least one *free* group (one without
an identifier that settles who it is) are compared. A pair of groups has, in each comparison, the best level that any
two of its records reach: a department that still holds the former address does not speak against the others.
"""

import duckdb

from datasets.identity.spec import Comparison, Spec
from datasets.identity.weights import Weights
from datasets.sql import quoted

# Which pairs are compared, stage by stage; what one stage joined needs no comparing in the next.
# A registered group asks those that a code settles and no register knows; free groups ask settled ones; those still
# waiting ask all free ones, linked or not.
STAGES = {
    "registered": "l.asks AND NOT l.free AND r.open",
    "settled": "l.free AND NOT r.free",
    "free": "l.waits AND r.free AND (NOT r.waits OR l.member < r.member)",
}


def begin(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Create what the stages read (``profile``) and add to (``scored``: one, other, stage, score, verdict, levels).

    ``compared`` has ``member`` (the record's group), ``free``, ``asks`` and ``open`` beside the compared columns.
    """
    _profiles(connection, spec)
    levels = "".join(f", {each.key}_level TINYINT" for each in spec.comparisons)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE scored "
        f"(one BIGINT, other BIGINT, stage TEXT, free BOOLEAN, score DOUBLE, sure BOOLEAN, firm BOOLEAN{levels})"
    )


def score_stage(
    connection: duckdb.DuckDBPyConnection, spec: Spec, weights: Weights, stage: str, waiting: str = "free"
) -> None:
    """Score the pairs of one stage; ``waiting`` is SQL for the groups that still wait to be linked."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE asking AS SELECT *, {waiting} AS waits FROM profile")  # noqa: S608
    _candidates(connection, spec, STAGES[stage])
    _levels(connection, spec)
    _scores(connection, spec, weights, stage)


def _profiles(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    columns = ", ".join(quoted(each) for each in spec.columns)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE profile AS SELECT DISTINCT member, free, asks, open, {columns} FROM compared"  # noqa: S608
    )
    for each in spec.comparisons:
        if each.frequency:
            connection.execute(f"""
                CREATE OR REPLACE TEMP TABLE {quoted(f"frequency of {each.key}")} AS
                WITH borne AS (SELECT DISTINCT member, free, {quoted(each.frequency)} AS value FROM profile)
                SELECT value, count(*) / (SELECT count(DISTINCT member) FROM borne) AS share,
                    count(*) FILTER (NOT free) AS settled
                FROM borne WHERE value IS NOT NULL GROUP BY value
            """)  # noqa: S608 - from a specification


def _candidates(connection: duckdb.DuckDBPyConnection, spec: Spec, condition: str) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE candidate (one BIGINT, other BIGINT)")
    for block in spec.blocks:
        keys = ", ".join(quoted(each) for each in block.columns)
        known = " AND ".join(f"{quoted(each)} IS NOT NULL" for each in block.columns)
        connection.execute(f"""
            INSERT INTO candidate
            WITH keyed AS (SELECT DISTINCT member, free, asks, open, waits, {keys} FROM asking WHERE {known}),
            usual AS (
                SELECT {keys} FROM keyed GROUP BY ALL
                HAVING count(*) BETWEEN 2 AND {block.most} AND (bool_or(waits) OR bool_or(open AND NOT free))
            ),
            kept AS (SELECT keyed.* FROM keyed JOIN usual USING ({keys}))
            SELECT DISTINCT l.member, r.member FROM kept AS l JOIN kept AS r USING ({keys})
            WHERE l.member <> r.member AND {condition}
        """)  # noqa: S608 - from a specification
    connection.execute("CREATE OR REPLACE TEMP TABLE candidate AS SELECT DISTINCT one, other FROM candidate")


def level_sql(comparison: Comparison) -> str:
    """Return SQL for the level a pair reaches: 0 for the closest."""
    tests = " ".join(f"WHEN {level.sql} THEN {number}" for number, level in enumerate(comparison.levels))
    return f"CASE {tests} ELSE {len(comparison.levels)} END"


def _levels(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Create temp table ``levelled``: each candidate pair and the best level of each comparison.

    What is best in one comparison does not hang on the others: each is made over a group's distinct values alone.
    """
    for each in spec.comparisons:
        _level(connection, each)
    found = "".join(
        f", {each.key}_level" + (f", {each.key}_share" if each.frequency else "") for each in spec.comparisons
    )
    joins = " ".join(f"LEFT JOIN {quoted(f'levels of {each.key}')} USING (one, other)" for each in spec.comparisons)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE levelled AS SELECT one, other{found} FROM candidate {joins}")  # noqa: S608


def _level(connection: duckdb.DuckDBPyConnection, comparison: Comparison) -> None:
    columns = ", ".join(quoted(each) for each in comparison.columns)
    known = " AND ".join(f"{quoted(each)} IS NOT NULL" for each in comparison.needs)
    share, value, join = "", "", ""
    if comparison.frequency:
        table = quoted(f"frequency of {comparison.key}")
        value = f", l.{quoted(comparison.frequency)} AS value"
        share = f", min({table}.share) FILTER (level = 0) AS {comparison.key}_share"
        join = f"LEFT JOIN {table} USING (value)"
        if comparison.crowd is not None:
            crowded = f"SELECT value FROM {table} WHERE settled > {comparison.crowd}"  # noqa: S608 - from a specification
            known += f" AND {quoted(comparison.frequency)} NOT IN ({crowded})"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {quoted(f"levels of {comparison.key}")} AS
        WITH said AS (SELECT DISTINCT member, {columns} FROM profile WHERE {known}),
        met AS (
            SELECT one, other, {level_sql(comparison)} AS level{value}
            FROM candidate JOIN said AS l ON l.member = one JOIN said AS r ON r.member = other
        )
        SELECT one, other, min(level)::TINYINT AS {comparison.key}_level{share} FROM met {join} GROUP BY one, other
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


def _scores(connection: duckdb.DuckDBPyConnection, spec: Spec, weights: Weights, stage: str) -> None:
    total = " + ".join(bits_sql(each, weights) for each in spec.comparisons)
    levels = ", ".join(f"{each.key}_level" for each in spec.comparisons)
    sure = f"({spec.sure}) AND ({spec.sure_between})" if stage == "free" else spec.sure
    verdict = f"coalesce({sure}, false), coalesce({spec.firm}, false)"
    connection.execute(f"""
        INSERT INTO scored
        WITH added AS (SELECT *, round({weights.start} + {total}, 3) AS score FROM levelled)
        SELECT one, other, '{stage}', '{stage}' = 'free', score, {verdict}, {levels} FROM added
        WHERE score >= {spec.review}
    """)  # noqa: S608 - from a specification
