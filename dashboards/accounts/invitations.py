"""Invitations: a link that works once and for three days, to choose one's own password."""

import time
from pathlib import Path

from dashboards.accounts.ledger import ledger
from dashboards.accounts.passwords import NO_PASSWORD, ONE_TIME_SECONDS, digest, fit, new_token
from dashboards.accounts.people import change_password, named, standing_of
from datasets.audit import record
from datasets.errors import DatasetsError
from datasets.text import Text

_TAKEN = Text(
    "已有账户 {name}；重设密码请用 jingwei users add。",
    "There is an account {name}; to reset its password use jingwei users add.",
)


def invite(home: Path, name: str, role: str, department: str = "", by: str = "") -> str:
    """Return the token of an invitation for a new account, or for one that has accepted none yet."""
    standing, token, now = standing_of(role, department), new_token(), time.time()
    with ledger(home) as connection:
        row = connection.execute("SELECT password_hash, origin FROM user WHERE name = ?", (named(name),)).fetchone()
        if row is not None and (row["password_hash"], row["origin"]) != (NO_PASSWORD, "local"):
            raise DatasetsError(Text(_TAKEN.zh.format(name=name), _TAKEN.en.format(name=name)))
        connection.execute(
            "INSERT INTO user (name, role, department, password_hash, must_change, created_at) "
            "VALUES (?1, ?2, ?3, ?4, 1, ?5) ON CONFLICT (name) DO UPDATE SET role = ?2, department = ?3",
            (name, standing.role.value, standing.department, NO_PASSWORD, now),
        )
        connection.execute("DELETE FROM invitation WHERE name = ?", (name,))
        connection.execute("INSERT INTO invitation VALUES (?, ?, ?)", (digest(token), name, now + ONE_TIME_SECONDS))
    record(home, name, "invited", standing.role.value, by=by)
    return token


def invited(home: Path, token: str) -> str | None:
    """Return the name an invitation is for, None if it was used, ran out or never was."""
    with ledger(home) as connection:
        row = connection.execute(
            "SELECT name FROM invitation JOIN user USING (name) "
            "WHERE token_hash = ? AND invitation.expires_at > ? AND disabled_at IS NULL",
            (digest(token), time.time()),
        ).fetchone()
    return row["name"] if row else None


def accept(home: Path, token: str, password: str) -> str | None:
    """Set the password of the person invited and return the name, None if the invitation was used before."""
    fit(password)
    with ledger(home) as connection:
        row = connection.execute(
            "DELETE FROM invitation WHERE token_hash = ? AND expires_at > ? RETURNING name",
            (digest(token), time.time()),
        ).fetchone()
    if row is None:
        return None
    change_password(home, row["name"], password)
    return str(row["name"])
