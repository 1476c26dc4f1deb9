"""A clock that is set by hand, an edition with a timetable, a maker that lays a PDF, and a real server of mail."""

from pathlib import Path

import pytest

from reports.delivery.office import Office, Reach

from .server import MailServer
from .world import MADE_OF, Clock, an_edition, lay_report


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-11-13T09:00")


@pytest.fixture
def office(home: Path, clock: Clock):
    """Return an office whose data reach a month, told by ``reached``; its maker lays a finished report."""

    def open_office(*editions, reached="2026-10", make=lay_report, step=lambda _: None) -> Office:
        known = {each.key: each for each in editions or (an_edition("brief"),)}
        reach = Reach(MADE_OF, lambda _: reached)
        return Office(home, clock, known, lambda _: reach, make, step)

    return open_office


@pytest.fixture
def server():
    """A real SMTP server on loopback; its moods are what it does to the next mails."""
    with MailServer() as running:
        yield running


@pytest.fixture
def addressed(home: Path, server: MailServer):
    """Write who gets reports, and the way to the server."""

    def write(lists: str, **settings: object) -> None:
        (home / "recipients.toml").write_text(lists, encoding="utf-8")
        server.settings(home, **settings)

    return write
