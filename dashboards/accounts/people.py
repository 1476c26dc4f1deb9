"""People: accounts made, changed, disabled and unlocked."""

import re
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboards.access import Role, departments
from dashboards.accounts.ledger import ledger
from dashboards.accounts.passwords import NO_PASSWORD, ONE_TIME_SECONDS, fit, hashed, new_password
from datasets.audit import record
from datasets.errors import DatasetsError
from datasets.text import Text

_DEMO_NAME = "leader"
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
    """A line of the list of accounts; ``origin`` is local, oidc or ldap."""

    name: str
    standing: Standing
    origin: str
    must_change: bool
    disabled: bool


def create_user(home: Path, name: str, role: str, department: str = "") -> str:
    """Create an account, or reset an existing one, and return its one-time password.

    The one-time password must be changed at the first sign-in, within three days. Raises DatasetsError for a role
    there is none of, a department that delivers nothing, or a name that is not a word.
    """
    standing, password = standing_of(role, department), new_password()
    _set(home, named(name), standing, password, one_time=True)
    return password


def demo_credentials(home: Path) -> tuple[str, str]:
    """Return the name and a fresh password of the demo's leader; earlier passwords stop working."""
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


def set_role(home: Path, name: str, role: str, department: str = "") -> None:
    """Give somebody another role; it holds at the next click of every open session."""
    standing = standing_of(role, department)
    with ledger(home) as connection:
        done = connection.execute(
            "UPDATE user SET role = ?, department = ? WHERE name = ?",
            (standing.role.value, standing.department, name),
        )
        _found(done, name)
    record(home, name, "role", f"{role} {department}".strip())


def disable(home: Path, name: str) -> None:
    """Let somebody in no more and end their sessions; what they did stays written down."""
    with ledger(home) as connection:
        _found(connection.execute("UPDATE user SET disabled_at = ? WHERE name = ?", (time.time(), name)), name)
        end_everything(connection, name)
    record(home, name, "disabled")


def unlock(home: Path, name: str) -> None:
    """Forget failed attempts and lift a disabling."""
    with ledger(home) as connection:
        _found(connection.execute("UPDATE user SET disabled_at = NULL WHERE name = ?", (name,)), name)
        connection.execute("DELETE FROM login_failure WHERE name = ?", (name,))
    record(home, name, "unlocked")


def accounts(home: Path) -> list[Account]:
    """Return all accounts by name."""
    with ledger(home) as connection:
        rows: Iterable[sqlite3.Row] = connection.execute("SELECT * FROM user ORDER BY name").fetchall()
    return [
        Account(
            row["name"],
            Standing(Role(row["role"]), row["department"], row["post"], row["rank"], row["duty"]),
            row["origin"],
            bool(row["must_change"]),
            row["disabled_at"] is not None,
        )
        for row in rows
    ]


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
    for table in ("login_session", "invitation", "login_failure"):
        connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 fixed names


def _set(home: Path, name: str, standing: Standing, password: str, *, one_time: bool) -> None:
    now = time.time()
    with ledger(home) as connection:
        connection.execute(
            "INSERT INTO user (name, role, department, password_hash, must_change, created_at, expires_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (name) DO UPDATE SET role = ?2, department = ?3, "
            "password_hash = ?4, must_change = ?5, expires_at = ?7, origin = 'local', disabled_at = NULL",
            (name, standing.role.value, standing.department, hashed(password), int(one_time), now,
             now + ONE_TIME_SECONDS if one_time else None),
        )  # fmt: skip
        end_everything(connection, name)
    record(home, name, "password_set", standing.role.value)


def _found(done: sqlite3.Cursor, name: str) -> None:
    if not done.rowcount:
        raise DatasetsError(Text(f"没有账户 {name}。", f"There is no account {name}."))
