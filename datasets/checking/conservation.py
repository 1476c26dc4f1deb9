"""Conservation: what was delivered is in a base or was refused, row by row and fen by fen."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import duckdb
import pandas as pd

from datasets.building.parts import Taken
from datasets.checking.check import Checked
from datasets.contract import Field, Kind, Source
from datasets.published.manifest import Manifest
from datasets.published.snapshot import Snapshot
from datasets.rows import append, single
from datasets.sql import literal, quoted
from datasets.text import Text

TABLE = "conservation"
CREATE = f"""
CREATE TABLE {TABLE} (source TEXT, receipt INTEGER, field TEXT, delivered_rows BIGINT, base_rows BIGINT,
    refused_rows BIGINT, delivered DECIMAL(38, 2), in_base DECIMAL(38, 2), refused DECIMAL(38, 2), recounted BOOLEAN)
"""


def amounts_of(source: Source) -> list[Field]:
    """Return the fields whose sums are accounted for: money, but not that of persons."""
    return [each for each in source.fields if each.kind is Kind.AMOUNT and not source.apart]


def account(connection: duckdb.DuckDBPyConnection, source: Source, checked: Checked, taken: Sequence[Taken]) -> None:
    """Write the source's lines: one for each file and amount, or one for a file without amounts (field NULL)."""
    usable = {each.delivery.receipt for each in checked.files}
    fields = amounts_of(source)
    late = _late(connection, fields)
    lines: list[tuple[object, ...]] = []
    for each in taken:
        receipt = each.delivery.receipt
        rows = checked.rows.get(receipt, 0)
        refused_rows = checked.refused.get(receipt, 0)
        counts = (rows, rows - refused_rows, refused_rows)
        nothing: tuple[object, ...] = (None, *counts, Decimal(0), Decimal(0), Decimal(0))
        sums: list[tuple[object, ...]] = [
            (field.name, *counts, *_sums(each, field, late, usable=receipt in usable)) for field in fields
        ]
        lines += [(source.key, receipt, *line, False) for line in sums or [nothing]]
    append(connection, TABLE, lines)


def _late(connection: duckdb.DuckDBPyConnection, fields: Sequence[Field]) -> dict[tuple[int, str], Decimal]:
    """Return the sums of rows that only a look at other files refused."""
    found = {}
    for field in fields:
        sql = f"SELECT receipt, coalesce(sum({quoted(field.name)}), 0) FROM late GROUP BY receipt"  # noqa: S608 - from contracts, which are code
        found.update({(receipt, field.name): total for receipt, total in connection.execute(sql).fetchall()})
    return found


def _sums(
    taken: Taken, field: Field, late: dict[tuple[int, str], Decimal], *, usable: bool
) -> tuple[Decimal, Decimal, Decimal]:
    sums = taken.part.amounts.get(field.name)
    if sums is None:
        return Decimal(0), Decimal(0), Decimal(0)
    moved = late.get((taken.delivery.receipt, field.name), Decimal(0)) if usable else sums.good
    return sums.delivered, sums.good - moved, sums.refused + moved


def move(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source], refused: Mapping[int, int]) -> None:
    """Enter what the steps of the bases refused, by receipt: rows, and money where the base table still has it."""
    owners = dict(connection.execute(f"SELECT DISTINCT receipt, source FROM {TABLE}").fetchall()) if refused else {}  # noqa: S608 - a constant
    for receipt, rows in sorted(refused.items()):
        connection.execute(
            f"UPDATE {TABLE} SET base_rows = base_rows - ?, refused_rows = refused_rows + ? WHERE receipt = ?",  # noqa: S608 - a constant
            [rows, rows, receipt],
        )
        for source in (each for each in sources if each.key == owners.get(receipt)):
            for field in amounts_of(source):
                left = single(
                    connection,
                    f"SELECT coalesce(sum({quoted(field.name)}), 0) FROM {source.relation} WHERE receipt = {receipt}",  # noqa: S608 - from contracts
                )[0]
                connection.execute(
                    f"UPDATE {TABLE} SET in_base = ?, refused = delivered - ? WHERE receipt = ? AND field = ?",  # noqa: S608 - a constant
                    [left, left, receipt, field.name],
                )


