"""People: accounts made, changed, disabled and unlocked."""

import re
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboards.access import Role, departments
from dashboards.accounts import attempts
from dashboards.accounts.ledger import ledger
from dashboards.accounts.passwords import NO_PASSWORD, ONE_TIME_SECONDS, fit, hashed, new_password
from datasets.audit import latest, record
from datasets.errors import DatasetsError
from datasets.text import Text

_DEMO_NAME = "leader"
_LONGEST_WORD = 64
_ACCOUNTS = """
SELECT user.*,
    (SELECT count(*) FROM login_session WHERE login_session.name = user.name AND login_session.expires_at > ?)
        AS sessions
FROM user ORDER BY name
"""
_NAME = re.compile(r"[\w.][\w.\-@]{0,63}")
_UNNAMED = Text(
    "用户名应为 1 至 64 个字母、汉字、数字、点、横线、下划线或 @。",
    "A user's name is 1 to 64 letters, digits, dots, hyphens, underscores or @.",
)


@dataclass(frozen=True)
class Standing:
    """What somebody is: the role, the department of a department's user, and the post, rank and duty it came from."""

    role: Role
    department: str = ""
    post: str = ""
    rank: str = ""
    duty: str = ""


@dataclass(frozen=True)
class Account:
    """A line of the list of accounts; ``origin`` is local, oidc or ldap.

    ``waits`` says that too many failures keep the name out for a while, ``signed_in_at`` when it last came in (seconds
    since 1970, None if never), ``sessions`` how many are open.
    """

    name: str
    standing: Standing
    origin: str
    must_change: bool
    disabled: bool
    waits: bool = False
    signed_in_at: float | None = None
    sessions: int = 0


def create_user(home: Path, name: str, role: str, department: str = "", by: str = "") -> str:
    """Create an account, or reset an existing one, and return its one-time password.

    The one-time password must be changed at the first sign-in, within three days. Raises DatasetsError for a role
    there is none of, a department that delivers nothing, or a name that is not a word.
    """
    standing, password = standing_of(role, department), new_password()
    _set(home, named(name), standing, password, one_time=True, by=by)
    return password


def demo_credentials(home: Path) -> tuple[str, str]:
    """Return the name and a fresh password of the demo's leader, good for one sign-in; earlier ones stop working.

    It need not be changed: a newcomer wants to see pages. Who wants to keep the account changes it once inside.
    """
    password = new_password()
    _set(home, _DEMO_NAME, Standing(Role.LEADER), password, one_time=False)
    return _DEMO_NAME, password


def change_password(home: Path, name: str, password: str) -> None:
    """Set a password the person chose; all their sessions and invitations end."""
    with ledger(home) as connection:
        done = connection.execute(
            "UPDATE user SET password_hash = ?, must_change = 0, expires_at = NULL, origin = 'local' WHERE name = ?",
            (hashed(fit(password)), name),
        )
        _found(done, name)
        end_everything(connection, name)
    record(home, name, "password_changed")


def keep_outside(home: Path, name: str, standing: Standing, origin: str) -> None:
    """Keep somebody whom a directory or a provider vouches for; raises DatasetsError if a local account has the name.

    A changed role holds at once in every session; a disabled account stays disabled.
    """
    with ledger(home) as connection:
        row = connection.execute("SELECT origin, role FROM user WHERE name = ?", (named(name),)).fetchone()
        if row is not None and row["origin"] != origin:
            raise DatasetsError(
                Text(f"本地已有账户 {name}。", f"There is another account {name}, which is not of this origin.")
            )
        connection.execute(
            "INSERT INTO user (name, role, department, post, rank, duty, origin, password_hash, must_change, "
            "created_at, checked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?9) ON CONFLICT (name) DO UPDATE "
            "SET role = ?2, department = ?3, post = ?4, rank = ?5, duty = ?6, checked_at = ?9",
            (name, standing.role.value, standing.department, standing.post, standing.rank, standing.duty, origin,
             NO_PASSWORD, time.time()),
        )  # fmt: skip
    if row is None or row["role"] != standing.role:
        record(home, name, "role", f"{standing.role} ({origin})")


