"""Records by hand: a few rows of some departments, linked as a build would."""

import duckdb

from datasets.identity import exact
from datasets.identity.link import entities, link, persons
from datasets.identity.prepare import prepare
from datasets.identity.record import ENTITY_COLUMNS, PERSON_COLUMNS
from datasets.reading.identifiers import MACROS

Row = dict[str, object]

# Organisation codes with right check characters (GB 11714).
CODES = ("600000012", "600000020", "600000039", "600000047", "600000055")


def connect() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect(config={"threads": 1})
    opened.execute(MACROS)
    opened.execute("ATTACH ':memory:' AS persons")
    return opened


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: list[Row]) -> None:
    kinds = {"source": "TEXT", "serial": "TEXT"} | columns
    declared = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE given ({declared})")
    for row in rows:
        names = ", ".join(row)
        connection.execute(f"INSERT INTO given ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE {table} AS
        SELECT row_number() OVER (ORDER BY source, serial) AS record, 1 AS receipt,
            row_number() OVER (ORDER BY source, serial)::INTEGER AS source_row, * FROM given
    """)


def entity(source: str, serial: str, name: object = None, **given: object) -> Row:
    code = given.get("organisation_code")
    return {"source": source, "serial": serial, "name": name, "codes": [code] if code else [], **given}


def link_entities(
    rows: list[Row], changes: list[tuple[object, ...]] = (), decided: tuple = ()
) -> dict[str, tuple[str, str, str]]:
    """Return id, method and reason of each record, by serial."""
    connection = connect()
    _fill(connection, "entity_record", {**ENTITY_COLUMNS, "codes": "TEXT[]"}, rows)
    if changes:
        connection.execute(f"""CREATE TABLE {exact.CHANGES} (registration_number TEXT, change_date DATE, item TEXT,
            old_text TEXT, new_text TEXT)""")
        connection.executemany(f"INSERT INTO {exact.CHANGES} VALUES (?, ?, ?, ?, ?)", changes)
    subject = entities("teda")
    link(connection, subject, decided, {str(row["source"]) for row in rows})
    return _found(connection, subject.spec.key, subject.id, subject.links)


def link_persons(rows: list[Row], decided: tuple = ()) -> dict[str, tuple[str, str, str]]:
    """Return id, method and reason of each record, by serial."""
    connection = connect()
    _fill(connection, "person_record", PERSON_COLUMNS, rows)
    subject = persons("teda")
    link(connection, subject, decided, {str(row["source"]) for row in rows})
    return _found(connection, subject.spec.key, subject.id, subject.links)


def _found(
    connection: duckdb.DuckDBPyConnection, key: str, identity: str, links: str
) -> dict[str, tuple[str, str, str]]:
    rows = connection.execute(f"""
        SELECT r.serial, l.{identity}, l.method, l.reason_zh FROM {key}_record r JOIN {links} l
        USING (source, receipt, source_row) ORDER BY r.serial
    """).fetchall()
    assert (
        len(rows) == len({row[0] for row in rows}) == connection.execute(f"SELECT count(*) FROM {links}").fetchone()[0]
    )
    return {serial: (found, method, reason) for serial, found, method, reason in rows}


def read_names(*names: str) -> list[tuple[str, ...]]:
    """Return core, form, branch and ordinal of names of organisations, as the engine reads them."""
    return _read("name", names, ("core_alike", "form", "branch", "ordinal"))


def read_addresses(*addresses: str) -> list[tuple[str, ...]]:
    """Return road and doors of addresses."""
    return _read("address", addresses, ("road", "doors"))


def _read(attribute: str, texts: tuple[str, ...], columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    connection = connect()
    spec = entities("teda").spec
    attributes = ", ".join(f"NULL::TEXT AS {each.attribute}" for each in spec.readings if each.attribute != attribute)
    connection.execute(
        f"CREATE TEMP TABLE given AS SELECT unnest(?) AS {attribute}, unnest(?) AS record, {attributes}",
        [list(texts), list(range(len(texts)))],
    )
    prepare(connection, spec, "given")
    return connection.execute(f"SELECT {', '.join(columns)} FROM compared ORDER BY record").fetchall()
