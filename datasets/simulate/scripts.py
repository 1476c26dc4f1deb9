"""The simulator's SQL, one file a stage, each a chain of small named tables."""

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent / "sql"


def script(name: str) -> str:
    """Return the text of one SQL file of the simulator."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def run(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run SQL files one after the other."""
    for name in names:
        connection.execute(script(name))
