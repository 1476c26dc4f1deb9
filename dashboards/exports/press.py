"""The press and its library, handed in by the front door: reports draws, sets and keeps, and is no part of us."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from datasets.text import Language, Text

Drawn = Mapping[str, Any]
"""A plotly figure (``data`` and ``layout``) with the size in pixels in its layout."""


@dataclass(frozen=True)
class Library:
    """The reports there are: names of editions, how each issue stands, runs, newest first, a run's file, a run begun.

    ``restricted`` are the editions that name single enterprises. An issue is as ``reports.shelf.issues`` says. A run
    has id, edition, period, language, snapshot, parameters, the department whose rows alone it holds or nothing, what
    became of it, status (running, done, failed, broken), started_at, finished_at and message; a file is a ``pdf``,
    ``html`` or ``xlsx``, or the ``failure`` report of a run that failed, None once it was altered.
    """

    titles: Callable[[], Mapping[str, Text]]
    restricted: Callable[[], frozenset[str]]
    issues: Callable[[Path], Sequence[Mapping[str, Any]]]
    runs: Callable[[Path], Sequence[Mapping[str, Any]]]
    file_of: Callable[[Path, int, str], Path | None]
    start: Callable[[Path, str, str, str, Mapping[str, str]], None]


@dataclass(frozen=True)
class Press:
    """``draw`` turns a figure into an SVG text with its fonts inside, ``set_pages`` a sheet into a PDF.

    ``set_opinion`` turns a review's opinion into a PDF in a language. ``turn`` is held by one request of a process at a
    time: a drawing takes a second of a processor that readers' pages need too.
    """

    draw: Callable[[Drawn], str]
    set_pages: Callable[[Mapping[str, Any]], bytes]
    library: Library
    set_opinion: Callable[[Any, Language], bytes] | None = None
    turn: Any = field(default_factory=Lock)
