"""What pages read in the ledger: warnings and notes, read once for each version of it that a view names."""

from functools import lru_cache
from pathlib import Path

from dashboards.views.view import View
from indicators import notes, warnings
from indicators.notes import Note
from indicators.warnings import Case
from indicators.warnings.reading import Subject
from indicators.warnings.workdays import today

_VERSIONS, _SUBJECTS = 8, 512


def moment(home: Path, more: str = "") -> str:
    """Return what changes with the day, with anything written of warnings and notes, and with ``more``."""
    return f"{today()} {warnings.version(home)} {notes.version(home)} {more}"


def cases(view: View) -> tuple[Case, ...]:
    """Return every warning there ever was, oldest first."""
    return _cases(view.home, view.moment)


def thread(view: View, subject: Subject) -> tuple[Note, ...]:
    """Return the notes on an indicator in a slice that nobody withdrew, oldest first."""
    return _thread(view.home, view.moment, subject)


@lru_cache(maxsize=_VERSIONS)
def _cases(home: Path, moment: str) -> tuple[Case, ...]:  # noqa: ARG001 the version of what is read
    return warnings.cases(home)


@lru_cache(maxsize=_SUBJECTS)
def _thread(home: Path, moment: str, subject: Subject) -> tuple[Note, ...]:  # noqa: ARG001 the version of what is read
    return notes.notes(home, subject)
