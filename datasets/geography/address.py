"""Addresses: in which block of the zone an address lies, as far as its words say so.

The zone's ``standard_addresses.csv`` lists every road and place by the blocks it lies in, with door numbers where
they are known. An address is searched for those names in all their spellings; its block is what all the names it
mentions have in common. Where that is more than one block, nothing is guessed.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import duckdb

from datasets.catalogue import zone_folder
from datasets.rows import append

DIGITS = "〇一二三四五六七八九"
NUMERAL = re.compile("第?([一二三四五六七八九十]+)(?=大街|街|路)")
ORDINAL_AVENUE = "第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})大街"


@dataclass(frozen=True, kw_only=True)
class StandardAddress:
    """A road or place, a block it lies in, and the door numbers of it that do (None: not known)."""

    name: str
    kind: str  # road | place
    street: str
    from_number: int | None = None
    to_number: int | None = None


def standard_addresses(zone: str) -> list[StandardAddress]:
    """Return the zone's standard addresses; none where the zone has no such file."""
    path: Path = zone_folder(zone) / "standard_addresses.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            StandardAddress(
                name=row["name"],
                kind=row["kind"],
                street=row["street"],
                from_number=int(row["from_number"]) if row["from_number"] else None,
                to_number=int(row["to_number"]) if row["to_number"] else None,
            )
            for row in csv.DictReader(lines)
        ]


def numeral(written: str) -> int:
    """Return the value of a Chinese numeral under one hundred: 十一 is 11."""
    tens, ten, ones = written.rpartition("十")
    return (DIGITS.index(tens or "一") * 10 if ten else 0) + (DIGITS.index(ones) if ones else 0)


def spellings(name: str) -> Iterator[str]:
    """Yield a name as people write it: 第三大街, 三大街, 第3大街, 3大街."""
    yield name
    found = NUMERAL.search(name)
    if found:
        head, tail = name[: found.start()], name[found.end() :]
        for ordinal, number in product(("第", ""), (found[1], str(numeral(found[1])))):
            yield f"{head}{ordinal}{number}{tail}"


def pattern(written: Iterable[str]) -> str:
    """Return a regular expression for any of the spellings, the longest first."""
    longest = sorted(set(written), key=lambda each: (-len(each), each))
    return "|".join([ORDINAL_AVENUE, *(re.escape(each) for each in longest)])


# Each address once; the names it mentions; the blocks that all of them share.
STEPS = """
CREATE OR REPLACE TEMP TABLE address_plain AS
    SELECT address, regexp_replace(half_width(address), '\\s', '', 'g') AS plain FROM address_given;
CREATE OR REPLACE TEMP TABLE address_mention AS
    WITH searched AS (
        SELECT address, plain, list_distinct(regexp_extract_all(plain, getvariable('address_pattern'))) AS written
        FROM address_plain
    ), each AS (SELECT address, plain, unnest(written) AS written FROM searched)
    SELECT DISTINCT address, name, kind,
        try_cast(nullif(regexp_extract(plain, written || '([0-9]{1,5})', 1), '') AS INTEGER) AS door
    FROM each JOIN address_spelling USING (written);
CREATE OR REPLACE TEMP TABLE address_candidate AS
    WITH wanted AS (SELECT address, count(DISTINCT name) AS names FROM address_mention GROUP BY address),
    shared AS (
        SELECT address, street, count(DISTINCT name) AS names
        FROM address_mention JOIN address_standard USING (name)
        WHERE from_number IS NULL OR door IS NULL OR door BETWEEN from_number AND coalesce(to_number, 99999)
        GROUP BY address, street
    )
    SELECT address, list_sort(list(street)) AS streets FROM shared JOIN wanted USING (address, names) GROUP BY address;
CREATE OR REPLACE TEMP TABLE address_location AS
    WITH named AS (
        SELECT address, bool_or(kind = 'road') AS on_road,
            string_agg(DISTINCT name, '、' ORDER BY name) AS zh, string_agg(DISTINCT name, ', ' ORDER BY name) AS en
        FROM address_mention GROUP BY address
    ), joined AS (
        SELECT address, coalesce(streets, []) AS streets, on_road, zh, en
        FROM named LEFT JOIN address_candidate USING (address)
    )
    SELECT address, CASE WHEN len(streets) = 1 THEN streets[1] ELSE 'unknown' END AS street,
        CASE WHEN NOT on_road THEN 'D' WHEN len(streets) = 1 THEN 'B' ELSE 'C' END AS grade, streets,
        CASE WHEN len(streets) = 1 THEN '地址中的' || zh || '只在一个街区'
             WHEN len(streets) = 0 THEN '地址中的' || zh || '没有共同的街区'
             ELSE '地址中的' || zh || '经过 ' || len(streets) || ' 个街区，未作猜测' END AS reason_zh,
        CASE WHEN len(streets) = 1 THEN en || ' in the address is in one block only'
             WHEN len(streets) = 0 THEN en || ' in the address have no block in common'
             ELSE en || ' in the address passes ' || len(streets) || ' blocks; nothing is guessed' END AS reason_en
    FROM joined
"""


def locate_addresses(connection: duckdb.DuckDBPyConnection, zone: str, addresses: str) -> None:
    """Make temp table ``address_location`` (address, street, grade, streets, reason_zh, reason_en).

    ``addresses`` is a SELECT of one column ``address``. Grade B: the words leave one block; C: a road, but several
    blocks, or none; D: only a park or area is named. An address without a known name has no row. ``street`` is
    ``unknown`` unless exactly one block is left.
    """
    standard = standard_addresses(zone)
    written = sorted({(each, address.name, address.kind) for address in standard for each in spellings(address.name)})
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE address_given AS
            SELECT DISTINCT address FROM ({addresses}) WHERE address IS NOT NULL;
        CREATE OR REPLACE TEMP TABLE address_standard
            (name TEXT, kind TEXT, street TEXT, from_number INTEGER, to_number INTEGER);
        CREATE OR REPLACE TEMP TABLE address_spelling (written TEXT, name TEXT, kind TEXT);
    """)  # noqa: S608 - a SELECT of ours
    rows = [(each.name, each.kind, each.street, each.from_number, each.to_number) for each in standard]
    append(connection, "address_standard", rows)
    append(connection, "address_spelling", written)
    connection.execute("SET VARIABLE address_pattern = ?", [pattern(each for each, _, _ in written)])
    connection.execute(STEPS)
