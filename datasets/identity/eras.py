"""Eras: every number an organisation was ever known by, with the days between which it was its own."""

import duckdb

# Credit codes were introduced on 2015-10-01; the other numbers are as old as the organisation.
CREDIT_CODES_BEGIN = "DATE '2015-10-01'"
SCHEMES = ("organisation_code", "credit_code", "taxpayer_number", "registration_number", "customs_code")
TABLE = "base_legal_entities__identifier"


def write_identifiers(connection: duckdb.DuckDBPyConnection, links: str) -> None:
    """Create the table of identifiers of entities from all departments' records and the register of changes.

    A number that records of two entities bear is left to the one that a register gave it to; without such a record
    it identifies nobody. Run while the temp tables of linking are there.
    """
    borne = " UNION ALL ".join(
        f"SELECT entity_id, '{scheme}' AS scheme, {scheme} AS value, source, founded_date, closed_date FROM told "  # noqa: S608
        f"WHERE {scheme} IS NOT NULL"
        for scheme in SCHEMES
    )
    connection.execute(f"""
        CREATE OR REPLACE TABLE {TABLE} AS
        WITH told AS (
            SELECT l.entity_id, r.source, r.founded_date, r.closed_date, r.organisation_code,
                r.credit_code, r.taxpayer_number, r.registration_number, r.customs_code
            FROM entity_record r JOIN {links} l USING (source, receipt, source_row)
            WHERE r.record NOT IN (SELECT record FROM barred)
        ), life AS (
            SELECT entity_id, min(founded_date) AS founded,
                CASE WHEN count(closed_date) = count(founded_date) THEN max(closed_date) END AS closed
            FROM told GROUP BY entity_id
        ), borne AS ({borne}),
        owned AS (
            SELECT scheme, value, entity_id, bool_or(founded_date IS NOT NULL) AS registered FROM borne GROUP BY ALL
        ), one AS (
            SELECT scheme, value, CASE WHEN count(*) = 1 THEN min(entity_id)
                WHEN count(*) FILTER (registered) = 1 THEN min(entity_id) FILTER (registered) END AS entity_id
            FROM owned GROUP BY scheme, value
        ), former AS (
            SELECT a.scheme, a.old AS value, o.entity_id
            FROM alias a JOIN one o ON o.scheme = a.scheme AND o.value = a.new
        ), known AS (
            SELECT scheme, value, entity_id FROM one WHERE entity_id IS NOT NULL
            UNION SELECT scheme, value, entity_id FROM former
        ), once AS (
            SELECT scheme, value, min(entity_id) AS entity_id FROM known GROUP BY scheme, value
            HAVING count(DISTINCT entity_id) = 1
        )
        SELECT o.entity_id, o.scheme, o.value,
            CASE WHEN o.scheme = 'credit_code' OR length(o.value) = 18 THEN greatest(founded, {CREDIT_CODES_BEGIN})
                ELSE greatest(founded, given.day) END AS valid_from,
            coalesce(lost.day, closed) AS valid_to
        FROM once o JOIN life USING (entity_id)
            LEFT JOIN alias lost ON lost.scheme = o.scheme AND lost.old = o.value
            LEFT JOIN (SELECT scheme, new, max(day) AS day FROM alias GROUP BY ALL) given
                ON given.scheme = o.scheme AND given.new = o.value
        ORDER BY o.entity_id, o.scheme, o.value
    """)  # noqa: S608 - constants
