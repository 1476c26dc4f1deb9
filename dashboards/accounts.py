"""Local accounts: argon2 hashes in the ledger, sessions that end on the server, a lock after failures."""

import hashlib
import re
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboards.access import Role
from datasets.errors import DatasetsError
from datasets.ledger import open_ledger
from datasets.text import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS user (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    created_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS login_attempt (name TEXT NOT NULL, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS login_session (
    token_hash TEXT PRIMARY KEY,
    name TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE,
    expires_at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    name TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
"""

MOST_ATTEMPTS = 5
LOCKED_SECONDS = 15 * 60
SESSION_SECONDS = 12 * 3600
LEAST_LENGTH = 12

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing a reader could mistake for another
_HASHER = PasswordHasher()
_DEMO_NAME = "leader"
_NAME = re.compile(r"[\w.][\w.\-]{0,63}")


class Refusal(Enum):
    """Why somebody may not sign in."""

    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True)
class User:
    """A person who signed in; the attributes are those Flask-Login asks for."""

    name: str
    role: Role
    must_change: bool
    token: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the cookie carries: the token of one session, never the name alone."""
        return self.token


@contextmanager
def _ledger(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield the ledger; what was written is committed unless an error leaves the block."""
    connection = open_ledger(home, (SCHEMA,))
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def prepare(home: Path) -> None:
    """Create the tables, so that reading never has to."""
    with _ledger(home):
        pass


def new_password() -> str:
    """Return sixteen letters and digits in groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def create_user(home: Path, name: str, role: str) -> str:
    """Create an account, or reset an existing one, and return its one-time password.

    The one-time password must be changed at the first sign-in. Raises DatasetsError for a role there is none of,
    or a name that is not a word.
    """
    if not _NAME.fullmatch(name):
        raise DatasetsError(
            Text(
                "用户名应为 1 至 64 个字母、汉字、数字、点、横线或下划线。",
                "A user's name is 1 to 64 letters, digits, dots, hyphens or underscores.",
            )
        )
    if role not in set(Role):
        roles = ", ".join(Role)
        raise DatasetsError(Text(f"没有角色 {role}；可选：{roles}。", f"There is no role {role}; there are: {roles}."))
    return _set(home, name, Role(role), new_password(), must_change=True)


def demo_credentials(home: Path) -> tuple[str, str]:
    """Return the name and a fresh password of the demo's leader; earlier passwords stop working."""
    return _DEMO_NAME, _set(home, _DEMO_NAME, Role.LEADER, new_password(), must_change=False)


def change_password(home: Path, name: str, password: str) -> None:
    """Set a password the person chose; all their sessions end."""
    with _ledger(home) as connection:
        row = connection.execute("SELECT role FROM user WHERE name = ?", (name,)).fetchone()
    _set(home, name, Role(row["role"]), password, must_change=False)


def _set(home: Path, name: str, role: Role, password: str, *, must_change: bool) -> str:
    with _ledger(home) as connection:
        connection.execute(
            "INSERT INTO user VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET role = excluded.role, "
            "password_hash = excluded.password_hash, must_change = excluded.must_change",
            (name, role.value, _HASHER.hash(password), int(must_change), time.time()),
        )
        connection.execute("DELETE FROM login_session WHERE name = ?", (name,))
        connection.execute("DELETE FROM login_attempt WHERE name = ?", (name,))
    record(home, name, "password_set")
    return password


def sign_in(home: Path, name: str, password: str) -> User | Refusal:
    """Return the person, with a new session, or why not; five failures lock a name for a quarter of an hour."""
    if not _may_try(home, name):
        record(home, name, "sign_in_locked")
        return Refusal.LOCKED
    with _ledger(home) as connection:
        row = connection.execute("SELECT * FROM user WHERE name = ?", (name,)).fetchone()
    # An unknown name costs the same time as a known one, so that names cannot be found by the clock.
    if not _matches(row["password_hash"] if row else _decoy(), password) or row is None:
        record(home, name, "sign_in_refused")
        return Refusal.WRONG
    token = secrets.token_urlsafe(32)
    with _ledger(home) as connection:
        connection.execute("DELETE FROM login_attempt WHERE name = ?", (name,))
        connection.execute("DELETE FROM login_session WHERE expires_at < ?", (time.time(),))
        expires = time.time() + SESSION_SECONDS
        connection.execute("INSERT INTO login_session VALUES (?, ?, ?)", (_digest(token), name, expires))
    record(home, name, "sign_in")
    return User(name, Role(row["role"]), bool(row["must_change"]), token)


def sign_out(home: Path, user: User) -> None:
    """End the session on the server: a copied cookie is worth nothing afterwards."""
    with _ledger(home) as connection:
        connection.execute("DELETE FROM login_session WHERE token_hash = ?", (_digest(user.token),))
    record(home, user.name, "sign_out")


def user_of(home: Path, token: str) -> User | None:
    """Return the person a session belongs to, or None when it ended."""
    try:
        connection = sqlite3.connect(f"file:{home / 'ledger.db'}?mode=ro", uri=True, timeout=5.0)
    except sqlite3.OperationalError:
        return None
    try:
        row = connection.execute(
            "SELECT name, role, must_change FROM user JOIN login_session USING (name) "
            "WHERE token_hash = ? AND expires_at > ?",
            (_digest(token), time.time()),
        ).fetchone()
    finally:
        connection.close()
    return User(row[0], Role(row[1]), bool(row[2]), token) if row else None


def record(home: Path, name: str, action: str, detail: str = "") -> None:
    """Write one line of the audit trail."""
    with _ledger(home) as connection:
        connection.execute(
            "INSERT INTO audit (at, name, action, detail) VALUES (?, ?, ?, ?)", (time.time(), name, action, detail)
        )


def _may_try(home: Path, name: str) -> bool:
    """Count this attempt before the password is looked at, so that parallel guesses cannot overtake the lock."""
    now = time.time()
    with _ledger(home) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM login_attempt WHERE at < ?", (now - LOCKED_SECONDS,))
        (made,) = connection.execute("SELECT count(*) FROM login_attempt WHERE name = ?", (name,)).fetchone()
        if made >= MOST_ATTEMPTS:
            return False
        connection.execute("INSERT INTO login_attempt VALUES (?, ?)", (name, now))
    return True


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy() -> str:
    return _HASHER.hash("nobody")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
