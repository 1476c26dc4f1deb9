"""Cells of persons: why a person's value was chosen, told to who says why he asks, one column of the delivered rows."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from datasets.catalogue import sources
from datasets.cell.explanation import CellExplanation, Origin
from datasets.cell.golden import NOBODY, outcome
from datasets.cell.origin import header_of, origin
from datasets.cell.place import written
from datasets.errors import DatasetsError
from datasets.home import snapshot_folder
from datasets.protection.permission import Permission, permit
from datasets.protection.persons import GOLDEN, STATED
from datasets.protection.values import KEPT
from datasets.published.landing import source_rows
from datasets.published.manifest import PERSONS_DATABASE
from datasets.published.moment import unkept
from datasets.published.snapshot import Snapshot, connect_hardened
from datasets.text import Text

PERSON = GOLDEN.table
VALUE, LINK = "base_population__person_value", "base_population__record_link"
# Columns of a person that follow from a chosen value.
FOLLOWS = {
    "birth_year": "birth_date",
    "area": "street",
    "education_level": "education",
    "industry": "employer_code",
    "employed": "employer_code",
}


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A question about a person, with the right to ask it and the database that answers."""

    snapshot: Snapshot
    home: Path
    permission: Permission | None
    persons: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a query on the database of persons."""
        answer = self.persons.execute(sql, parameters)
        names = [name for name, *_ in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def explain_person_cell(
    snapshot: Snapshot, home: Path, row: str, field: str, *, permission: Permission | None
) -> CellExplanation:
    """Return why a person's cell says what it says; who asks and why is in the ledger before anything is read.

    ``row`` is the person's pseudonym, or RECEIPT:ROW of a delivered record. Raises DatasetsError without a reason.
    """
    if snapshot.known_on and not snapshot.kept:
        raise unkept(snapshot.known_on)
    permit(home, snapshot.name, PERSON, f"{row} {field}", permission)
    with _opened(snapshot, home, permission) as asked:
        person = _person(asked, row)
        name = FOLLOWS.get(field, field)
        attribute = GOLDEN.attribute(name)
        if field not in person or attribute is None or name not in KEPT:
            fields = fields_kept(person)
            raise DatasetsError(
                Text(
                    f"{PERSON} 的这一项没有取值记录；可选：{'、'.join(fields)}。",
                    f"Of {PERSON} no values are kept for {field}; choose from {', '.join(fields)}.",
                )
            )
        said = asked.rows(
            f"FROM {VALUE} WHERE person_id = ? AND attribute = ? ORDER BY place", person["person_id"], name
        )
        names = {key: source.name for key, source in sources().items()}
        return CellExplanation(
            table=Text("人员", "Persons"),
            row=person["person_id"],
            field=field,
            label=attribute.label,
            value=written(person[field]),
            snapshot=snapshot.name,
            how=(attribute.words(names),) if said else (NOBODY,),
            origins=tuple(_origin(asked, each) for each in said),
        )


def fields_kept(columns: Iterable[str]) -> list[str]:
    """Return those columns of a person of which the values that lost are kept."""
    return [each for each in columns if FOLLOWS.get(each, each) in KEPT]


@contextmanager
def _opened(snapshot: Snapshot, home: Path, permission: Permission | None) -> Iterator[_Asked]:
    with connect_hardened(snapshot_folder(home, snapshot.name) / PERSONS_DATABASE) as persons:
        yield _Asked(snapshot=snapshot, home=home, permission=permission, persons=persons)


def _person(asked: _Asked, row: str) -> Mapping[str, Any]:
    receipt, _, number = row.partition(":")
    condition, parameters = "person_id = ?", [row]
    if receipt.isdecimal() and number.isdecimal():
        condition = (
            f"person_id IN (SELECT person_id FROM {LINK} WHERE receipt = ?::INTEGER AND source_row = ?::INTEGER)"  # noqa: S608 - a constant
        )
        parameters = [receipt, number]
    found = asked.rows(f"FROM {PERSON} WHERE {condition}", *parameters)
    if not found:
        raise DatasetsError(
            Text(
                f"{PERSON} 没有 {row}；请写人员标识，或“回执:行号”。",
                f"{PERSON} has no {row}; give the person's pseudonym, or RECEIPT:ROW.",
            )
        )
    return found[0]


def _origin(asked: _Asked, said: Mapping[str, Any]) -> Origin:
    receipt, row = said["receipt"], said["source_row"]
    source = sources()[said["source"]]
    stated = STATED.get((source.key, said["attribute"]))
    header = header_of(source, attribute=said["attribute"])
    if stated:
        header = next(each.header for each in source.fields if each.name == stated)
    (link,) = asked.rows(f"FROM {LINK} WHERE receipt = ? AND source_row = ?", receipt, row)
    known = origin(asked.snapshot, asked.home, receipt, row, header=header, value=said["value"])
    score = "—" if link["score"] is None else f"{link['score']:.3f}"
    return Origin(
        value=said["value"],
        department=known.department,
        source=known.source,
        file=known.file,
        receipt=receipt,
        source_row=row,
        simulated=known.simulated,
        header=header,
        delivered=_column(asked, source.key, (receipt, row), header),
        place=said["place"],
        outcome=outcome(said["reason"], agrees=said["agrees"]),
        recorded=written(said["recorded_date"]),
        link=Text(
            f"{link['reason_zh']}（{link['method']}，{score}）", f"{link['reason_en']} ({link['method']}, {score})"
        ),
    )


def _column(asked: _Asked, source: str, reference: tuple[int, int], header: str | None) -> dict[str, str] | None:
    """Return the one column of the delivered row that was asked for, and none of the others."""
    if header is None:
        return {}
    try:
        (row,) = source_rows(asked.home, asked.snapshot, source, [reference], permission=asked.permission).to_pylist()
    except DatasetsError:
        return None
    return {header: row[header]}
