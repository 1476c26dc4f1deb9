"""Records of organisations, linked by the organisation code in their identifiers alone.

What the identity engine leaves out of its deterministic pass is left out here too: nothing is guessed.
"""

import duckdb

from datasets.casting import literal, quoted
from datasets.catalogue import sources
from datasets.contract import Field, Kind, Source, Subject
from datasets.identifiers import organisation_code
from datasets.integrate import column_of

KINDS = (Kind.ORGANISATION_CODE, Kind.CREDIT_CODE, Kind.TAXPAYER_NUMBER)
LINKS = "base_legal_entities__record_link"


def link_directly(connection: duckdb.DuckDBPyConnection) -> None:
    """Create temp table ``entity_record`` and the table of links from the sources whose subject is an organisation."""
    described = [each for each in sources().values() if each.subject is Subject.ENTITY]
    united = " UNION ALL BY NAME ".join(_records(each) for each in described)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE entity_record AS {united}")
    connection.execute(f"""
        CREATE OR REPLACE TABLE {LINKS} AS
        SELECT source, receipt, source_row, organisation_code AS entity_id, 'organisation_code' AS method,
            1.0::DOUBLE AS score, '组织机构代码相同' AS reason_zh, 'the same organisation code' AS reason_en
        FROM entity_record WHERE organisation_code IS NOT NULL
    """)  # noqa: S608 - a constant


def _records(source: Source) -> str:
    attributes = {each.attribute: each for each in source.fields if each.attribute and each.in_base}
    chosen = [f"{quoted(column_of(field))} AS {quoted(name)}" for name, field in sorted(attributes.items())]
    codes = [_code(each) for each in source.fields if each.kind in KINDS and each.in_base and not each.attribute]
    code = f"coalesce({', '.join(codes)}, NULL)" if codes else "NULL::TEXT"
    columns = ", ".join([f"{literal(source.key)} AS source", "receipt", "source_row", f"{code} AS organisation_code"])
    return f"SELECT {', '.join([columns, *chosen])} FROM {source.base_table}"  # noqa: S608 - from a contract


def _code(field: Field) -> str:
    return f"({organisation_code(field.kind).replace('plain', quoted(column_of(field)))})"
