"""Passwords and tokens: made by chance, kept only as hashes."""

import hashlib
import secrets
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from datasets.errors import DatasetsError
from datasets.text import Text

LEAST_LENGTH = 12
LONGEST = 256
ONE_TIME_SECONDS = 72 * 3600
"""How long a one-time password or an invitation may be used."""

NO_PASSWORD = ""
"""The hash of those who sign in elsewhere: no password matches it."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing a reader could mistake for another
_HASHER = PasswordHasher()
_TURN = Lock()  # each hash takes 64 MiB for a moment: a flood of guesses must not take them a dozen times over


def new_password() -> str:
    """Return sixteen letters and digits in groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def hashed(password: str) -> str:
    """Return the argon2id hash of a password."""
    with _TURN:
        return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Return whether a password is the one; without a hash the answer takes as long, and is no."""
    try:
        with _TURN:
            right = _HASHER.verify(password_hash or _decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(right and password_hash)


def fit(password: str) -> str:
    """Return the password if it is long enough and not too long; otherwise raise DatasetsError."""
    if LEAST_LENGTH <= len(password) <= LONGEST:
        return password
    raise DatasetsError(
        Text(
            f"密码应为 {LEAST_LENGTH} 至 {LONGEST} 个字符。", f"A password has {LEAST_LENGTH} to {LONGEST} characters."
        )
    )


def new_token() -> str:
    """Return 256 bits of chance for a session or an invitation."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what the ledger keeps of a token: a copy of the ledger opens no session."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _decoy() -> str:
    return _HASHER.hash("nobody")
