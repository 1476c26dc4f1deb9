"""Values of persons: what departments said of each, kept apart, and how far they agree, published as protected counts.

What of a value may be kept is listed by attribute; an attribute that is not listed leaves nothing behind.
"""

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from datasets.base import Site
from datasets.protection.persons import GOLDEN, VALUE
from datasets.protection.policy import policy
from datasets.protection.rounding import rounded
from datasets.protection.suppress import Protected, protect
from datasets.protection.table import Cell, CountTable, Dimension
from datasets.rows import append
from datasets.sql import literal

CONFLICT = "base_population__conflict"
OUTCOMES = ("agreeing", "differing", "left_only", "right_only")
# Codes are kept as they are; of a birth date the year.
KEPT = {
    **dict.fromkeys(("sex", "ethnic_group", "residence_type", "street", "relation"), "value"),
    **dict.fromkeys(("education", "marital_status", "employer_code"), "value"),
    "birth_date": "left(value, 4)",
}


def keep_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of all candidates, chosen and losing, in the database of persons.

    It is ordered by record: the order of persons would give their numbers away.
    """
    value = " ".join(f"WHEN {literal(name)} THEN {sql}" for name, sql in KEPT.items())
    names = ", ".join(map(literal, KEPT))
    connection.execute(f"""
        CREATE OR REPLACE TABLE {VALUE} AS
        SELECT p.name AS person_id, attribute, CASE attribute {value} END AS value, place, reason, agrees,
            recorded_date, source, receipt, source_row, rule
        FROM {VALUE} LEFT JOIN temp.pseudonym AS p ON p.plain = person_id WHERE attribute IN ({names})
        ORDER BY attribute, source, receipt, source_row
    """)  # noqa: S608 - constants
    connection.execute(f"DROP TABLE {GOLDEN.conflicts}")


def publish_conflicts(site: Site) -> None:
    """Make the table of conflicts: persons whom two departments know, by attribute, rounded, none under the threshold.

    All attributes of two departments divide the same persons, so that they are protected together: what is left of a
    total must not give a small count away. ``compared`` is withheld where one of its parts is.
    """
    connection = site.connection
    counts = ", ".join(f"{name} BIGINT" for name in ("compared", *OUTCOMES))
    connection.execute(
        f"CREATE OR REPLACE TABLE {CONFLICT} (attribute TEXT, left_source TEXT, right_source TEXT, {counts}, "
        "suppressed BOOLEAN)"
    )
    append(connection, CONFLICT, _published(connection))


Counted = Mapping[tuple[str, str], Mapping[str, Sequence[int]]]  # pair of departments, attribute, persons by outcome


def _published(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    rules = policy()
    for pair, attributes in _counted(connection).items():
        tables = [_table(attribute, outcomes) for attribute, outcomes in attributes.items()]
        shown = protect(tables, rules)
        for attribute in attributes:
            yield _row(attribute, pair, shown)


def _counted(connection: duckdb.DuckDBPyConnection) -> Counted:
    """Return persons by outcome, the last outcome being that neither department says anything."""
    both = {
        (left, right): persons
        for left, right, persons in connection.execute("""
            WITH known AS (SELECT DISTINCT person_id, source FROM linked_record)
            SELECT a.source, b.source, count(*) FROM known AS a JOIN known AS b USING (person_id)
            WHERE a.source < b.source GROUP BY ALL ORDER BY ALL
        """).fetchall()
    }
    found: dict[tuple[str, str], dict[str, list[int]]] = {}
    rows = connection.execute(
        f"SELECT attribute, left_source, right_source, {', '.join(OUTCOMES)} FROM {GOLDEN.conflicts} ORDER BY ALL"  # noqa: S608 - constants
    ).fetchall()
    for attribute, left, right, *outcomes in rows:
        if attribute in KEPT:
            neither = both[left, right] - sum(outcomes)
            found.setdefault((left, right), {})[attribute] = [*outcomes, neither]
    return found


def _table(attribute: str, outcomes: Sequence[int]) -> CountTable:
    codes = (*OUTCOMES, "neither")
    dimension = Dimension(key=attribute, codes=codes, parents={})
    counts: dict[tuple[str, ...], int] = {(code,): count for code, count in zip(codes, outcomes, strict=True) if count}
    return CountTable(key=attribute, dimensions=(dimension,), counts=counts)


def _row(attribute: str, pair: tuple[str, str], shown: Mapping[Cell, Protected]) -> tuple[object, ...]:
    exact = [shown[((attribute, code),)].count for code in OUTCOMES]
    counts = [None if count is None else rounded(count) for count in exact]
    agreeing, differing = counts[:2]
    compared = None if agreeing is None or differing is None else agreeing + differing
    return attribute, *pair, compared, *counts, None in counts
