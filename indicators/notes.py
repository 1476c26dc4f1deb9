"""Notes beside a chart: leaders' remarks, annotations of a period, comments. Added, withdrawn, never changed."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from datasets import Text
from indicators.catalogue import definition_of
from indicators.errors import QuestionError
from indicators.warnings import Actor
from indicators.warnings.ledger import add, reading, writing
from indicators.warnings.reading import Subject

LONGEST = 500
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS note (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('remark', 'annotation', 'comment', 'withdrawal')),
    key TEXT NOT NULL,
    slice TEXT NOT NULL,
    period TEXT,
    text TEXT NOT NULL,
    about INTEGER REFERENCES note (id)
) STRICT;
CREATE INDEX IF NOT EXISTS note_of ON note (key, slice);
CREATE TRIGGER IF NOT EXISTS note_stays BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'a note is not changed'); END;
CREATE TRIGGER IF NOT EXISTS note_remains BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'a note is not removed'); END;
"""


class NoteKind(StrEnum):
    """What a note is."""

    REMARK = "remark"
    ANNOTATION = "annotation"
    COMMENT = "comment"


KIND_NAMES = {
    NoteKind.REMARK: Text("批示", "Remark"),
    NoteKind.ANNOTATION: Text("图上标注", "Annotation"),
    NoteKind.COMMENT: Text("评论", "Comment"),
}


@dataclass(frozen=True)
class Note:
    """One note: who wrote what, when; an annotation's ``period`` is the month it marks, 2026-10."""

    id: int
    at: dt.datetime
    who: str
    role: str
    kind: NoteKind
    period: str
    text: str


def notes(home: Path, subject: Subject) -> tuple[Note, ...]:
    """Return the notes on an indicator in exactly this slice that nobody withdrew, oldest first."""
    with reading(home, ("note",)) as ledger:
        if ledger is None:
            return ()
        rows = ledger.execute(
            "SELECT * FROM note WHERE key = ? AND slice = ? AND kind <> 'withdrawal' "
            "AND id NOT IN (SELECT about FROM note WHERE about IS NOT NULL) ORDER BY id",
            (subject.key, subject.slice),
        ).fetchall()
    return tuple(
        Note(
            row["id"],
            dt.datetime.fromisoformat(row["at"]),
            row["who"],
            row["role"],
            NoteKind(row["kind"]),
            row["period"] or "",
            row["text"],
        )
        for row in rows
    )


def annotations(found: Sequence[Note]) -> dict[int, int]:
    """Return the number of each annotation on the chart, from 1 in the order of their writing, by the note's id."""
    marks = (each.id for each in found if each.kind is NoteKind.ANNOTATION)
    return {name: at for at, name in enumerate(marks, start=1)}


def version(home: Path) -> int:
    """Return what grows whenever a note is written or withdrawn."""
    with reading(home, ("note",)) as ledger:
        return int(ledger.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()[0]) if ledger is not None else 0


def write(
    home: Path,
    actor: Actor,
    subject: Subject,
    kind: NoteKind,
    text: str,
    *,
    period: str = "",
    seen: int | None = None,
    now: dt.datetime | None = None,
) -> None:
    """Write a note; what does not fit is refused in words.

    ``seen`` is the version the writer had read: a form that comes twice writes one note.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise QuestionError(
            Text(f"请写明内容，不超过 {LONGEST} 字。", f"Write something, of at most {LONGEST} characters.")
        )
    if kind is NoteKind.ANNOTATION and not _MONTH.fullmatch(period):
        raise QuestionError(Text("请选择要标注的月份。", "Choose the month to be marked."))
    _refuse_strange(subject)
    _add(home, actor, subject, kind.value, words, now, seen, period if kind is NoteKind.ANNOTATION else None)


def withdraw(home: Path, actor: Actor, subject: Subject, note: int, now: dt.datetime | None = None) -> None:
    """Take a note back: it is no longer shown, the ledger keeps it and who withdrew it."""
    if note not in {each.id for each in notes(home, subject)}:
        raise QuestionError(Text("没有这条批注，或已撤回。", "There is no such note, or it was withdrawn."))
    _add(home, actor, subject, "withdrawal", "", now, None, None, about=note)


def _add(
    home: Path,
    actor: Actor,
    subject: Subject,
    kind: str,
    text: str,
    now: dt.datetime | None,
    seen: int | None,
    period: str | None,
    about: int | None = None,
) -> None:
    with writing(home, SCHEMA) as ledger:
        (newest,) = ledger.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()
        if seen is not None and newest != seen:
            raise QuestionError(Text("刚有新的批注，请看过再写。", "Something has just been written: read it first."))
        add(
            ledger,
            "note",
            at=(now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds"),
            who=actor.name,
            role=actor.role,
            kind=kind,
            key=subject.key,
            slice=subject.slice,
            period=period,
            text=text,
            about=about,
        )


def _refuse_strange(subject: Subject) -> None:
    strange = {name for name, _ in subject.where} - set(definition_of(subject.key).dimensions)
    if strange:
        raise QuestionError(Text(f"没有维度 {'、'.join(strange)}。", f"There is no dimension {', '.join(strange)}."))
