"""Departments through reorganisations (大部制): each under its name of the time, and who took over its duties."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from datasets.catalogue import zone_folder
from datasets.errors import DatasetsError
from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """A department from a day until its duties went to its successor."""

    key: str
    name: Text
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    note: str

    @property
    def row(self) -> tuple[object, ...]:
        """Return the row of table ``organisation``."""
        return (self.key, *self.name, self.valid_from, self.valid_to, self.successor, self.note)


@cache
def organisations(zone: str) -> tuple[Organisation, ...]:
    """Return the zone's register of departments; one that ended must have a successor, and no circle may arise."""
    path = zone_folder(zone) / "organisations.csv"
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        found = tuple(_organisation(row) for row in csv.DictReader(lines))
    keys = {each.key for each in found}
    wrong = [each.key for each in found if (each.valid_to is None) != (each.successor is None)]
    wrong += [each.key for each in found if each.successor and each.successor not in keys]
    if wrong:
        raise DatasetsError(
            Text(
                f"机构表中 {'、'.join(wrong)} 的终止日期和承接机构不配套。",
                f"In the register of departments, end and successor of {', '.join(wrong)} do not fit.",
            )
        )
    return found


def organisation_on(zone: str, name: str, day: date) -> Organisation | None:
    """Return the department that has the duties of the one of that Chinese name, or key, on a day."""
    known = {each.key: each for each in organisations(zone)}
    found = next((each for each in known.values() if name in (each.key, each.name.zh)), None)
    for _ in known:
        if found is None or found.valid_to is None or day < found.valid_to:
            return found
        found = known.get(found.successor or "")
    return found


def _organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        key=row["key"],
        name=Text(row["zh"], row["en"]),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        successor=row["successor"] or None,
        note=row["note"],
    )
