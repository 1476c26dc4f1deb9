"""Acting on a warning: the step in its history and the line in the audit trail, for the forms and for the commands."""

from pathlib import Path

from dashboards import accounts
from indicators import notes
from indicators.notes import NoteKind
from indicators.warnings import Action, Actor, Case, take
from indicators.warnings.reading import Subject


def act(
    home: Path,
    actor: Actor,
    action: Action,
    number: str,
    *,
    text: str = "",
    department: str | None = None,
    days: int | None = None,
    seen: int | None = None,
) -> Case:
    """Take an action, note it in the audit trail and return the warning; what is refused leaves no trace."""
    found = take(home, number, action, actor, text=text, department=department, days=days, seen=seen)
    last = found.steps[-1]
    detail = " ".join(filter(None, (number, last.department, str(last.deadline or ""), last.text.zh)))
    accounts.record(home, actor.name, f"warning_{action.value}", detail)
    return found


def write_note(
    home: Path, actor: Actor, subject: Subject, kind: NoteKind, text: str, period: str = "", seen: int | None = None
) -> None:
    """Write a note beside a chart and into the audit trail."""
    notes.write(home, actor, subject, kind, text, period=period, seen=seen)
    detail = " ".join(filter(None, (subject.key, subject.slice, period, text.strip())))
    accounts.record(home, actor.name, f"note_{kind.value}", detail)


def withdraw_note(home: Path, actor: Actor, subject: Subject, note: int) -> None:
    """Withdraw a note, and say so in the audit trail."""
    notes.withdraw(home, actor, subject, note)
    accounts.record(home, actor.name, "note_withdrawn", f"{note} {subject.key} {subject.slice}")
