"""Extracts of any size: the facts of a simulated zone many times over, as Parquet columns of text."""

from pathlib import Path

import duckdb

from datasets.casting import literal, quoted

LAST_MONTH = "2026-10"  # of the simulated zone
FACTS = {"tax": "凭证号", "customs": "记录号"}  # the sources that are multiplied, and the title of their key
CONFIG: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "2GB"}
MONTHS = {"tax": "入库月份", "customs": "进出口月份"}


def replicate(extracts: Path, out: Path, copies: int) -> int:
    """Write the extracts below ``out``, each fact so many times under keys of its own; return the rows of facts.

    The other extracts are linked as they are.
    """
    rows = 0
    for path in sorted(extracts.rglob("*")):
        source = path.parent.name
        copy = out / path.relative_to(extracts)
        if path.is_dir() or source.startswith("_"):
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source in FACTS:
            rows += _multiply(path, copy.with_suffix(".parquet"), FACTS[source], copies)
        else:
            copy.hardlink_to(path)
    return rows


def _multiply(path: Path, out: Path, key: str, copies: int) -> int:
    name = quoted(key)
    with duckdb.connect(config=CONFIG) as connection:
        columns = connection.execute(
            "DESCRIBE FROM read_csv(?, all_varchar = true, delim = ',')", [str(path)]
        ).fetchall()
        chosen = ", ".join(
            f"{name} || '-' || copy AS {name}" if each[0] == key else quoted(each[0]) for each in columns
        )
        connection.execute(
            f"COPY (SELECT {chosen} FROM read_csv({literal(str(path))}, all_varchar = true, delim = ',', quote = '\"') "  # noqa: S608 - paths and titles of the simulator
            f"CROSS JOIN range({copies}) AS copies(copy)) TO {literal(str(out))} (FORMAT parquet, COMPRESSION zstd)"
        )
        counted = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(out)]).fetchone()
    return int(counted[0]) if counted else 0


def without_last_month(extracts: Path, out: Path) -> None:
    """Write the extracts as they were a month earlier: the facts' last file without its last month."""
    for path in sorted(extracts.rglob("*")):
        copy = out / path.relative_to(extracts)
        if path.is_dir():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name in FACTS and path.stem == LAST_MONTH[:4]:
            kept = f"FROM read_parquet({literal(str(path))}) WHERE {MONTHS[path.parent.name]} <> {literal(LAST_MONTH)}"
            with duckdb.connect(config=CONFIG) as connection:
                connection.execute(f"COPY ({kept}) TO {literal(str(copy))} (FORMAT parquet, COMPRESSION zstd)")
        else:
            copy.hardlink_to(path)
