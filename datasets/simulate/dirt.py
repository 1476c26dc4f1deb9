"""The dirt of real extracts, spread over a modest share of the rows, and the truth about it.

Rows of the largest tenth stay clean: a large taxpayer's own clerk looks after them, and totals stay whole.
``kind`` says what was done to a row; table ``dirt_truth`` says where, and what a checker ought to make of it.
"""

import duckdb

from datasets.simulate.scripts import run

# (source, kind, rows in 100 000, what a checker ought to do with the row)
SHARES = (
    ("registry", "organisation_hyphen", 2500, "accept"),
    ("registry", "organisation_lower_case", 1500, "accept"),
    ("registry", "organisation_check_digit", 120, "refuse"),
    ("registry", "organisation_missing", 80, "refuse"),
    ("registry", "registration_full_width", 60, "accept"),
    ("registry", "unknown_division", 60, "refuse"),
    ("registry", "impossible_date", 60, "refuse"),
    ("registry", "closed_before_founded", 40, "refuse"),
    ("registry", "duplicate", 50, "refuse"),
    ("tax", "taxpayer_lower_case", 300, "accept"),
    ("tax", "taxpayer_check_digit", 60, "refuse"),
    ("tax", "taxpayer_missing", 25, "refuse"),
    ("tax", "taxpayer_full_width", 40, "refuse"),
    ("tax", "taxpayer_scientific", 12, "refuse"),
    ("tax", "thousands_separator", 30, "refuse"),
    ("tax", "swapped_amounts", 15, "refuse"),
    ("tax", "unknown_tax_type", 20, "refuse"),
    ("tax", "unregistered", 150, "accept"),
    ("tax", "duplicate", 15, "refuse"),
    ("customs", "organisation_hyphen", 20000, "accept"),
    ("customs", "organisation_lower_case", 800, "accept"),
    ("customs", "organisation_check_digit", 60, "refuse"),
    ("customs", "organisation_missing", 30, "refuse"),
    ("customs", "thousands_separator", 30, "refuse"),
    ("customs", "full_width_value", 20, "refuse"),
    ("customs", "unknown_partner", 30, "refuse"),
    ("customs", "impossible_month", 15, "refuse"),
    ("customs", "unregistered", 120, "accept"),
    ("customs", "duplicate", 15, "refuse"),
    ("investment", "organisation_hyphen", 4000, "accept"),
    ("investment", "organisation_check_digit", 100, "refuse"),
    ("investment", "unknown_stage", 80, "refuse"),
    ("investment", "impossible_month", 60, "refuse"),
    ("investment", "duplicate", 60, "refuse"),
    ("land", "organisation_hyphen", 6000, "accept"),
    ("land", "organisation_check_digit", 150, "refuse"),
    ("land", "impossible_date", 150, "refuse"),
    ("land", "unknown_use", 100, "refuse"),
)


def define(connection: duckdb.DuckDBPyConnection) -> None:
    """Define macros and table ``dirt_share``; ``<source>_dirt(draw)`` gives the kind of dirt on a row."""
    run(connection, "dirt")
    connection.execute("CREATE TABLE dirt_share (source VARCHAR, kind VARCHAR, share INTEGER, expected VARCHAR)")
    connection.executemany("INSERT INTO dirt_share VALUES (?, ?, ?, ?)", [list(row) for row in SHARES])
    connection.execute("CREATE TABLE dirt_truth (source VARCHAR, key VARCHAR, kind VARCHAR)")
    for source in dict.fromkeys(row[0] for row in SHARES):
        connection.execute(_macro(source))


def _macro(source: str) -> str:
    """Return the macro that turns a draw out of 100 000 into the kind of dirt on a row, or NULL."""
    cases, upto = [], 0
    for each, kind, share, _ in SHARES:
        if each == source:
            upto += share
            cases.append(f"WHEN draw < {upto} THEN '{kind}'")
    return f"CREATE MACRO {source}_dirt(draw) AS CASE {' '.join(cases)} END"