def holds(connection: duckdb.DuckDBPyConnection, source: Source, receipt: int) -> bool:
    """Return whether the receipt is one of the source's."""
    found = connection.execute(
        f"SELECT 1 FROM {TABLE} WHERE source = ? AND receipt = ? LIMIT 1",  # noqa: S608 - a constant
        [source.key, receipt],
    )
    return found.fetchone() is not None


def recount(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Note for which sources the base table still holds its rows as they were taken in, so that all can recount."""
    for source in sources:
        if source.apart:
            continue  # nobody opens their database to verify
        if source.large or not _differing(connection, source):
            connection.execute(f"UPDATE {TABLE} SET recounted = true WHERE source = ?", [source.key])  # noqa: S608 - from contracts, which are code


BALANCE = f"""
    SELECT source, field, count(*) AS files, sum(delivered_rows) AS delivered_rows, sum(base_rows) AS base_rows,
        sum(refused_rows) AS refused_rows, sum(delivered) AS delivered, sum(in_base) AS in_base, sum(refused) AS refused
    FROM {TABLE} GROUP BY source, field ORDER BY source, field
"""  # noqa: S608 - constants


def balance(snapshot: Snapshot) -> pd.DataFrame:
    """Return a line for each source and amount: rows and money as delivered, in the base, and refused."""
    frame = snapshot.query(BALANCE).to_pandas()
    counts = ["files", "delivered_rows", "base_rows", "refused_rows"]
    return frame.astype(dict.fromkeys(counts, "int64"))


def imbalances(connection: duckdb.DuckDBPyConnection, manifest: Manifest, sources: Sequence[Source]) -> list[Text]:
    """Return what does not add up in a snapshot: its lines, its quarantine and, counted again, its bases."""
    wrong = connection.execute(f"""
        SELECT DISTINCT source FROM {TABLE}
        WHERE delivered_rows <> base_rows + refused_rows OR delivered <> in_base + refused
    """).fetchall()  # noqa: S608 - from contracts, which are code
    keys = {key for (key,) in wrong} | _unlike_the_quarantine(connection, manifest)
    recounted = connection.execute(f"SELECT DISTINCT source FROM {TABLE} WHERE recounted").fetchall()  # noqa: S608 - from contracts, which are code
    known = {key for (key,) in recounted}
    keys |= {source.key for source in sources if source.key in known and _differing(connection, source)}
    return [
        Text(
            f"来源 {key} 不守恒：收到的行数或金额与入库加退回不符。",
            f"Source {key} does not balance: rows or money received differ from those in bases and refused.",
        )
        for key in sorted(keys)
    ]


def _unlike_the_quarantine(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> set[str]:
    quarantined = dict(
        connection.execute("SELECT receipt, count(DISTINCT source_row) FROM quarantine GROUP BY receipt").fetchall()
    )
    persons = manifest.persons_of
    return {
        entry.key
        for entry in manifest.sources
        if entry.key not in persons
        for each in entry.receipts
        if not each.refused and quarantined.get(each.receipt, 0) != each.refused_rows
    }


def _differing(connection: duckdb.DuckDBPyConnection, source: Source) -> bool:
    """Return whether the base table holds other rows or sums than the lines say, or cannot say."""
    fields = [field for field in amounts_of(source) if field.in_base]
    counted = ", ".join(f"coalesce(sum({quoted(each.name)}), 0)::DECIMAL(38, 2)" for each in fields)
    sql = f"SELECT receipt, count(*){', ' if fields else ''}{counted} FROM {source.relation} GROUP BY receipt"  # noqa: S608 - from contracts, which are code
    try:
        found = {receipt: (rows, *sums) for receipt, rows, *sums in connection.execute(sql).fetchall()}
    except duckdb.Error:  # remade by a step of its base, with other columns
        return True
    names = ", ".join(f"max(in_base) FILTER (WHERE field = {literal(each.name)})" for each in fields)
    sql = f"""
        SELECT receipt, any_value(base_rows){", " if fields else ""}{names}
        FROM {TABLE} WHERE source = {literal(source.key)} AND base_rows > 0 GROUP BY receipt
    """  # noqa: S608 - from contracts, which are code
    return found != {receipt: (rows, *sums) for receipt, rows, *sums in connection.execute(sql).fetchall()}