def set_role(
    home: Path,
    name: str,
    role: str,
    department: str = "",
    *,
    post: str | None = None,
    rank: str | None = None,
    duty: str | None = None,
    by: str = "",
) -> None:
    """Give somebody another role; it holds at the next click of every open session.

    Post, rank and duty are words about the person that are changed where they are given.
    """
    standing = standing_of(role, department)
    words = [None if each is None else each.strip()[:_LONGEST_WORD] for each in (post, rank, duty)]
    with ledger(home) as connection:
        done = connection.execute(
            "UPDATE user SET role = ?, department = ?, post = coalesce(?, post), rank = coalesce(?, rank), "
            "duty = coalesce(?, duty) WHERE name = ?",
            (standing.role.value, standing.department, *words, name),
        )
        _found(done, name)
    said = " ".join(filter(None, (role, department, *words)))
    record(home, name, "role", said, by=by)


def disable(home: Path, name: str, by: str = "") -> None:
    """Let somebody in no more and end their sessions; what they did stays written down."""
    with ledger(home) as connection:
        _found(connection.execute("UPDATE user SET disabled_at = ? WHERE name = ?", (time.time(), name)), name)
        end_everything(connection, name)
    record(home, name, "disabled", by=by)


def unlock(home: Path, name: str, by: str = "") -> None:
    """Forget failed attempts and lift a disabling."""
    with ledger(home) as connection:
        _found(connection.execute("UPDATE user SET disabled_at = NULL WHERE name = ?", (name,)), name)
        attempts.forget(connection, name)
    record(home, name, "unlocked", by=by)


def accounts(home: Path) -> list[Account]:
    """Return all accounts by name."""
    came = latest(home, "sign_in")
    with ledger(home) as connection:
        rows: Iterable[sqlite3.Row] = connection.execute(_ACCOUNTS, (time.time(),)).fetchall()
        waiting = attempts.waiting(connection)
    return [
        Account(
            row["name"],
            Standing(Role(row["role"]), row["department"], row["post"], row["rank"], row["duty"]),
            row["origin"],
            bool(row["must_change"]),
            row["disabled_at"] is not None,
            attempts.counted_as(row["name"]) in waiting,
            came.get(row["name"]),
            row["sessions"],
        )
        for row in rows
    ]


def state_of(account: Account) -> str:
    """Return how an account stands in a word: disabled, waiting, one-time (the password is to be changed) or active."""
    if account.disabled:
        return "disabled"
    return "waiting" if account.waits else "one-time" if account.must_change else "active"


def named(name: str) -> str:
    """Return the name if it is a word; otherwise raise DatasetsError."""
    if not _NAME.fullmatch(name):
        raise DatasetsError(_UNNAMED)
    return name


def standing_of(role: str, department: str = "") -> Standing:
    """Return the standing of a role given by its word; raises DatasetsError for a role or department there is not."""
    if role not in set(Role):
        roles = ", ".join(Role)
        raise DatasetsError(Text(f"没有角色 {role}；可选：{roles}。", f"There is no role {role}; there are: {roles}."))
    if (role == Role.DEPARTMENT) != bool(department) or (department and department not in departments()):
        known = "、".join(departments())
        raise DatasetsError(
            Text(
                f"部门用户须指明部门，其他角色不得指明；部门有：{known}。",
                f"A department user, and nobody else, belongs to a department, one of: {known}.",
            )
        )
    return Standing(Role(role), department)


def end_everything(connection: sqlite3.Connection, name: str) -> None:
    """End a person's sessions and invitations, and forget failed attempts."""
    for table in ("login_session", "invitation"):
        connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 fixed names
    attempts.forget(connection, name)


def _set(home: Path, name: str, standing: Standing, password: str, *, one_time: bool, by: str = "") -> None:
    now = time.time()
    with ledger(home) as connection:
        connection.execute(
            "INSERT INTO user (name, role, department, password_hash, must_change, created_at, expires_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (name) DO UPDATE SET role = ?2, department = ?3, "
            "password_hash = ?4, must_change = ?5, expires_at = ?7, origin = 'local', disabled_at = NULL",
            (name, standing.role.value, standing.department, hashed(password), int(one_time), now,
             now + ONE_TIME_SECONDS),
        )  # fmt: skip
        end_everything(connection, name)
    record(home, name, "password_set", standing.role.value, by=by)


def _found(done: sqlite3.Cursor, name: str) -> None:
    if not done.rowcount:
        raise DatasetsError(Text(f"没有账户 {name}。", f"There is no account {name}."))
