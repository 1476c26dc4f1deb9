"""Warming: what pages are made of is worked out before anybody asks, when a worker starts and when a snapshot comes."""

import time
from pathlib import Path
from threading import Thread

import pandas as pd
import structlog

import datasets
from dashboards.asking import queries
from dashboards.page import pages
from dashboards.router import view_of

_SECONDS = 5.0  # between two looks at which snapshot is current
_BACK = 12  # months that a leader steps back: what changed in them is told by parts that hold for all months
_YEARS = 10  # whose Februaries are told with January, by sums to date that no other month's changes need
_OVERVIEW = "/"

_log = structlog.get_logger(__name__)


def warm(home: Path) -> None:
    """Ask for every page as it opens, and for the overview of the months before."""
    if datasets.current_name(home) is None:
        return
    for page in pages().values():
        page.body(view_of(home, page, ""))
    overview = pages()[_OVERVIEW]
    latest = pd.Period(view_of(home, overview, "").latest, freq="M")
    for back in range(1, _BACK + 1):
        overview.body(view_of(home, overview, f"?period={latest - back}"))
    for year in range(latest.year - _YEARS, latest.year):
        queries.changes(view_of(home, overview, f"?period={year}-02"))


def warmed(home: Path, known: str | None) -> str | None:
    """Return the name of the current snapshot, whose pages have been asked for if it is another than ``known``."""
    current = datasets.current_name(home)
    if current != known:
        warm(home)
    return current


def stay_warm(home: Path) -> None:
    """Look from now on, beside what readers ask, whether a snapshot was published, and warm it."""
    Thread(target=_stay, args=(home, datasets.current_name(home)), name="warming", daemon=True).start()


def _stay(home: Path, known: str | None) -> None:
    while True:
        time.sleep(_SECONDS)
        try:
            known = warmed(home, known)
        except Exception:  # noqa: BLE001 who opens the page is told what is wrong
            _log.exception("warming_failed")
            known = datasets.current_name(home)
