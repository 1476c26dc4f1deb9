"""Extracts of any size: those of a simulated zone as Parquet columns of text, their facts many times over."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from datasets.building.collect import find_files
from datasets.catalogue import sources
from datasets.contract import Source
from datasets.sql import literal, quoted

FACTS = {"tax": "凭证号", "customs": "记录号"}  # the sources that are multiplied, and the title of their key
MONTHS = {"tax": "入库月份", "customs": "进出口月份"}
CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "2GB"}
PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


def replicate(extracts: Path, out: Path, copies: int = 1) -> int:
    """Write every extract below ``out`` as Parquet, each fact so many times under keys of its own; return the rows."""
    rows = 0
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=CONFIG) as connection:
        connection.execute("SET enable_progress_bar = false")
        for source, path in _extracts(extracts):
            copy = (out / path.relative_to(extracts)).with_suffix(".parquet")
            copy.parent.mkdir(parents=True, exist_ok=True)
            readable = Path(folder) / "readable.csv"
            readable.write_bytes(path.read_bytes().decode(source.encoding).encode())
            scan = f"read_csv({literal(str(readable))}, all_varchar = true, header = true, quote = '\"', "
            scan += f"delim = {literal(source.delimiter)})"
            sql = f"FROM {scan}"
            if source.key in FACTS:
                key = quoted(FACTS[source.key])
                sql = (
                    f"SELECT * EXCLUDE (copy) REPLACE ({key} || '-' || copy AS {key}) "  # noqa: S608 - titles and paths
                    f"FROM {scan} CROSS JOIN range({copies}) AS copies(copy)"
                )
            written = connection.execute(f"COPY ({sql}) TO {literal(str(copy))} {PARQUET}").fetchone()
            rows += written[0] if written else 0
    return rows


def _extracts(folder: Path) -> Iterator[tuple[Source, Path]]:
    """Yield each file that some contract calls for, and its source."""
    for source in sources().values():
        for path in () if source.shipped else find_files(source, folder):
            yield source, path


def last_month(extracts: Path) -> str:
    """Return the last month (YYYY-MM) for which tax was paid."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT max({quoted(MONTHS['tax'])}) FROM read_parquet(?)",  # noqa: S608 - a title
            [str(extracts / "tax" / "*.parquet")],
        ).fetchone()
    return str(found[0]) if found else ""


def without(month: str, extracts: Path, out: Path) -> None:
    """Write the extracts as they were before a month came: the facts' files of its year without it."""
    for path in sorted(extracts.rglob("*.parquet")):
        copy = out / path.relative_to(extracts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name in FACTS and path.stem == month[:4]:
            kept = f"FROM read_parquet({literal(str(path))}) WHERE {MONTHS[path.parent.name]} <> {literal(month)}"
            with duckdb.connect(config=CONFIG) as connection:
                connection.execute(f"COPY ({kept}) TO {literal(str(copy))} {PARQUET}")
        else:
            copy.hardlink_to(path)
