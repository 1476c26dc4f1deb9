"""Code lists: national ones, and the zone's own, as one table."""

import csv
from collections import Counter
from pathlib import Path

import duckdb

from datasets.catalogue import ROOT, zone_folder
from datasets.errors import DatasetsError
from datasets.rows import append
from datasets.text import Text

COLUMNS = ("code", "zh", "en", "parent")

# Which list the parents of a list's codes belong to.
PARENTS = {
    "division": "industry",
    "registration_type": "ownership",
    "hs_chapter": "hs_section",
    "partner": "continent",
    "regime": "regime_group",
    "street": "area",
    "tax_type": "tax_group",
}


def code_files(zone: str) -> dict[str, Path]:
    """Return the file of each code list; a zone's list replaces a national one of the same name."""
    folders = (ROOT / "codes", zone_folder(zone) / "codes")
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.csv"))}


def read_codes(path: Path) -> list[tuple[str, str, str, str | None]]:
    """Return the rows (code, zh, en, parent) of one list, refusing a code that stands twice."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(row["code"], row["zh"], row["en"], row.get("parent") or None) for row in csv.DictReader(lines)]
    twice = [code for code, times in Counter(code for code, *_ in rows).items() if times > 1]
    if twice:
        raise DatasetsError(
            Text(
                f"代码表 {path.name} 中代码重复：{'、'.join(sorted(twice))}。",
                f"Code list {path.name} holds codes twice: {', '.join(sorted(twice))}.",
            )
        )
    return rows


def load_codes(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Create table ``code_list`` (list, code, zh, en, parent, position)."""
    connection.execute("CREATE TABLE code_list (list TEXT, code TEXT, zh TEXT, en TEXT, parent TEXT, position INTEGER)")
    rows = [
        (name, *row, position)
        for name, path in sorted(code_files(zone).items())
        for position, row in enumerate(read_codes(path), start=1)
    ]
    append(connection, "code_list", rows)
