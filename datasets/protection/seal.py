"""Sealing: what of the rows about persons goes into the published database of persons, and what does not.

Names, telephones, addresses, numbers and serials stay in the landing area; a person is named by a pseudonym.
What is kept is listed, so that a new column is left out until somebody thinks of it.
"""

from collections.abc import Mapping, Sequence

import duckdb

from datasets.base import Site
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import PERSONS, Classification, Field, Kind, Source, Subject
from datasets.errors import DatasetsError
from datasets.protection import pseudonym
from datasets.protection.persons import LINK, PERSON, UNSEALED, VALUE
from datasets.protection.values import keep_values
from datasets.rows import single
from datasets.sql import literal, quoted
from datasets.text import Text

QUARANTINE = f"{PERSONS}.quarantine"
MASK = "＊＊＊"
ADVICE = Text("请对照本部门留存的原始记录核对", "compare it with your own records")
OF_A_CITIZEN = "(^|[^0-9A-Za-z])[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]{4}[0-9Xx]($|[^0-9A-Za-z])"
NUMBER = "[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]{4}[0-9Xx]|[1-9][0-9]{7}(0[1-9]|1[0-2])[0-3][0-9]{4}"


def seal(site: Site) -> None:
    """Name every person by a pseudonym, and drop or mask what identifies one; the last step of the base."""
    connection = site.connection
    pseudonym.define_for_home(connection, site.home)
    # Once for each person: a pseudonym is two hashes, and a person stands in many rows.
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE pseudonym AS
        SELECT person_id AS plain, person_pseudonym(person_id) AS name FROM (SELECT DISTINCT person_id FROM {LINK})
    """)  # noqa: S608 - a constant
    told = [each for each in sources().values() if each.subject is Subject.PERSON]
    for source in told:
        _strip(connection, source)
    keep_values(connection)
    done = {each.relation for each in told} | {VALUE}
    for table, columns in _named(connection).items():
        if f"{PERSONS}.{table}" not in done:
            _pseudonymise(connection, table, columns)
    _shed_household_numbers(connection)
    mask(connection)
    pseudonym.forget(connection)
    for table in UNSEALED:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    refuse_identifying(connection)


def kept(source: Source) -> list[str]:
    """Return the columns of a person source that may be published among the rows about persons."""
    return [
        column_of(each) for each in source.fields if each.in_base and _harmless(each) and each.name not in source.unique
    ]


def _harmless(field: Field) -> bool:
    if field.attribute == "household_number":
        return False
    if field.kind in (Kind.AMOUNT, Kind.COUNT, Kind.QUANTITY, Kind.ORGANISATION_CODE):
        return True
    return field.classification is not Classification.RESTRICTED and (
        field.code_list is not None or field.kind in (Kind.DATE, Kind.MONTH, Kind.TIME)
    )


def _strip(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    columns = ", ".join(f"t.{quoted(name)}" for name in [*kept(source), "receipt", "source_row"])
    connection.execute(f"""
        CREATE OR REPLACE TABLE {source.relation} AS
        SELECT p.name AS person_id, {columns} FROM {source.relation} AS t
        LEFT JOIN {LINK} AS link ON link.source = {literal(source.key)}
            AND link.receipt = t.receipt AND link.source_row = t.source_row
        LEFT JOIN temp.pseudonym AS p ON p.plain = link.person_id
    """)  # noqa: S608 - every part comes from contracts, which are code


def _shed_household_numbers(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep of a household how many belong to it, not its number."""
    connection.execute(f"""
        CREATE OR REPLACE TABLE {PERSON} AS
        SELECT * EXCLUDE (household_number),
            CASE WHEN household_number IS NOT NULL THEN count(*) FILTER (WHERE cancelled_date IS NULL)
                OVER (PARTITION BY household_number) END AS household_size_count
        FROM {PERSON}
    """)  # noqa: S608 - a constant


def mask(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace what refused rows about persons held; called again when all bases are made.

    Some pay tax under their citizen's number: one with a wrong digit names its bearer among the refused rows of others.
    """
    connection.execute(
        "UPDATE quarantine SET value = $1, suggestion_zh = $2, suggestion_en = $3 "
        "WHERE regexp_matches(half_width(value), $4)",
        [MASK, ADVICE.zh, ADVICE.en, OF_A_CITIZEN],
    )
    connection.execute(
        f"UPDATE {QUARANTINE} SET value = $1, suggestion_zh = $2, suggestion_en = $3",  # noqa: S608 - a constant
        [MASK, ADVICE.zh, ADVICE.en],
    )


def _named(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Sequence[str]]:
    """Return the columns that name a person or hold a record's serial, by table."""
    found = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() WHERE database_name = $1 "
        "AND (ends_with(column_name, 'person_id') OR ends_with(column_name, '_serial')) GROUP BY 1 ORDER BY 1",
        [PERSONS],
    ).fetchall()
    return dict(found)


def _pseudonymise(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> None:
    """Replace a person's number or provisional id by its pseudonym, and leave serials out."""
    named = [quoted(each) for each in columns if each.endswith("person_id")]
    serials = [quoted(each) for each in columns if each.endswith("_serial")]
    replaced = ", ".join(f"p{n}.name AS {each}" for n, each in enumerate(named))
    joins = " ".join(f"LEFT JOIN temp.pseudonym AS p{n} ON p{n}.plain = t.{each}" for n, each in enumerate(named))
    without = f"EXCLUDE ({', '.join(serials)}) " if serials else ""
    connection.execute(f"""
        CREATE OR REPLACE TABLE {PERSONS}.{quoted(table)} AS
        SELECT t.* {without}REPLACE ({replaced}) FROM {PERSONS}.{quoted(table)} AS t {joins}
    """)  # noqa: S608 - names of our own tables


def refuse_identifying(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise DatasetsError if any text about persons reads like a number of a person: a second lock on the door."""
    columns = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = $1 AND data_type = 'VARCHAR' "
        "AND column_name <> 'person_id' ORDER BY ALL",
        [PERSONS],
    ).fetchall()
    for table, column in columns:
        (found,) = single(
            connection,
            f"SELECT count(*) FROM (SELECT DISTINCT {quoted(column)} AS value FROM {PERSONS}.{quoted(table)}) "  # noqa: S608 - names of our own tables
            f"WHERE regexp_matches(value, '(^|[^0-9A-Za-z])({NUMBER})($|[^0-9A-Za-z])')",
        )
        if found:
            raise DatasetsError(
                Text(
                    f"人员库的表 {table} 的列 {column} 含有公民身份号码，未发布快照。",
                    f"Column {column} of table {table} holds numbers of persons; nothing was published.",
                )
            )
