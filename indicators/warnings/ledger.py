"""Warnings in the ledger: three tables that only grow. What a warning is now follows from its rows."""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from datasets import Text, open_ledger
from indicators.warnings.case import Action, Case, Sight, Step
from indicators.warnings.reading import subject_of

_TABLES = ("warning", "warning_sight", "warning_step", "warning_check")
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS warning (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
    kind TEXT NOT NULL, key TEXT NOT NULL, slice TEXT NOT NULL, about_zh TEXT NOT NULL, about_en TEXT NOT NULL,
    responsible TEXT NOT NULL,
    days INTEGER NOT NULL,
    follows TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS warning_of ON warning (kind, key);
CREATE TABLE IF NOT EXISTS warning_sight (
    warning INTEGER NOT NULL REFERENCES warning (id),
    snapshot TEXT NOT NULL,
    period TEXT NOT NULL,
    light TEXT NOT NULL CHECK (light IN ('yellow', 'red')),
    value REAL NOT NULL,
    shown_zh TEXT NOT NULL, shown_en TEXT NOT NULL,
    said_zh TEXT NOT NULL, said_en TEXT NOT NULL,
    bounds_zh TEXT NOT NULL, bounds_en TEXT NOT NULL,
    PRIMARY KEY (warning, snapshot)
) STRICT;
CREATE TABLE IF NOT EXISTS warning_step (
    id INTEGER PRIMARY KEY,
    warning INTEGER NOT NULL REFERENCES warning (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    text_zh TEXT NOT NULL, text_en TEXT NOT NULL,
    department TEXT NOT NULL,
    deadline TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS warning_check (
    id INTEGER PRIMARY KEY,
    snapshot TEXT NOT NULL,
    as_of TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
""" + "".join(
    f"""
CREATE TRIGGER IF NOT EXISTS {table}_stays BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was written about a warning is not changed'); END;
CREATE TRIGGER IF NOT EXISTS {table}_remains BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was written about a warning is not removed'); END;
"""
    for table in _TABLES
)


@contextmanager
def writing(home: Path, script: str = SCHEMA) -> Iterator[sqlite3.Connection]:
    """Yield the ledger for one transaction that nobody else's can overtake: all of it is kept, or nothing."""
    with closing(open_ledger(home, (script,))) as ledger:
        ledger.isolation_level = None
        ledger.execute("BEGIN IMMEDIATE")
        try:
            yield ledger
        except BaseException:
            ledger.execute("ROLLBACK")
            raise
        ledger.execute("COMMIT")


@contextmanager
def reading(home: Path, tables: tuple[str, ...] = _TABLES) -> Iterator[sqlite3.Connection | None]:
    """Yield the ledger for reading alone, None before it has these tables."""
    path = home / "ledger.db"
    if not path.is_file():
        yield None
        return
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5.0)) as ledger:
        ledger.row_factory = sqlite3.Row
        known = {row["name"] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        yield ledger if set(tables) <= known else None


def cases(home: Path) -> tuple[Case, ...]:
    """Return every warning there ever was, oldest first; nothing is written, not even a table."""
    with reading(home) as ledger:
        return cases_of(ledger) if ledger is not None else ()


def case(home: Path, number: str) -> Case | None:
    """Return one warning by its number."""
    return next((each for each in cases(home) if each.number == number), None)


def version(home: Path) -> str:
    """Return what changes whenever anything is written about warnings."""
    with reading(home) as ledger:
        if ledger is None:
            return ""
        row = ledger.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM warning_step), (SELECT coalesce(max(id), 0) FROM warning_check)"
        ).fetchone()
        return f"{row[0]}.{row[1]}"


def cases_of(ledger: sqlite3.Connection) -> tuple[Case, ...]:
    """Return the warnings of an open ledger."""
    sights: dict[int, list[Sight]] = defaultdict(list)
    for row in ledger.execute("SELECT * FROM warning_sight ORDER BY rowid"):
        sights[row["warning"]].append(_sight(row))
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in ledger.execute("SELECT * FROM warning_step ORDER BY id"):
        steps[row["warning"]].append(_step(row))
    return tuple(
        Case(
            id=row["id"],
            number=row["number"],
            rule=row["rule"],
            name=_text(row, "name"),
            subject=subject_of(row["kind"], row["key"], row["slice"]),
            about=_text(row, "about"),
            responsible=row["responsible"],
            days=row["days"],
            follows=row["follows"],
            sights=tuple(sights[row["id"]]),
            steps=tuple(steps[row["id"]]),
        )
        for row in ledger.execute("SELECT * FROM warning ORDER BY id")
    )


def add(ledger: sqlite3.Connection, table: str, **values: Any) -> int:
    """Write one row and return its number."""
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    written = ledger.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 our own names
    return int(written.lastrowid or 0)


def add_step(
    ledger: sqlite3.Connection,
    warning: int,
    at: dt.datetime,
    who: str,
    role: str,
    action: Action,
    text: Text,
    department: str = "",
    deadline: dt.date | None = None,
) -> None:
    """Write one step of a warning's history."""
    add(
        ledger,
        "warning_step",
        warning=warning,
        at=at.isoformat(timespec="seconds"),
        who=who,
        role=role,
        action=action.value,
        text_zh=text.zh,
        text_en=text.en,
        department=department,
        deadline=deadline.isoformat() if deadline else None,
    )


def _sight(row: sqlite3.Row) -> Sight:
    return Sight(
        snapshot=row["snapshot"],
        period=dt.date.fromisoformat(row["period"]),
        light="red" if row["light"] == "red" else "yellow",
        value=row["value"],
        shown=_text(row, "shown"),
        said=_text(row, "said"),
        bounds=_text(row, "bounds"),
    )


def _step(row: sqlite3.Row) -> Step:
    return Step(
        id=row["id"],
        at=dt.datetime.fromisoformat(row["at"]),
        who=row["who"],
        role=row["role"],
        action=Action(row["action"]),
        text=_text(row, "text"),
        department=row["department"],
        deadline=dt.date.fromisoformat(row["deadline"]) if row["deadline"] else None,
    )


def _text(row: sqlite3.Row, name: str) -> Text:
    return Text(row[f"{name}_zh"], row[f"{name}_en"])
