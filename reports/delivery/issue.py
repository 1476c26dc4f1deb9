"""Issues and their deliveries in the ledger: what is owed to whom, what became of it, and every step of the way."""

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from datasets import Language, Text, audit
from indicators.warnings import ledger as growing
from reports.delivery.schema import SCHEMA, TABLES
from reports.ledger import SCHEMA as RUNS

_BECAME: Final = {"withdrawn": Text("已撤回", "Withdrawn"), "replaced": Text("已更正", "Corrected")}
_WANTED: Final = """
SELECT 1 FROM report_delivery AS delivery JOIN report_issue AS mine ON mine.id = delivery.issue
WHERE delivery.id = ? AND delivery.state IN ('open', 'handed') AND (
    delivery.kind = 'withdrawal' OR mine.state = 'made' AND NOT EXISTS (
        SELECT 1 FROM report_issue AS later
        WHERE (later.edition, later.period, later.variant) = (mine.edition, mine.period, mine.variant)
        AND later.version > mine.version
    )
)
"""


@dataclass(frozen=True)
class Tried:
    """What is tried until it succeeds: how often it was, when last, and how long is waited since."""

    attempts: int
    tried_at: dt.datetime | None
    wait_seconds: float

    def rests(self, now: dt.datetime) -> bool:
        """Return whether it is too early to try again; a clock that was set back ends the wait."""
        return self.tried_at is not None and 0 <= (now - self.tried_at).total_seconds() < self.wait_seconds

    @property
    def next_at(self) -> dt.datetime | None:
        """Return when it is tried again, None before the first attempt."""
        return self.tried_at + dt.timedelta(seconds=self.wait_seconds) if self.tried_at else None


@dataclass(frozen=True)
class Issue:
    """One version of an edition for one period and one variant (language and parameters): owed, made or withdrawn."""

    id: int
    edition: str
    period: str
    variant: str
    version: int
    language: Language
    parameters: Mapping[str, str]
    due_at: dt.datetime
    state: str
    reason: Text
    tried: Tried
    after_run: int | None
    run: int | None
    snapshot: str | None
    path: str | None
    sha256: str | None
    sentences: tuple[str, ...]
    made_at: dt.datetime | None
    posted: bool
    remark: str
    who: str

    @property
    def became(self) -> Text:
        """Return that it was withdrawn or corrected, and why; nothing of an issue that stands."""
        word = _BECAME.get(self.state)
        return Text(f"{word.zh}：{self.reason.zh}", f"{word.en}: {self.reason.en}") if word else Text("", "")


@dataclass(frozen=True)
class Delivery:
    """One issue on its way to one recipient: open, handed to the server, sent, unknown, refused or dropped."""

    id: int
    issue: int
    kind: str
    channel: str
    address: str
    list: str
    form: str
    created_at: dt.datetime
    state: str
    reason: Text
    tried: Tried
    sent_at: dt.datetime | None
    receipt: str


def writing(home: Path) -> AbstractContextManager[sqlite3.Connection]:
    """Return the ledger for one transaction that is kept whole or not at all."""
    return growing.writing(home, RUNS + SCHEMA + audit.SCHEMA)


def issues(home: Path) -> tuple[Issue, ...]:
    """Return every issue there ever was, in the order of being noted; nothing is written, not even a table."""
    with growing.reading(home, TABLES) as ledger:
        return issues_of(ledger) if ledger else ()


def deliveries(home: Path) -> tuple[Delivery, ...]:
    """Return every delivery there ever was."""
    with growing.reading(home, TABLES) as ledger:
        return deliveries_of(ledger) if ledger else ()


def steps(home: Path, issue: int) -> tuple[tuple[dt.datetime, Text], ...]:
    """Return what happened to an issue, step by step."""
    with growing.reading(home, TABLES) as ledger:
        rows = ledger.execute("SELECT * FROM report_step WHERE issue = ? ORDER BY id", (issue,)) if ledger else ()
        return tuple((dt.datetime.fromisoformat(row["at"]), Text(row["zh"], row["en"])) for row in rows)


