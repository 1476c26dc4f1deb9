"""Columnar files: Parquet of text or typed columns, as the text each value stands for."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import duckdb

from datasets.contract import Field, Kind, Source
from datasets.durable import link_file
from datasets.intake.drift import compare
from datasets.intake.table import Opened, Records, Refused
from datasets.reading.heading import Heading, find_heading
from datasets.sql import literal, quoted
from datasets.text import Text

_NESTED = ("STRUCT", "MAP", "BLOB", "UNION", "[")


def _connect() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"autoload_known_extensions": "false", "autoinstall_known_extensions": "false"})


def text_sql(name: str, kind: str, field: Field | None = None) -> str:
    """Return SQL for the text of a typed column: whole doubles without ``.0``, midnights as days where days are due."""
    column = quoted(name)
    text = f"CAST({column} AS TEXT)"
    if kind in ("DOUBLE", "FLOAT"):
        lost = f"printf('%.5E', {column}::DOUBLE)"
        text = f"CASE WHEN abs({column}) >= 1e15 THEN {lost} ELSE regexp_replace({text}, '\\.0$', '') END"
    elif kind.startswith(("TIMESTAMP", "DATE")) and field and field.kind in (Kind.DATE, Kind.MONTH):
        text = f"regexp_replace({text}, ' 00:00:00$', '')"
        if field.kind is Kind.MONTH:
            text = f"regexp_replace({text}, '^([0-9]{{4}}-[0-9]{{2}})-01$', '\\1')"
    return f"nullif({text}, '')"


def open_columnar(path: Path, source: Source, out: Path, part: str = "") -> Opened:
    """Return a Parquet file opened for reading; raise Refused."""
    try:
        with _connect() as connection:
            return _open(connection, path, source, out, part)
    except duckdb.Error as error:
        raise Refused(
            "unreadable",
            Text("Parquet 文件已损坏或无法读取；请重新导出。", "a damaged Parquet file; export it again."),
        ) from error


def heading_of(path: Path, source: Source) -> Heading:
    """Return the heading of a Parquet file; raise Refused for one without rows."""
    with _connect() as connection:
        return find_heading(_head(connection, path, _kinds(connection, path)), source)


def columns_of(path: Path) -> list[str]:
    """Return the columns of a Parquet file."""
    with _connect() as connection:
        return list(_kinds(connection, path))


def _open(connection: duckdb.DuckDBPyConnection, path: Path, source: Source, out: Path, part: str) -> Opened:
    kinds = _kinds(connection, path)
    heading = find_heading(_head(connection, path, kinds), source)
    remarks = (*heading.remarks, *compare(heading, source))
    _refuse_nested(heading, kinds)
    columns = dict(zip(heading.fields, kinds, strict=False))
    if set(kinds.values()) == {"VARCHAR"}:
        straight = out.with_suffix(".parquet")
        link_file(path, straight)
        names = tuple(field or "" for field in heading.fields)
        return Opened(part=part, encoding="parquet", path=straight, columns=names, remarks=remarks)
    texts = ", ".join(
        f"{text_sql(columns[field.name], kinds[columns[field.name]], field) if field.name in columns else 'NULL'} "
        f"AS {quoted(field.header)}"
        for field in source.fields
    )
    connection.execute(
        f"COPY (SELECT {texts} FROM read_parquet({literal(str(path))})) TO {literal(str(out))} "  # noqa: S608 - quoted
        f"(FORMAT csv, HEADER true, DELIMITER {literal(source.delimiter)}, QUOTE '\"', ESCAPE '\"')"
    )
    names = tuple(field.name for field in source.fields)
    return Opened(part=part, encoding="parquet", path=out, columns=names, remarks=remarks)


def _kinds(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    found = connection.execute(f"DESCRIBE FROM read_parquet({literal(str(path))})").fetchall()
    return {name: kind for name, kind, *_ in found}


def _head(connection: duckdb.DuckDBPyConnection, path: Path, kinds: dict[str, str]) -> Records:
    texts = ", ".join(text_sql(name, kind) for name, kind in kinds.items())
    yield 1, list(kinds)
    rows = connection.execute(f"SELECT {texts} FROM read_parquet({literal(str(path))}) LIMIT 500").fetchall()  # noqa: S608 - quoted
    for place, row in enumerate(rows, start=2):
        yield place, ["" if value is None else value for value in row]


def _refuse_nested(heading: Heading, kinds: dict[str, str]) -> None:
    for name, title in zip(heading.fields, heading.titles, strict=True):
        if name and any(each in kinds[title] for each in _NESTED):
            raise Refused(
                "nested_column",
                Text(
                    f"列“{title}”不是文本或数值（{kinds[title]}）。",
                    f"{title!r} is neither text nor number ({kinds[title]}).",
                ),
                title,
            )


def columnar_rows(
    path: Path, source: Source, rows: Collection[int]
) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """Yield (row, titles, texts) of the rows with these numbers."""
    with _connect() as connection:
        kinds = _kinds(connection, path)
        fields = dict(zip(kinds, find_heading(_head(connection, path, kinds), source).fields, strict=False))
        by_name = {field.name: field for field in source.fields}
        texts = ", ".join(text_sql(name, kind, by_name.get(fields.get(name) or "")) for name, kind in kinds.items())
        wanted = ", ".join(str(row - 1) for row in sorted(rows))
        found = connection.execute(
            f"SELECT file_row_number + 1, {texts} FROM read_parquet({literal(str(path))}, file_row_number = true) "  # noqa: S608 - quoted
            f"WHERE file_row_number IN ({wanted}) ORDER BY 1"
        ).fetchall()
        for row, *values in found:
            yield row, list(kinds), ["" if value is None else value for value in values]
