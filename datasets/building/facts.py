"""Facts: what departments delivered about organisations, with the entity each row was linked to and its dimensions.

A licence, a case or a payment arrives with a name and seldom a code; once records are linked to entities, its table
can be counted by industry, block and ownership as taxes are. A row that was linked to nobody stays, without entity.
"""

import duckdb

from datasets.building.integrate import ENTITY, ENTITY_DIMENSIONS
from datasets.catalogue import sources
from datasets.contract import Kind, Source, Subject
from datasets.sql import literal, quoted

LINKS = "base_legal_entities__record_link"
REGISTRATION = "base_legal_entities__registration"
CHANGE = "base_legal_entities__registration_change"
LIFE = ("founded_date", "closed_date")  # dates of the entity itself, which has its own events

# A registration number, of 15 digits or the 13 it had before its reissue, belongs to the entity of its registration.
NUMBER = f"""
    WITH present AS (
        SELECT r.registration_number, l.entity_id
        FROM {REGISTRATION} r JOIN {LINKS} l
            ON l.source = 'registry' AND l.receipt = r.receipt AND l.source_row = r.source_row
    ), former AS (
        SELECT DISTINCT c.old_text, p.entity_id FROM {CHANGE} c JOIN present p ON p.registration_number = c.new_text
        WHERE c.item = '09'
    ), known AS (FROM present UNION FROM former)
    SELECT registration_number, min(entity_id) AS entity_id FROM known
    GROUP BY registration_number HAVING count(DISTINCT entity_id) = 1
"""  # noqa: S608 - constants


def link_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace each base table of master data on organisations, and that of their changes, by one with the entity."""
    for source in sources().values():
        if source.subject is Subject.ENTITY and source.base_table != REGISTRATION:
            link = f"""LEFT JOIN {LINKS} l ON l.source = {literal(source.key)}
                AND l.receipt = t.receipt AND l.source_row = t.source_row"""
            _replace(connection, source, link, {})
    connection.execute(f"CREATE OR REPLACE TEMP TABLE registration_owner AS {NUMBER}")
    owners = """LEFT JOIN registration_owner l USING (registration_number)
        LEFT JOIN registration_owner survivor ON survivor.registration_number = t.survivor_number"""
    _replace(connection, sources()["registry_change"], owners, {"survivor_id": "survivor.entity_id"})
    connection.execute("DROP TABLE registration_owner")


def _replace(connection: duckdb.DuckDBPyConnection, source: Source, link: str, more: dict[str, str]) -> None:
    told = [each for each in source.fields if each.kind is Kind.DATE and each.required]
    dates = [each for each in told if each.attribute not in LIFE]
    months = {
        f"{each.name.removesuffix('_date')}_month": f"date_trunc('month', t.{quoted(each.name)})::DATE"
        for each in dates
    }
    held = {row[0] for row in connection.execute(f"DESCRIBE {source.relation}").fetchall()}
    entity = {name: f"coalesce(e.{name}, 'unknown')" for name in ENTITY_DIMENSIONS if name not in held}
    added = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in (more | months | entity).items())
    connection.execute(f"""
        CREATE OR REPLACE TABLE {source.relation} AS
        SELECT l.entity_id, t.* EXCLUDE (receipt, source_row), {added}, t.receipt, t.source_row
        FROM {source.relation} t {link} LEFT JOIN {ENTITY} e ON e.entity_id = l.entity_id
        ORDER BY t.receipt, t.source_row
    """)  # noqa: S608 - every part comes from contracts, which are code
