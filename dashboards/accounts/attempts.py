"""Attempts to sign in: after five failures a name waits, twice as long after each further one."""

import sqlite3
import time
import unicodedata
from pathlib import Path

from dashboards.accounts.ledger import ledger

MOST_ATTEMPTS = 5
FIRST_WAIT_SECONDS = 60
LONGEST_WAIT_SECONDS = 3600
_FORGOTTEN_SECONDS = 24 * 3600


def wait_after(made: int) -> float:
    """Return how many seconds after so many failures nobody of that name may try."""
    if made < MOST_ATTEMPTS:
        return 0
    doublings = min(made - MOST_ATTEMPTS, 16)
    return min(FIRST_WAIT_SECONDS * 2**doublings, LONGEST_WAIT_SECONDS)


def counted_as(name: str) -> str:
    """Return the name that attempts are counted under: a directory takes Zhang, ZHANG and ｚｈａｎｇ for one person."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def may_try(home: Path, name: str) -> bool:
    """Return whether a name may try, and count the attempt as failed until ``succeeded`` says otherwise.

    Counted before the password is looked at, so that parallel guesses cannot overtake the wait.
    """
    name, now = counted_as(name), time.time()
    with ledger(home) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM login_failure WHERE at < ?", (now - _FORGOTTEN_SECONDS,))
        row = connection.execute("SELECT made, at FROM login_failure WHERE name = ?", (name,)).fetchone()
        if row is not None and now < row["at"] + wait_after(row["made"]):
            return False
        connection.execute(
            "INSERT INTO login_failure VALUES (?1, 1, ?2) ON CONFLICT (name) DO UPDATE SET made = made + 1, at = ?2",
            (name, now),
        )
    return True


def succeeded(home: Path, name: str) -> None:
    """Forget the failures of a name."""
    with ledger(home) as connection:
        forget(connection, name)


def forget(connection: sqlite3.Connection, name: str) -> None:
    """Forget the failures of a name, together with what else is being written."""
    connection.execute("DELETE FROM login_failure WHERE name = ?", (counted_as(name),))


def waiting(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the names, as they are counted, that may not try at the moment."""
    rows = connection.execute("SELECT name, made, at FROM login_failure").fetchall()
    return frozenset(row["name"] for row in rows if time.time() < row["at"] + wait_after(row["made"]))
