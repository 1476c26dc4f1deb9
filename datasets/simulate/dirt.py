"""The dirt of real extracts, spread over a modest share of the rows, and the truth about it.

Rows of the largest tenth stay clean: a large taxpayer's own clerk looks after them, and totals stay whole.
``kind`` says what was done to a row; table ``dirt_truth`` says where, and what a checker ought to make of it.
"""

import duckdb

from datasets.simulate.part import shares
from datasets.simulate.scripts import run


def define(connection: duckdb.DuckDBPyConnection) -> None:
    """Define macros and table ``dirt_share``; ``<source>_dirt(draw)`` gives the kind of dirt on a row."""
    run(connection, "dirt")
    connection.execute("CREATE TABLE dirt_share (source VARCHAR, kind VARCHAR, share INTEGER, expected VARCHAR)")
    connection.executemany("INSERT INTO dirt_share VALUES (?, ?, ?, ?)", [list(row) for row in shares()])
    connection.execute("CREATE TABLE dirt_truth (source VARCHAR, key VARCHAR, kind VARCHAR)")
    for source in dict.fromkeys(row[0] for row in shares()):
        connection.execute(_macro(source))


def _macro(source: str) -> str:
    """Return the macro that turns a draw out of 100 000 into the kind of dirt on a row, or NULL."""
    cases, upto = [], 0
    for each, kind, share, _ in shares():
        if each == source:
            upto += share
            cases.append(f"WHEN draw < {upto} THEN '{kind}'")
    return f"CREATE MACRO {source}_dirt(draw) AS CASE {' '.join(cases)} END"
