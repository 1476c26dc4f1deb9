"""Sessions: begun at sign-in under a new token, looked up at every request, ended on the server."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from dashboards.access import Reader, Role
from dashboards.accounts import attempts
from dashboards.accounts.ledger import ledger
from dashboards.accounts.passwords import digest, matches, new_token
from dashboards.accounts.people import end_everything
from datasets.audit import record

SESSION_SECONDS = 12 * 3600
WALL_SECONDS = 90 * 24 * 3600
"""A wall has nobody to sign in again each morning; it sees nothing restricted and can press nothing."""

Vouching = Callable[[str, str], str | None]
"""Somebody else who may know a name and a password, keeps the account if so, and says what it is called here."""


class Refusal(Enum):
    """Why somebody may not sign in."""

    WRONG = "wrong"
    LOCKED = "locked"
    EXPIRED = "expired"


@dataclass(frozen=True)
class User:
    """A person who signed in; the attributes are those Flask-Login asks for."""

    name: str
    role: Role
    must_change: bool
    token: str
    department: str = ""
    origin: str = "local"
    checked_at: float = 0.0
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the cookie carries: the token of one session, never the name alone."""
        return self.token

    @property
    def reader(self) -> Reader:
        """Return what decides what the person sees."""
        return Reader(self.role, self.department)


def sign_in(home: Path, name: str, password: str, elsewhere: Vouching | None = None) -> User | Refusal:
    """Return the person, with a new session, or why not; ``elsewhere`` is asked about those without a local account."""
    found = check(home, name, password, elsewhere)
    if isinstance(found, Refusal):
        return found
    return begin(home, found) if _used_up(home, found) else Refusal.EXPIRED


def check(home: Path, name: str, password: str, elsewhere: Vouching | None = None) -> str | Refusal:
    """Return the account that a name and a password open, or why they open none; failures are counted."""
    if not attempts.may_try(home, name):
        record(home, name, "sign_in_locked")
        return Refusal.LOCKED
    row = _row(home, name)
    # An unknown name costs the same time as a known one, so that names cannot be found by the clock.
    right = matches(row["password_hash"] if row else None, password)
    if elsewhere is not None and (row is None or row["origin"] == "ldap"):
        vouched = elsewhere(name, password)
        right, row = vouched is not None, _row(home, vouched or name)
    if row is None or not right or row["disabled_at"] is not None:
        record(home, name, "sign_in_refused")
        return Refusal.WRONG
    attempts.succeeded(home, name)
    if row["expires_at"] is not None and row["expires_at"] < time.time():
        record(home, name, "sign_in_expired")
        return Refusal.EXPIRED
    return str(row["name"])


def _used_up(home: Path, name: str) -> bool:
    """Return whether the sign-in may go on; a password good for one only is spent by it, whoever else comes with it."""
    with ledger(home) as connection:
        row = connection.execute("SELECT must_change, expires_at FROM user WHERE name = ?", (name,)).fetchone()
        if row is None or row["must_change"] or row["expires_at"] is None:
            return True
        spent = "UPDATE user SET expires_at = 0 WHERE name = ? AND expires_at = ?"
        return bool(connection.execute(spent, (name, row["expires_at"])).rowcount)


def _row(home: Path, name: str) -> "sqlite3.Row | None":
    with ledger(home) as connection:
        row: sqlite3.Row | None = connection.execute("SELECT * FROM user WHERE name = ?", (name,)).fetchone()
    return row


def begin(home: Path, name: str) -> User:
    """Return the person with a new session; a disabled or unknown one raises LookupError."""
    token, now, row = new_token(), time.time(), _row(home, name)
    if row is None:
        raise LookupError(name)
    end = now + (WALL_SECONDS if row["role"] == Role.WALL else SESSION_SECONDS)
    with ledger(home) as connection:
        connection.execute("DELETE FROM login_session WHERE expires_at < ?", (now,))
        connection.execute("INSERT INTO login_session VALUES (?, ?, ?)", (digest(token), name, end))
    found = user_of(home, token)
    if found is None:
        raise LookupError(name)
    record(home, name, "sign_in", found.origin)
    return found


def sign_out(home: Path, user: User) -> None:
    """End the session on the server: a copied cookie is worth nothing afterwards."""
    with ledger(home) as connection:
        connection.execute("DELETE FROM login_session WHERE token_hash = ?", (digest(user.token),))
    record(home, user.name, "sign_out")


def end_all(home: Path, name: str, by: str = "") -> None:
    """End every session of a person, on whatever machine."""
    with ledger(home) as connection:
        end_everything(connection, name)
    record(home, name, "sign_out_everywhere", by=by)


def user_of(home: Path, token: str) -> User | None:
    """Return the person a session belongs to, as the ledger knows them now, or None when it ended."""
    try:
        connection = sqlite3.connect(f"file:{home / 'ledger.db'}?mode=ro", uri=True, timeout=5.0)
    except sqlite3.OperationalError:
        return None
    with closing(connection):
        row = connection.execute(
            "SELECT name, role, must_change, department, origin, checked_at FROM user JOIN login_session USING (name) "
            "WHERE token_hash = ? AND login_session.expires_at > ? AND disabled_at IS NULL",
            (digest(token), time.time()),
        ).fetchone()
    if row is None or row[1] not in set(Role):
        return None
    name, role, must_change, department, origin, checked_at = row
    return User(name, Role(role), bool(must_change), token, department, origin, checked_at)
