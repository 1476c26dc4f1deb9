"""Pseudonyms: HMAC-SHA256 (RFC 2104) under the home's key, computed by the database.

The two pads are variables of the connection: they are in no statement, no table and no file.
"""

from pathlib import Path

import duckdb

from datasets.protection.key import person_key

BLOCK = 64  # bytes of a block of SHA-256


def define(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Define the macro ``person_pseudonym(text)``: the HMAC in 64 hexadecimal digits, NULL for NULL."""
    padded = key.ljust(BLOCK, b"\0")
    connection.execute("SET VARIABLE person_inner = $1::BLOB", [bytes(byte ^ 0x36 for byte in padded)])
    connection.execute("SET VARIABLE person_outer = $1::BLOB", [bytes(byte ^ 0x5C for byte in padded)])
    connection.execute("""
        CREATE OR REPLACE TEMP MACRO person_pseudonym(written) AS sha256(
            getvariable('person_outer') || unhex(sha256(getvariable('person_inner') || encode(written))))
    """)


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Take key and macro off the connection."""
    connection.execute("DROP MACRO IF EXISTS person_pseudonym")
    for name in ("person_inner", "person_outer"):
        connection.execute(f"RESET VARIABLE {name}")


def define_for_home(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Define the macro under the key of a home."""
    define(connection, person_key(home))