def last_tick(home: Path) -> dt.datetime | None:
    """Return when a tick last began, None before the first."""
    with growing.reading(home, TABLES) as ledger:
        row = ledger.execute("SELECT at FROM report_tick").fetchone() if ledger else None
        return dt.datetime.fromisoformat(row["at"]) if row else None


def issues_of(ledger: sqlite3.Connection) -> tuple[Issue, ...]:
    """Return the issues of an open ledger."""
    return tuple(_issue(row) for row in ledger.execute("SELECT * FROM report_issue ORDER BY id"))


def deliveries_of(ledger: sqlite3.Connection, issue: int | None = None) -> tuple[Delivery, ...]:
    """Return the deliveries of an open ledger, or of one issue."""
    rows = ledger.execute("SELECT * FROM report_delivery WHERE ? IS NULL OR issue = ? ORDER BY id", (issue, issue))
    return tuple(_delivery(row) for row in rows)


def add(ledger: sqlite3.Connection, table: str, **values: Any) -> int:
    """Write one row, moments as text, and return its number."""
    return growing.add(ledger, table, **{name: _plain(value) for name, value in values.items()})


def change(ledger: sqlite3.Connection, table: str, number: int, **values: Any) -> None:
    """Change some columns of one row."""
    names = ", ".join(f"{name} = :{name}" for name in values)
    plain = {name: _plain(value) for name, value in values.items()}
    ledger.execute(f"UPDATE {table} SET {names} WHERE id = :id", {**plain, "id": number})  # noqa: S608 our own names


def add_step(ledger: sqlite3.Connection, issue: int, now: dt.datetime, text: Text) -> None:
    """Write what happened to an issue; the same thing again adds nothing."""
    last = ledger.execute("SELECT zh FROM report_step WHERE issue = ? ORDER BY id DESC LIMIT 1", (issue,)).fetchone()
    if last is None or last["zh"] != text.zh:
        add(ledger, "report_step", issue=issue, at=now, zh=text.zh, en=text.en)


def drop_unsent(ledger: sqlite3.Connection, issue: int, why: Text) -> None:
    """Stop what of an issue has not been sent."""
    for each in deliveries_of(ledger, issue):
        if each.state == "open" and each.kind == "report":
            change(ledger, "report_delivery", each.id, state="dropped", reason_zh=why.zh, reason_en=why.en)


def is_wanted(ledger: sqlite3.Connection, delivery: int) -> bool:
    """Return whether a delivery is still to be made: its report was not withdrawn, nor a correction of it asked for."""
    return ledger.execute(_WANTED, (delivery,)).fetchone() is not None


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list | tuple) else value


def _issue(row: sqlite3.Row) -> Issue:
    kept = {name: row[name] for name in ("id", "edition", "period", "variant", "version", "language", "state")}
    kept |= {name: row[name] for name in ("after_run", "run", "snapshot", "path", "sha256", "remark", "who")}
    return Issue(
        **kept,
        parameters=json.loads(row["parameters"]),
        due_at=dt.datetime.fromisoformat(row["due_at"]),
        reason=Text(row["reason_zh"], row["reason_en"]),
        tried=_tried(row),
        sentences=tuple(json.loads(row["sentences"])),
        made_at=_moment(row["made_at"]),
        posted=row["posted_at"] is not None,
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    kept = {name: row[name] for name in ("id", "issue", "kind", "channel", "address", "list", "form", "state")}
    return Delivery(
        **kept,
        created_at=dt.datetime.fromisoformat(row["created_at"]),
        reason=Text(row["reason_zh"], row["reason_en"]),
        tried=_tried(row),
        sent_at=_moment(row["sent_at"]),
        receipt=row["receipt"] or "",
    )


def _tried(row: sqlite3.Row) -> Tried:
    return Tried(row["attempts"], _moment(row["tried_at"]), row["wait_seconds"])


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
