"""What a reader asks of code lists: which editions there are, what became of a code, figures under the current list."""

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from datasets.catalogue import ROOT, zone_folder
from datasets.editions.convert import converted
from datasets.editions.load import load_editions
from datasets.errors import DatasetsError
from datasets.published.snapshot import Snapshot
from datasets.sql import literal
from datasets.text import Language, Text

BASES = {
    "whole": Text("整体", "whole"),
    "equal": Text("平均，属约定", "equal by convention"),
    "measured": Text("有出处", "measured"),
}
WRITTEN = re.compile(r"\s*(?P<code>[^,\s]+)\s*,\s*(?P<amount>-?\d{1,17}(\.\d{1,2})?)\s*")
PAID = pa.schema([("code", pa.string()), ("amount", pa.decimal128(20, 2))])


def lists(snapshot: Snapshot, language: Language) -> pd.DataFrame:
    """Return a line for each edition of each code list: its dates, how many codes it has, its reference."""
    return snapshot.query(f"""
        SELECT list AS code_list, edition AS list_edition, valid_from, valid_to, count(*) AS codes,
            any_value(reference_{language}) AS reference
        FROM code_edition GROUP BY list, edition, valid_from, valid_to
        UNION ALL
        SELECT list, NULL, NULL, NULL, count(*), NULL FROM code_list
        WHERE list NOT IN (SELECT list FROM code_edition) GROUP BY list
        ORDER BY code_list, valid_from
    """).to_pandas()  # noqa: S608 - one of two languages


def current(snapshot: Snapshot, name: str, language: Language) -> pd.DataFrame:
    """Return the codes of a list as they are now (code, name, parent)."""
    sql = f"SELECT code, {language} AS name, parent FROM code_list WHERE list = ? ORDER BY position"  # noqa: S608 - one of two languages
    return snapshot.query(sql, [name]).to_pandas()


def became(snapshot: Snapshot, name: str, edition: str, language: Language) -> pd.DataFrame:
    """Return what each code of an edition is in the current list, a line for each part of it.

    ``portion`` is a fraction; ``portion_basis`` says of what is shared out in the step after the edition whether the
    shares are measured or equal by convention.
    """
    words = " ".join(f"WHEN {literal(key)} THEN {literal(said.in_language(language))}" for key, said in BASES.items())
    return snapshot.query(
        f"""
        WITH stepped AS (
            SELECT old_code AS code, any_value(basis) AS basis FROM code_mapping
            WHERE list = ? AND old_edition = ? GROUP BY old_code
        )
        SELECT c.code, e.{language} AS name, c.current_code, now.{language} AS current_name,
            CASE denominator WHEN 1 THEN '1' ELSE concat(numerator, '/', denominator) END AS portion,
            CASE coalesce(stepped.basis, 'whole') {words} END AS portion_basis
        FROM code_conversion c JOIN code_edition e USING (list, edition, code)
            LEFT JOIN code_list now ON now.list = c.list AND now.code = c.current_code
            LEFT JOIN stepped ON stepped.code = c.code
        WHERE c.list = ? AND c.edition = ? ORDER BY c.code, c.place
        """,  # noqa: S608 - one of two languages
        [name, edition, name, edition],
    ).to_pandas()


def carried(zone: str, name: str, edition: str, paid: Sequence[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """Return amounts by code of an edition as amounts by code of the current list; their sum is the same to the fen."""
    with duckdb.connect() as connection:
        load_editions(connection, zone)
        columns = list(zip(*paid, strict=True)) or [(), ()]
        connection.register("paid", pa.table([*map(list, columns)], schema=PAID))
        sql = converted("paid", list_name=name, edition=edition, code="code", amount="amount")
        return connection.execute(sql).fetchall()


def read_amounts(path: Path) -> list[tuple[str, Decimal]]:
    """Return the rows of a CSV file with the columns code and amount; raise DatasetsError naming a row that is none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))[1:]
    except UnicodeDecodeError:
        raise DatasetsError(Text(f"{path.name} 不是 UTF-8 编码。", f"{path.name} is not in UTF-8.")) from None
    return [_amount(path.name, number, row) for number, row in enumerate(rows, start=1)]


def _amount(name: str, number: int, row: Sequence[str]) -> tuple[str, Decimal]:
    said = ",".join(row)
    found = WRITTEN.fullmatch(said)
    if found is None:
        raise DatasetsError(
            Text(
                f"{name} 第 {number} 行不是“代码,金额”（金额最多两位小数）：{said}",
                f"row {number} of {name} is no code and amount of at most two decimals: {said}",
            )
        )
    return found["code"], Decimal(found["amount"])


def moved(zone: str, name: str, edition: str) -> list[dict[str, str]]:
    """Return what changed its code below the level of a list after an edition: the rows of its ``moved.csv``."""
    for root in (zone_folder(zone), ROOT):
        path = root / "codes" / "editions" / name / "moved.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as lines:
                return [row for row in csv.DictReader(lines) if row["edition"] > edition]
    return []
