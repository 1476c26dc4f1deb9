"""The place of a cell: its base, table, row and column, found or refused with a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from datasets.base import Base
from datasets.catalogue import bases, sources
from datasets.cell.explanation import CellExplanation
from datasets.directory.column import held, key_of
from datasets.errors import DatasetsError
from datasets.protection.table import ALL
from datasets.published.moment import unkept
from datasets.published.snapshot import VINTAGES, Snapshot
from datasets.sql import quoted
from datasets.text import Text

SUPPRESSED = "suppressed"  # the column of tables of protected counts
MOST, SHOWN = 20, 3  # rows looked at where a row is not named well enough, and those that are named


@dataclass(frozen=True, kw_only=True)
class Place:
    """A cell that exists: ``values`` is its whole row."""

    base: Base
    table: str
    row: str
    field: str
    values: dict[str, object]

    @property
    def title(self) -> Text:
        """Return what the table is called."""
        short = self.table.partition("__")[2]
        named = next((each.name for each in sources().values() if each.base_table == self.table), self.base.name)
        return self.base.titles.get(short, named)

    def told(self, snapshot: Snapshot, label: Text | None = None) -> CellExplanation:
        """Return an explanation that says the value and nothing more."""
        return CellExplanation(
            table=self.title,
            row=self.row,
            field=self.field,
            label=label or held(self.table, self.field, "", None).label,
            value=written(self.values[self.field]),
            snapshot=snapshot.name,
        )


def written(value: object) -> str | None:
    """Return a value of a base as text."""
    return None if value is None else str(value)


def place(snapshot: Snapshot, table: str, row: str, field: str) -> Place:
    """Return the cell's place; raise DatasetsError when table, row or field is not there, or rows are several."""
    columns = columns_of(snapshot, table)
    if snapshot.known_on and not snapshot.kept and table not in VINTAGES:
        raise unkept(snapshot.known_on)
    if field not in columns:
        raise DatasetsError(
            Text(
                f"{table} 没有字段 {field}；可选：{'、'.join(columns)}。",
                f"{table} has no field {field}; choose from {', '.join(columns)}.",
            )
        )
    return Place(
        base=bases()[_base(table)], table=table, row=row, field=field, values=_values(snapshot, table, row, columns)
    )


def columns_of(snapshot: Snapshot, table: str) -> list[str]:
    """Return the columns of a base table; raise DatasetsError when the snapshot has no such table."""
    if not table.startswith("base_") or _base(table) not in bases() or table not in snapshot.manifest.tables:
        raise DatasetsError(
            Text(
                f"快照中没有基础表 {table}（见 jingwei catalogue）。",
                f"The snapshot has no base table {table} (see jingwei catalogue).",
            )
        )
    return [name for name, _ in snapshot.manifest.tables[table].columns]


def _base(table: str) -> str:
    return table.removeprefix("base_").partition("__")[0]


def _values(snapshot: Snapshot, table: str, row: str, columns: list[str]) -> dict[str, object]:
    if SUPPRESSED in columns:
        return _counted(snapshot, table, row, columns)
    conditions, parameters = zip(*_named(table, row, columns), strict=True)
    found = snapshot.query(
        f"FROM {quoted(table)} WHERE {' AND '.join(conditions)} ORDER BY ALL LIMIT {MOST}",
        [value for values in parameters for value in values],
    ).to_pylist()
    if not found:
        by = "、".join(keys(table)) or columns[0]
        raise DatasetsError(
            Text(
                f"{table} 没有 {row} 这一行；请写主体标识、“回执:行号”，或“列=值”（如 {by}）。",
                f"{table} has no row {row}; give the subject's id, RECEIPT:ROW, or COLUMN=VALUE (as of {by}).",
            )
        )
    if len(found) > 1:
        raise _several(table, row, found)
    return dict(found[0])


def _named(table: str, row: str, columns: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what each part of ``row`` asks for as a condition in SQL with its parameters."""
    for part in filter(None, map(str.strip, row.split(","))):
        name, equals, value = map(str.strip, part.partition("="))
        receipt, _, number = part.partition(":")
        if equals and name in columns:
            yield (f"{quoted(name)}::TEXT = ?", [value]) if value else (f"{quoted(name)} IS NULL", [])
        elif receipt.isdigit() and number.isdigit() and {"receipt", "source_row"} <= set(columns):
            yield "receipt = ?::INTEGER AND source_row = ?::INTEGER", [receipt, number]
        else:
            names = _naming(table, columns)
            yield f"? IN ({', '.join(f'{quoted(each)}::TEXT' for each in names)})", [part]
    yield "true", []


def _naming(table: str, columns: list[str]) -> list[str]:
    """Return the columns that a bare word may stand for: the key if it is one column, and the subject's id."""
    key = keys(table)
    subject = [name for name in columns if name.endswith("_id")][:1]
    return list(dict.fromkeys([*(key if len(key) == 1 else ()), *subject])) or columns[:1]


def keys(table: str) -> tuple[str, ...]:
    """Return the columns that name one row of a base table, none if nothing is known to."""
    return key_of(table, next((each for each in sources().values() if each.base_table == table), None))


def _several(table: str, row: str, found: list[dict[str, object]]) -> DatasetsError:
    """Return the refusal to choose among rows, with what tells them apart: their key, or the columns that differ."""
    differ = [name for name in found[0] if len({repr(each[name]) for each in found}) > 1]
    apart = [name for name in keys(table) if name in differ] or differ[:4]
    shown = " | ".join(",".join(f"{name}={_said(each[name])}" for name in apart) for each in found[:SHOWN])
    count = f"{MOST}+" if len(found) == MOST else str(len(found))
    return DatasetsError(
        Text(
            f"{table} 中 {row} 有 {count} 行；请在其后加“,列=值”指明一行，如 {shown}。",
            f"{table} has {count} rows of {row}; name one by adding ,COLUMN=VALUE, such as {shown}.",
        )
    )


def _said(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _counted(snapshot: Snapshot, table: str, row: str, columns: list[str]) -> dict[str, object]:
    """Return the cell of a table of counts that ``row`` names; a dimension it leaves out is the total."""
    texts = [name for name, kind in snapshot.manifest.tables[table].columns if kind == "VARCHAR" and name != "reason"]
    totals = dict.fromkeys(texts, ALL) if "year" in columns else {}
    pairs = [part.partition("=") for part in row.split(",") if part.strip()]
    said = totals | {name.strip(): value.strip() for name, _, value in pairs}
    found = []
    if set(said) <= set(columns):
        named = " AND ".join(f"{quoted(name)}::TEXT = ?" for name in said)
        found = snapshot.query(
            f"FROM {quoted(table)} WHERE {named} ORDER BY ALL LIMIT 2", list(said.values())
        ).to_pylist()
    if len(found) != 1:
        by = [name for name in columns if name in {"year", *texts}]
        raise DatasetsError(
            Text(
                f"{table} 没有（或不止）一格符合“{row}”；请写成 {by[0]}=…，再加需要的 {'、'.join(by[1:])}"
                "（不写即合计）。",
                f"{table} has not exactly one cell for {row!r}; write {by[0]}=…, and what is wanted of "
                f"{', '.join(by[1:])} (left out is the total).",
            )
        )
    return dict(found[0])
