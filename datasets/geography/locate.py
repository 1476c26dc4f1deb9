"""Locating: the block of every enterprise, case and site, by position, address or code, with a grade and a reason.

A: its position lies in the block. B: its address leaves one block only. C: its address names a road of several
blocks; the block its department gives is taken if it is one of them, otherwise none. D: only a park or area, or only
the department's code. E: not located.
"""

from collections.abc import Callable

from datasets.base import Site
from datasets.building.integrate import column_of
from datasets.catalogue import sources
from datasets.contract import Source
from datasets.geography.address import locate_addresses
from datasets.geography.layer import REPORTED_BLOCK, has_position
from datasets.sql import literal, quoted

LOCATION = "base_geography__location"
CREATE = f"""
CREATE TABLE IF NOT EXISTS {LOCATION} (subject TEXT, subject_id TEXT, street TEXT, longitude_degree DOUBLE,
    latitude_degree DOUBLE, method TEXT, grade TEXT, reason_zh TEXT, reason_en TEXT, receipt INTEGER,
    source_row INTEGER)
"""

ENTITIES = """
    SELECT entity_id AS subject_id, a.value AS address, NULL::DOUBLE AS longitude_degree,
        NULL::DOUBLE AS latitude_degree, 'unknown' AS placed, e.street AS reported,
        coalesce(a.receipt, e.receipt) AS receipt, coalesce(a.source_row, e.source_row) AS source_row
    FROM base_legal_entities__entity e LEFT JOIN (
        SELECT entity_id, value, receipt, source_row FROM base_legal_entities__entity_value
        WHERE attribute = 'address' AND place = 1
    ) a USING (entity_id)
"""

GRADED = """
INSERT INTO base_geography__location
    WITH known AS (
        SELECT s.*, a.street AS by_address, a.grade AS address_grade, coalesce(a.streets, []) AS streets,
            a.reason_zh, a.reason_en
        FROM locating s LEFT JOIN address_location a USING (address)
    ), judged AS (
        SELECT *, CASE
            WHEN placed <> 'unknown' THEN 'position'
            WHEN by_address <> 'unknown' THEN 'address'
            WHEN len(streets) > 1 AND list_contains(streets, reported) THEN 'address and code'
            WHEN address_grade = 'C' THEN 'address'
            WHEN reported <> 'unknown' THEN 'code'
            WHEN address_grade IS NOT NULL THEN 'address'
            ELSE 'none' END AS method
        FROM known
    )
    SELECT getvariable('located_subject'), subject_id,
        CASE method WHEN 'position' THEN placed WHEN 'address' THEN by_address WHEN 'none' THEN 'unknown'
            ELSE reported END,
        longitude_degree, latitude_degree, method,
        CASE method WHEN 'position' THEN 'A' WHEN 'code' THEN 'D' WHEN 'none' THEN 'E' ELSE address_grade END,
        CASE method WHEN 'position' THEN '坐标在街区内' WHEN 'code' THEN '地址无法定位，采用部门所填街区'
            WHEN 'none' THEN '没有坐标、可识别的地址或街区'
            WHEN 'address and code' THEN '部门所填街区是地址所指街区之一' ELSE reason_zh END,
        CASE method WHEN 'position' THEN 'the position lies in the block'
            WHEN 'code' THEN 'the address says nothing; the block the department gives'
            WHEN 'none' THEN 'no position, no address that is understood, no block'
            WHEN 'address and code' THEN 'the block the department gives is one of those the address allows'
            ELSE reason_en END,
        receipt, source_row
    FROM judged ORDER BY subject_id, receipt, source_row
"""


def locating(base: str) -> Callable[[Site], None]:
    """Return the work that locates the rows of a base's sources with an address and a position, and entities first."""

    def work(site: Site) -> None:
        site.connection.execute(CREATE)
        if base == "geography":
            _locate(site, "entity", ENTITIES)
        for source in sources().values():
            address = address_field(source)
            if source.base == base and address and has_position(source):
                _locate(site, source.key, _rows(source, address))
                _fill(site, source)

    return work


def address_field(source: Source) -> str | None:
    """Return the name of the source's field that holds an address."""
    return next((each.name for each in source.fields if each.name.endswith("address") and each.in_base), None)


def _rows(source: Source, address: str) -> str:
    reported = REPORTED_BLOCK if REPORTED_BLOCK in {column_of(each) for each in source.fields} else "'unknown'"
    return (
        f"SELECT {quoted(source.unique[0])} AS subject_id, {quoted(address)} AS address, longitude_degree, "  # noqa: S608 - from a contract
        f"latitude_degree, street AS placed, {reported} AS reported, receipt, source_row FROM {source.relation}"
    )


def _locate(site: Site, subject: str, rows: str) -> None:
    site.connection.execute(f"CREATE OR REPLACE TEMP TABLE locating AS {rows}")
    locate_addresses(site.connection, site.zone, "SELECT address FROM locating")
    site.connection.execute("SET VARIABLE located_subject = ?", [subject])
    site.connection.execute(GRADED)


def _fill(site: Site, source: Source) -> None:
    """Give the rows whose position says nothing the block they were located to."""
    site.connection.execute(f"""
        UPDATE {source.relation} AS t SET street = l.street, area = coalesce(c.parent, 'unknown')
        FROM {LOCATION} l LEFT JOIN (SELECT code, parent FROM code_list WHERE list = 'street') c ON c.code = l.street
        WHERE l.subject = {literal(source.key)} AND l.receipt = t.receipt AND l.source_row = t.source_row
            AND t.street = 'unknown' AND l.street <> 'unknown'
    """)  # noqa: S608 - from a contract
