"""Normal forms: values as they are held side by side, each spelling read once.

Two departments seldom write alike. How a name, an address or a telephone number is read is known to the identity
engine; where no reading is given, only width, spaces and punctuation are dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from datasets.golden.attribute import Attribute, Golden, Normal
from datasets.reading.wording import ESCAPED, INVISIBLE
from datasets.sql import literal, quoted

TABLE = "CREATE OR REPLACE TEMP TABLE normal_value (attribute TEXT, value TEXT, normal TEXT)"


@dataclass(frozen=True, kw_only=True)
class Read:
    """How an attribute is read: columns (name, SQL over ``text`` and those before), and what like values share.

    ``table`` names a temp table of values that were read before (``text`` and the columns); only others are read.
    """

    columns: tuple[tuple[str, str], ...]
    sql: str
    table: str | None = None


def normal(how: Normal, value: str) -> str:
    """Return SQL for a value without what two departments write differently as a matter of form."""
    dropped = rf"{ESCAPED}|[\s\x{{3000}}{INVISIBLE}()\[\]·,.;:#\-、。，；：（）【】]"
    bare = f"regexp_replace(upper(half_width({value})), '{dropped}', '', 'g')"
    match how:
        case Normal.EXACT:
            return value
        case Normal.NAME:
            return f"replace({bare}, '有限责任公司', '有限公司')"
        case Normal.ADDRESS:
            return bare
        case Normal.DIGITS:
            return f"regexp_replace(half_width({value}), '[^0-9]', '', 'g')"


def write_normals(
    connection: duckdb.DuckDBPyConnection, golden: Golden, held: set[str], read: Mapping[str, Read]
) -> None:
    """Create temp table ``normal_value`` (attribute, value, normal) of every value that is not compared as it is."""
    connection.execute(TABLE)
    for attribute in golden.attributes:
        if attribute.name in held and attribute.normal is not Normal.EXACT:
            connection.execute(f"INSERT INTO normal_value {_normals(golden, attribute, read.get(attribute.name))}")


def _normals(golden: Golden, attribute: Attribute, read: Read | None) -> str:
    values = f"SELECT {quoted(attribute.name)} AS text FROM linked_record"  # noqa: S608 - from a contract
    if golden.statements:
        values += f" UNION ALL SELECT value FROM {golden.statements} WHERE attribute = {literal(attribute.name)}"  # noqa: S608
    distinct = f"SELECT DISTINCT text FROM ({values}) WHERE text IS NOT NULL"  # noqa: S608 - our own names
    if read is None:
        said = _said(attribute, normal(attribute.normal, "text"))
        return f"{said} FROM ({distinct})"
    known = f" ANTI JOIN {quoted(read.table)} USING (text)" if read.table else ""
    steps = f"FROM ({distinct}){known}"
    for name, sql in read.columns:
        steps = f"SELECT *, {sql} AS {quoted(name)} FROM ({steps})"  # noqa: S608 - from a specification
    said = _said(attribute, f"coalesce(nullif({read.sql}, ''), text)")
    before = f"{said} FROM {quoted(read.table)} UNION ALL " if read.table else ""
    return f"{before}{said} FROM ({steps})"


def _said(attribute: Attribute, sql: str) -> str:
    return f"SELECT {literal(attribute.name)}, text, {sql}"
