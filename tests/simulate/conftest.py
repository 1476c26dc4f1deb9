"""The extracts as tables, read as text the way a department's files are."""

import csv
from pathlib import Path

import duckdb
import pytest

from datasets.simulate.content import PACKAGE

SOURCES = ("tax", "customs", "investment", "land", "registry")


def text_tables(extracts: Path, work: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    plain = work / "registry.csv"
    plain.write_bytes((extracts / "registry" / "registry.csv").read_bytes().decode("gb18030").encode("utf-8"))
    for source in SOURCES:
        files = str(plain) if source == "registry" else str(extracts / source / "*.csv")
        connection.execute(
            f"CREATE TABLE {source} AS SELECT * FROM "
            "read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')",
            [files],
        )
    return connection


@pytest.fixture(scope="module")
def world(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """One connection with a table for each source, every column text."""
    return text_tables(extracts, tmp_path_factory.mktemp("text"))


def code_list(name: str, zone: str | None = None) -> list[dict[str, str]]:
    folder = PACKAGE / "codes" if zone is None else PACKAGE / "zones" / zone / "codes"
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
